"""How somebody stands to what they mention, from the words around it. The words are data: `stances/<language>.toml`.

A text is judged by the words of its own language and of English, for people mix them; not by all at once, since a small word of one means
something else in another ("on", "mi", "nos").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from learnlearn.interests.model import Stance
from learnlearn.interests.phrases import any_of, lists_of, pattern
from learnlearn.text.sentences import Slice, around, clauses

STANCES = Path(__file__).parent / "stances"
_REACH = 60  # characters: how far before a mention a "not" still speaks of it
_QUOTES = re.compile(r"[\"“„«]([^\"”“»]{3,300})[\"”»“]|(?<!\w)['‘]([^'’]{3,200}(?:['’]\w[^'’]{0,200})*)['’](?!\w)")
_FORWARDED = re.compile(r"^\s*(?:RT @|>|\u267b)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of one or two languages, each list as one pattern (None when empty)."""

    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    not_next: re.Pattern[str] | None
    not_really: re.Pattern[str] | None
    disowned: re.Pattern[str] | None
    kin: re.Pattern[str] | None
    mine: re.Pattern[str] | None
    praise: re.Pattern[str] | None
    adverts: re.Pattern[str] | None
    slogans: re.Pattern[str] | None
    irony: re.Pattern[str] | None
    objections: re.Pattern[str] | None


class Judge:
    """Judges mentions by the phrases of some languages."""

    def __init__(self, folder: Path, languages: tuple[str, ...]) -> None:
        lists = lists_of(folder, languages)
        self.phrases = Phrases(**{name: pattern(lists.get(name, [])) for name in Phrases.__dataclass_fields__})

    @staticmethod
    def of(language: str | None) -> Judge:
        """The judge for texts in a language (BCP 47), made once; English alone when it is not known."""
        return _judge((language or "en").partition("-")[0])

    def judge(self, text: str, pieces: list[Slice], start: int, end: int, *, is_post: bool) -> Stance:
        """How the writer of `text` stands to `text[start:end]`; `pieces` are its sentences."""
        sentence = around(pieces, start, end)
        if self._is_somebody_elses_text(text, start, end, sentence):
            return Stance.QUOTED
        if is_post and any_of(self.phrases.adverts, text):
            return Stance.BOILERPLATE
        if any_of(self.phrases.slogans, text, *sentence):
            return Stance.BOILERPLATE
        clause = around(clauses(text, sentence), start, end)
        if self._is_negated(text, clause, sentence, start, end):
            return Stance.NEGATED
        if any_of(self.phrases.disowned, text, *clause):
            return Stance.PAST
        if self._is_of_somebody_else(text, clause, sentence, start, end):
            return Stance.SOMEBODY_ELSE
        if any_of(self.phrases.irony, text, *sentence):
            return Stance.IRONY
        return Stance.OWN

    def _is_somebody_elses_text(self, text: str, start: int, end: int, sentence: Slice) -> bool:
        forwarded = _FORWARDED.search(text, 0, start)
        if forwarded and ("\n" not in text[forwarded.start() + 1 : start] or text[forwarded.start()] in "R\u267b"):
            return True
        for quote in _QUOTES.finditer(text):
            if quote.start() < start and end < quote.end():
                near = text[max(0, quote.start() - 120) : quote.start()] + " " + text[quote.end() : quote.end() + 120]
                return any_of(self.phrases.objections, near)
        return False

    def _is_negated(self, text: str, clause: Slice, sentence: Slice, start: int, end: int) -> bool:
        if any_of(self.phrases.not_really, text, *sentence):
            return False
        before = max(clause.start, start - _REACH)
        if any_of(self.phrases.not_before, text, before, start) or any_of(self.phrases.not_after, text, end, sentence.end):
            return True
        follows = self.phrases.not_next.match(text, _after(text, sentence.end)) if self.phrases.not_next else None
        return follows is not None

    def _is_of_somebody_else(self, text: str, clause: Slice, sentence: Slice, start: int, end: int) -> bool:
        if any_of(self.phrases.praise, text, sentence.start, start):
            return True
        kin = _last(self.phrases.kin, text, clause.start, start)
        return kin is not None and not any_of(self.phrases.mine, text, kin, end) and not any_of(self.phrases.mine, text, clause.start, kin)


def _after(text: str, end: int) -> int:
    while end < len(text) and (text[end].isspace() or text[end] in ".!?"):
        end += 1
    return end


def _last(pattern: re.Pattern[str] | None, text: str, start: int, end: int) -> int | None:
    found = None
    if pattern is not None:
        for match in pattern.finditer(text, start, end):
            found = match.end()
    return found


@cache
def _judge(language: str) -> Judge:
    return Judge(STANCES, tuple(dict.fromkeys(("en", language))))
