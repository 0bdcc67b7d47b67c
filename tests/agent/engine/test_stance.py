"""How somebody stands to what they mention decides whether it is theirs. The examples live beside the words, in `stances/*.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest

from learnlearn.interests.model import Stance
from learnlearn.interests.phrases import FOLDERS, Phrasebook
from learnlearn.interests.stance import Told, judge
from learnlearn.text.sentences import around, clauses, sentences
from learnlearn.text.tokens import tokens

LANGUAGES = {"en", "es", "de", "fr", "pt", "it", "nl", "hi"}


def examples() -> Iterator[tuple[str, str, str]]:
    """Language, stance and sentence of every example."""
    for path in sorted(FOLDERS[0].glob("*.toml")):
        for stance, texts in tomllib.loads(path.read_text("utf-8"))["examples"].items():
            yield from ((path.stem, stance, text) for text in texts)


def judged(book: Phrasebook, marked: str) -> Stance:
    """The stance towards what stands in brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    told = Told.of(text, sentences(text), book.marks(text, tokens(text)))
    clause = around(clauses(text, around(told.pieces, start, end)), start, end)
    return judge(told, clause, start, end, is_post=True)


@pytest.mark.parametrize(("language", "stance", "text"), list(examples()))
def test_every_example_is_judged_as_its_author_says(language: str, stance: str, text: str) -> None:
    """Eight languages bring their own sentences."""
    assert judged(Phrasebook.of(language), text) == Stance(stance), (language, text)


def test_there_are_examples_of_every_stance_in_eight_languages() -> None:
    """Control: the test above did run over something."""
    found = list(examples())
    print(len(found), "examples")
    assert {language for language, _, _ in found} == LANGUAGES
    for language in LANGUAGES:
        assert {"negated", "past", "somebody_else", "boilerplate", "own"} <= {s for one, s, _ in found if one == language}


def test_without_its_words_a_judge_believes_everything() -> None:
    """Control: it is the words that tell; with none every mention counts as the writer's own."""
    wrong = sum(judged(Phrasebook({}), text) != Stance(stance) for _, stance, text in examples() if stance != "own")
    assert wrong == sum(stance != "own" for _, stance, _ in examples()) > 30
