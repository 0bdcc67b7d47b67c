"""Tables compiled from sources into one file: written once, mapped into memory, and read where they are looked at and nowhere else.

The file: a line that names its form, the length of the header (8 bytes), the header (JSON: what is no table, and the name, code and size of each that
is), then the tables one after the other, little-endian. Tables of keys hold hashes in order; beside each stands where each beginning of sixteen bits
starts, so that a look-up takes three steps instead of twenty.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

IS_CHECKOUT = (Path(__file__).parents[2] / "pyproject.toml").exists()  # where sources are edited; an installed package is compiled when it is built
_LENGTH = 8  # bytes
_BEGINNINGS = 1 << 16


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

    def all(self, key: int) -> range:
        """Its places, one behind the other, where a key may stand more than once."""
        at = end = self.find(key)
        while 0 <= end < len(self._keys) and self._keys[end] == key:
            end += 1
        return range(at, end)


class Mapped(NamedTuple):
    """A file that was opened: its header, and its tables by name; those of keys are ready to be asked."""

    header: dict[str, object]
    tables: dict[str, Sequence[int]]
    keys: dict[str, Keys]


def as_file(form: bytes, header: Mapping[str, object], tables: Mapping[str, array[int]], keys: Collection[str]) -> bytes:
    """The bytes of a file; `form` is its first line, `keys` names the tables that hold sorted hashes."""
    ready = {**tables, **{f"{name} beginnings": _beginnings(tables[name]) for name in keys}}
    told = {**header, "tables": [[name, table.typecode, len(table)] for name, table in ready.items()], "keys": list(keys)}
    line = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return form + len(line).to_bytes(_LENGTH, "little") + line + b"".join(map(_little, ready.values()))


def mapped(path: Path, form: bytes) -> Mapped:
    """The file mapped into memory; it stays as it is when another takes its place. Raises ValueError when it is of another form."""
    with path.open("rb") as file:
        if file.read(len(form)) != form:
            raise ValueError(f"{path} is not of this version: {form.decode().strip()}")
        data = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    start = len(form) + _LENGTH
    at = start + int.from_bytes(data[len(form) : start], "little")
    header = json.loads(bytes(data[start:at]))
    tables: dict[str, Sequence[int]] = {}
    bits: dict[str, int] = {}
    for name, code, size in header.pop("tables"):
        bits[name] = 8 * array(code).itemsize
        stop = at + size * array(code).itemsize
        tables[name] = _table(code, data[at:stop])
        at = stop
    keys = {name: Keys(tables[name], tables.pop(f"{name} beginnings"), bits[name]) for name in header.pop("keys")}
    return Mapped(header, tables, keys)


def replaced(target: Path, data: bytes) -> Path:
    """Writes a file aside and puts it in its place; whoever has the old one open reads on in it."""
    partial = target.with_suffix(f".{secrets.token_hex(4)}.part")
    partial.write_bytes(data)
    return partial.replace(target)


def state_of(sources: Iterable[Path]) -> str:
    """Names the state of files by size and time of change: enough to see that one was edited."""
    told = "".join(f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns};" for path in sources)
    return hashlib.blake2b(told.encode(), digest_size=12).hexdigest()


class Compiled(Protocol):
    """What was made of a file; `source` is the state of the sources it was compiled from."""

    source: str


T = TypeVar("T", bound=Compiled)


def as_edited(compiled: Path, opened: Callable[[Path], T], compile_to: Callable[[Path], Path], state: str) -> T:
    """For a checkout: what was compiled before, or compiled anew when the sources are in another state. A source with a fault is said, not used.

    Raises ValueError when nothing was compiled before that could be used instead.
    """
    try:
        standing = opened(compiled)
    except (FileNotFoundError, ValueError):  # nothing yet, or of an older form
        standing = None
    if standing and standing.source == state:
        return standing
    try:
        return opened(compile_to(compiled))
    except ValueError as error:  # pydantic's and tomllib's errors are ValueErrors
        if standing is None:
            raise
        logging.getLogger(__name__).warning("A source of %s has a fault, what was compiled before is used: %s", compiled.name, error)
        return standing


def _table(code: str, data: memoryview) -> Sequence[int]:
    if sys.byteorder == "little":
        return data.cast(code)  # type: ignore[call-overload, no-any-return]  # typeshed knows the codes only as literals
    table = array(code, bytes(data))
    table.byteswap()
    return table


def _little(table: array[int]) -> bytes:
    if sys.byteorder == "little":
        return table.tobytes()
    swapped = array(table.typecode, table)
    swapped.byteswap()
    return swapped.tobytes()


def _beginnings(keys: array[int]) -> array[int]:
    """For each beginning of sixteen bits the place of the first key that has it or a greater one; one more at the end."""
    shift, found, at = 8 * keys.itemsize - 16, array("I"), 0
    for beginning in range(_BEGINNINGS):
        while at < len(keys) and keys[at] >> shift < beginning:
            at += 1
        found.append(at)
    found.append(len(keys))
    return found
