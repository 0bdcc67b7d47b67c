"""People's files: finding the ones of a person over devices and epochs, reading them as one, writing this device's own.

A file's name is a keyed hash of the identity, under the key of the epoch it was sealed in, so a lookup tries every device with every epoch
(mostly one of each). Versions that a synchroniser kept aside are known from the last look into the folders (`aside`).
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from learnlearn.errors import StoreDamagedError, StoreWaitingError
from learnlearn.safefile import atomic_write, remove
from learnlearn.store.folder.at_hand import AtHand
from learnlearn.store.folder.layout import Layout
from learnlearn.store.folder.pool import KeyPool
from learnlearn.store.folder.reading import read, stamped
from learnlearn.store.folder.seal import PersonKey, Seal, Tables, key_in
from learnlearn.store.folder.sealed_file import SealedFile
from learnlearn.store.rows.merge import unite
from learnlearn.store.rows.writes import Draft

Write = Callable[[Path, bytes], None]
_MANY = 500


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


class OwnBox:
    """Where this device's file of one person comes from and goes to.

    What was sealed in an earlier epoch is read where it lies, and written under a new name with a new key.
    """

    def __init__(self, people: People, found: PersonFile | None, path: Path, write: Write) -> None:
        self._people, self._found, self.path, self._write = people, found, path, write
        self.key_id = found.key_id if found else ""

    def read(self) -> Tables:
        """See `Box`."""
        return {**self._found.tables} if self._found else {}  # TinyDB puts tables into it; readers may have the other one

    def write(self, tables: Tables) -> None:
        """See `Box`."""
        self.key_id = self._people.write(tables, self.path, self._found, self._write)


class People:
    """Reading is for every thread; `draft`, `write` and `erase` belong to the writer's."""

    def __init__(self, layout: Layout, seal: Seal, pool: KeyPool, device: str, tombstones: Callable[[str], frozenset[str]]) -> None:
        self._layout, self._seal, self.pool, self._device = layout, seal, pool, device
        self._tombstones = tombstones
        self.devices: tuple[str, ...] = (device,)
        self.aside: dict[str, tuple[Path, ...]] = {}
        self._at_hand: AtHand[PersonFile] = AtHand()
        self._where: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[Path, ...]]] = {}

    @property
    def epochs(self) -> int:
        """How many there are."""
        return len(self._seal.epochs)

    def names(self, identity: str) -> list[str]:
        """What files of this person may be called, the newest epoch first."""
        return [self._seal.name(identity, epoch) for epoch in self._seal.epochs]

    def paths(self, identity: str) -> Iterator[Path]:
        """Where files of this person may lie, this device's first and the newest epoch first."""
        devices, epochs = self.devices, self._seal.epochs
        known = self._where.get(identity)
        if known is None or known[:2] != (devices, epochs):
            order = (self._device, *(device for device in devices if device != self._device))
            known = (devices, epochs, tuple(self._layout.person(device, name) for device in order for name in self.names(identity)))
            if len(self._where) >= _MANY:
                self._where.clear()
            self._where[identity] = known
        yield from known[2]
        yield from self.aside.get(identity, ())

    def own_path(self, identity: str) -> Path:
        """Where this device writes."""
        return self._layout.person(self._device, self._seal.name(identity))

    def open(self, path: Path) -> PersonFile:
        """One file. Raises FileNotFoundError, StoreDamagedError, StoreWaitingError."""
        return self._opened(path, read(path))

    def _opened(self, path: Path, data: bytes) -> PersonFile:
        opened = self._seal.open(data, self._layout.place(path), self.pool.find)
        return PersonFile(path, opened.tables, opened.key_id, is_own=device_of(path) == self._device)

    def _now(self, path: Path) -> PersonFile:
        """The same as `open`, from memory where the file lies as it did when it was opened last."""
        with contextlib.suppress(OSError):  # reading it tells
            if held := self._at_hand.get(path):
                return held
        since = self._at_hand.dropped
        data, found = stamped(path)
        file = self._opened(path, data)
        self._at_hand.read(path, found, file, since)
        return file

    def files(self, identity: str) -> Iterator[PersonFile]:
        """What there is on a person, dead or alive. Another device's file that does not open (yet) is passed over: the look into the folders
        names it. Raises StoreDamagedError for this device's own.
        """
        yield from self._files(identity, [*self.paths(identity)])

    def _files(self, identity: str, paths: list[Path]) -> Iterator[PersonFile]:
        """The last path first. What is taken over goes into the file of a path before, and only then away: so nobody reads past it meanwhile."""
        for path in reversed(paths):
            is_own = path is paths[0]
            try:
                yield self._now(path)
            except FileNotFoundError:
                continue
            except StoreDamagedError:
                if is_own:
                    raise
            except StoreWaitingError:
                # Of somebody who was forgotten a file without its key may be left; nobody can read it.
                if is_own and not self._tombstones(identity):
                    raise

    def read(self, identity: str) -> Tables:
        """Everything that counts on a person; empty when nothing does."""
        return self._living(identity, [*self.files(identity)])

    def at_hand(self, identity: str) -> Tables | None:
        """What `read` gives, if all of it was opened before and lies as it did: some stamps are asked for and nothing is read. None otherwise."""
        paths = [*self.paths(identity)]
        if not any(path in self._at_hand for path in paths):
            return None
        found: list[PersonFile] = []
        for path in reversed(paths):
            try:
                file = self._at_hand.get(path)
            except FileNotFoundError:
                continue
            except OSError:
                return None  # reading it tells
            if file is None:
                return None
            found.append(file)
        return self._living(identity, found)

    def _living(self, identity: str, files: list[PersonFile]) -> Tables:
        dead = self._tombstones(identity)  # once and after all was read: else somebody who is forgotten meanwhile would be half there
        return unite([file.tables for file in files if dead <= _known(file.tables)] or [{}])

    def is_alive(self, identity: str, tables: Tables) -> bool:
        """Whether whoever kept them knew of every forgetting of them."""
        dead = self._tombstones(identity)
        return not dead or dead <= _known(tables)

    def draft(self, identity: str, now: dt.datetime, write: Write = atomic_write) -> Draft:
        """This device's file of a person, to be changed and flushed. What is left of somebody who was forgotten goes first."""
        own: PersonFile | None = None
        others: list[Tables] = []
        paths = [*self.paths(identity)]
        dead: list[PersonFile] = []
        for file in reversed([*self._files(identity, paths)]):
            if not self.is_alive(identity, file.tables):
                dead.append(file)
            elif file.is_own and own is None and file.path not in self.aside.get(identity, ()):
                own = file
            else:
                others.append(file.tables)
        self._discard(dead)
        box = OwnBox(self, own, paths[0], write)
        return Draft(identity, SealedFile(box), others, now)

    def write(self, tables: Tables, path: Path, found: PersonFile | None, write: Write) -> str:
        """Makes the tables this device's file, whole, at `path`; `found` is what they were read from. Gives the id of the file's key."""
        key = PersonKey(found.key_id, self.pool.find(found.key_id) or b"") if found and found.path == path else None
        if key is not None and key.key:
            self._replace(tables, path, key, write)
            return key.id
        if found is not None and found.path != path:
            write = atomic_write  # the old file goes at once, so the new one has to last at once
        # A write that fails may still have put the file there: its key is then in use, and is not taken for anybody else.
        taken = self.pool.take()
        self._replace(tables, path, taken, write)
        if found is not None and found.path != path:
            self.remove(found.path)  # its key goes with its whole pool (renewal.py)
        return taken.id

    def _replace(self, tables: Tables, path: Path, key: PersonKey, write: Write) -> None:
        self._at_hand.drop(path)
        write(path, self._seal.close(tables, self._layout.place(path), key))
        if write is atomic_write:  # else it is still to come
            self._at_hand.wrote(path, PersonFile(path, {**tables}, key.id, is_own=True))

    def absorb(self, identity: str, now: dt.datetime) -> None:
        """Takes what a synchroniser kept aside of this device's file of a person into it."""
        lying = [path for path in self.aside.get(identity, ()) if device_of(path) == self._device]
        files = [self.open(path) for path in lying]
        draft = self.draft(identity, now)
        for file in files:
            draft.absorb(file.tables)
        draft.file.flush()
        for path in lying:
            self.remove(path)

    def lay_aside(self, identity: str, path: Path) -> None:
        """A version that a synchroniser kept belongs to this person."""
        if path not in self.aside.get(identity, ()):
            self.aside[identity] = (*self.aside.get(identity, ()), path)

    def leave_aside(self, identity: str, name: str) -> None:
        """It is gone."""
        left = tuple(path for path in self.aside.get(identity, ()) if path.name != name)
        if left:
            self.aside[identity] = left
        else:
            self.aside.pop(identity, None)

    def erase(self, identity: str) -> bool:
        """Removes every file of this person in reach, other devices' too, and destroys the keys of this device's. True when there were any."""
        found = False
        files: list[PersonFile] = []
        for path in [*self.paths(identity)]:
            try:
                files.append(self.open(path))
            except FileNotFoundError:
                continue
            except (StoreDamagedError, StoreWaitingError):
                found |= self.remove(path)
        self._discard(files)
        self.aside.pop(identity, None)
        self._where.pop(identity, None)
        for name in self.names(identity):
            for path in self._layout.damaged.glob(f"*-{self._device}-{name}.json"):
                self.pool.destroy([key_in(path)])  # nobody opens it any more, whatever became of it
        return found or bool(files)

    def clear(self, identity: str, *found: PersonFile) -> None:
        """Removes what is left of somebody who was forgotten: `found`, and every other file of them that does not know of it."""
        files = {file.path: file for file in (*self._opening(self.paths(identity)), *found)}
        self._discard([file for file in files.values() if not self.is_alive(identity, file.tables)])

    def _opening(self, paths: Iterable[Path]) -> Iterator[PersonFile]:
        for path in paths:
            with contextlib.suppress(FileNotFoundError, StoreDamagedError, StoreWaitingError):
                yield self.open(path)

    def remove(self, path: Path) -> bool:
        """A file goes, and what was opened of it. True when there was one. Raises DiskError."""
        self._at_hand.drop(path)
        return remove(path)

    def _discard(self, files: list[PersonFile]) -> None:
        """Removes files and destroys their keys. Versions of one file share its key: one that stayed without it would be taken for damage.

        This device's first: a file of another device that cannot be removed keeps no key of this one's alive.
        """
        own, others = [file for file in files if file.is_own], [file for file in files if not file.is_own]
        for file in own:
            self.remove(file.path)
        self.pool.destroy([file.key_id for file in own])
        for file in others:
            self.remove(file.path)


def device_of(path: Path) -> str:
    """Which device a person's file is of: `people/<device>/<ab>/<name>.json`."""
    return path.parts[-3]


def _known(tables: Tables) -> set[str]:
    """The forgettings that whoever kept them knew of."""
    return {str(mark) for row in tables.get("person", {}).values() for mark in _listed(row.get("after"))}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
