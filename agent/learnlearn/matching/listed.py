"""What one lists or tags, found in the other's lists or text: skills, interests, groups, causes, hashtags of several words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from learnlearn.contract.conversation import Telling
from learnlearn.interests.beliefs import beliefs_of
from learnlearn.interests.generic import is_everybodys_language, is_generic
from learnlearn.interests.model import Evidence, Source, Stance
from learnlearn.interests.read import Reading
from learnlearn.lexicon.loaded import lexicon
from learnlearn.lexicon.spotter import Place
from learnlearn.matching.candidate import Candidate
from learnlearn.text.rarity import zipf
from learnlearn.text.tokens import tokens

_LISTS = ("skills", "interests", "causes", "certifications", "groups")
_INSIDE = re.compile(r"\(([^()]*)\)")
_ASIDE = re.compile(r"(?<!\s)\s*\([^()]*\)|(?:,|\s[-–:]).*", re.DOTALL)
_RARE, _KNOWN, _COMMON = 3.0, 4.2, 5.0  # Zipf of the rarest word
_UNHEARD = 2.6  # a word as rare as this has one meaning
_TOO_SHORT, _SHORT = 3, 5  # letters
_KNOWN_MAKER = 4.6  # Zipf of "Microsoft": beside a name as well known as this the product is still the same
_LONGEST = 6  # words of an item that can be a name
_LISTED, _TAGGED = 0.95, 0.85
_UNSUPPORTED = 0.35
_SPOKEN = 0.4  # how sure their sentences must be of the field of a word
_Side = tuple[float, tuple[Evidence, ...]]  # how surely, and the quotes
_ORDER = {Source.POST: 0, Source.BIO: 0, Source.ITEM: 1, Source.ENTRY: 2}
_NOT_HERE = ("learning", "goals", "location", "languages")


def listed(mine: Reading, theirs: Reading) -> Iterator[Candidate]:
    """My listed items in their lists and text, then theirs in mine."""
    for owner, other, swapped in ((mine, theirs, False), (theirs, mine, True)):
        yield from _one_way(owner, other, swapped=swapped)
        yield from _tagged(owner, other, swapped=swapped)
    yield from _languages(mine, theirs)


def _languages(mine: Reading, theirs: Reading) -> Iterator[Candidate]:
    """Languages that one lists and the other lists or names as a part of their life, when few of their readers speak them."""
    for owner, other in ((mine, theirs), (theirs, mine)):
        for span in owner.spans:
            name = _ASIDE.sub("", span.text).strip()
            stems = tokens(name).stems
            if not span.field.startswith("languages.") or not stems or is_everybodys_language(name):
                continue
            places = [place for place in other.runs(stems) if _names_language(other, place)]
            if not places:
                continue
            own, found = (Evidence(span, 0, len(span.text.rstrip())),), _unique(other, places)
            sure = _LISTED if any(other.spans[place.text].field.startswith("languages.") for place in places) else 0.8
            if owner is mine:
                yield Candidate("listed", name, "language", "same", "medium", _LISTED, sure, own, found)
            else:
                yield Candidate("listed", name, "language", "same", "medium", sure, _LISTED, found, own)


def _names_language(other: Reading, place: Place) -> bool:
    span = other.spans[place.text]
    if span.field.startswith(("learning", "goals", "avoid", "location", "education", "positions")):
        return False
    return span.text[place.start].isupper() and other.stance(place) is Stance.OWN


def _one_way(owner: Reading, other: Reading, *, swapped: bool) -> Iterator[Candidate]:
    for number, span in enumerate(owner.spans):
        if span.source is not Source.ITEM or span.field.partition(".")[0] not in _LISTS:
            continue
        for name in _names(span.text):
            yield from _found(owner, other, number, name, swapped=swapped)


def _names(item: str) -> list[str]:
    """What an item may be called: without what follows a bracket, comma or dash, and what stands in the bracket ("Go (baduk), 2 kyu")."""
    inside = _INSIDE.search(item)
    return [name for name in (_ASIDE.sub("", item).strip(), inside.group(1).strip() if inside else "") if name]


def _found(owner: Reading, other: Reading, number: int, name: str, *, swapped: bool) -> Iterator[Candidate]:
    span, stems = owner.spans[number], tokens(name).stems
    if not stems or len(stems) > _LONGEST or is_generic(stems):
        return
    rarest = min(map(zipf, stems)) - 0.6 * (len(stems) - 1)
    places = [place for place in other.runs(stems) if _fits(other, place, name) and other.stance(place) is Stance.OWN]
    if not places or rarest > _COMMON:
        return
    places.sort(key=lambda place: _ORDER.get(other.spans[place.text].source, 3))
    sure = _sure(other, places, rarest)
    if len(stems) == 1 and not any(_is_whole(other, place) for place in places):
        sure *= _support(owner, other, number, stems)
    own = (owner.evidence(Place(number, 0, len(span.text.rstrip()), 0, len(stems), False)),)
    found = _unique(other, places)
    yield _candidate(name, _telling(rarest), (_LISTED, own), (sure, found), swapped=swapped)


def _tagged(owner: Reading, other: Reading, *, swapped: bool) -> Iterator[Candidate]:
    """What a hashtag of several words says, as a run of words of the other: who writes #FreeSchoolMeals names it."""
    for number, words in enumerate(owner.tokens):
        for _, start, end in words.glued:
            first, stop = bisect_left(words.starts, start), bisect_left(words.starts, end)
            stems, tag = words.stems[first:stop], Place(number, start, end, first, stop - first, True)
            rarest = min(map(zipf, stems), default=_COMMON + 1) - 0.6 * (len(stems) - 1)
            if len(stems) < 2 or len(stems) > _LONGEST or rarest > _COMMON or is_generic(stems):
                continue
            places = [place for place in other.runs(stems) if not place.tag and _fits(other, place, "") and other.stance(place) is Stance.OWN]
            if places and owner.stance(tag) is Stance.OWN:
                name = other.spans[places[0].text].text[places[0].start : places[0].end]
                said = (_sure(other, places, rarest), _unique(other, places))
                yield _candidate(name, _telling(rarest), (_TAGGED, (owner.evidence(tag),)), said, swapped=swapped)


def _candidate(name: str, telling: Telling, own: _Side, found: _Side, *, swapped: bool) -> Candidate:
    mine, theirs = (found, own) if swapped else (own, found)
    return Candidate("listed", name, "topic", "same", telling, mine[0], theirs[0], mine[1], theirs[1])


def _support(owner: Reading, other: Reading, number: int, stems: tuple[str, ...]) -> float:
    """Less than 1 when the lexicon knows what the owner means by a word and nothing else the other says is of that field."""
    words, theirs = lexicon(), beliefs_of(other)
    meant = {c for table in (owner.finds.strong, owner.finds.weak) for c, places in table.items() if any(place.text == number for place in places)}
    if not meant or any(words.entries[concept].entity for concept in meant):
        return 1.0
    fields = {words.entries[concept].domain for concept in meant}
    for concept in other.finds.strong:
        if words.entries[concept].domain in fields and not theirs.stems(theirs.about(concept)) <= {*stems}:
            return 1.0
    return 1.0 if any(theirs.gist(concept, frozenset(stems))[0] >= _SPOKEN for concept in meant) else _UNSUPPORTED


def _is_whole(other: Reading, place: Place) -> bool:
    return other.spans[place.text].source is Source.ITEM and len(other.tokens[place.text]) == place.size


def _telling(rarest: float) -> Telling:
    return "high" if rarest < _RARE else "medium" if rarest < _KNOWN else "low"


def _fits(other: Reading, place: Place, name: str) -> bool:
    """Whether the words can mean the item: short names must be written alike ("Go" is not "go", "Coda" not "CODA")."""
    span = other.spans[place.text]
    if span.field.startswith(_NOT_HERE) or span.source is Source.AVOID:
        return False
    written = span.text[place.start : place.end]
    if len(name) <= _SHORT and name.isupper() != written.isupper():
        return False
    if span.source is Source.ITEM:
        return place.size > 1 or not _is_part_of_a_name(other, place)
    return place.size > 1 or (len(name) > _TOO_SHORT and zipf(other.tokens[place.text].stems[place.first]) <= _COMMON)


def _is_part_of_a_name(other: Reading, place: Place) -> bool:
    """Whether an item says a word only within a longer name ("FIS Prophet"): a word with a capital stands beside it."""
    words, text = other.tokens[place.text], other.spans[place.text].text
    beside = (at for at in (place.first - 1, place.first + 1) if 0 <= at < len(words))
    return any(text[words.starts[at]].isupper() and zipf(words.stems[at]) < _KNOWN_MAKER for at in beside)


def _sure(other: Reading, places: list[Place], rarest: float) -> float:
    """How surely the other means it: in a list nearly always; in running text when it is a name, rare, or said in several texts."""
    first = places[0]
    if any(other.spans[place.text].source is Source.ITEM for place in places):
        return _LISTED
    texts = len({place.text for place in places})
    written = [other.spans[place.text].text[place.start : place.end] for place in places]
    if first.size > 1 or rarest < _UNHEARD or not all(one.islower() for one in written) or texts > 1:
        return 0.85 if rarest < _RARE else 0.75
    return 0.2


def _unique(reading: Reading, places: list[Place]) -> tuple[Evidence, ...]:
    found: dict[tuple[int, int], Evidence] = {}
    for place in places:
        quote = reading.evidence(place)
        found.setdefault((place.text, quote.start), quote)
    return tuple(found.values())[:3]
