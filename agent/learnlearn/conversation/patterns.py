"""How each kind of prompt is said: a folder a kind and a file a language in `kinds/`, and what holds for a whole language in `tongues/`.

A prompt is made of sentences written by hand: their words, my side of it (the honest reason for asking) and one open question. They are
chosen apart and stand in one of four orders, the shapes: a handful of good sentences gives thousands of frames, and no two people
are asked in the same words. Where a language has two ways of address, a line holds both: `[informal|formal]`.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict, Field

from learnlearn.contract.conversation import PromptKind

KINDS = Path(__file__).parent / "kinds"
TONGUES = Path(__file__).parent / "tongues"
LINES = Path(__file__).parent / "lines"
HOOKS = Path(__file__).parent / "hooks"
Lines = tuple[str, ...]
Answer = Literal[
    "story", "advice", "person", "thing", "view", "news", "offer", "way"
]  # what sort of answer a question asks for; the ladder under it goes by that
Toml: TypeAlias = "str | int | float | bool | list[Toml] | dict[str, Toml]"
_LENT: dict[PromptKind, PromptKind] = {"curious": "connect"}  # how mine is said where a thing stands near is said as where it is shared
_SHORT = 3  # letters: an ending proves nothing of a shorter word
ANY = "any"  # the list that serves whatever has none of its own
_ADDRESS = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rung(_Data):
    """What to ask when they have answered."""

    if_they: str
    ask: str


class Example(_Data):
    """Slots that a test fills in, so that every sentence is read at least once."""

    theirs: str
    mine: str
    label: str = ""


class Retelling(_Data):
    """How a sentence of theirs is told back to them, in a language whose verb stays as it is (`retold.py`). All in small letters."""

    subjects: Lines = Field(description="Words for the writer that a sentence or a clause begins with: I, I've, we.")
    owned: Lines = Field(description="What is theirs, at the beginning of a sentence: my, our.")
    leads: Lines = Field(description="Words of time and place that may stand before the writer: on, since, when.")
    words: dict[str, str] = Field(description="Words for the writer, and those for the reader in their place.")
    verbs: dict[str, str] = Field(description="Verbs that change, right behind the writer: am, was.")
    between: Lines = Field(description="Words that may stand between the writer and such a verb: never, still.")
    never: Lines = Field(description="Words with which nothing is told back: you, here, a coal mine.")


class Tongue(_Data):
    """What holds for everything that is said in a language."""

    names: Lines = Field(description="How people call it on a profile: in English, in itself, in its neighbours.")
    marks: tuple[str, str, str, str] = Field(description="Outer and inner quotation marks.")
    direction: Literal["ltr", "rtl"] = "ltr"
    months: Lines = Field(min_length=12, max_length=12)
    day: str = Field(description="A date as it is said: slots {day} and {month}.")
    first_day: str = Field(default="1", description="The first of a month, where it is no plain number.")
    denials: Lines = Field(description="Words, accents folded, that turn a sentence into its opposite.")
    requests: Lines = Field(description="How a sentence begins, accents folded, in which something is asked for without a question mark.")
    own: Lines = Field(description="Words, accents folded, by which a sentence speaks of whoever wrote it.")
    own_endings: Lines = Field(default=(), description="Endings of a first word by which a verb says `I` without a pronoun.")
    past: Lines = Field(description="Words, accents folded, by which a sentence tells of something that happened.")
    past_endings: Lines = Field(default=(), description="Endings, accents folded, of words that do the same.")
    not_past: Lines = Field(default=(), description="Words that only look so: feed, hundred.")
    helpers: Lines = Field(default=(), description="Verbs that do so with a participle behind them, and only then.")
    participle: str = Field(default="", description="A pattern of such a participle.")
    perfect: Lines = Field(default=(), description="Verbs by which a past still lasts: I have edited sixty rulebooks.")
    lasting: Lines = Field(description="Words, accents folded, by which a sentence tells what somebody has done for long, whatever its tense.")
    states: Lines = Field(default=(), description="Words of a past in which nothing happens: was, had.")
    leaning: Lines = Field(description="How a sentence begins, accents folded, that leans on what stood before it: and, by the end.")
    ago: Lines = Field(description="Words, accents folded, for a time that has moved on since it was written: yesterday, last Thursday.")
    turning: Lines = Field(description="Words, accents folded, by which the rest of a sentence turns its sense: now, but, until.")
    opening: dict[str, Lines] = Field(description="A sentence with {theirs}, by where their words stand.")
    quoted: dict[str, Lines] = Field(description="The same, their words first.")
    then: dict[str, Lines] = Field(description="The same, when something of mine was said first.")
    retelling: Retelling | None = Field(default=None, description="How theirs is told back; the lists above have it under `retold`.")
    ladder: dict[Answer, tuple[Rung, ...]]

    def said_day(self, date: dt.date) -> str:
        """A date without its year, as it is said."""
        return self.day.format(day=self.first_day if date.day == 1 else date.day, month=self.months[date.month - 1])

    def past_in(self, words: Iterable[str]) -> bool:
        """Whether one of these words, accents folded, tells of something that happened."""
        told, helped = False, False
        for word in words:
            ends_so = len(word) > _SHORT and word not in self.not_past and word.endswith(self.past_endings)
            told = told or word in self.past or ends_so
            told = told or (helped and bool(re.fullmatch(self.participle, word)))
            helped = helped or word.rpartition("'")[2] in self.helpers
        return told

    def lasting_in(self, words: Iterable[str]) -> bool:
        """Whether one of these words, accents folded, tells of what has been done for long."""
        return any(word in self.lasting for word in words)

    def sentences(self) -> Iterator[str]:
        """Every sentence and question, one by one."""
        yield from _lines(self.opening, self.quoted, self.then)
        yield from (rung.ask for rungs in self.ladder.values() for rung in rungs)


class Family(_Data):
    """All sentences of one kind of prompt in one language.

    `opening`, `then` and `asked` by where their words stand; `mine`, `first` and `because` by how mine can be said; `joined` by sort of thing;
    `question` by sort of thing and of answer, and under `piece` what is asked about a few words of theirs. What a kind has not of its own in
    `opening` and `then`, it takes from the tongue. Connect and curious ask about a line by its sort (`lines.py`), and by these lists only about
    what is merely named.
    """

    reason: str = Field(description="Shown to the user, not said: slots {label}, {mine}, {day}.")
    reason_fellow: str = Field(default="", description="The same where they are learning it as well.")
    reason_help: str = Field(default="", description="The same where they ask about what both share, and it is my trade or my practice.")
    named: str = Field(default="", description="A pattern of words of mine that can stand in a question, as {wish} of `question.wish`.")
    opening: dict[str, Lines] = {}
    then: dict[str, Lines] = {}
    asked: dict[str, Lines] = Field(default={}, description="A question with {theirs} in it.")
    mine: dict[str, Lines] = Field(default={}, description="A sentence with {mine}, or one about it, after their words.")
    first: dict[str, Lines] = Field(default={}, description="The same before their words; where there is none, `mine` serves.")
    joined: dict[str, Lines] = Field(default={}, description="What we share by its name {joined}, by sort of thing, before {mine} or without it.")
    joined_quoted: dict[str, Lines] = Field(default={}, description="The same and {mine}, a line of my page, in one sentence.")
    because: dict[str, Lines] = Field(default={}, description="The reason, after a question.")
    question: dict[str, dict[Answer, Lines]] = {}
    example: tuple[Example, ...] = Field(min_length=1)

    def sentences(self) -> Iterator[str]:
        """Every sentence and question, one by one."""
        yield from _lines(
            self.opening, self.then, self.asked, self.mine, self.first, self.joined, self.joined_quoted, self.because, *self.question.values()
        )

    def questions(self, sort: str) -> dict[Answer, Lines]:
        """What can be asked about this sort of thing."""
        return self.question.get(sort) or self.question[ANY]


@cache
def family(kind: PromptKind, language: str, *, formal: bool = False) -> Family:
    """The sentences of `kind` in `language`, which must be one of `languages()`."""
    data = tomllib.loads((KINDS / kind / f"{language}.toml").read_text("utf-8"))
    if kind in _LENT:
        lent = tomllib.loads((KINDS / _LENT[kind] / f"{language}.toml").read_text("utf-8"))
        data |= {name: lent[name] for name in ("mine", "first", "joined", "joined_quoted", "question") if name in lent}
    return Family.model_validate(spoken(data, formal=formal))


def by_heart(language: str, *, formal: bool = False) -> None:
    """Loads every kind's sentences in a language, so that no prompt waits for a file; it must be one of `languages()`."""
    for kind in get_args(PromptKind):
        family(kind, language, formal=formal)


@cache
def tongue(language: str, *, formal: bool = False) -> Tongue:
    """How `language` is written; it must be one of `languages()`."""
    return Tongue.model_validate(spoken(tomllib.loads((TONGUES / f"{language}.toml").read_text("utf-8")), formal=formal))


@cache
def languages() -> frozenset[str]:
    """The languages that prompts are written in: those that every kind has a file for."""
    folders = [TONGUES, LINES, HOOKS, *(folder for folder in KINDS.iterdir() if folder.is_dir())]
    return frozenset.intersection(*(frozenset(path.stem for path in folder.glob("*.toml")) for folder in folders))


def _lines(*lists: Mapping[Answer, Lines] | Mapping[str, Lines]) -> Iterator[str]:
    return (line for one in lists for lines in one.values() for line in lines)


def in_address(line: str, *, formal: bool) -> str:
    """A line in one form of address."""
    return _ADDRESS.sub(r"\2" if formal else r"\1", line)


def spoken(node: Toml, *, formal: bool) -> Toml:
    """Data with every line in one form of address."""
    if isinstance(node, str):
        return in_address(node, formal=formal)
    if isinstance(node, list):
        return [spoken(item, formal=formal) for item in node]
    if isinstance(node, dict):
        return {key: spoken(item, formal=formal) for key, item in node.items()}
    return node
