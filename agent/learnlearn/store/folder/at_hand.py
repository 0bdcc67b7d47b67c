"""Files that were opened last, kept opened in memory while they lie as they did: whoever looks at somebody again asks the disk for a stamp only.

A file that was replaced has another inode, one that was changed in place another time of change, which nobody can set. Within one tick of the
clock a change in place could leave all that as it was, so what was changed just before it was read is not kept.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")
_MOST_BYTES = 1 << 20  # sealed; opened they take some times more
_TICK = 2.0  # seconds, the coarsest clock of a file system that is carried about


@dataclass(frozen=True, slots=True)
class _Held(Generic[T]):
    was: tuple[int, ...]
    size: int
    content: T


class AtHand(Generic[T]):
    """For every thread. What was put first goes first."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most, self._bytes = most_bytes, 0
        self._held: dict[str, _Held[T]] = {}
        self._lock = threading.Lock()
        self.dropped = 0  # how often something was: what was opened before that is not kept after it

    def __contains__(self, path: Path) -> bool:
        return str(path) in self._held

    def get(self, path: Path) -> T | None:
        """The content, if the file was opened before and lies as it did. Raises FileNotFoundError and other OSErrors."""
        try:
            found = os.stat(path)  # noqa: PTH116  a fraction of what `Path.stat` takes, at every view
        except FileNotFoundError:
            self.drop(path)
            raise
        held = self._held.get(str(path))
        return held.content if held and held.was == _was(found) else None

    def read(self, path: Path, found: os.stat_result, content: T, since: int) -> None:
        """It was read while it lay so; `since` is what `dropped` was before that."""
        if time.time() - max(found.st_ctime, found.st_mtime) > _TICK:
            self._put(path, found, content, since)

    def wrote(self, path: Path, content: T) -> None:
        """It was replaced just now, by whoever alone writes it. Where its stamp cannot be asked for it is written all the same, and not kept."""
        since = self.dropped
        with contextlib.suppress(OSError):
            self._put(path, os.stat(path), content, since)  # noqa: PTH116

    def drop(self, path: Path) -> None:
        """It is gone, or whatever became of it is not known."""
        with self._lock:
            self.dropped += 1
            self._take_out(str(path))

    def _put(self, path: Path, found: os.stat_result, content: T, since: int) -> None:
        with self._lock:
            self._take_out(str(path))
            if self.dropped != since or found.st_size > self._most:
                return
            self._held[str(path)] = _Held(_was(found), found.st_size, content)
            self._bytes += found.st_size
            while self._bytes > self._most:
                self._take_out(next(iter(self._held)))

    def _take_out(self, path: str) -> None:
        if held := self._held.pop(path, None):
            self._bytes -= held.size


def _was(found: os.stat_result) -> tuple[int, ...]:
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size
