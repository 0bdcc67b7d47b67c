"""Concepts of which both speak without either having to name them, judged on both pages at once.

One page alone seldom proves what it never names; that two pages both speak of one thing among five thousand is far less likely to be chance. How
sure a shared concept is was fitted on labelled pairs (`tests/bench/fit_together.py`): a logistic regression on what both sides' words speak for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from operator import mul
from typing import NamedTuple

from learnlearn.interests.beliefs import Beliefs
from learnlearn.interests.model import Evidence
from learnlearn.interests.voice import Heard
from learnlearn.lexicon.loaded import lexicon
from learnlearn.matching.candidate import Candidate
from learnlearn.matching.concepts import named

_TOTAL = 25.0  # points: more add nothing
_LEAST = 1.5  # points on each side, a cue counted as ten: less is not looked at
_CUE = 10.0
BAR = 0.2  # less sure is not proposed
_SUREST = 1.0  # what cues and stretches can make a side at most
_MOST = 12
_NEW = 0.5  # what part of its words must not have been used up by what was proposed before
_CUED = 0.5  # both sides' cues this sure: the words may be shared with others
_OWN = 0.6  # what part of its words must be said in the person's own stance
_CAUTION = 1.4  # the power of a probability that `rank` takes for each side: a false claim costs more than a missed one
_AFTER = 0.7  # where cues have settled something already, more is less likely


class Signs(NamedTuple):
    """What speaks for a shared concept, of the weaker and of the stronger side.

    How sure cues and stretches make a side, all words' points, their number, the lead in the best stretch, the place among all concepts, the kin;
    then both sides' sureness together, what the same words say on both, and how usual the concept's words are elsewhere.
    """

    belief: float
    belief_more: float
    total: float
    total_more: float
    words: float
    words_more: float
    lead: float
    lead_more: float
    place: float
    place_more: float
    kin: float
    kin_more: float
    both: float
    same: float
    same_part: float
    usual: float


# From `tests/bench/fit_together.py`.
_BASE = -6.23
_WEIGHTS = Signs(
    belief=3.567,
    belief_more=0.554,
    total=0.152,
    total_more=0.040,
    words=0.764,
    words_more=0.420,
    lead=1.700,
    lead_more=0.310,
    place=-0.130,
    place_more=0.225,
    kin=0.213,
    kin_more=0.033,
    both=1.978,
    same=-0.461,
    same_part=1.022,
    usual=-1.330,
)


class Pair:
    """Two people's words side by side."""

    def __init__(self, mine: Beliefs, theirs: Beliefs) -> None:
        self.sides = mine, theirs
        self._same: dict[int, float] = {}
        self._cues: dict[int, tuple[float, float]] = {}
        my, their = mine.voice.shares, theirs.voice.shares
        for stem in my.keys() & their.keys():
            here = my[stem].concepts
            for concept, weight in their[stem].concepts.items():
                if concept in here:
                    self._same[concept] = self._same.get(concept, 0.0) + min(weight, here[concept])

    def cues(self, concept: int) -> tuple[float, float]:
        """How sure the cues of a concept make each side."""
        found = self._cues.get(concept)
        if found is None:
            mine, theirs = self.sides
            found = self._cues[concept] = _cue(mine, concept), _cue(theirs, concept)
        return found

    def concepts(self) -> list[int]:
        """The concepts that may be worth a look: both sides have a cue of them, or enough words."""
        entries = lexicon().entries
        mine, theirs = map(_spoken, self.sides)
        return [one for one in sorted(mine & theirs) if not entries[one].entity]

    def may_be_shared(self, concept: int) -> bool:
        """Whether a concept could be worth proposing if each cue and each stretch were as sure as it can be: nineteen in twenty could not, and need
        no judging."""
        mine, theirs = self.sides
        my, their = mine.voice.heard(concept), theirs.voice.heard(concept)
        my_most, their_most = _at_most(mine, concept), _at_most(theirs, concept)
        return chance(self._signs(concept, (my_most, my), (their_most, their))) >= BAR

    def signs(self, concept: int) -> Signs | None:
        """What speaks for both sharing a concept; None when one of them hardly speaks of it."""
        cues = self.cues(concept)
        if not all(_CUE * cue >= _LEAST or side.voice.total(concept) >= _LEAST for side, cue in zip(self.sides, cues, strict=True)):
            return None
        mine = _heard(concept, self.sides[0], self.sides[1], *cues)
        return self._signs(concept, mine, _heard(concept, self.sides[1], self.sides[0], *reversed(cues)))

    def _signs(self, concept: int, my: tuple[float, Heard], their: tuple[float, Heard]) -> Signs:
        (my_belief, mine), (their_belief, theirs) = my, their
        same = self._same.get(concept, 0.0)
        return Signs(
            *_ordered(my_belief, their_belief),
            *_ordered(min(mine.total, _TOTAL), min(theirs.total, _TOTAL)),
            *_ordered(mine.words, theirs.words),
            *_ordered(mine.lead, theirs.lead),
            *_ordered(mine.place, theirs.place),
            *_ordered(min(mine.kin, _TOTAL), min(theirs.kin, _TOTAL)),
            math.sqrt(my_belief * their_belief),
            same,
            same / (min(mine.total, theirs.total) + 1),
            math.log1p(8 * lexicon().usual(concept)),
        )


def chance(signs: Signs) -> float:
    """How likely both share what has these signs, 0 to 1."""
    return 1 / (1 + math.exp(-_BASE - sum(map(mul, _WEIGHTS, signs))))


def together(mine: Beliefs, theirs: Beliefs, taken: set[int]) -> Iterator[Candidate]:
    """What both speak of, surest first; each word proves one thing only. `taken` are concepts that cues have settled."""
    pair = Pair(mine, theirs)
    signs = ((pair.signs(one), one) for one in pair.concepts() if one not in taken and pair.may_be_shared(one))
    judged = sorted(((chance(found), one) for found, one in signs if found), reverse=True)
    used: tuple[set[str], set[str]] = (set(), set())
    for number, side in enumerate(pair.sides):
        for concept in taken:
            if side.voice.total(concept):
                used[number].update(side.voice.stems(concept))
    for sure, concept in judged[:_MOST]:
        if sure < BAR:
            return
        stems = [side.voice.stems(concept) for side in pair.sides]
        if min(pair.cues(concept)) < _CUED and not all(map(_is_new, stems, used)):
            continue
        for number in (0, 1):
            used[number].update(stems[number])
        quotes = [_proof(side, concept) for side in pair.sides]
        if all(quotes):
            worth = sure**_CAUTION * (_AFTER if taken else 1.0)
            yield named("gist", concept, worth, worth, *quotes)


def _is_new(stems: dict[str, float], used: set[str]) -> bool:
    return sum(weight for stem, weight in stems.items() if stem not in used) >= _NEW * sum(stems.values())


def _proof(side: Beliefs, concept: int) -> tuple[Evidence, ...]:
    """The sentences to quote, cues first; none when most of it is not the person's own word."""
    cues = [mention.place for mention in side.about(concept).mentions]
    own, places = side.voice.places(concept)
    if own < _OWN and not cues:
        return ()
    found: dict[tuple[int, int], Evidence] = {}
    for place in [*cues, *places]:
        quote = side.reading.evidence(place)
        found.setdefault((place.text, quote.start), quote)
    return tuple(found.values())[:3]


def _heard(concept: int, side: Beliefs, other: Beliefs, cue: float, others: float) -> tuple[float, Heard]:
    """How sure a side's cues and stretches are, and how its words sound; the other side's cue is no sign alone: it may have two senses."""
    said = other.stems(other.about(concept)) if others else frozenset()
    sure = side.gist(concept, said)[0] if side.sentences.at_most(concept) else 0.0
    heard = side.voice.heard(concept)
    if heard.is_one_word and not cue and heard.last in said:
        heard = heard._replace(lead=0.0, total=0.0, words=0.0)
    return 1 - (1 - cue) * (1 - sure), heard


def _at_most(side: Beliefs, concept: int) -> float:
    """How sure cues and stretches can make a side at most: they are not judged, only counted."""
    return 1.0 if side.is_cued(concept) else side.sentences.at_most(concept)


def _spoken(side: Beliefs) -> set[int]:
    finds = side.reading.finds
    return side.voice.concepts(_LEAST) | finds.strong.keys() | finds.weak.keys()


def _cue(side: Beliefs, concept: int) -> float:
    return side.about(concept).weight if side.is_cued(concept) else 0.0


def _ordered(one: float, other: float) -> tuple[float, float]:
    return (one, other) if one <= other else (other, one)
