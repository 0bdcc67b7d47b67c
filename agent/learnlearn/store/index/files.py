"""Which files of a device were looked at, and what they were then: packed by the folder they lie in, for a look goes through one folder after the
other, and a write concerns one of them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from pydantic_core import from_json, to_json

from learnlearn.store.folder.layout import shelf_of

# One file that was looked at: what it was when it was (layout.stamp), whom it is about, and the id of the key it is sealed with.
Known: TypeAlias = tuple[int, str, str]
_QUICKLY = 1  # the compression: names and keys are hex and take half then, and more work hardly makes it less


class Files:
    """By name. A shelf that was changed lies unpacked until it is packed again."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}
        self._open: dict[str, dict[str, Known]] = {}

    def on(self, shelf: str) -> Mapping[str, Known]:
        """What lies there, to be read."""
        if shelf in self._open:
            return self._open[shelf]
        packed = self._packed.get(shelf)
        return {} if packed is None else {name: (stamp, who, key) for name, (stamp, who, key) in from_json(zlib.decompress(packed)).items()}

    def shelves(self) -> set[str]:
        """Where something lies."""
        return {*self._packed, *self._open}

    def saw(self, name: str, known: Known) -> None:
        """A file was looked at, or written."""
        self._opened(shelf_of(name))[name] = known

    def gone(self, name: str) -> Known | None:
        """It is not there any more, or not as it was. Gives what it was."""
        return self._opened(shelf_of(name)).pop(name, None)

    def pack(self, shelf: str) -> bytes:
        """Packs what lies there, and gives it."""
        if shelf in self._open:
            self._packed[shelf] = zlib.compress(to_json(self._open.pop(shelf)), _QUICKLY)
        return self._packed.get(shelf, b"")

    def take(self, shelf: str, packed: bytes) -> None:
        """What a block says of a shelf, as `pack` gave it; what was seen since the start is known better."""
        seen, self._packed[shelf] = self.on(shelf), packed
        if seen:
            self._open.pop(shelf, None)
            self._opened(shelf).update(seen)

    def __iter__(self) -> Iterator[Known]:
        for shelf in self.shelves():
            yield from list(self.on(shelf).values())

    def _opened(self, shelf: str) -> dict[str, Known]:
        if shelf not in self._open:
            self._open[shelf] = dict(self.on(shelf))
            self._packed.pop(shelf, None)
        return self._open[shelf]
