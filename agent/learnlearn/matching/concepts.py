"""Concepts of the lexicon that both know ("same"), and neighbours of which each knows one ("related")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from learnlearn.interests.beliefs import Belief, believe
from learnlearn.interests.read import Reading
from learnlearn.lexicon.spotter import Lexicon, lexicon
from learnlearn.matching.candidate import Candidate
from learnlearn.matching.model import SharedKind, Telling

_IN_FIELDS = ("school", "employer")  # compared by `entities`, which knows in which field a name stands
_SURE = 0.6  # each side of a related pair must be as sure as this


class Beliefs:
    """What one person is believed to share, judged when asked and remembered."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._known: dict[int, Belief] = {}

    def about(self, concept: int) -> Belief:
        """The belief about one concept."""
        if concept not in self._known:
            self._known[concept] = believe(self.reading, concept)
        return self._known[concept]

    def touched(self) -> set[int]:
        """Every concept with a cue that could count."""
        return set(self.reading.finds.strong) | {
            c for c, places in self.reading.finds.weak.items() if len(places) > 1 or c in self.reading.finds.strong
        }


def same(mine: Beliefs, theirs: Beliefs) -> Iterator[Candidate]:
    """Concepts that both are believed to share."""
    words = lexicon()
    shared = (set(mine.reading.finds.strong) | set(mine.reading.finds.weak)) & (set(theirs.reading.finds.strong) | set(theirs.reading.finds.weak))
    for concept in sorted(shared):
        if words.entries[concept].kind in _IN_FIELDS:
            continue
        my, their = mine.about(concept), theirs.about(concept)
        if my.weight > 0 and their.weight > 0:
            yield _candidate("concept", concept, mine, concept, theirs, concept)


def related(mine: Beliefs, theirs: Beliefs, taken: set[int]) -> Iterator[Candidate]:
    """Pairs of neighbours (parent, near, sibling), each strongly cued on one side, neither shared as such."""
    words = lexicon()
    theirs_strong = [c for c in theirs.reading.finds.strong if c not in taken and not words.entries[c].entity]
    for concept in sorted(c for c in mine.reading.finds.strong if c not in taken and not words.entries[c].entity):
        around = neighbours(words)[concept]
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


@cache
def neighbours(words: Lexicon) -> tuple[frozenset[int], ...]:
    """For each concept its parent, its children, its siblings and what stands near it either way."""
    found: list[set[int]] = [set() for _ in words.entries]
    children: dict[int, list[int]] = {}
    for at, entry in enumerate(words.entries):
        for near in entry.near:
            found[at].add(near)
            found[near].add(at)
        if entry.parent >= 0:
            found[at].add(entry.parent)
            found[entry.parent].add(at)
            children.setdefault(entry.parent, []).append(at)
    for siblings in children.values():
        for one in siblings:
            found[one].update(siblings)
    return tuple(frozenset(around - {at}) for at, around in enumerate(found))


def _candidate(layer: str, named: int, mine: Beliefs, my_concept: int, theirs: Beliefs, their_concept: int) -> Candidate:
    words = lexicon()
    entry, my, their = words.entries[named], mine.about(my_concept), theirs.about(their_concept)
    wider, at = set[int](), entry.parent
    while at >= 0 and at not in wider:
        wider.add(at)
        at = words.entries[at].parent
    return Candidate(
        layer,
        entry.label,
        cast(SharedKind, entry.kind),
        "same" if layer == "concept" else "related",
        cast(Telling, entry.telling),
        my.weight,
        their.weight,
        my.evidence(mine.reading),
        their.evidence(theirs.reading),
        sensitive=entry.sensitive,
        concept=named,
        wider=frozenset(wider),
    )
