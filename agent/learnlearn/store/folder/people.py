"""People's files: finding the ones of a person over devices and epochs, reading them as one, writing this device's own.

A file's name is a keyed hash of the identity, under the key of the epoch it was sealed in, so a lookup tries every device with every epoch
(mostly one of each). Versions that a synchroniser kept aside are known from the last look into the folders (`aside`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from learnlearn.errors import StoreDamagedError, StoreWaitingError
from learnlearn.safefile import atomic_write, remove
from learnlearn.store.folder.layout import Layout
from learnlearn.store.folder.pool import KeyPool
from learnlearn.store.folder.seal import PersonKey, Seal, Tables
from learnlearn.store.folder.sealed_file import SealedFile
from learnlearn.store.rows.merge import unite
from learnlearn.store.rows.writes import Draft

Write = Callable[[Path, bytes], None]


@dataclass(frozen=True, slots=True)
class PersonFile:
    """One file that was read. `is_own`: this device writes it."""

    path: Path
    tables: Tables
    key_id: str
    is_own: bool

    @property
    def identity(self) -> str:
        """Whom it is about."""
        return str(next(iter(self.tables["person"].values()))["identity"])


class _OwnBox:
    """This device's file of one person. What was sealed in an earlier epoch is read there and written anew, under a new name and a new key."""

    def __init__(self, people: People, found: PersonFile | None, path: Path, write: Write) -> None:
        self._people, self._found, self._path, self._write = people, found, path, write

    def read(self) -> Tables:
        return self._found.tables if self._found else {}

    def write(self, tables: Tables) -> None:
        self._people.write(tables, self._path, self._found, self._write)


class People:
    """Reading is for every thread; `draft`, `write` and `erase` belong to the writer's."""

    def __init__(self, layout: Layout, seal: Seal, pool: KeyPool, device: str, tombstones: Callable[[str], frozenset[str]]) -> None:
        self._layout, self._seal, self._pool, self._device = layout, seal, pool, device
        self._tombstones = tombstones
        self.devices: tuple[str, ...] = (device,)
        self.aside: dict[str, tuple[Path, ...]] = {}

    def paths(self, identity: str) -> Iterator[Path]:
        """Where files of this person may lie, this device's first and the newest epoch first."""
        names = [self._seal.name(identity, epoch) for epoch in self._seal.epochs]
        for device in sorted(self.devices, key=lambda device: device != self._device):
            for name in names:
                yield self._layout.person(device, name)
        yield from self.aside.get(identity, ())

    def own_path(self, identity: str) -> Path:
        """Where this device writes."""
        return self._layout.person(self._device, self._seal.name(identity))

    def open(self, path: Path) -> PersonFile:
        """One file. Raises FileNotFoundError, StoreDamagedError, StoreWaitingError."""
        data = path.read_bytes()
        opened = self._seal.open(data, self._layout.place(path), self._pool.find)
        return PersonFile(path, opened.tables, opened.key_id, is_own=path.parent.parent.name == self._device)

    def files(self, identity: str) -> Iterator[PersonFile]:
        """What there is on a person, dead or alive. Another device's file that does not open (yet) is passed over: the look into the folders
        names it. Raises StoreDamagedError for this device's own.
        """
        for path in self.paths(identity):
            try:
                yield self.open(path)
            except FileNotFoundError:
                continue
            except (StoreDamagedError, StoreWaitingError):
                if path == self.own_path(identity):
                    raise

    def read(self, identity: str) -> Tables:
        """Everything that counts on a person; empty when nothing does."""
        return unite([file.tables for file in self.files(identity) if self.is_alive(identity, file.tables)] or [{}])

    def is_alive(self, identity: str, tables: Tables) -> bool:
        """Whether whoever kept them knew of every forgetting of them."""
        dead = self._tombstones(identity)
        if not dead:
            return True
        known = {str(mark) for row in tables.get("person", {}).values() for mark in _listed(row.get("after"))}
        return dead <= known

    def draft(self, identity: str, now: dt.datetime, write: Write = atomic_write) -> Draft:
        """This device's file of a person, to be changed and flushed. What is left of somebody who was forgotten goes first."""
        own: PersonFile | None = None
        others: list[Tables] = []
        for file in self.files(identity):
            if not self.is_alive(identity, file.tables):
                self.discard(file)
            elif file.is_own and own is None and file.path not in self.aside.get(identity, ()):
                own = file
            else:
                others.append(file.tables)
        box = _OwnBox(self, own, self.own_path(identity), write)
        return Draft(identity, SealedFile(box), others, now)

    def write(self, tables: Tables, path: Path, found: PersonFile | None, write: Write) -> None:
        """Makes the tables this device's file, whole, at `path`; `found` is what they were read from."""
        key = PersonKey(found.key_id, self._pool.find(found.key_id) or b"") if found and found.path == path else None
        if key is not None and key.key:
            write(path, self._seal.close(tables, self._layout.place(path), key))
            return
        if found is not None and found.path != path:
            write = atomic_write  # the old file goes at once, so the new one has to last at once
        # A write that fails may still have put the file there: its key is then in use, and is not taken for anybody else.
        write(path, self._seal.close(tables, self._layout.place(path), self._pool.take()))
        if found is not None and found.path != path:
            self.discard(found)

    def erase(self, identity: str) -> bool:
        """Removes every file of this person in reach, other devices' too, and destroys the keys of this device's. True when there were any."""
        found = False
        for path in [*self.paths(identity)]:
            try:
                file = self.open(path)
            except FileNotFoundError:
                continue
            except (StoreDamagedError, StoreWaitingError):
                found |= remove(path)
                continue
            self.discard(file)
            found = True
        self.aside.pop(identity, None)
        return found

    def discard(self, file: PersonFile) -> None:
        """Removes a file and destroys its key. The file first: a file without its key would be taken for damage."""
        remove(file.path)
        if file.is_own:
            self._pool.destroy([file.key_id])


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
