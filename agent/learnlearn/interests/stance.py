"""How somebody stands to what they mention, from the phrases around it (`phrases.py`) and from quotation marks."""

from __future__ import annotations

import re
from typing import NamedTuple

from learnlearn.interests.model import Stance
from learnlearn.interests.phrases import Marks
from learnlearn.text.sentences import Slice, around

_REACH = 60  # characters: how far before a mention a "not" still speaks of it
_BESIDE = 3  # characters: "accessibility is my superpower" makes a figure of what stands right before it, too
_NEAR_QUOTE = 120  # characters around a quotation in which an objection to it is looked for
_PASSED_ON, _OBJECTED = "passed on", "objected to"
_QUOTES = re.compile(r"[\"“„«]([^\"”“»]{3,300})[\"”»“]|(?<!\w)['‘]([^'’]{3,200}(?:['’]\w[^'’]{0,200}){0,9})['’](?!\w)")
_FORWARDED = re.compile(r"^[^\S\n]*(?:RT @|>|\u267b)", re.MULTILINE)


class Told(NamedTuple):
    """One text as it is judged: its sentences, the phrases that tell how it is meant, and which stretches of it are somebody else's."""

    text: str
    pieces: list[Slice]
    marks: Marks
    others: Marks

    @classmethod
    def of(cls, text: str, pieces: list[Slice], marks: Marks) -> Told:
        """Finds what was passed on or quoted to object to it: once for a text, however many mentions stand in it."""
        found: dict[str, list[tuple[int, int]]] = {}
        for line in _FORWARDED.finditer(text):
            feed = -1 if line.group().lstrip()[0] in "R\u267b" else text.find("\n", line.end())
            found.setdefault(_PASSED_ON, []).append((line.start(), len(text) if feed < 0 else feed))
        for quote in _QUOTES.finditer(text):
            start, end = quote.span()
            if marks.within("objections", start - _NEAR_QUOTE, start) or marks.within("objections", end, end + _NEAR_QUOTE):
                found.setdefault(_OBJECTED, []).append((start, end))
        return cls(text, pieces, marks, Marks(found))


def judge(told: Told, clause: Slice, start: int, end: int, *, is_post: bool) -> Stance:
    """How the writer of a text stands to what stands from `start` to `end`, in `clause`."""
    marks, sentence = told.marks, around(told.pieces, start, end)
    if told.others.reaches(_PASSED_ON, start, start - 1) or told.others.reaches(_OBJECTED, start, end):
        return Stance.QUOTED
    if (is_post and "adverts" in marks) or marks.within("slogans", *sentence):
        return Stance.BOILERPLATE
    if marks.reaches("figures", end + _BESIDE, start):
        return Stance.FIGURE
    judged = Stance.OWN
    if _is_negated(told, clause, sentence, start, end):
        judged = Stance.NEGATED
    elif marks.within("disowned", *clause):
        judged = Stance.PAST
    elif _is_of_somebody_else(marks, clause, sentence, start, end):
        judged = Stance.SOMEBODY_ELSE
    elif marks.within("irony", *sentence) or (is_post and _ends_in_irony(told)):
        judged = Stance.IRONY
    return judged


def _is_negated(told: Told, clause: Slice, sentence: Slice, start: int, end: int) -> bool:
    text, marks = told.text, told.marks
    if marks.within("not_really", *sentence):
        return False
    if marks.within("not_before", max(clause.start, start - _REACH), start) or marks.within("not_after", end, sentence.end):
        return True
    follows = next((at for at in range(sentence.end, min(len(text), sentence.end + _REACH)) if text[at].isalnum()), len(text))
    return marks.begins("not_next", follows, follows + 1)


def _is_of_somebody_else(marks: Marks, clause: Slice, sentence: Slice, start: int, end: int) -> bool:
    if marks.within("praise", sentence.start, start):
        return True
    opening = marks.begins("kin_opening", sentence.start, sentence.start + 1)
    theirs = opening or marks.within("kin", clause.start, start)
    return theirs and not marks.within("mine", sentence.start if opening else clause.start, end)


def _ends_in_irony(told: Told) -> bool:
    """Whether a mark of irony stands alone at the end ("… Please queue. /s"): it speaks of the whole post."""
    return bool(told.pieces) and told.marks.reaches("irony", told.pieces[-1].start + 1, told.pieces[-1].end - 1)
