"""What is too generic to be named as common ground. The list is data: `generic.txt`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from learnlearn.text.tokens import tokens


@cache
def _generic() -> frozenset[tuple[str, ...]]:
    lines = (Path(__file__).parent / "generic.txt").read_text("utf-8").splitlines()
    return frozenset(tokens(line).stems for line in lines if line and not line.startswith("#"))


def is_generic(stems: tuple[str, ...]) -> bool:
    """Whether a phrase, as stems, says what everybody could say."""
    return stems in _generic()
