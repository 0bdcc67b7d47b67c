"""What I never want raised: my avoid lines as concepts and words, and whether a proposal touches them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from learnlearn.interests.model import Source
from learnlearn.interests.read import Reading
from learnlearn.lexicon.loaded import lexicon
from learnlearn.matching.candidate import Candidate
from learnlearn.text.rarity import zipf
from learnlearn.text.tokens import tokens

_TELLING = 5.3  # Zipf: words of an avoid line as common as this name nothing ("my", "about")


@dataclass(frozen=True, slots=True)
class Avoided:
    """The avoid list as read."""

    concepts: frozenset[int]
    words: frozenset[str]

    def touches(self, candidate: Candidate) -> bool:
        """Whether naming this would raise what is never to be raised."""
        return candidate.concept in self.concepts or not self.words.isdisjoint(tokens(candidate.label).stems)


def avoided(mine: Reading) -> Avoided:
    """Reads my avoid list: what it names, and everything under it."""
    lines = {number for number, span in enumerate(mine.spans) if span.source is Source.AVOID}
    concepts = {concept for concept, places in mine.finds.strong.items() if any(place.text in lines for place in places)}
    children = {one for concept in concepts for one in lexicon().children(concept)}
    words = telling(stem for number in lines for stem in mine.tokens[number].stems)
    return Avoided(frozenset(concepts | children), words)


def telling(stems: Iterable[str]) -> frozenset[str]:
    """Of the words of avoid lines, those that name something."""
    return frozenset(stem for stem in stems if len(stem) > 2 and zipf(stem) < _TELLING)
