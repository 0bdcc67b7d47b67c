"""What in a line one would ask about, whatever it is about: a find, a name given, a rule, a thing forgotten; a file a language in `hooks/`.

A question for every line fits none. A hook is a few words by which a line says that such a thing is there, written by hand as a pattern, and
the questions that only such a line can be asked. Where no hook holds, none is made up.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

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
    ask: Lines = Field(min_length=1, description="Questions, behind the line; slot {word}.")
    yes: Lines = Field(min_length=1, description="Lines that say it.")
    no: Lines = Field(default=(), description="Lines that only look so.")


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


def hooked(text: str, among: Iterable[Hook], sort: Sort | None = None) -> Hooked | None:
    """What a line, of a sort where that is known, can be asked by the first hook that holds; None where none does."""
    plain = text.translate(_CURLY)
    for hook in (one for one in among if not one.of or sort is None or sort in one.of):
        found = hook.line.search(plain)
        if found and not (hook.unless and hook.unless.search(plain)):
            named = "word" in hook.line.groupindex and found["word"] is not None
            word = text[found.start("word") : found.end("word")] if named else ""
            lines = tuple(line for line in hook.ask if word or "{word}" not in line)
            return Hooked(lines, text[found.start() : found.end()].strip(), word) if lines else None
    return None


def hooked_abroad(text: str, written: str, spoken_here: dict[str, Hook], sort: Sort | None = None) -> Hooked | None:
    """The same of a line in another language: seen by that language's hook, asked by ours of the same name, and without a word of the line."""
    for name, hook in hooks(written).items():
        ours = spoken_here.get(name)
        lines = tuple(line for line in ours.ask if "{word}" not in line) if ours else ()
        found = hooked(text, [hook], sort) if lines else None
        if found:
            return Hooked(lines, found.about, "")
    return None


def _compiled(table: dict[str, Toml], words: dict[str, Toml]) -> dict[str, object]:
    """A table with its patterns ready; `{number}` in one stands for the words of that name."""
    return {key: _pattern(str(value), words) if key in ("line", "unless") else value for key, value in table.items()}


def _pattern(line: str, words: dict[str, Toml]) -> re.Pattern[str]:
    for name, alternatives in words.items():
        line = line.replace(f"{{{name}}}", f"(?:{alternatives})")
    return re.compile(line, re.IGNORECASE)
