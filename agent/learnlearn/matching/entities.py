"""The same school, employer, group or small place: by name in the fields, by another name, or named in the other's text."""

from __future__ import annotations

from collections.abc import Iterator

from learnlearn.contract.conversation import Telling
from learnlearn.interests.model import Evidence, Source, Stance
from learnlearn.interests.named import Named, goes_on, is_telling, is_within, named_in
from learnlearn.interests.read import LONGEST_QUOTE, Reading
from learnlearn.lexicon.loaded import lexicon
from learnlearn.lexicon.spotter import Place
from learnlearn.matching.candidate import Candidate
from learnlearn.matching.model import SharedKind
from learnlearn.text.rarity import zipf
from learnlearn.text.sentences import Slice

_IN_FIELDS, _IN_TEXT = 0.95, 0.8
_KNOWN_PLACE = 3.9  # Zipf of a town so well known that living there says little


Spot = tuple[Reading, Place]


def entities(mine: Reading, theirs: Reading) -> Iterator[Candidate]:
    """Shared names, each once."""
    my_names, their_names = named_in(mine), named_in(theirs)
    paired: set[str] = set()
    for my in my_names:
        equal = [their for their in their_names if _is_same(my, their) and not _is_everybodys(my)]
        if equal:
            best = max(equal, key=lambda their: _shared_years(my, their))
            paired |= my.keys | best.keys
            yield _pair(mine, theirs, my, best)
    yield from _in_text(mine, theirs, [one for one in my_names if not one.keys & paired], swapped=False)
    yield from _in_text(theirs, mine, [one for one in their_names if not one.keys & paired], swapped=True)


def _is_same(my: Named, their: Named) -> bool:
    return (my.kind == "place") == (their.kind == "place") and bool(my.keys & their.keys)


def _is_everybodys(named: Named) -> bool:
    """Whether a place is a city so well known that sharing it says nothing."""
    return named.kind == "place" and _telling("place", named) == "low"


def _shared_years(my: Named, their: Named) -> int:
    if my.years is None or their.years is None:
        return 0
    return max(0, min(my.years[1], their.years[1]) - max(my.years[0], their.years[0]) + 1)


def _pair(mine: Reading, theirs: Reading, my: Named, their: Named) -> Candidate:
    overlap = _shared_years(my, their)
    kind: SharedKind = my.kind if my.kind == their.kind else "employer" if "employer" in (my.kind, their.kind) else "school"
    note = ""
    if overlap and my.years and their.years:
        note = f"both there in {max(my.years[0], their.years[0])}-{min(my.years[1], their.years[1])}"
    label = _label(my, their)
    telling = "high" if overlap or kind == "group" else _telling(kind, my)
    return _candidate(label, kind, telling, (mine, my.place), (theirs, their.place), _IN_FIELDS, note)


def _label(my: Named, their: Named) -> str:
    """The shorter name; of two chapters of one institution its own name."""
    shared = my.keys & their.keys
    if all(key.startswith("#") for key in shared):
        return lexicon().entries[int(min(shared)[1:])].label
    names = (my.name.partition(",")[0], their.name.partition(",")[0]) if my.kind == "place" else (my.name, their.name)
    return min(map(_plain, names), key=len)


def _telling(kind: SharedKind, named: Named) -> Telling:
    if kind == "place":
        return "low" if min(zipf(word) for key in named.keys for word in key.split()) > _KNOWN_PLACE else "medium"
    return "medium"


def _plain(name: str) -> str:
    bare = name.partition("(")[0].strip(" ,") or name
    return " ".join(bare.removeprefix("The ").split()[:8])


def _in_text(owner: Reading, other: Reading, names: list[Named], *, swapped: bool) -> Iterator[Candidate]:
    for named in names:
        if _is_everybodys(named):
            continue
        places = [place for key in named.keys for place in _mentions(other, key) if other.stance(place) is Stance.OWN]
        if places:
            field, text = (owner, named.place), (other, places[0])
            my, their = (text, field) if swapped else (field, text)
            yield _candidate(_plain(named.name), named.kind, "medium", my, their, _IN_TEXT, "")


def _mentions(reading: Reading, key: str) -> Iterator[Place]:
    """Where a name stands in somebody's own text."""
    if key.startswith("#"):
        concept = int(key[1:])
        yield from (place for place in reading.finds.strong.get(concept, ()) if _is_text(reading, place) and not is_within(reading, place))
    elif is_telling(key):
        for place in reading.runs(tuple(key.split())):
            written = reading.spans[place.text].text[place.start : place.end]
            if _is_text(reading, place) and not written.islower() and not goes_on(reading, place) and not is_within(reading, place):
                yield place


def _is_text(reading: Reading, place: Place) -> bool:
    return reading.spans[place.text].source in (Source.BIO, Source.POST, Source.ENTRY, Source.ITEM) and reading.spans[place.text].field != "location"


def _candidate(label: str, kind: SharedKind, telling: Telling, my: Spot, their: Spot, sure: float, note: str) -> Candidate:
    return Candidate("entity", label, kind, "same", telling, _IN_FIELDS, sure, _quotes(*my), _quotes(*their), note, concept=_concept(*my))


def _quotes(reading: Reading, place: Place) -> tuple[Evidence, ...]:
    span = reading.spans[place.text]
    if span.source in (Source.ENTRY, Source.ITEM) and len(span.text) <= LONGEST_QUOTE:
        return (Evidence(span, 0, len(span.text)), *_description(reading, span.field))
    return (reading.evidence(place),)


def _description(reading: Reading, field: str) -> tuple[Evidence, ...]:
    """What stands beside a name in the same entry: what they did there."""
    head, _, leaf = field.rpartition(".")
    wanted = {f"{head}.description", f"{head}.title"} if leaf in ("organization", "school") else set()
    return tuple(reading.beginning(number, Slice(0, len(span.text))) for number, span in enumerate(reading.spans) if span.field in wanted)


def _concept(mine: Reading, place: Place) -> int:
    entries = lexicon().entries
    found = [c for c, places in mine.finds.strong.items() if entries[c].entity and any(one.text == place.text for one in places)]
    return found[0] if found else -1
