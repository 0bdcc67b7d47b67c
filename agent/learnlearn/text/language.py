"""Which language somebody writes: by script, then by the small words that only one language has. No model.

For posts of a few lines in forty languages; a single word tells nothing and gets no answer.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_WORDS = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0963]+[^\W\d_]*)*")
_LEAST = 3.0  # evidence below which no answer is given
_SCRIPTS = (
    ("ja", "\u3041-\u30ff"), ("ko", "\uac00-\ud7af"), ("zh", "\u4e00-\u9fff"), ("th", "\u0e00-\u0e7f"), ("he", "\u0590-\u05ff"),
    ("el", "\u0370-\u03ff"), ("ta", "\u0b80-\u0bff"), ("te", "\u0c00-\u0c7f"), ("kn", "\u0c80-\u0cff"), ("ml", "\u0d00-\u0d7f"),
    ("bn", "\u0980-\u09ff"), ("gu", "\u0a80-\u0aff"), ("pa", "\u0a00-\u0a7f"), ("hy", "\u0530-\u058f"), ("ka", "\u10a0-\u10ff"),
)  # fmt: skip
_SCRIPT = tuple((language, re.compile(f"[{letters}]")) for language, letters in _SCRIPTS)


@cache
def _profiles() -> dict[str, dict[str, float]]:
    """For each word the languages that use it with a weight: high when it is frequent there and few others have it."""
    ranks: dict[str, dict[str, int]] = {}
    lines = [*(_DATA / "languages.txt").read_text("utf-8").splitlines(), *(_DATA / "romanised.txt").read_text("utf-8").splitlines()]
    for line in lines:
        language, *listed = line.split()
        for rank, word in enumerate(dict.fromkeys(listed)):
            ranks.setdefault(word, {})[language] = rank if "-" not in language else rank // 3
    total = len(lines)
    return {
        word: {language: math.log(total / len(by)) / (1 + rank / 120) for language, rank in by.items()} for word, by in ranks.items() if len(word) > 1
    }


def detect(texts: Iterable[str]) -> str | None:
    """The language most of `texts` is written in, as a BCP 47 tag ("hi-Latn" for romanised Hindi), or None when too little tells."""
    joined = "\n".join(texts)
    letters = sum(map(str.isalpha, joined)) or 1
    for language, script in _SCRIPT:
        if len(script.findall(joined)) > letters * (0.15 if language == "ja" else 0.4):
            return language
    profiles, scores = _profiles(), Counter[str]()
    for word in _WORDS.findall(joined.lower()):
        for language, weight in profiles.get(word, {}).items():
            scores[language] += weight
    best = scores.most_common(2)
    if not best or best[0][1] < _LEAST:
        return None
    return best[0][0]
