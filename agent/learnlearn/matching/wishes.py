"""My lines of what I want to learn and what I can offer, prepared for every page: their concepts, their telling words, their field."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from learnlearn.interests.gist import spoken, topics_of
from learnlearn.interests.model import Span
from learnlearn.interests.read import Reading
from learnlearn.lexicon.loaded import lexicon
from learnlearn.text.bases import base
from learnlearn.text.rarity import zipf

WishField = Literal["learning", "offers"]
GIST_MOST = 0.8  # what a sentence's topic is worth at most, beside a cue
_NEIGHBOUR, _HINTED = 0.45, 0.75
_LEAST = 0.7  # of the most: what a line hints at less is another subject
_STOP = 5.2  # Zipf: words as common as this carry no topic
_STEMMED = "en"  # both sides alike, in whatever language: a wrong base still meets itself


@dataclass(frozen=True, slots=True)
class Wish:
    """One line of mine as concepts and as bases of words, each with its weight (0 to 1).

    `sure` are the concepts it names, `names` with how many words it does.
    """

    span: Span
    concepts: dict[int, float]
    words: dict[str, float]
    sure: tuple[int, ...]
    names: tuple[int, ...] = ()

    def entire(self) -> tuple[int, ...]:
        """Those whose names leave no telling word of it unsaid."""
        return tuple(concept for size, concept in zip(self.names, self.sure, strict=True) if size >= len(self.words))

    @property
    def whole(self) -> float:
        """What its words weigh together; of a long line four words are enough."""
        return sum(sorted(self.words.values(), reverse=True)[:4]) or 1.0


@lru_cache(maxsize=4)  # my two fields, and those of the profile before while it changes
def wishes(mine: Reading, field: WishField) -> tuple[Wish, ...]:
    """All lines of one field."""
    return tuple(_wish(mine, number) for number, span in enumerate(mine.spans) if span.field.partition(".")[0] == field)


def bare(stem: str) -> str:
    """The base by which my words and theirs are compared."""
    return base(stem, _STEMMED)


def _wish(mine: Reading, number: int) -> Wish:
    here = {concept for concept, places in mine.finds.strong.items() if any(place.text == number for place in places)}
    concepts = dict.fromkeys(here, 1.0) | _hinted(mine, number, here)
    for concept in here:
        for other in lexicon().kin(concept):
            concepts.setdefault(other, _NEIGHBOUR)
    for concept, topic in topics_of(mine, number):
        concepts[concept] = max(concepts.get(concept, 0.0), min(GIST_MOST, topic.sure))
    words = {bare(stem): weight for stem in mine.tokens[number].stems if (weight := _weight(stem)) > 0}
    sure = tuple(sorted(here))
    names = (max(place.size for place in mine.finds.strong[concept] if place.text == number) for concept in sure)
    return Wish(mine.spans[number], concepts, words, sure, tuple(names))


def _hinted(mine: Reading, number: int, sure: Container[int]) -> dict[int, float]:
    """Concepts of which a line has a weak cue, by how much its words are theirs, beside the one that they are most: a line has one subject."""
    words, language = lexicon(), spoken(mine, number)
    weak = [concept for concept, places in mine.finds.weak.items() if concept not in sure and any(place.text == number for place in places)]
    stems = set(mine.tokens[number].stems)
    told = {concept: sum(words.share(stem, language).of(concept) for stem in stems) for concept in weak}
    most = max(told.values(), default=0.0)
    return {concept: _HINTED * weight / most for concept, weight in told.items() if most and weight >= _LEAST * most}


def _weight(stem: str) -> float:
    """How much a word carries, 0 to 1: rare words all, common ones nothing."""
    return 0.0 if len(stem) < 3 and not stem.isdigit() else max(0.0, min(1.0, (_STOP - zipf(stem)) / 2))
