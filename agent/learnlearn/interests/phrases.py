"""Lists of phrases as patterns. In the data files commas separate phrases, `…` stands for up to three words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path


def pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for all of them, whole words, any case; None for no phrase."""
    ordered = sorted(set(phrases), key=len, reverse=True)
    return re.compile("|".join(map(_piece, ordered)), re.IGNORECASE) if ordered else None


def _piece(phrase: str) -> str:
    """An apostrophe in any shape, any white space."""
    parts = [re.escape(part.strip()) for part in phrase.split("…")]
    body = r"\s+(?:\S+\s+){0,3}?".join(parts).replace(r"\ ", r"\s+").replace("'", "['’]")
    head = r"(?<!\w)" if phrase[0].isalnum() else ""
    tail = r"(?!\w)" if phrase[-1].isalnum() else ""
    return head + body + tail


def lists_of(folder: Path, languages: Iterable[str]) -> dict[str, list[str]]:
    """The lists of some languages' files, joined by name; a language without a file adds nothing."""
    lists: dict[str, list[str]] = {}
    for path in (folder / f"{language}.toml" for language in languages):
        if not path.exists():
            continue
        for name, value in tomllib.loads(path.read_text("utf-8")).items():
            if isinstance(value, str):
                lists.setdefault(name, []).extend(part for piece in value.split(",") if (part := " ".join(piece.split())))
    return lists


def any_of(found: re.Pattern[str] | None, text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether one of the phrases stands in `text[start:end]`."""
    return found is not None and found.search(text, start, len(text) if end is None else end) is not None
