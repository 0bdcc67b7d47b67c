"""The fast way to read a text: its words as stems with their places, one list each; also the emoji that name something, which `words.py` leaves out.

A page is read once and compared often, so words are cut by one regular expression and folded through a cache: most words of any
text have been seen before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from learnlearn.text.words import REMEMBERED, WORD, fold, is_emoji, stem, tag_parts


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one text in order: `stems` to compare, `starts` and `ends` to quote by.

    `tags` holds the positions of words that stood in a hashtag, `glued` each hashtag as one stem with its place.
    """

    stems: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: frozenset[int] = frozenset()
    glued: tuple[tuple[str, int, int], ...] = ()

    def __len__(self) -> int:
        return len(self.stems)


NOTHING = Tokens((), (), ())
_NO_WORDS = ("s", "")
_LONGEST = 64  # letters: what is longer is no word that two people share, and would be looked up letter by letter


@lru_cache(maxsize=REMEMBERED)
def key(raw: str) -> str:
    """The stem under which a word as written is compared; that of an emoji is the word it stands for, or nothing."""
    if is_emoji(raw):
        return _emoji().get(raw, "")
    return stem(fold(raw))


@cache
def _emoji() -> dict[str, str]:
    """Single emoji that say what somebody does, with the stem of the first word they stand for."""
    lines = (Path(__file__).parent / "data" / "emoji.txt").read_text("utf-8").splitlines()
    pairs = (line.split() for line in lines if line and not line.startswith("#"))
    return {sign: stem(fold(words_[0])) for sign, *words_ in pairs if len(sign) == 1 and len(words_) == 1}


def tokens(text: str) -> Tokens:
    """Cuts a text. The "s" of "runner's" is no word; a hashtag gives its parts and, glued, itself."""
    if "#" in text:
        return _with_tags(text)
    found = list(WORD.finditer(text))
    raws = list(map(re.Match.group, found))  # as few steps as can be for each word: a page has thousands
    if max(map(len, raws), default=0) > _LONGEST:
        found = [match for match in found if match.end() - match.start() <= _LONGEST]
        raws = list(map(re.Match.group, found))
    kept = [(stem, *place) for stem, place in zip(map(key, raws), map(re.Match.span, found), strict=True) if stem not in _NO_WORDS]
    if not kept:
        return NOTHING
    stems, starts, ends = zip(*kept, strict=True)
    return Tokens(stems, starts, ends)


def _with_tags(text: str) -> Tokens:
    found: list[tuple[str, int, int, bool]] = []
    glued: list[tuple[str, int, int]] = []
    for match in WORD.finditer(text):
        raw, start, end = match.group(), match.start(), match.end()
        if end - start > _LONGEST:
            continue
        if raw.startswith("#"):
            found += [(stem(part.fold), part.start, part.end, True) for part in tag_parts(raw[1:], start + 1)]
            glued.append((key(raw[1:]), start + 1, end))
        else:
            found.append((key(raw), start, end, False))
    kept = [item for item in found if item[0] not in _NO_WORDS]
    stems, starts, ends, tags = zip(*kept, strict=True) if kept else ((), (), (), ())
    return Tokens(stems, starts, ends, frozenset(at for at, tag in enumerate(tags) if tag), tuple(glued))
