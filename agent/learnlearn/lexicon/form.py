"""The compiled lexicon as a file: written once, mapped into memory, and read where it is looked at and nowhere else.

The line `learnlearn-lexicon 5`, the length of the header (8 bytes), the header (JSON: whatever is no table), then the tables one after the other,
little-endian. Keys are hashes and stand sorted; beside each table of keys stands where each beginning of sixteen bits starts, so that a look-up takes
three steps instead of twenty.
"""

from __future__ import annotations

import json
import sys
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

MAGIC = b"learnlearn-lexicon 5\n"
SCALE = 20  # weights of words are stored as bytes, so many to one
USUAL_SCALE = 10_000
_LENGTH = 8  # bytes
_BEGINNINGS = 1 << 16
_BITS = {"I": 32, "Q": 64}


class Tables(NamedTuple):
    """All tables. A cue is a run of words: `postings` from one of `offsets` to the next own the run at the same place. `lengths` are those of the
    cues, as bits, that begin with one of `firsts`. A word of `words` speaks for `concepts` with `weights`; `usual` is how much others' sentences
    speak for each concept."""

    runs: Sequence[int]
    offsets: Sequence[int]
    postings: Sequence[int]
    firsts: Sequence[int]
    lengths: Sequence[int]
    words: Sequence[int]
    word_offsets: Sequence[int]
    concepts: Sequence[int]
    weights: Sequence[int]
    usual: Sequence[int]


_CODES = dict(zip(Tables._fields, "QIIIHIIHBH", strict=True))
_KEYS = ("runs", "firsts", "words")
_ALL = (*_CODES.values(), *("I" for _ in _KEYS))


class Keys:
    """A sorted table of hashes."""

    def __init__(self, keys: Sequence[int], beginnings: Sequence[int], bits: int) -> None:
        self._keys, self._beginnings, self._shift = keys, beginnings, bits - 16

    def __len__(self) -> int:
        return len(self._keys)

    def find(self, key: int) -> int:
        """Its place; -1 when it is not there."""
        beginning = key >> self._shift
        stop = self._beginnings[beginning + 1]
        at = bisect_left(self._keys, key, self._beginnings[beginning], stop)
        return at if at < stop and self._keys[at] == key else -1


class Compiled(NamedTuple):
    """A file that was opened: its header, its tables, and the tables of keys ready to be asked."""

    header: dict[str, object]
    tables: Tables
    runs: Keys
    firsts: Keys
    words: Keys


def pack(header: Mapping[str, object], tables: Tables) -> bytes:
    """The bytes of a file."""
    ready = [array(code, table) for code, table in zip(_CODES.values(), tables, strict=True)]
    ready += [_beginnings(getattr(tables, name), _BITS[_CODES[name]]) for name in _KEYS]
    line = json.dumps({**header, "sizes": [len(table) for table in ready]}, ensure_ascii=False, separators=(",", ":")).encode()
    if sys.byteorder == "big":
        for table in ready:
            table.byteswap()
    return MAGIC + len(line).to_bytes(_LENGTH, "little") + line + b"".join(table.tobytes() for table in ready)


def opened(path: Path) -> Compiled:
    """The file mapped into memory. Raises ValueError when it is of another version."""
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise ValueError(f"{path} is no compiled lexicon of this version")
        data = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    start = len(MAGIC) + _LENGTH
    at = start + int.from_bytes(data[len(MAGIC) : start], "little")
    header = json.loads(bytes(data[start:at]))
    ready: list[Sequence[int]] = []
    for code, size in zip(_ALL, header.pop("sizes"), strict=True):
        stop = at + size * array(code).itemsize
        ready.append(_table(code, data[at:stop]))
        at = stop
    tables, beginnings = Tables(*ready[: len(_CODES)]), ready[len(_CODES) :]
    keys = [Keys(getattr(tables, name), table, _BITS[_CODES[name]]) for name, table in zip(_KEYS, beginnings, strict=True)]
    return Compiled(header, tables, *keys)


def _table(code: str, data: memoryview) -> Sequence[int]:
    if sys.byteorder == "little":
        return data.cast(code)  # type: ignore[call-overload, no-any-return]  # typeshed knows the codes only as literals
    table = array(code, bytes(data))
    table.byteswap()
    return table


def _beginnings(keys: Sequence[int], bits: int) -> array[int]:
    """For each beginning of sixteen bits the place of the first key that has it or a greater one; one more at the end."""
    found, at = array("I"), 0
    for beginning in range(_BEGINNINGS):
        while at < len(keys) and keys[at] >> (bits - 16) < beginning:
            at += 1
        found.append(at)
    found.append(len(keys))
    return found
