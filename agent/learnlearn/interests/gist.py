"""What each sentence of a page is about, by the words it shares with the cues of every concept (`lexicon/build/bags.py`).

Weaker than a cue, so it is believed only where the other side, or another cue, is sure; but it hears what people never name.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator
from operator import itemgetter
from typing import NamedTuple

from learnlearn.interests.model import Source, Stance
from learnlearn.interests.read import Reading
from learnlearn.lexicon.loaded import lexicon
from learnlearn.lexicon.spotter import Place

_SENTENCE = 4  # words: fewer tell no scene
_TOPICS = 8  # of one stretch
_STRETCH = 60  # words of a post that are heard together
_FLOOR = 1.75  # a lower score proves nothing
# How sure a topic is: a logistic regression on what 2,500 of the lexicon's own example sentences are about, judged by bags without examples
# (`tests/bench/fit_gist.py`): per point of score, for a second and a third word, for falling short of the strongest, for being it, and for its lead.
_BASE, _POINT, _SECOND, _THIRD, _SHORT, _BEST, _LEAD = -4.07, 0.53, -0.05, 0.00, -1.65, 0.49, 6.71
_HIGHEST = 12.0  # points: more add nothing
_MOST = 0.9
_SCORE = itemgetter(1)
_LEAST = 0.1  # a topic less sure is not kept
_LEAST_ODDS = math.log(_LEAST / (1 - _LEAST))
_CHILD, _KIN = 0.9, 0.25  # what a child's or another neighbour's topic is worth


class Topic(NamedTuple):
    """A concept that a stretch of text may be about: how surely (0 to 1), by how many different words, and where its most telling one stands."""

    sure: float
    words: int
    place: Place


class Stretch(NamedTuple):
    """Words that are heard together: `first` to `stop` of one text, and the place of the most telling of them."""

    text: int
    first: int
    stop: int
    place: Place


class _Said(NamedTuple):
    """A stretch with what it speaks for: what each of its different words does, and the sum."""

    stretch: Stretch
    words: list[dict[int, float]]
    scores: dict[int, float]


class Gist:
    """What one person's sentences are about."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.topics: defaultdict[int, list[Topic]] = defaultdict(list)
        self.stretches: list[Stretch] = []
        self._best: dict[int, float] = {}
        self._leads: dict[int, float] = {}
        self._at_most: dict[int, float] = {}
        for number in range(len(reading.spans)):
            if _is_told(reading, number):
                for said in _said(reading, number):
                    self._hear(said)

    def _hear(self, said: _Said) -> None:
        self.stretches.append(said.stretch)
        for concept, topic in _strongest(said):
            self.topics[concept].append(topic)
        most = max(said.scores.values())
        best, leads = self._best, self._leads
        for concept, score in said.scores.items():
            if score > best.get(concept, 0.0):
                best[concept] = score
                leads[concept] = score / most

    def lead(self, concept: int) -> float:
        """In the stretch that speaks most of a concept, its share of what is spoken of most there (0 to 1)."""
        return self._leads.get(concept, 0.0)

    def at_most(self, concept: int) -> float:
        """How surely the sentences can speak of a concept or its kin: the quick answer before `about`, which may only take from it."""
        found = self._at_most.get(concept)
        if found is None:
            kin = lexicon().kin(concept) & self.topics.keys()
            near = (concept, *kin) if concept in self.topics else kin
            found = self._at_most[concept] = 1 - math.prod(1 - topic.sure for one in near for topic in self.topics[one])
        return found

    def about(self, concept: int, said: Container[str] = ()) -> tuple[float, list[Topic]]:
        """How surely somebody speaks of a concept or of its kin, and where, best first.

        `said` are stems by which the other side names it: one such word alone is no sign that both mean the same by it.
        """
        best: dict[tuple[int, int], tuple[Topic, int]] = {}
        words = lexicon()
        kin = ((one, _CHILD if words.entries[one].parent == concept else _KIN) for one in words.kin(concept) if one in self.topics)
        for other, worth in ((concept, 1.0), *kin):
            for topic in self.topics.get(other, ()):
                key = (topic.place.text, topic.place.start)
                if key not in best or best[key][0].sure < topic.sure * worth:
                    best[key] = topic._replace(sure=topic.sure * worth), other
        doubt, kept = 1.0, list[Topic]()
        for general, other in sorted(best.values(), key=lambda one: -one[0].sure):
            topic, stem = self._pointed(general, other)
            if (topic.words > 1 or stem not in said) and self.reading.stance(topic.place) is Stance.OWN:
                doubt *= 1 - topic.sure
                kept.append(topic)
        return 1 - doubt, kept

    def _pointed(self, topic: Topic, concept: int) -> tuple[Topic, str]:
        """A topic with the place of the word that speaks most for its own concept, and that word's stem."""
        number = topic.place.text
        words = self.reading.tokens[number]
        language = spoken(self.reading, number)
        stretch = self.stretches[bisect_right(self.stretches, (number, topic.place.first), key=lambda one: (one.text, one.first)) - 1]
        inside = range(stretch.first, stretch.stop)
        share = lexicon().share
        at = max(inside, key=lambda at: share(words.stems[at], language).of(concept), default=topic.place.first)
        place = Place(number, words.starts[at], words.ends[at], at, 1, at in words.tags)
        return topic._replace(place=place), words.stems[at]


def topics_of(reading: Reading, number: int) -> Iterator[tuple[int, Topic]]:
    """The strongest topics of each stretch of one text."""
    for said in _said(reading, number):
        yield from _strongest(said)


def spoken(reading: Reading, number: int) -> str:
    """The language in which the words of one text are to be understood, as ISO 639 has it."""
    return reading.language_of(number) or (reading.language or "en").partition("-")[0]


def _said(reading: Reading, number: int) -> Iterator[_Said]:
    """Each stretch of one text that says anything."""
    words, share, language = reading.tokens[number], lexicon().share, spoken(reading, number)
    for start, stop in _stretches(reading, number):
        scores: dict[int, float] = {}
        so_far = scores.get
        heard: list[dict[int, float]] = []
        telling, word = 0.0, ""
        for stem in dict.fromkeys(words.stems[start:stop]):
            most, concepts = share(stem, language)
            if most > telling:
                telling, word = most, stem
            if most:
                heard.append(concepts)
            for concept, weight in concepts.items():
                scores[concept] = so_far(concept, 0.0) + weight
        if telling:
            first = words.stems.index(word, start)
            place = Place(number, words.starts[first], words.ends[first], first, 1, first in words.tags)
            yield _Said(Stretch(number, start, stop, place), heard, scores)


def _stretches(reading: Reading, number: int) -> Iterator[tuple[int, int]]:
    """From which word to which: a post keeps to its subject, so it is heard whole, a long one in parts; a bio has another in every sentence."""
    words = reading.tokens[number]
    most = _STRETCH if reading.spans[number].source is Source.POST else 0
    start = at = 0
    for piece in reading.sentences(number):
        end = at
        while end < len(words) and words.starts[end] < piece.end:
            end += 1
        if end - start > most and at > start:
            yield start, at
            start = at
        at = end
    if at > start:
        yield start, at


def _strongest(said: _Said) -> Iterator[tuple[int, Topic]]:
    """The topics of a stretch."""
    loud = sorted((item for item in said.scores.items() if item[1] > _FLOOR), key=_SCORE, reverse=True)
    if not loud:
        return
    strongest = loud[0][1]
    second = loud[1][1] if len(loud) > 1 else max((score for score in said.scores.values() if score <= _FLOOR), default=0.0)
    lead = 1 - second / strongest
    for rank, (concept, score) in enumerate(loud[:_TOPICS]):
        odds = _BASE + _POINT * min(score, _HIGHEST) + _SHORT * (1 - score / strongest) + (_BEST + _LEAD * lead) * (rank == 0)
        if odds < _LEAST_ODDS:
            continue  # how many words there are only takes from it
        words = sum(concept in word for word in said.words)
        sure = min(_MOST, 1 / (1 + math.exp(-odds - _SECOND * (words > 1) - _THIRD * (words > 2))))
        if sure >= _LEAST:
            yield concept, Topic(sure, words, said.stretch.place)


def _is_told(reading: Reading, number: int) -> bool:
    """Whether a text tells something: the person's own sentences, not names in lists and fields, which cues are for."""
    span = reading.spans[number]
    told = span.source in (Source.BIO, Source.POST) or span.field.endswith("description")
    return told and len(reading.tokens[number]) >= _SENTENCE and span.is_own
