"""How well a text of theirs answers a line of mine: what speaks for it, and the chance that was fitted on labelled pairs.

The weights are from `tests/bench/fit_exchange.py`, a logistic regression over every line of mine against every text of theirs.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from learnlearn.interests.gist import Gist
from learnlearn.interests.model import Source, Stance
from learnlearn.interests.read import Reading
from learnlearn.interests.tone import Tone, hear
from learnlearn.lexicon.spotter import Place
from learnlearn.matching.wishes import GIST_MOST, Wish, bare
from learnlearn.text.sentences import Slice

_WEAK = 0.5
_MOST = 0.95  # one cue alone leaves a doubt


class Signs(NamedTuple):
    """What speaks for one text: shared concepts and words (0 to 1), its loudest tones, whether it is a post, and how much it says (log of words)."""

    concepts: float
    words: float
    asks: float
    struggles: float
    teaches: float
    is_post: float
    length: float


class Weights(NamedTuple):
    """Of a logistic regression on `Signs`."""

    base: float
    signs: Signs


LEARN = Weights(-5.87, Signs(concepts=0.861, words=1.330, asks=-0.312, struggles=-1.804, teaches=2.123, is_post=1.828, length=0.801))
SHARE = Weights(-1.26, Signs(concepts=0.750, words=0.571, asks=-0.418, struggles=0.866, teaches=0.121, is_post=0.953, length=0.236))


def chance(signs: Signs, weights: Weights) -> float:
    """How likely a text with these signs answers, 0 to 1."""
    return 1 / (1 + math.exp(-weights.base - sum(map(float.__mul__, weights.signs, signs))))


class Page:
    """Their page, prepared for several lines of mine."""

    def __init__(self, theirs: Reading, gist: Gist) -> None:
        self.reading = theirs
        self.gist = gist
        self._tones: dict[int, list[tuple[Slice, Tone]]] = {}
        self._by_base: defaultdict[str, set[int]] = defaultdict(set)
        for stem, places in theirs.vocabulary().items():
            self._by_base[bare(stem)].update(number for number, _ in places)

    def answers(self, wish: Wish) -> Iterator[tuple[int, Signs]]:
        """Every text of theirs in which they know, ask or complain in their own words and that has anything of a wish, with what speaks for it."""
        heard = self._heard(wish)
        near = {number for word in wish.words for number in self._by_base.get(word, ())} | heard.keys()
        for number in sorted(filter(self._speaks, near)):
            concepts = 1 - math.prod(1 - min(weight, _MOST) for weight in heard.get(number, {}).values())
            words = self.share_of_words(wish, number, self._whole(number))
            if concepts or words:
                yield number, self._signs(number, concepts, words)

    def tones(self, number: int) -> list[tuple[Slice, Tone]]:
        """The sentences of a text and how each sounds; a headline may ask, but it complains of nothing ("single scull, double trouble")."""
        if number not in self._tones:
            span, marks = self.reading.spans[number], self.reading.marks(number)
            heard = [(piece, hear(span.text, marks, piece)) for piece in self.reading.sentences(number)]
            self._tones[number] = [(piece, replace(tone, struggles=0.0)) for piece, tone in heard] if span.field == "headline" else heard
        return self._tones[number]

    def share_of_words(self, wish: Wish, number: int, piece: Slice) -> float:
        """How much of a wish's words stand in a stretch of a text, 0 to 1."""
        words = self.reading.tokens[number]
        bases = set(map(bare, words.stems[bisect_left(words.starts, piece.start) : bisect_right(words.ends, piece.end)]))
        return min(1.0, sum(weight for word, weight in wish.words.items() if word in bases) / wish.whole)

    def places(self, wish: Wish) -> Iterator[tuple[float, int, Place]]:
        """Where they name what I wish for, or are about it, each with its weight."""
        finds, topics = self.reading.finds, self.gist.topics
        for concept, weight in wish.concepts.items():
            yield from ((weight, concept, place) for place in finds.strong.get(concept, ()))
            yield from ((weight * _WEAK, concept, place) for place in finds.weak.get(concept, ()))
            yield from ((weight * min(GIST_MOST, topic.sure), concept, topic.place) for topic in topics.get(concept, ()))

    def _heard(self, wish: Wish) -> dict[int, dict[int, float]]:
        """By text and concept, the best weight; what they say they do not do may still be what they ask for."""
        found: dict[int, dict[int, float]] = {}
        for weight, concept, place in self.places(wish):
            if self.reading.stance(place) in (Stance.OWN, Stance.NEGATED):
                here = found.setdefault(place.text, {})
                here[concept] = max(here.get(concept, 0.0), weight)
        return found

    def _signs(self, number: int, concepts: float, words: float) -> Signs:
        tones = [tone for _, tone in self.tones(number)]
        asks, struggles, teaches = (max((getattr(tone, name) for tone in tones), default=0.0) for name in ("asks", "struggles", "teaches"))
        is_post = float(self.reading.spans[number].source is Source.POST)
        return Signs(concepts, words, asks, struggles, teaches, is_post, math.log1p(len(self.reading.tokens[number])))

    def _speaks(self, number: int) -> bool:
        span = self.reading.spans[number]
        told = span.source in (Source.BIO, Source.POST) or (span.source is Source.ENTRY and span.field.endswith("description"))
        return told and span.is_own

    def _whole(self, number: int) -> Slice:
        return Slice(0, len(self.reading.spans[number].text))
