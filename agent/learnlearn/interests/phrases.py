"""Small phrases that tell how a sentence is meant ("never again", "does anyone know"), found in one pass over its words.

The phrases are data: `stances/<language>.toml` and `tones/<language>.toml`, lists by name, commas between, `…` for up to three words.
A text is read with the phrases of its own language and of English, for people mix them; not with all at once, since a small word
of one means something else in another ("on", "mi", "nos").
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from learnlearn.text.tokens import Tokens, tokens

FOLDERS = (Path(__file__).parent / "stances", Path(__file__).parent / "tones")
_GAP = 3  # words that `…` may stand for
_SIGN = re.compile(r"[^\w\s'’…-]")


class _Stands(NamedTuple):
    """Where the phrases of one list stand, in order: their first characters; the latest end up to each; the soonest end from each on."""

    firsts: tuple[int, ...]
    latest: tuple[int, ...]
    soonest: tuple[int, ...]


class Marks:
    """Where phrases stand in one text, by the name of their list, in characters. Every question takes a look-up, however many there are."""

    def __init__(self, found: Mapping[str, list[tuple[int, int]]]) -> None:
        self._stands: dict[str, _Stands] = {}
        for name, places in found.items():
            firsts, ends = zip(*sorted(places), strict=True)
            self._stands[name] = _Stands(firsts, tuple(accumulate(ends, max)), tuple(accumulate(reversed(ends), min))[::-1])

    def __contains__(self, name: str) -> bool:
        return name in self._stands

    def begins(self, name: str, start: int, end: int) -> bool:
        """Whether a phrase begins at `start` or behind it, before `end`."""
        stands = self._stands.get(name)
        return stands is not None and bisect_left(stands.firsts, start) < bisect_left(stands.firsts, end)

    def within(self, name: str, start: int, end: int) -> bool:
        """Whether a phrase stands there from its first to its last character."""
        stands = self._stands.get(name)
        at = bisect_left(stands.firsts, start) if stands else 0
        return stands is not None and at < len(stands.firsts) and stands.soonest[at] <= end

    def reaches(self, name: str, start: int, end: int) -> bool:
        """Whether a phrase begins before `start` and ends behind `end`; with `end` before `start`, whether one lies over any of what is between."""
        stands = self._stands.get(name)
        at = bisect_left(stands.firsts, start) if stands else 0
        return stands is not None and at > 0 and stands.latest[at - 1] > end


class Phrasebook:
    """The phrases of some languages."""

    def __init__(self, lists: dict[str, list[str]]) -> None:
        self._by_first: defaultdict[str, list[tuple[str, tuple[tuple[str, ...], ...]]]] = defaultdict(list)
        self._signs: list[tuple[str, str]] = []
        for name, phrases in lists.items():
            for phrase in phrases:
                if _SIGN.search(phrase):
                    self._signs.append((name, phrase.casefold()))
                    continue
                parts = tuple(stems for part in phrase.split("…") if (stems := tokens(part).stems))
                self._by_first[parts[0][0]].append((name, parts))

    @staticmethod
    def of(language: str | None) -> Phrasebook:
        """The phrases for texts in a language (BCP 47), read once; English alone when it is not known."""
        return _book((language or "en").partition("-")[0])

    def marks(self, text: str, found: Tokens) -> Marks:
        """Where each list's phrases stand in `text`, of which `found` are the words."""
        marks: dict[str, list[tuple[int, int]]] = {}
        stems = found.stems
        for at in [at for at, stem in enumerate(stems) if stem in self._by_first]:
            for name, parts in self._by_first[stems[at]]:
                end = _match(stems, at, parts)
                if end:
                    marks.setdefault(name, []).append((found.starts[at], found.ends[end - 1]))
        lowered = text.casefold()
        for name, sign in self._signs:
            at = lowered.find(sign)
            while at >= 0:
                marks.setdefault(name, []).append((at, at + len(sign)))
                at = lowered.find(sign, at + 1)
        return Marks(marks)


def _match(stems: tuple[str, ...], at: int, parts: tuple[tuple[str, ...], ...]) -> int:
    """The position after the phrase that begins at word `at`, or 0."""
    end = at + len(parts[0])
    if stems[at:end] != parts[0]:
        return 0
    for part in parts[1:]:
        for gap in range(_GAP + 1):
            if stems[end + gap : end + gap + len(part)] == part:
                end += gap + len(part)
                break
        else:
            return 0
    return end


def lists_of(languages: Iterable[str], folders: Iterable[Path] = FOLDERS) -> dict[str, list[str]]:
    """The lists of some languages' files, joined by name; a language without a file adds nothing."""
    lists: dict[str, list[str]] = {}
    for path in (folder / f"{language}.toml" for folder in folders for language in languages):
        if not path.exists():
            continue
        for name, value in tomllib.loads(path.read_text("utf-8")).items():
            if isinstance(value, str):
                lists.setdefault(name, []).extend(part for piece in value.split(",") if (part := " ".join(piece.split())))
    return lists


@cache
def _book(language: str) -> Phrasebook:
    return Phrasebook(lists_of(dict.fromkeys(("en", language))))
