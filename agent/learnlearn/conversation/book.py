"""What is asked about each sort of line, and the small words by which the sorts are told and pieces cut: a file a language in `lines/`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from learnlearn.conversation.patterns import LINES, Answer, Lines, spoken

Sort = Literal["asks", "wanted", "offered", "due", "gone", "coming", "trouble", "told", "how", "view", "practice", "any"]
_ANSWERS: dict[Sort, Answer] = {
    "asks": "news", "wanted": "news", "offered": "story", "due": "news", "gone": "story", "coming": "news", "trouble": "story", "told": "story",
    "how": "advice", "view": "view", "practice": "story", "any": "story",
}  # fmt: skip


class Words:
    """Words to look for, accents folded; one that ends in a star stands for all that begin so."""

    def __init__(self, listed: str) -> None:
        self._whole = frozenset(word for word in listed.split() if not word.endswith("*"))
        self._begin = tuple(word[:-1] for word in listed.split() if word.endswith("*"))

    def __contains__(self, word: str) -> bool:
        return word in self._whole or bool(self._begin and word.startswith(self._begin))

    def among(self, words: Iterable[str]) -> bool:
        """Whether one of `words` is meant."""
        return any(word in self for word in words)


Listed = Annotated[Words, BeforeValidator(lambda text: text if isinstance(text, Words) else Words(text))]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Cut(_Data):
    """By which words a piece of a line is cut out whole (`piece.py`)."""

    heads: Literal["first", "last", "capital"] = Field(
        default="first", description="Where a noun stands: behind its article, before its postposition, or capitalised."
    )
    articles: Listed = Field(description="Words that open a noun's phrase, numbers among them.")
    cased: Listed = Field(default=Words(""), description="Those of them that show a case.")
    contracted: Listed = Field(default=Words(""), description="An article that is one word with a preposition: the phrase begins behind it.")
    verbs_last: str = Field(default="", description="How a verb ends that closes a clause right behind a noun, as a pattern.")
    plural: Listed = Field(default=Words(""), description="Articles for several, some of which are pronouns as well: `las guardo`.")
    plural_ends: str = Field(default="", description="How a noun behind one of those ends, as a pattern.")
    owned: Listed = Field(description="`My`, `your`: the phrase begins after them.")
    of: Listed = Field(description="Words that join a noun to the one before it, always.")
    at: Listed = Field(description="Words that join a noun to the one before it, where both are short; what follows them is no subject.")
    also: Listed = Field(description="`And`, `or`: they end a phrase, and what follows them may be an object as well.")
    stops: Listed = Field(description="Words that end a phrase: pronouns, verbs of every day, conjunctions, adverbs.")
    qualities: Listed = Field(default=Words(""), description="Adjectives that stand before a noun, where it is not to be seen from the order.")
    people: Listed = Field(description="Nouns for a person.")
    empty: Listed = Field(description="Nouns that name no thing to ask about: times, and `way`, `thing`, `kind`.")


class Signs(_Data):
    """By which words a sort is told."""

    trouble: Listed
    coming: Listed
    view: Listed
    wanted: Lines = Field(description="How a line begins, accents folded, whose writer is looking for a thing or somebody.")
    offered: Lines = Field(description="Words, accents folded, by which a line has something to sell or to give away.")
    learning: Lines = Field(description="Words, accents folded, by which somebody says that they are learning.")
    learning_it: Lines = Field(description="The same, where the thing is named right behind them: `months of`.")
    level: Listed = Field(description="Words for a low level, as they stand in a list behind the thing.")
    teaching: Listed = Field(description="Words by which somebody says that they teach.")
    asked: Listed = Field(description="Words with which a sentence tells that somebody asked: it opens an answer and is none.")
    leads: Listed = Field(description="`First`, `then`, `never`: they may stand before what somebody is told to do.")
    doing: Listed = Field(description="Verbs that tell somebody what to do, at the beginning of a clause and before a noun.")
    orders: str = Field(default="", description="A pattern of such verbs; in languages whose verb comes last they stand anywhere.")
    yours: Listed = Field(description="`Your`: right behind a clause's first word it makes that a verb which tells somebody what to do.")
    anybody: Lines = Field(description="How a clause begins, accents folded, that says how one does a thing.")


class Asking(_Data):
    """What is asked about a sort of line: `about` a piece of it, or `after` the line was quoted."""

    about: Lines = Field(default=(), description="A question with {piece}, a few words of theirs; only where something is still open.")
    after: Lines = Field(description="A question after their line.")


class LineBook(_Data):
    """All of a language that goes by the sort of line."""

    cut: Cut
    signs: Signs
    asks: Asking
    wanted: Asking
    offered: Asking
    due: Asking
    gone: Asking
    coming: Asking
    trouble: Asking
    told: Asking
    how: Asking
    view: Asking
    practice: Asking
    any: Asking

    def asking(self, sort: Sort) -> Asking:
        """What is asked about one sort."""
        found = getattr(self, sort)
        assert isinstance(found, Asking)
        return found

    def questions(self) -> Iterator[str]:
        """Every question, with or without their words in it."""
        for sort in _ANSWERS:
            yield from (*self.asking(sort).about, *self.asking(sort).after)


@cache
def line_book(language: str, *, formal: bool = False) -> LineBook:
    """What goes by the sort of line in `language`, which must be one of `patterns.languages()`."""
    return LineBook.model_validate(spoken(tomllib.loads((LINES / f"{language}.toml").read_text("utf-8")), formal=formal))


def answer_to(sort: Sort) -> Answer:
    """What sort of answer comes to a question about such a line."""
    return _ANSWERS[sort]
