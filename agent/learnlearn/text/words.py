"""Words of a text with their places, folded so that "Trail-Running", "trail running" and "TRAIL RUNNING" are one.

Every word keeps the offsets of the source it came from, so that a quote is always a slice and never a copy.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

REMEMBERED = 8_192  # words, in each memory of this room: as many as some hundred people write; more would only be held
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# A word is a run of letters, marks and digits; "C++", "C#", "R&D", "3D" and "D&D" are words of their own right. Chinese and Japanese write
# no spaces: each ideograph is a word, so is a run of katakana or hiragana, and a name of several is found as a run of words. An emoji is a word.
# What most words are stands first: it is tried at every letter.
WORD = re.compile(
    r"#?[^\W_\u2600-\u27bf\u3041-\u30ff\u4e00-\u9fff]+(?:[\u0300-\u036f\u0900-\u0963\u0971-\u097f]+[^\W_]*)*(?:[&][^\W_]+)*(?:\+\+|#(?=\W|$))?"
    r"|[\u2600-\u27bf\U0001f300-\U0001faff]|[\u4e00-\u9fff]|[\u30a0-\u30ff]+|[\u3041-\u309f]+"
)
_LAST_LETTER = "\U0001efff"  # emoji come after
_LATIN = re.compile(r"[a-z]")
_SIBILANTS = ("ses", "xes", "zes", "ches", "shes")


class Word(NamedTuple):
    """One word: `fold` to compare with, `start`/`end` to quote by, `tag` when it stood in a hashtag."""

    fold: str
    start: int
    end: int
    tag: bool = False


def fold(text: str) -> str:
    """Lower case, no accents, one spelling (NFKC); scripts other than Latin keep their marks, which carry meaning there."""
    lowered = unicodedata.normalize("NFKC", text).casefold()
    if lowered.isascii():
        return lowered
    return "".join(_bare(char) for char in lowered)


def _bare(char: str) -> str:
    base = unicodedata.normalize("NFD", char)
    return base[0] if len(base) > 1 and _LATIN.match(base[0]) else char


def stem(word: str) -> str:
    """English endings that make no other word: plural -s and -es. Both sides are stemmed, so a wrong stem still meets itself."""
    if len(word) > 4 and word.endswith(_SIBILANTS):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def words(text: str) -> list[Word]:
    """The words of `text` in order. A hashtag gives its parts ("#TrailRunning": trail, running), each marked `tag`."""
    found: list[Word] = []
    for match in WORD.finditer(text):
        start, raw = match.start(), match.group()
        if is_emoji(raw):
            continue
        if raw.startswith("#"):
            found.extend(tag_parts(raw[1:], start + 1))
        else:
            found.append(Word(fold(raw), start, match.end()))
    return found


def is_emoji(raw: str) -> bool:
    """Whether a match of `WORD` is an emoji."""
    return raw[0] > _LAST_LETTER or "\u2600" <= raw[0] <= "\u27bf"


def tag_parts(body: str, start: int) -> list[Word]:
    """The words of a hashtag without its sign, which begins at `start`."""
    cuts = [0, *(m.start() for m in _CAMEL.finditer(body)), len(body)]
    return [Word(fold(body[a:b]), start + a, start + b, True) for a, b in pairwise(cuts) if b > a]
