"""What sort of line somebody wrote, and what is asked about such a line: a file a language in `lines/`.

A question must fit what the words tell: an event is asked how it went on, a practice how it began, a maxim how it was found out. What the
words do not tell is not guessed: the sorts are told by small words alone, written by hand.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from learnlearn.conversation.patterns import LINES, Answer, Lines, Tongue, spoken
from learnlearn.interests.model import Evidence, Source
from learnlearn.text.sentences import Slice, sentences
from learnlearn.text.words import fold

Sort = Literal["asks", "coming", "trouble", "told", "view", "practice", "any"]
_ANSWERS: dict[Sort, Answer] = {
    "asks": "news", "coming": "news", "trouble": "story", "told": "story", "view": "view", "practice": "story", "any": "story",
}  # fmt: skip
_WORD = re.compile(r"[^\s.,;:!?…।“”„«»\"()]+")
_BEGINNING = 4  # words


@lru_cache(maxsize=256)  # the same sentences are looked at for several signs
def _folded(text: str) -> str:
    return fold(text)


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


class Asking(_Data):
    """What is asked about a sort of line: `about` a piece of it, `after` the line was quoted, or `over` the line, which then follows."""

    about: Lines = Field(default=(), description="A question with {piece}, a few words of theirs; none where a line is taken whole.")
    after: Lines = Field(description="A question after their line.")
    over: Lines = Field(description="A question that ends in {theirs}, for a line from which no piece can be cut.")


class Who(_Data):
    """What is asked about somebody in a line."""

    about: Lines
    there: Lines


class LineBook(_Data):
    """All of a language that goes by the sort of line."""

    cut: Cut
    signs: Signs
    mention: Lines = Field(description="A sentence that takes a piece up: slot {piece}.")
    there: Lines = Field(description="A question after `mention`.")
    there_practice: Lines = Field(description="The same where somebody tells what they do.")
    who: Who
    asks: Asking
    coming: Asking
    trouble: Asking
    told: Asking
    view: Asking
    practice: Asking
    any: Asking

    def asking(self, sort: Sort) -> Asking:
        """What is asked about one sort."""
        found = getattr(self, sort)
        assert isinstance(found, Asking)
        return found

    def statements(self) -> Iterator[str]:
        """The sentences that are no questions."""
        yield from self.mention

    def questions(self) -> Iterator[str]:
        """Every question, with or without their words in it."""
        yield from (*self.there, *self.there_practice, *self.who.about, *self.who.there)
        for sort in _ANSWERS:
            yield from (*self.asking(sort).about, *self.asking(sort).after, *self.asking(sort).over)


@cache
def line_book(language: str, *, formal: bool = False) -> LineBook:
    """What goes by the sort of line in `language`, which must be one of `patterns.languages()`."""
    return LineBook.model_validate(spoken(tomllib.loads((LINES / f"{language}.toml").read_text("utf-8")), formal=formal))


def answer_to(sort: Sort) -> Answer:
    """What sort of answer comes to a question about such a line."""
    return _ANSWERS[sort]


def is_question(evidence: Evidence, tongue: Tongue) -> bool:
    """Whether they ask for something in these words, by a question or by how a sentence begins.

    A question to which they go on with an answer, and which says nothing of themselves, is put to nobody ("No ribbon? Wind cotton onto the spools.").
    """
    told = [evidence.span.text[piece.start : piece.end] for piece in sentences(evidence.span.text) if _overlaps(piece, evidence)]
    if any(_folded(said).startswith(tongue.requests) for said in told):
        return True
    after = next((piece for piece in sentences(evidence.span.text) if piece.start >= evidence.end), None)
    lines = [*told, evidence.span.text[after.start : after.end] if after else ""]
    return any(
        _asks(said, tongue) and (not then or "?" in then or speaks_of_self(said + " " + then, tongue)) for said, then in pairwise([*lines, ""])
    )


def _asks(said: str, tongue: Tongue) -> bool:
    """Whether a sentence is a question; not where it tells of one that somebody asked ("She looked up: and now?")."""
    told, colon, _ = said.partition(":")
    return "?" in said and not (colon and tongue.past_in(_WORD.findall(_folded(told))))


def sort_of(evidence: Evidence, tongue: Tongue, book: LineBook) -> Sort:
    """What sort of line it is: what is asked for, is to come, went wrong, happened, is held to be so, is done for long; or none to be seen."""
    words = _WORD.findall(_folded(evidence.quote))
    posted = evidence.span.source is Source.POST
    if posted and is_question(evidence, tongue):
        return "asks"
    # A page says what somebody does: of it only what is told at the beginning of a sentence happened.
    first = words if posted else words[:_BEGINNING]
    lasting, past = tongue.lasting_in(words), tongue.past_in(first)
    if book.signs.coming.among(words) and not past:
        return "coming"
    denied = any(word in tongue.denials for word in words)
    if book.signs.trouble.among(first) and not denied:
        return "trouble"
    lasting = lasting or (not posted and any(word in tongue.perfect for word in words))
    if past and (posted or not lasting):
        return "told"
    told_by_ending = bool(words) and words[0].endswith(tongue.own_endings or ("\0",))
    speaks = told_by_ending or any(word in tongue.own and word not in book.cut.owned for word in words)
    if book.signs.view.among(words) and not speaks:
        return "view"
    return "practice" if speaks and (lasting or not posted) else "any"


def speaks_of_self(text: str, tongue: Tongue) -> bool:
    """Whether a text has a word by which people speak of themselves."""
    words = _folded(text).replace("'", " ").replace("’", " ").split()
    return any(word.strip(".,;:!?…") in tongue.own for word in words)


def says_i(text: str, tongue: Tongue) -> bool:
    """The same, or a first word whose ending says it."""
    first = next(iter(_WORD.findall(_folded(text))), "")
    return speaks_of_self(text, tongue) or first.endswith(tongue.own_endings or ("\0",))


def _overlaps(piece: Slice, evidence: Evidence) -> bool:
    return piece.start < evidence.end and evidence.start < piece.end
