"""Replacing a whole file so that it is either the old or the new one, on disk when the call returns. The one place that flushes.

Written to a new file, flushed, renamed over the old one, and the folder flushed: the rename is atomic by POSIX, the flush of the
folder makes it last. macOS flushes the drive's own cache only by F_FULLFSYNC; Windows cannot flush a folder, and its rename fails
for a moment while a virus scanner holds the file.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import itertools
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from learnlearn.errors import DiskError, StoreFullError
from learnlearn.paths import private_folder

_counter = itertools.count()
_CREATE = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_MORE_BYTES = 1 << 20
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_RENAME_TRIES = 10
_RENAME_PAUSE = 0.05


def atomic_write(path: Path, data: bytes) -> None:
    """After the return the new content is on disk; after an error nothing is acknowledged, and the file is the old one or the new one, whole.

    Its folder is made private, and lasts too. Raises StoreFullError when there is no room and DiskError for other faults of the disk. A
    failed flush is never tried again (the kernel may have dropped the pages: the caller must read anew).
    """
    try:
        lasting_folder(path.parent)
    except OSError as error:
        raise _typed(error, path) from error
    write_private(path, data)


def write_private(path: Path, data: bytes) -> None:
    """The same for a file of the user's own choosing, whose folder is left as it is."""
    write_stream(path, (data,))


def write_stream(path: Path, pieces: Iterable[bytes]) -> None:
    """The same for content that comes in pieces and need not fit into memory. What `pieces` raises leaves the old file as it was."""
    new = _new_name(path)
    try:
        _write_new(new, pieces, flushed=True)
        _replace(new, path)
        _flush_folder(path.parent)
    except BaseException as error:
        _drop(new)
        if isinstance(error, OSError):
            raise _typed(error, path) from error
        raise


def write_many(files: Iterable[tuple[Path, bytes]]) -> None:
    """Many files with few waits: all new ones are written, then flushed together, then renamed, then their folders flushed.

    No file is replaced before its new content is on disk. After an error some may be new and the others old, each whole.
    """
    written: list[tuple[str, Path]] = []
    path = Path()
    folders: dict[str, Path] = {}
    try:
        for path, data in files:
            new = _new_name(path)
            if (folder := os.path.dirname(new)) not in folders:  # noqa: PTH120  a fraction of what `parent` takes, for each of thousands
                folders[folder] = path.parent
                if not path.parent.is_dir():
                    private_folder(path.parent)
            written.append((new, path))
            _write_new(new, (data,), flushed=False)
        _flush_all([new for new, _ in written])
        for new, path in written:
            _replace(new, path)
        _flush_all_folders(sorted({*folders.values(), *(folder.parent for folder in folders.values())}))
    except OSError as error:
        for new, _ in written:
            _drop(new)
        raise _typed(error, path) from error


def write_loose(path: Path, data: Iterable[bytes]) -> None:
    """Replaces a file that may be lost at any time (a cache): whole or not at all for a reader, and no wait for the disk."""
    new = _new_name(path)
    try:
        private_folder(path.parent)
        _write_new(new, data, flushed=False)
        _replace(new, path)
    except OSError as error:
        _drop(new)
        raise _typed(error, path) from error


def read_whole(path: str | Path) -> bytes:
    """The content. Raises FileNotFoundError and other OSErrors. Files are opened at every view: this takes half of what `read_bytes` does."""
    return read_stamped(path)[0]


def read_stamped(path: str | Path) -> tuple[bytes, os.stat_result]:
    """The same, and what the file was before it was read."""
    handle = os.open(path, _READ)
    try:
        found = os.fstat(handle)
        data = os.read(handle, found.st_size + 1)
        while more := os.read(handle, _MORE_BYTES):  # it grew, or a file system reads in pieces
            data += more
    finally:
        os.close(handle)
    return data, found


def move(path: Path, to: Path) -> None:
    """Gives a file another place on the same disk, lasting; whatever stands there already is replaced."""
    try:
        lasting_folder(to.parent)
        _replace(path, to)
        _flush_folder(to.parent)
        _flush_folder(path.parent)
    except OSError as error:
        raise _typed(error, path) from error


def remove(path: Path) -> bool:
    """Unlinks and flushes the folder. False when it was not there."""
    try:
        path.unlink()
        _flush_folder(path.parent)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _typed(error, path) from error
    return True


def sweep(folder: Path) -> None:
    """Removes what a killed writer left half written. A folder that may not be read or written is left as it is."""
    with contextlib.suppress(OSError):
        for left in folder.glob(".~*.tmp"):
            left.unlink()


def lasting_folder(folder: Path) -> None:
    """The folder, private, made with its parents if need be; a new one is flushed into its parent, or the files in it could vanish with it."""
    if not folder.is_dir():
        if folder.parent != folder:
            lasting_folder(folder.parent)
        private_folder(folder)
        _flush_folder(folder.parent)


def _typed(error: OSError, path: Path) -> DiskError | StoreFullError:
    if error.errno in _NO_ROOM:
        return StoreFullError(f"{path}: {error.strerror}")
    return DiskError.of(error, path)


def _new_name(path: Path) -> str:
    folder, name = os.path.split(path)
    return f"{folder}{os.sep}.~{name}.{os.getpid()}.{next(_counter)}.tmp"


def _drop(new: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(new)  # noqa: PTH108  it is no Path


def _write_new(path: str, pieces: Iterable[bytes], *, flushed: bool) -> None:
    handle = os.open(path, _CREATE, 0o600)
    try:
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(handle, rest) :]
        if flushed:
            _flush(handle)
    finally:
        os.close(handle)


def _flush_all(paths: list[str]) -> None:
    """Many files: on Linux together with all that lies on their file system, which is one wait; elsewhere one by one."""
    if paths and _flush_file_system(paths[0]):
        return
    for path in paths:
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))  # Windows flushes only what is open for writing
        try:
            _flush(handle)
        finally:
            os.close(handle)


def _flush_all_folders(folders: list[Path]) -> None:
    if folders and _flush_file_system(folders[0]):
        return
    for folder in folders:
        _flush_folder(folder)


def _flush_file_system(path: str | Path) -> bool:
    """Linux's syncfs, which tells of errors (since 5.8, unlike sync). False where there is none."""
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if sys.platform == "linux" else None
    if syncfs is None:
        return False
    handle = os.open(path, os.O_RDONLY)
    try:
        if syncfs(handle):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    finally:
        os.close(handle)
    return True


def _flush(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415  absent on Windows

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _flush(handle)
    finally:
        os.close(handle)


def _replace(new: str | Path, path: Path) -> None:
    for attempt in range(_RENAME_TRIES):
        try:
            os.replace(new, path)  # noqa: PTH105  mostly it is no Path
        except PermissionError:
            if sys.platform != "win32" or attempt == _RENAME_TRIES - 1:
                raise
            time.sleep(_RENAME_PAUSE)
        else:
            return
