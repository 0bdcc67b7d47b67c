"""How somebody stands to what they mention, from the words around it. The words are data: `stances/<language>.toml`.

All languages are tried at once: people mix them, and the words of one rarely mean something else in another.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from learnlearn.interests.model import Stance
from learnlearn.text.sentences import Slice, around, clauses

STANCES = Path(__file__).parent / "stances"
_REACH = 60  # characters: how far before a mention a "not" still speaks of it
_QUOTES = re.compile(r"[\"“„«]([^\"”“»]{3,300})[\"”»“]|(?<!\w)['‘]([^'’]{3,200}(?:['’]\w[^'’]{0,200})*)['’](?!\w)")
_FORWARDED = re.compile(r"^\s*(?:RT @|>|\u267b)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of one stance over all languages, each list as one pattern (None when empty)."""

    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    not_really: re.Pattern[str] | None
    disowned: re.Pattern[str] | None
    kin: re.Pattern[str] | None
    mine: re.Pattern[str] | None
    praise: re.Pattern[str] | None
    adverts: re.Pattern[str] | None
    slogans: re.Pattern[str] | None
    irony: re.Pattern[str] | None
    objections: re.Pattern[str] | None
    figures: re.Pattern[str] | None


def _pattern(phrases: list[str]) -> re.Pattern[str] | None:
    if not phrases:
        return None
    ordered = sorted(set(phrases), key=len, reverse=True)
    return re.compile("|".join(_piece(phrase) for phrase in ordered), re.IGNORECASE)


def _piece(phrase: str) -> str:
    """A phrase as a pattern: an apostrophe in any shape, any white space, `…` for up to three words between."""
    parts = [re.escape(part.strip()) for part in phrase.split("…")]
    body = r"\s+(?:\S+\s+){0,3}?".join(parts).replace(r"\ ", r"\s+").replace("'", "['’]")
    head = r"(?<!\w)" if phrase[0].isalnum() else ""
    tail = r"(?!\w)" if phrase[-1].isalnum() else ""
    return head + body + tail


class Judge:
    """Judges mentions by the phrases of all languages."""

    def __init__(self, folder: Path = STANCES) -> None:
        lists: dict[str, list[str]] = {}
        for path in sorted(folder.glob("*.toml")):
            for name, value in tomllib.loads(path.read_text("utf-8")).items():
                if name in Phrases.__dataclass_fields__:
                    lists.setdefault(name, []).extend(part for piece in value.split(",") if (part := " ".join(piece.split())))
        self.phrases = Phrases(**{name: _pattern(lists.get(name, [])) for name in Phrases.__dataclass_fields__})

    @classmethod
    def standing(cls) -> Judge:
        """The process's judge."""
        return _judge()

    def judge(self, text: str, pieces: list[Slice], start: int, end: int, *, is_post: bool) -> Stance:
        """How the writer of `text` stands to `text[start:end]`; `pieces` are its sentences."""
        sentence = around(pieces, start, end)
        if self._is_somebody_elses_text(text, start, end, sentence):
            return Stance.QUOTED
        if is_post and _any(self.phrases.adverts, text):
            return Stance.BOILERPLATE
        if _any(self.phrases.slogans, text, *sentence):
            return Stance.BOILERPLATE
        clause = around(clauses(text, sentence), start, end)
        if self._is_negated(text, clause, sentence, start, end):
            return Stance.NEGATED
        if _any(self.phrases.disowned, text, *sentence):
            return Stance.PAST
        if self._is_of_somebody_else(text, clause, sentence, start, end):
            return Stance.SOMEBODY_ELSE
        if _any(self.phrases.irony, text, *sentence):
            return Stance.IRONY
        return Stance.OWN

    def _is_somebody_elses_text(self, text: str, start: int, end: int, sentence: Slice) -> bool:
        forwarded = _FORWARDED.search(text, 0, start)
        if forwarded and ("\n" not in text[forwarded.start() + 1 : start] or text[forwarded.start()] in "R\u267b"):
            return True
        for quote in _QUOTES.finditer(text):
            if quote.start() < start and end < quote.end():
                near = text[max(0, quote.start() - 120) : quote.start()] + " " + text[quote.end() : quote.end() + 120]
                return _any(self.phrases.objections, near)
        return False

    def _is_negated(self, text: str, clause: Slice, sentence: Slice, start: int, end: int) -> bool:
        if _any(self.phrases.not_really, text, *sentence):
            return False
        before = max(clause.start, start - _REACH)
        return _any(self.phrases.not_before, text, before, start) or _any(self.phrases.not_after, text, end, sentence.end)

    def _is_of_somebody_else(self, text: str, clause: Slice, sentence: Slice, start: int, end: int) -> bool:
        if _any(self.phrases.praise, text, sentence.start, start):
            return True
        kin = _last(self.phrases.kin, text, clause.start, start)
        return kin is not None and not _any(self.phrases.mine, text, kin, end) and not _any(self.phrases.mine, text, clause.start, kin)


def _any(pattern: re.Pattern[str] | None, text: str, start: int = 0, end: int | None = None) -> bool:
    return pattern is not None and pattern.search(text, start, len(text) if end is None else end) is not None


def _last(pattern: re.Pattern[str] | None, text: str, start: int, end: int) -> int | None:
    found = None
    if pattern is not None:
        for match in pattern.finditer(text, start, end):
            found = match.end()
    return found


@cache
def _judge() -> Judge:
    return Judge()
