"""Concepts of the lexicon that both know ("same"), and neighbours of which each knows one ("related")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from learnlearn.interests.beliefs import Belief, Beliefs
from learnlearn.interests.model import Evidence, Source
from learnlearn.lexicon.spotter import Lexicon, Place, lexicon
from learnlearn.matching.candidate import Candidate
from learnlearn.matching.model import SharedKind, Telling
from learnlearn.text.rarity import zipf

_IN_FIELDS = ("school", "employer")  # compared by `entities`, which knows in which field a name stands
_CUED = 0.5  # what one side's cues must reach before the other's gist is listened to
_RARE, _HOMONYM = 3.3, 0.35  # Zipf of a word that has one meaning; what a commoner one said once is worth
_TOLD = 0.45  # what each side's gist must reach where neither holds cues
Quotes = tuple[Evidence, ...]
_SURE = 0.6  # each side of a related pair must be as sure as this


def same(mine: Beliefs, theirs: Beliefs) -> Iterator[Candidate]:
    """Concepts that both are believed to share."""
    words = lexicon()
    shared = (set(mine.reading.finds.strong) | set(mine.reading.finds.weak)) & (set(theirs.reading.finds.strong) | set(theirs.reading.finds.weak))
    for concept in sorted(shared):
        if words.entries[concept].kind in _IN_FIELDS:
            continue
        my, their = mine.about(concept), theirs.about(concept)
        if my.weight > 0 and their.weight > 0:
            found = _candidate("concept", concept, mine, concept, theirs, concept)
            yield replace(found, mine=my.weight * _trust(mine, my, theirs, their), theirs=their.weight * _trust(theirs, their, mine, my))


def _trust(one: Beliefs, belief: Belief, other: Beliefs, others: Belief) -> float:
    """Less than 1 when all that speaks for a side is one everyday word that the other side uses too: both may mean different things by it."""
    words = one.stems(belief)
    if len(words) > 1 or not words <= other.stems(others) or zipf(next(iter(words), "")) < _RARE:
        return 1.0
    listed = any(one.reading.spans[mention.place.text].source is Source.ITEM for mention in belief.mentions)
    return 1.0 if listed or len({mention.place.text for mention in belief.mentions}) > 1 else _HOMONYM


def related(mine: Beliefs, theirs: Beliefs, taken: set[int]) -> Iterator[Candidate]:
    """Pairs of neighbours (parent, near, sibling), each strongly cued on one side, neither shared as such."""
    words = lexicon()
    theirs_strong = [c for c in theirs.reading.finds.strong if c not in taken and not words.entries[c].entity]
    for concept in sorted(c for c in mine.reading.finds.strong if c not in taken and not words.entries[c].entity):
        around = words.kin(concept)
        for other in theirs_strong:
            if other in around and mine.about(concept).weight >= _SURE and theirs.about(other).weight >= _SURE:
                yield _candidate("related", _wider(words, concept, other), mine, concept, theirs, other)


def _wider(words: Lexicon, one: int, other: int) -> int:
    """Which of a pair names both: the parent of the other, the parent of both, or the one that tells less."""
    a, b = words.entries[one], words.entries[other]
    if a.parent == other:
        return other
    if b.parent == one:
        return one
    if a.parent >= 0 and a.parent == b.parent:
        return a.parent
    order = {"low": 0, "medium": 1, "high": 2}
    return one if order[a.telling] <= order[b.telling] else other


def by_gist(mine: Beliefs, theirs: Beliefs, taken: set[int]) -> Iterator[Candidate]:
    """Concepts of which one side holds cues and the other speaks without naming them."""
    entries = lexicon().entries
    for cued, other, swapped in ((mine, theirs, False), (theirs, mine, True)):
        finds = cued.reading.finds
        for concept in sorted(finds.strong.keys() | {one for one, places in finds.weak.items() if len(places) > 1}):
            if entries[concept].entity or concept in taken or not other.sentences.touches(concept):
                continue
            belief = cued.about(concept)
            if belief.weight < _CUED:
                continue
            sure, topics = other.gist(concept, cued.stems(belief))
            if topics:
                quotes = _quotes(other, [*(m.place for m in other.about(concept).mentions), *(topic.place for topic in topics)])
                own = belief.evidence(cued.reading)
                sides = (sure, belief.weight, quotes, own) if swapped else (belief.weight, sure, own, quotes)
                yield _named("gist", concept, *sides)


def by_both_gists(mine: Beliefs, theirs: Beliefs, taken: set[int]) -> Iterator[Candidate]:
    """Concepts that neither names and both speak of at length: each side must be as sure as `_TOLD`."""
    for concept in sorted((mine.sentences.topics.keys() & theirs.sentences.topics.keys()) - taken):
        my_sure, my_topics = mine.gist(concept)
        if my_sure < _TOLD:
            continue
        their_sure, their_topics = theirs.gist(concept)
        if their_sure >= _TOLD:
            quotes = (_quotes(mine, [one.place for one in my_topics]), _quotes(theirs, [one.place for one in their_topics]))
            yield _named("gist", concept, my_sure, their_sure, *quotes)


def _quotes(side: Beliefs, places: list[Place]) -> tuple[Evidence, ...]:
    found: dict[tuple[int, int], Evidence] = {}
    for place in places:
        quote = side.reading.evidence(place)
        found.setdefault((place.text, quote.start), quote)
    return tuple(found.values())[:3]


def _candidate(layer: str, named: int, mine: Beliefs, my_concept: int, theirs: Beliefs, their_concept: int) -> Candidate:
    my, their = mine.about(my_concept), theirs.about(their_concept)
    return _named(layer, named, my.weight, their.weight, my.evidence(mine.reading), their.evidence(theirs.reading))


def _named(layer: str, concept: int, mine: float, theirs: float, my_evidence: Quotes, their_evidence: Quotes) -> Candidate:
    words = lexicon()
    entry = words.entries[concept]
    wider, at = set[int](), entry.parent
    while at >= 0 and at not in wider:
        wider.add(at)
        at = words.entries[at].parent
    return Candidate(
        layer,
        entry.label,
        cast(SharedKind, entry.kind),
        "related" if layer == "related" else "same",
        cast(Telling, entry.telling),
        mine,
        theirs,
        my_evidence,
        their_evidence,
        sensitive=entry.sensitive,
        concept=concept,
        wider=frozenset(wider),
    )
