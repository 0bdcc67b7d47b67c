"""One process owns the store. The kernel holds the lock and drops it with the process, however that ends. The one place that locks."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from learnlearn.errors import StoreInUseError
from learnlearn.paths import private_folder

_LOCKED_BYTE = 1 << 30  # Windows locks ranges and makes them unreadable: one far behind the process number


def _try_lock(handle: int) -> bool:
    """Takes the lock without waiting; False when another process has it."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415  exists on Windows only

        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415  absent on Windows

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class ProcessLock:
    """Held from construction to `release`. The file keeps the holder's process number, for messages."""

    def __init__(self, path: Path) -> None:
        private_folder(path.parent)
        self._handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        if not _try_lock(self._handle):
            pid = _holder(self._handle)
            os.close(self._handle)
            raise StoreInUseError(f"process {pid or 'unknown'} holds {path}")
        with contextlib.suppress(OSError):  # a full disk must not stop the start
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, str(os.getpid()).encode())

    def release(self) -> None:
        """Lets the next process have it."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()


def holder(path: Path) -> int | None:
    """The number of the process that holds the lock now; None when nobody does."""
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return None
    try:
        return None if _try_lock(handle) else _holder(handle)
    finally:
        os.close(handle)


def _holder(handle: int) -> int:
    os.lseek(handle, 0, os.SEEK_SET)
    text = os.read(handle, 32).decode("ascii", "replace").strip()
    return int(text) if text.isdigit() else 0
