"""Taking a backup into a store that is there: rows that it has and the store has not. Who was forgotten since stays forgotten.

Rows never change, so what is newer here stays newer. A backup of another store brings its people; of what stands beside them only what is
not set here yet.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from learnlearn.errors import StoreDamagedError, StoreWaitingError
from learnlearn.paths import private_folder
from learnlearn.store.backup import archive
from learnlearn.store.errors import BackupError, BackupLockedError
from learnlearn.store.folder import header
from learnlearn.store.folder.layout import Layout
from learnlearn.store.folder.people import People
from learnlearn.store.folder.pool import KeyPool
from learnlearn.store.folder.seal import Seal, Tables
from learnlearn.store.folder.small import Small
from learnlearn.store.inside import Inside
from learnlearn.store.keys.opening import by_telling, unlock
from learnlearn.store.progress import Progress
from learnlearn.store.rows.merge import unite

_AT_ONCE = 50


@dataclass
class Opened:
    """A backup, unpacked somewhere and verified."""

    folder: tempfile.TemporaryDirectory[str]
    listed: archive.List
    small: Small
    people: People
    layout: Layout
    unreadable: list[str] = field(default_factory=list)

    def persons(self) -> Iterator[tuple[str, Tables] | None]:
        """Everybody who lived in it, by identity, as all its files have them; None after a step of the way."""
        by_identity: dict[str, list[Path]] = {}
        for device in self.layout.devices():
            for shelf in self.layout.shelves(device):
                for entry in shelf:
                    if file := self._file(Path(entry.path)):
                        by_identity.setdefault(file[0], []).append(Path(entry.path))
                    yield None
        for identity, paths in by_identity.items():
            yield identity, unite([file[1] for path in paths if (file := self._file(path, again=True))] or [{}])

    def _file(self, path: Path, *, again: bool = False) -> tuple[str, Tables] | None:
        try:
            file = self.people.open(path)
        except (StoreDamagedError, StoreWaitingError):
            if not again:
                self.unreadable.append(path.relative_to(self.layout.folder).as_posix())
            return None
        return (file.identity, file.tables) if self.people.is_alive(file.identity, file.tables) else None


def opened(inside: Inside, file: Path, told: str, progress: Progress) -> Opened:
    """Unpacks a backup and checks all of it. Raises BackupError, BackupLockedError, StoreError."""
    place = private_folder(inside.cache.parent) if inside.cache else None
    folder = tempfile.TemporaryDirectory(prefix="restoring-", dir=place)
    try:
        layout = Layout(Path(folder.name))
        archive.unpack(file, layout.folder, progress)
        store_id = _store_id(file, layout)
        seal = Seal(_epochs(inside, layout, store_id, told))
        listed = _verified(file, layout, seal, store_id, progress)
        small = Small(layout, seal, "")
        people = People(layout, seal, KeyPool(layout, seal, ""), "", small.tombstones)
        return Opened(folder, listed, small, people, layout)
    except BaseException:
        folder.cleanup()
        raise


def _store_id(file: Path, layout: Layout) -> str:
    found = header.read(layout.folder)
    if found is None:
        raise BackupError(f"{file}: store.json is missing")
    return found.id


def _verified(file: Path, layout: Layout, seal: Seal, store_id: str, progress: Progress) -> archive.List:
    try:
        return archive.verify(file, layout.folder, seal, store_id, progress)
    except StoreWaitingError:
        raise BackupLockedError from None


def _epochs(inside: Inside, layout: Layout, store_id: str, told: str) -> dict[str, bytes]:
    epochs = dict(inside.unlocked.epochs) if store_id == inside.unlocked.store_id else {}
    try:
        keys = unlock(layout, store_id, inside.unlocked.private) or (by_telling(layout, store_id, told) if told else None)
    except StoreDamagedError:
        keys = None
    epochs |= keys.epochs if keys else {}
    if not epochs:
        raise BackupLockedError
    return epochs


class Restoring:
    """Steps for the worker. `counts` tells what came back: people, notes, snapshots, already_there, forgotten."""

    def __init__(self, inside: Inside, backup: Opened, progress: Progress) -> None:
        self._inside, self._backup, self._progress = inside, backup, progress
        self.counts: Counter[str] = Counter(people=0, notes=0, snapshots=0, already_there=0, forgotten=0)

    def steps(self) -> Iterator[None]:
        """First what says who was forgotten, then everybody, some at a time: each step is durable."""
        self._take_small()
        yield
        some: list[tuple[str, Tables]] = []
        for one in self._progress.over(self._backup.persons(), 2 * len(self._backup.listed.files), 1.0):  # each file is opened twice
            some += [one] if one else []
            if len(some) == _AT_ONCE:
                self.counts.update(self._inside.writer.take_rows(some))
                some = []
            yield
        self.counts.update(self._inside.writer.take_rows(some))

    def _take_small(self) -> None:
        small, theirs = self._inside.small, self._backup.small.shared()
        if self._backup.listed.store != self._inside.unlocked.store_id:
            theirs = {table: rows for table, rows in theirs.items() if table in ("me", "circles", "links")}
            theirs = {table: rows for table, rows in theirs.items() if table == "links" or not small.rows(table)}
        small.take_in([theirs])
