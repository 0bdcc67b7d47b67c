"""What in a line one would ask about, whatever it is about: a find, a name given, a rule, a thing forgotten; a file a language in `hooks/`.

A question for every line fits none. A hook is a few words by which a line says that such a thing is there, written by hand as a pattern, and
the questions that only such a line can be asked. Where no hook holds, none is made up.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict, Field

from learnlearn.conversation.book import Sort
from learnlearn.conversation.patterns import HOOKS, Lines, Toml, spoken

_CURLY = str.maketrans("’", "'")


class Hook(BaseModel):
    """One such thing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    line: re.Pattern[str] = Field(description="How a line says it, whatever the case; a group `word` is what the question may name.")
    unless: re.Pattern[str] | None = Field(default=None, description="What else in the line tells that it is not so.")
    of: tuple[Sort, ...] = Field(default=(), description="The sorts of line that it is looked for in; all where none is named.")
    ask: Lines = Field(default=(), description="Questions, behind the line; slot {word}.")
    learn: Lines = Field(default=(), description="What somebody asks there who wants to learn it; the same slot.")
    yes: Lines = Field(min_length=1, description="Lines that say it.")
    no: Lines = Field(default=(), description="Lines that only look so.")

    def found_in(self, text: str, sort: Sort | None) -> re.Match[str] | None:
        """Where a line, of a sort where that is known, says it."""
        plain = text.translate(_CURLY)
        found = self.line.search(plain) if not self.of or sort is None or sort in self.of else None
        return found if found and not (self.unless and self.unless.search(plain)) else None

    def questions(self, word: str, *, learning: bool) -> Lines:
        """What is asked; where a word of the line can be named, it is."""
        lines = self.learn if learning else self.ask
        named = tuple(line for line in lines if "{word}" in line) if word else ()
        return named or tuple(line for line in lines if "{word}" not in line)


@dataclass(frozen=True, slots=True)
class Hooked:
    """The questions that a line can be asked, the words that say so, and of them the one that a question names ("" for none)."""

    lines: Lines
    about: str
    word: str


@cache
def hooks(language: str, *, formal: bool = False) -> dict[str, Hook]:
    """Those of a language, the most particular first; it must be one of `patterns.languages()`."""
    data = spoken(tomllib.loads((HOOKS / f"{language}.toml").read_text("utf-8")), formal=formal)
    assert isinstance(data, dict)
    words = data.pop("words")
    assert isinstance(words, dict)
    return {name: Hook.model_validate(_compiled(table, words)) for name, table in data.items() if isinstance(table, dict)}


@lru_cache(maxsize=256)  # the lines of a page are looked at as proofs, as what they wrote and once more where a question is taken
def told_in(text: str, written: str, spoken_here: str, *, formal: bool, sort: Sort | None, learning: bool) -> Hooked | None:
    """What a line in a language can be asked in ours."""
    ours = hooks(spoken_here, formal=formal)
    if written != spoken_here:
        return hooked_abroad(text, written, ours, sort, learning=learning)
    return hooked(text, ours.values(), sort, learning=learning)


def hooked(text: str, among: Iterable[Hook], sort: Sort | None = None, *, learning: bool = False) -> Hooked | None:
    """What a line, of a sort where that is known, can be asked by the first hook that holds; None where none does. A learner asks otherwise."""
    for hook in (one for one in among if (one.learn if learning else one.ask)):
        found = hook.found_in(text, sort)
        word = text[found.start("word") : found.end("word")] if found and "word" in hook.line.groupindex and found["word"] else ""
        lines = hook.questions(word, learning=learning) if found else ()
        if found and lines:
            return Hooked(lines, text[found.start() : found.end()].strip(), word if "{word}" in lines[0] else "")
    return None


def hooked_abroad(text: str, written: str, spoken_here: dict[str, Hook], sort: Sort | None = None, *, learning: bool = False) -> Hooked | None:
    """The same of a line in another language: seen by that language's hook, asked by ours of the same name, and without a word of the line."""
    for name, hook in hooks(written).items():
        ours = spoken_here.get(name)
        lines = ours.questions("", learning=learning) if ours else ()
        found = hook.found_in(text, sort) if lines else None
        if found:
            return Hooked(lines, text[found.start() : found.end()].strip(), "")
    return None


def _compiled(table: dict[str, Toml], words: dict[str, Toml]) -> dict[str, object]:
    """A table with its patterns ready; `{number}` in one stands for the words of that name."""
    return {key: _pattern(str(value), words) if key in ("line", "unless") else value for key, value in table.items()}


def _pattern(line: str, words: dict[str, Toml]) -> re.Pattern[str]:
    for name, alternatives in reversed(words.items()):  # one may hold those that stand before it
        line = line.replace(f"{{{name}}}", f"(?:{alternatives})")
    return re.compile(line, re.IGNORECASE)
