"""The formats there are, and what a format gives: files by name."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from learnlearn.contract.note import NotesExport

_PACKAGE = "learnlearn.exports.formats"
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))})
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file of an export; `name` is safe on every system and holds no folder."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"


Render = Callable[[NotesExport], Iterator[ExportFile]]


@cache
def formats() -> dict[str, Render]:
    """Every format by the name of its module."""
    names = sorted(module.name for module in pkgutil.iter_modules(importlib.import_module(_PACKAGE).__path__))
    return {name: importlib.import_module(f"{_PACKAGE}.{name}").render for name in names}


def safe_name(name: str, identity: str) -> str:
    """A file name for a person: readable, and unique and stable by the end of their id, whatever their name is made of."""
    letters = "".join(char if char.isalnum() or unicodedata.category(char).startswith("M") else " " for char in unicodedata.normalize("NFC", name))
    words = re.sub(r"\s+", "-", letters.strip())[:_LONGEST].strip("-")
    return f"{words if words and words.casefold() not in _DEVICES else 'person'}-{identity[-6:].lower()}"


def utc(at: dt.datetime) -> dt.datetime:
    """The same moment as formats that end in Z want it."""
    return at.astimezone(dt.UTC)
