"""Which language somebody writes: by script, then by the small words that only one language has. No model.

For posts of a few lines in forty languages; a single word tells nothing and gets no answer.
"""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_WORDS = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0963]+[^\W\d_]*)*")
_ENOUGH = 3_000  # characters: more tell no more
_LEAST = 3.0  # evidence below which no answer is given
_SCRIPTS = (
    ("ja", "\u3041-\u30ff"), ("ko", "\uac00-\ud7af"), ("zh", "\u4e00-\u9fff"), ("th", "\u0e00-\u0e7f"), ("he", "\u0590-\u05ff"),
    ("el", "\u0370-\u03ff"), ("ta", "\u0b80-\u0bff"), ("te", "\u0c00-\u0c7f"), ("kn", "\u0c80-\u0cff"), ("ml", "\u0d00-\u0d7f"),
    ("uk", "іїєґ"), ("ru", "ыэъ"),
    ("bn", "\u0980-\u09ff"), ("gu", "\u0a80-\u0aff"), ("pa", "\u0a00-\u0a7f"), ("hy", "\u0530-\u058f"), ("ka", "\u10a0-\u10ff"),
)  # fmt: skip
_SHARE = {"ja": 0.15, "uk": 0.02, "ru": 0.01}  # of the letters; Japanese is half Chinese, two alphabets are told by a few letters
_SCRIPT = tuple((language, re.compile(f"[{letters}]")) for language, letters in _SCRIPTS)


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    """The small words of each language, the most frequent first."""
    lines = [*(_DATA / "languages.txt").read_text("utf-8").splitlines(), *(_DATA / "romanised.txt").read_text("utf-8").splitlines()]
    return {language: tuple(listed) for language, *listed in (line.split() for line in lines)}


def small_words(language: str, most: int) -> tuple[str, ...]:
    """The words that hold sentences of a language together, the most frequent first; none for a language that is not known."""
    return _lists().get(language, ())[:most]


@cache
def _profiles() -> dict[str, tuple[tuple[str, float], ...]]:
    """For each word the languages that use it with a weight: high when it is frequent there and few others have it."""
    ranks: dict[str, dict[str, int]] = {}
    lines = _lists()
    for language, listed in lines.items():
        for rank, word in enumerate(dict.fromkeys(listed)):
            ranks.setdefault(word, {})[language] = rank if "-" not in language else rank // 3
    total = len(lines)
    return {
        word: tuple((language, math.log(total / len(by)) / (1 + rank / 120)) for language, rank in by.items())
        for word, by in ranks.items()
        if len(word) > 1
    }


def detect(text: str) -> str | None:
    """The language most of `text` is written in, as a BCP 47 tag ("hi-Latn" for romanised Hindi), or None when too little tells."""
    text = text[:_ENOUGH]
    if not text.isascii():
        letters = sum(map(str.isalpha, text)) or 1
        for language, script in _SCRIPT:
            if len(script.findall(text)) > letters * _SHARE.get(language, 0.4):
                return language
    profiles, scores = _profiles(), dict[str, float]()
    for told in filter(None, map(profiles.get, _WORDS.findall(text.lower()))):
        for language, weight in told:
            scores[language] = scores.get(language, 0.0) + weight
    best = max(scores, key=lambda language: scores[language], default=None)
    return best if best and scores[best] >= _LEAST else None
