"""A backup: every file of the store as it lies, sealed, in one tar that any program unpacks, and behind them a sealed list with the checksum of each.

Whatever opens the store opens its backup: a device's key, a passphrase, a recovery code of that time. The list is made with the store's own
key, so a file that was changed, taken out or put in is noticed, and a backup that was cut off has none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import tarfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from pydantic import BaseModel, ConfigDict, ValidationError

from learnlearn.errors import StoreDamagedError
from learnlearn.safefile import write_many, write_stream
from learnlearn.store.errors import BackupError, StoreUnreadableError
from learnlearn.store.folder.layout import Layout
from learnlearn.store.folder.reading import read
from learnlearn.store.folder.seal import Seal
from learnlearn.store.progress import Progress

_LIST = "backup.list"
_BLOCK = tarfile.BLOCKSIZE
_NAME = re.compile(r"store(\.copy)?\.json|(slots|small|keys/[0-9a-f]{16}|people/[0-9a-f]{16}/[0-9a-f]{2})/[0-9a-f]{16}[^/\\:]*\.json")
_AT_ONCE = 200
_PAUSE = 0.0005  # between some files: a thread that only computes would hold the event loop


class List(BaseModel):
    """What is in a backup. `files`: SHA-256 by name; `unreadable`: those of them that did not open when it was made."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    store: str
    at: dt.datetime
    files: dict[str, str]
    unreadable: list[str] = []


Opens = Callable[[Path, bytes], bool]


def name_for(at: dt.datetime) -> str:
    """How a backup is called."""
    return f"learnlearn-{at:%Y%m%d-%H%M%S}.backup"


def write(layout: Layout, seal: Seal, opens: Opens, listed: List, to: Path, progress: Progress) -> List:
    """Copies the store, while it goes on, into one file; and reads it again. `listed` says of which store and when, and has no files yet.

    A file that does not open (a synchroniser may be writing it just now) is copied as it lies, and named. Raises StoreError, BackupError.
    """
    paths = progress.over(layout.files(), sum(1 for _ in layout.files()), 0.6)
    write_stream(to, _pieces(layout, seal, opens, listed, paths))
    if read_list(to, seal, listed.store) != listed:
        raise BackupError(f"{to} did not come back as it was written")
    for count, (name, data) in enumerate(progress.over(_members(to), len(listed.files), 1.0)):
        if name != _LIST and _checksum(data) != listed.files.get(name):
            raise BackupError(f"{to}: {name} did not come back as it was written")
        _rest(count)
    return listed


def read_list(file: Path, seal: Seal, store_id: str) -> List:
    """The list behind the files. Raises BackupError, StoreWaitingError when its key is not among these."""
    last = b""
    for name, data in _members(file):
        last = data if name == _LIST else last
    try:
        return List.model_validate_json(seal.open_bytes(last, f"backup {store_id}")[0])
    except (StoreDamagedError, ValidationError):
        raise BackupError(f"{file}: the list of its files is missing or was changed") from None


def unpack(file: Path, folder: Path, progress: Progress) -> None:
    """Lays its files into an empty folder, flushed; `verify` says whether they are all there. Raises BackupError, StoreError."""
    batch: list[tuple[Path, bytes]] = []
    size = file.stat().st_size
    for name, data in _members(file):
        if name == _LIST:
            continue
        progress.share += len(data) / size * 0.6
        batch.append((folder.joinpath(*PurePosixPath(name).parts), data))
        if len(batch) == _AT_ONCE:
            write_many(batch)
            batch.clear()
    write_many(batch)


def verify(file: Path, folder: Path, seal: Seal, store_id: str, progress: Progress) -> List:
    """That what was unpacked is all that was put in, unchanged. Raises BackupError, StoreWaitingError."""
    there = read_list(file, seal, store_id)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in sorted(names ^ there.files.keys()):
        raise BackupError(f"{file}: {name} is {'missing' if name in there.files else 'not of it'}")
    for count, (name, checksum) in enumerate(progress.over(there.files.items(), len(there.files), 0.8)):
        if _checksum((folder / name).read_bytes()) != checksum:
            raise BackupError(f"{file}: {name} was changed")
        _rest(count)
    return there


def _pieces(layout: Layout, seal: Seal, opens: Opens, listed: List, paths: Iterable[Path]) -> Iterator[bytes]:
    for count, path in enumerate(paths):
        name = path.relative_to(layout.folder).as_posix()
        try:
            data = read(path)
        except FileNotFoundError:
            continue  # forgotten, or sealed anew, meanwhile
        except StoreUnreadableError:
            listed.unreadable.append(name)  # named, and nobody else's copy waits for it
            continue
        listed.files[name] = _checksum(data)
        if not opens(path, data):
            listed.unreadable.append(name)
        yield from _member(name, data, listed.at)
        _rest(count)
    yield from _member(_LIST, seal.close_bytes(listed.model_dump_json().encode(), f"backup {listed.store}"), listed.at)
    yield bytes(2 * _BLOCK)


def _member(name: str, data: bytes, at: dt.datetime) -> Iterator[bytes]:
    head = tarfile.TarInfo(name)
    head.size, head.mode, head.mtime = len(data), 0o600, int(at.timestamp())
    yield head.tobuf(tarfile.USTAR_FORMAT)
    yield data
    yield bytes(-len(data) % _BLOCK)


def _members(file: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file in it; only names that a store has."""
    try:
        with tarfile.open(file, "r:", bufsize=1 << 20) as archive:
            for head in archive:
                data = archive.extractfile(head) if head.isreg() and not head.issparse() else None
                if data is None or not _is_name(head.name):
                    raise BackupError(f"{file}: {head.name!r} is nothing that a backup holds")
                yield head.name, data.read()
    except (tarfile.TarError, EOFError, io.UnsupportedOperation) as error:
        raise BackupError(f"{file}: {type(error).__name__}") from None
    except OSError as error:
        raise BackupError(f"{file}: {error.strerror}") from None


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _is_name(name: str) -> bool:
    """Whether a store has such a file. What a stranger put into the archive is laid nowhere."""
    return name == _LIST or _NAME.fullmatch(name) is not None


def _rest(count: int) -> None:
    if count % 20 == 0:
        time.sleep(_PAUSE)
