"""What all that somebody tells speaks for, each word once, and where: the page heard as a whole, where `gist.py` hears one stretch after the other.

A day on a lifeboat is told in four posts by a word or two each. No stretch is sure; together they are.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from learnlearn.interests.gist import Gist, Stretch, spoken
from learnlearn.interests.model import Stance
from learnlearn.lexicon.loaded import lexicon
from learnlearn.lexicon.shares import Share
from learnlearn.lexicon.spotter import Place

_ONE_WORD = math.log1p(1)
_COUNT = 4096.0  # added with every word, so that one sum tells score and count of words


class Heard(NamedTuple):
    """How one concept is spoken of, in the units in which it is judged.

    `lead`: in the stretch that speaks most of it, its share of what is spoken of most there (0 to 1); `total`: the points of all words; `words`: the
    logarithm of one more than there are; `place`: minus that of how many concepts are spoken of more; `kin`: the points of the neighbour spoken of
    most; `last`: one of the words.
    """

    lead: float = 0.0
    total: float = 0.0
    words: float = 0.0
    place: float = 0.0
    kin: float = 0.0
    last: str = ""

    @property
    def is_one_word(self) -> bool:
        """Whether a single word speaks of it."""
        return self.words == _ONE_WORD


class Voice:
    """All of one person's own words."""

    def __init__(self, gist: Gist) -> None:
        self.gist = gist
        self.shares: dict[str, Share] = {}
        self._totals: dict[int, float] = {}
        self._last: dict[int, str] = {}
        self._heard: dict[int, Heard] = {}  # mine are asked for at every page
        reading, share = gist.reading, lexicon().share
        for stretch in gist.stretches:
            language = spoken(reading, stretch.text)
            for stem in reading.tokens[stretch.text].stems[stretch.first : stretch.stop]:
                if stem not in self.shares:
                    self.shares[stem] = share(stem, language)
        totals, last = self._totals, self._last
        for stem, told in self.shares.items():
            for concept, weight in told.concepts.items():
                totals[concept] = totals.get(concept, 0.0) + weight + _COUNT
                last[concept] = stem
        self._order = sorted(-(both % _COUNT) for both in totals.values())

    def concepts(self, least: float) -> set[int]:
        """Every concept for which all words together speak so much."""
        return {concept for concept, both in self._totals.items() if both % _COUNT >= least}

    def total(self, concept: int) -> float:
        """What all words together speak for a concept."""
        return self._totals.get(concept, 0.0) % _COUNT

    def heard(self, concept: int) -> Heard:
        """How a concept is spoken of."""
        found = self._heard.get(concept)
        if found is None:
            both = self._totals.get(concept, 0.0)
            total = both % _COUNT
            place = -math.log1p(bisect_left(self._order, -total))
            found = Heard(self.gist.lead(concept), total, math.log1p(both // _COUNT), place, self._kin(concept), self._last.get(concept, ""))
            self._heard[concept] = found
        return found

    def _kin(self, concept: int) -> float:
        totals = self._totals
        return max((totals[one] % _COUNT for one in lexicon().kin(concept) & totals.keys()), default=0.0)

    def stems(self, concept: int) -> dict[str, float]:
        """The words that speak for a concept, each with its weight."""
        return {stem: weight for stem, told in self.shares.items() if (weight := told.of(concept))}

    def places(self, concept: int) -> tuple[float, list[Place]]:
        """Which share of its words are said in the person's own stance (0 to 1), and where the most telling ones stand, best stretch first."""
        stems = self.stems(concept)
        own: dict[str, float] = {}
        found: list[tuple[float, Place]] = []
        for stretch, here in self._with(stems):
            words = self.gist.reading.tokens[stretch.text]
            at = max(here, key=lambda one: stems[words.stems[one]])
            place = Place(stretch.text, words.starts[at], words.ends[at], at, 1, at in words.tags)
            if self.gist.reading.stance(place) is Stance.OWN:
                told = {words.stems[one]: stems[words.stems[one]] for one in here}
                own.update(told)
                found.append((sum(told.values()), place))
        found.sort(key=lambda one: -one[0])
        return sum(own.values()) / (sum(stems.values()) or 1.0), [place for _, place in found]

    def _with(self, stems: dict[str, float]) -> Iterator[tuple[Stretch, list[int]]]:
        """The stretches that hold any of some words, with the positions."""
        tokens = self.gist.reading.tokens
        for stretch in self.gist.stretches:
            words = tokens[stretch.text].stems
            here = [at for at in range(stretch.first, stretch.stop) if words[at] in stems]
            if here:
                yield stretch, here
