"""Sentences and clauses of a text, as slices. Posts have line breaks, emoji and no full stops; bios are lists cut by bars."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|[Mm]rs?|[Dd]r|[Ss]t|[Pp]rof|vs|etc|e\.g|i\.e|approx|[Nn]o|[Nn]r|[Ss]r|[Ss]ra|[Ii]ng|[Ee]tc|z\.B|bzw|ca|Jr|[ap]\.m))\.$"
)
_LISTED = re.compile(r"(?:^|[:;\n])\s*\d{1,2}\.$")  # the number of a line in a list: "1. Take the wheel off."
# Each pattern begins where no other beginning of the same run can: a page may hold forty thousand spaces or exclamation marks.
_STOP = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*(?=\s|$)|[\n\r]+|[。！？।]+|\s[|•·‖►▪]\s|\s(?:-{2,}|—)\s(?=[A-Z])")
_CLAUSE = re.compile(r"[,;:]\s+|\s[–—-]\s|[()]\s*|[、，；]|\s[/+]\s")


class Slice(NamedTuple):
    """A part of a text."""

    start: int
    end: int


def sentences(text: str) -> list[Slice]:
    """The sentences of `text` in order, without the white space around them."""
    return list(_sentences(text))


@lru_cache(maxsize=32)  # the rooms that put words to a page ask for the same few texts hundreds of times
def _sentences(text: str) -> tuple[Slice, ...]:
    found: list[Slice] = []
    start = 0
    for stop in _STOP.finditer(text):
        mark = stop.group()
        if mark == "." and _is_no_end(text[max(start, stop.start() - 8) : stop.end()]):
            continue
        _append(found, text, start, stop.end() if mark[0] in ".!?…。！？।" else stop.start())
        start = stop.end()
    _append(found, text, start, len(text))
    return tuple(found)


def _is_no_end(before: str) -> bool:
    return bool(_ABBREVIATED.search(before) or _LISTED.search(before))


def clauses(text: str, within: Slice) -> list[Slice]:
    """The clauses of one sentence."""
    found: list[Slice] = []
    start = within.start
    for stop in _CLAUSE.finditer(text, within.start, within.end):
        _append(found, text, start, stop.start())
        start = stop.end()
    _append(found, text, start, within.end)
    return found


def around(slices: list[Slice], start: int, end: int) -> Slice:
    """From the slice that holds `start` to the one that holds the last character before `end`."""
    first, stop = bisect_left(slices, (start + 1,)) - 1, bisect_left(slices, (end,))  # by their starts: slices lie apart and in order
    if first < 0 or slices[first].end <= start:
        first += 1
    if first >= stop:
        return Slice(start, end)
    return Slice(min(slices[first].start, start), max(slices[stop - 1].end, end))


def _append(found: list[Slice], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append(Slice(start, end))
