"""Concepts of the lexicon that both know ("same"), and neighbours of which each knows one ("related")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from learnlearn.interests.beliefs import Belief, Beliefs
from learnlearn.interests.model import Evidence, Source
from learnlearn.lexicon.loaded import lexicon
from learnlearn.lexicon.spotter import Lexicon
from learnlearn.matching.candidate import Candidate
from learnlearn.text.rarity import zipf

_IN_FIELDS = ("school", "employer")  # compared by `entities`, which knows in which field a name stands
_RARE, _HOMONYM = 3.3, 0.35  # Zipf of a word that has one meaning; what a commoner one said once is worth
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


def _candidate(layer: str, concept: int, mine: Beliefs, my_concept: int, theirs: Beliefs, their_concept: int) -> Candidate:
    my, their = mine.about(my_concept), theirs.about(their_concept)
    return named(layer, concept, my.weight, their.weight, my.evidence(mine.reading), their.evidence(theirs.reading))


def named(layer: str, concept: int, mine: float, theirs: float, my_evidence: Quotes, their_evidence: Quotes) -> Candidate:
    """A proposal of one concept by some layer: how surely each side shares it, and the quotes."""
    words = lexicon()
    entry = words.entries[concept]
    wider, at = set[int](), entry.parent
    while at >= 0 and at not in wider:
        wider.add(at)
        at = words.entries[at].parent
    return Candidate(
        layer,
        entry.label,
        entry.kind,
        "related" if layer == "related" else "same",
        entry.telling,
        mine,
        theirs,
        my_evidence,
        their_evidence,
        sensitive=entry.sensitive,
        concept=concept,
        wider=frozenset(wider),
    )
