"""What is too generic to be named as common ground. The lists are data: `generic.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from learnlearn.text.tokens import tokens


@cache
def _listed(name: str) -> frozenset[tuple[str, ...]]:
    lists = tomllib.loads((Path(__file__).parent / "generic.toml").read_text("utf-8"))
    return frozenset(tokens(phrase).stems for phrase in lists[name].split(","))


def is_generic(stems: tuple[str, ...]) -> bool:
    """Whether a listed item, as stems, says what everybody could say."""
    return is_empty(stems) or stems in _listed("pastimes")


def is_empty(stems: tuple[str, ...]) -> bool:
    """Whether a listed item is one of the skills that everybody lists and that prove nothing."""
    return stems in _listed("skills")


def is_everybodys_language(name: str) -> bool:
    """Whether a language is so widely spoken that sharing it says little."""
    return tokens(name).stems in _listed("languages")
