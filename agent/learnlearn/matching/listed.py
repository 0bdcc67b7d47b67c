"""What one lists, found in the other's lists or text: skills, interests, groups, causes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnlearn.interests.model import Evidence, Source, Stance
from learnlearn.interests.read import Reading
from learnlearn.lexicon.spotter import Place
from learnlearn.matching.candidate import Candidate
from learnlearn.matching.generic import is_generic
from learnlearn.matching.model import Telling
from learnlearn.text.rarity import zipf
from learnlearn.text.tokens import tokens

_LISTS = ("skills", "interests", "causes", "certifications", "groups")
_ASIDE = re.compile(r"\s*\([^)]*\)|,.*$|\s[-–:].*$")
_RARE, _KNOWN, _COMMON = 3.0, 4.2, 5.0  # Zipf of the rarest word
_TOO_SHORT = 3


def listed(mine: Reading, theirs: Reading) -> Iterator[Candidate]:
    """My listed items in their lists and text, then theirs in mine."""
    yield from _one_way(mine, theirs, swapped=False)
    yield from _one_way(theirs, mine, swapped=True)


def _one_way(owner: Reading, other: Reading, *, swapped: bool) -> Iterator[Candidate]:
    for number, span in enumerate(owner.spans):
        if span.source is not Source.ITEM or span.field.partition(".")[0] not in _LISTS:
            continue
        name = _ASIDE.sub("", span.text).strip()
        stems = tokens(name).stems
        if not stems or len(stems) > 6 or is_generic(stems):
            continue
        rarest = min(map(zipf, stems)) - 0.6 * (len(stems) - 1)
        places = [place for place in other.runs(stems) if other.stance(place) is Stance.OWN and _fits(other, place, name, stems)]
        places = [place for place in places if not other.spans[place.text].field.startswith(("learning", "goals", "avoid", "location"))]
        if not places or rarest > _COMMON:
            continue
        places.sort(key=lambda place: _order(other, place))
        sure = max(_sure(other, place, rarest) for place in places)
        whole = Place(number, 0, len(span.text.rstrip()), 0, len(stems), False)
        mine, theirs = (other, owner) if swapped else (owner, other)
        own, found = (owner.evidence(whole),), _unique(other, places)
        yield Candidate(
            "listed",
            name,
            "topic",
            "same",
            _telling(rarest),
            sure if swapped else 0.95,
            0.95 if swapped else sure,
            found if swapped else own,
            own if swapped else found,
        )
        _ = (mine, theirs)


def _telling(rarest: float) -> Telling:
    return "high" if rarest < _RARE else "medium" if rarest < _KNOWN else "low"


def _fits(other: Reading, place: Place, name: str, stems: tuple[str, ...]) -> bool:
    """A short name must be written the same way: "Go" is not "go", "R" is not "r"."""
    span = other.spans[place.text]
    written = span.text[place.start : place.end]
    if span.source is Source.ITEM and place.size * 2 > len(other.tokens[place.text]):
        return True
    if len(stems) == 1 and (len(name) <= _TOO_SHORT or zipf(stems[0]) > _COMMON):
        return False
    return not (name.isupper() and not written.isupper())


def _order(other: Reading, place: Place) -> int:
    return {Source.ITEM: 1, Source.POST: 0, Source.BIO: 0, Source.ENTRY: 2}.get(other.spans[place.text].source, 3)


def _sure(other: Reading, place: Place, rarest: float) -> float:
    if other.spans[place.text].source is Source.ITEM:
        return 0.95
    return 0.85 if rarest < _RARE else 0.75 if rarest < _KNOWN else 0.5


def _unique(reading: Reading, places: list[Place]) -> tuple[Evidence, ...]:
    found: dict[tuple[int, int], Evidence] = {}
    for place in places:
        quote = reading.evidence(place)
        found.setdefault((place.text, quote.start), quote)
    return tuple(found.values())[:3]
