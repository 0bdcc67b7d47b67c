"""What one word speaks for: the concepts whose cues and scenes hold it, each with the word's weight in it (`build/bags.py`)."""

from __future__ import annotations

from typing import NamedTuple

from learnlearn.lexicon.form import SCALE, Tables
from learnlearn.lexicon.hashes import head
from learnlearn.text.bases import base
from learnlearn.text.roots import GLUING, parts
from learnlearn.text.words import REMEMBERED

_PART = 0.8  # what the parts of a compound are worth beside the word itself
_WEIGHTS = tuple(stored / SCALE for stored in range(256))


class Share(NamedTuple):
    """What one word speaks for: the weight of its strongest concept, and every concept with the word's weight in it."""

    most: float
    concepts: dict[int, float]

    def of(self, concept: int) -> float:
        """The word's weight in one concept."""
        return self.concepts.get(concept, 0.0)


_SILENT = Share(0.0, {})


class Shares:
    """Looks words up, and remembers those of late."""

    def __init__(self, tables: Tables) -> None:
        self._words = tables.words
        self._offsets, self._concepts, self._weights = tables.word_offsets, tables.concepts, tables.weights
        self._known: dict[tuple[str, str], Share] = {}

    def of(self, stem: str, language: str) -> Share:
        """The concepts that a word speaks for: as it stands, by its base in its language, by its parts in one that glues words."""
        key = (stem, language)
        found = self._known.get(key)
        if found is None:
            best = self._rooted(stem, language)
            if not best and language in GLUING:
                best = self._glued(stem, language)
            found = Share(max(best.values()), best) if best else _SILENT
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = found
        return found

    def _rooted(self, stem: str, language: str) -> dict[int, float]:
        """What a word as it stands and its base speak for, the more of the two; most concepts have both."""
        best = self._bag(base(stem, language))
        for concept, weight in self._bag(stem).items():
            if weight > best.get(concept, 0.0):
                best[concept] = weight
        return best

    def _glued(self, stem: str, language: str) -> dict[int, float]:
        """What the two parts of an unknown compound speak for, the more telling cut of all ("taubenschlag" is "taube" and "schlag")."""
        best: dict[int, float] = {}
        for first, second in parts(stem):
            found = self._rooted(first, language)
            for concept, weight in self._rooted(second, language).items():
                found[concept] = found.get(concept, 0.0) + weight
            if max(found.values(), default=0.0) > max(best.values(), default=0.0):
                best = found
        return {concept: weight * _PART for concept, weight in best.items()}

    def _bag(self, word: str) -> dict[int, float]:
        at = self._words.find(head(word))
        if at < 0:
            return {}
        start, stop = self._offsets[at], self._offsets[at + 1]
        return dict(zip(self._concepts[start:stop], map(_WEIGHTS.__getitem__, self._weights[start:stop]), strict=True))
