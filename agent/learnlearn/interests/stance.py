"""How somebody stands to what they mention, from the phrases around it (`phrases.py`) and from quotation marks."""

from __future__ import annotations

import re

from learnlearn.interests.model import Stance
from learnlearn.interests.phrases import Marks
from learnlearn.text.sentences import Slice, around, clauses

_REACH = 60  # characters: how far before a mention a "not" still speaks of it
_BESIDE = 3  # characters: "accessibility is my superpower" makes a figure of what stands right before it, too
_NEAR_QUOTE = 120  # characters around a quotation in which an objection to it is looked for
_QUOTES = re.compile(r"[\"“„«]([^\"”“»]{3,300})[\"”»“]|(?<!\w)['‘]([^'’]{3,200}(?:['’]\w[^'’]{0,200})*)['’](?!\w)")
_FORWARDED = re.compile(r"^\s*(?:RT @|>|\u267b)", re.MULTILINE)


def judge(text: str, marks: Marks, pieces: list[Slice], start: int, end: int, *, is_post: bool) -> Stance:
    """How the writer of `text` stands to `text[start:end]`; `pieces` are its sentences, `marks` its phrases."""
    sentence = around(pieces, start, end)
    if _is_somebody_elses_text(text, marks, start, end):
        return Stance.QUOTED
    if (is_post and "adverts" in marks) or _any(marks, "slogans", *sentence):
        return Stance.BOILERPLATE
    if any(first - _BESIDE < end and start < last for first, last in marks.get("figures", ())):
        return Stance.FIGURE
    clause = around(clauses(text, sentence), start, end)
    judged = Stance.OWN
    if _is_negated(text, marks, clause, sentence, start, end):
        judged = Stance.NEGATED
    elif _any(marks, "disowned", *clause):
        judged = Stance.PAST
    elif _is_of_somebody_else(marks, clause, sentence, start, end):
        judged = Stance.SOMEBODY_ELSE
    elif _any(marks, "irony", *sentence) or (is_post and _ends_in_irony(marks, pieces)):
        judged = Stance.IRONY
    return judged


def _is_somebody_elses_text(text: str, marks: Marks, start: int, end: int) -> bool:
    forwarded = _FORWARDED.search(text, 0, start)
    if forwarded and ("\n" not in text[forwarded.start() + 1 : start] or text[forwarded.start()] in "R\u267b"):
        return True
    for quote in _QUOTES.finditer(text):
        if quote.start() < start and end < quote.end():
            return _any(marks, "objections", quote.start() - _NEAR_QUOTE, quote.start()) or _any(
                marks, "objections", quote.end(), quote.end() + _NEAR_QUOTE
            )
    return False


def _is_negated(text: str, marks: Marks, clause: Slice, sentence: Slice, start: int, end: int) -> bool:
    if _any(marks, "not_really", *sentence):
        return False
    if _any(marks, "not_before", max(clause.start, start - _REACH), start) or _any(marks, "not_after", end, sentence.end):
        return True
    follows = sentence.end
    while follows < len(text) and not text[follows].isalnum():
        follows += 1
    return any(at == follows for at, _ in marks.get("not_next", ()))


def _is_of_somebody_else(marks: Marks, clause: Slice, sentence: Slice, start: int, end: int) -> bool:
    if _any(marks, "praise", sentence.start, start):
        return True
    opening = any(first == sentence.start for first, _ in marks.get("kin_opening", ()))
    theirs = opening or _any(marks, "kin", clause.start, start)
    return theirs and not _any(marks, "mine", sentence.start if opening else clause.start, end)


def _ends_in_irony(marks: Marks, pieces: list[Slice]) -> bool:
    """Whether a mark of irony stands alone at the end ("… Please queue. /s"): it speaks of the whole post."""
    return bool(pieces) and any(first <= pieces[-1].start and pieces[-1].end <= last for first, last in marks.get("irony", ()))


def _any(marks: Marks, name: str, start: int, end: int) -> bool:
    return any(start <= first and last <= end for first, last in marks.get(name, ()))
