"""An encoder as the second reader: it proposes what the engine nearly named, where the name is near both sides' words, and nothing of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tests.agent.engine.people import TODAY, me, posts, them

from learnlearn.interests.model import Evidence
from learnlearn.interests.read import read_me, read_page
from learnlearn.matching.candidate import Candidate
from learnlearn.matching.compare import compare
from learnlearn.matching.second import Question, question, with_second
from learnlearn.second.encoder import NearReader

NAME = "Spandrels over arch market hall morning"
MY_WORDS, THEIR_WORDS = "Spandrels over every arch this morning.", "Old spandrels over the market hall."
MINE = read_me(me(posts=posts(MY_WORDS)), TODAY)
THEIRS = read_page(them(posts=posts(THEIR_WORDS)), TODAY)


class Letters:
    """A real encoder of the simplest kind: a text is how often each letter pair stands in it, so texts of like words are near."""

    def vectors(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        """One vector a text, of length 1."""
        pairs = sorted({text[at : at + 2].casefold() for text in texts for at in range(len(text) - 1)})
        found = []
        for text in texts:
            counts = [float(text.casefold().count(pair)) for pair in pairs]
            length = math.sqrt(sum(count * count for count in counts))
            found.append(tuple(count / length for count in counts))
        return found


def _weak(label: str, layer: str = "gist") -> Question:
    quotes = tuple((Evidence(one.spans[-1], 0, len(one.spans[-1].text)),) for one in (MINE, THEIRS))
    candidate = Candidate(layer, label, "topic", "same", "medium", 0.4, 0.4, *quotes)
    asked = question(MINE, THEIRS, compare(MINE, THEIRS, TODAY), "letters")
    return Question(asked.key, asked.mine, asked.theirs, asked.named, (candidate,))


def test_what_is_near_both_sides_is_proposed_and_proved() -> None:
    """By its nearest sentence of each side; then it is named."""
    said = NearReader("letters", Letters()).read(_weak(NAME))
    assert [(one.mine, one.theirs) for one in said.proposals] == [
        (("Spandrels over every arch this morning.",), ("Old spandrels over the market hall.",))
    ]
    named = with_second(compare(MINE, THEIRS, TODAY), MINE, THEIRS, said).common
    assert [one.label for one in named] == [NAME]


def test_what_is_far_is_not_and_nothing_is_vetoed() -> None:
    """Nor what another layer proposed: there the engine has seen a reason not to."""
    reader = NearReader("letters", Letters())
    far = reader.read(_weak("quizzing"))
    assert (far.proposals, far.vetoed) == ((), frozenset())
    assert reader.read(_weak(NAME, "related")).proposals == ()
