"""Looking into the folders: what was changed since the last look, by this device before it ended or by others meanwhile, goes into the index.

Step by step in the writer's thread, so that no look meets a write. A file that does not open is named (folder/damage.py); what is left of
somebody who was forgotten is removed.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from learnlearn.errors import StoreDamagedError, StoreError, StoreWaitingError
from learnlearn.safefile import sweep
from learnlearn.store.folder.damage import Damage
from learnlearn.store.folder.layout import Layout, shelf_with, stamp, stamp_of, stem_of
from learnlearn.store.folder.people import People, PersonFile, device_of
from learnlearn.store.folder.small import Small
from learnlearn.store.index.entries import Index

_AT_ONCE, _MANY = 100, 500
_READ_AT_ONCE = 4


class Look:
    """Steps for the worker. `steps` is one look at everything."""

    def __init__(
        self, layout: Layout, people: People, small: Small, index: Index, damage: Damage, device: str, now: Callable[[], dt.datetime]
    ) -> None:
        self._layout, self._people, self._pool, self._small = layout, people, people.pool, small
        self._index, self._damage, self._device, self._now = index, damage, device, now
        self._forgotten: set[str] = set()

    def tidy(self) -> Iterator[None]:
        """Removes what an ended process left half written. Once, at the start."""
        for folder in self._layout.own_folders(self._device):
            sweep(folder)
            yield

    def steps(self) -> Iterator[None]:
        """Everything that is new, changed or gone."""
        self._small.refresh()
        self._small.absorb()
        yield
        self._pool.refresh()
        self._people.devices = tuple(self._layout.devices())
        yield
        changed: set[str] = set()
        yield from self._part(changed)
        for device in {*self._people.devices, *self._index.files}:
            yield from self._look_at(device, changed)
        for identity in changed:
            self._absorb(identity)
            self.renew(identity)
            yield

    def settle(self) -> Iterator[None]:
        """After the first look: keys that no file of this device names are to spare. Not when one does not open, for it may need its own."""
        if self._damage.of(self._device):
            return
        used: set[str] = set()
        for count, (_, _, key_id) in enumerate(self._index.files[self._device]):
            used.add(key_id)
            if count % _MANY == 0:
                yield
        yield from self._pool.settle(used)

    def _absorb(self, identity: str) -> None:
        try:
            if any(device_of(path) == self._device for path in self._people.aside.get(identity, ())):
                self._people.absorb(identity, self._now())
        except FileNotFoundError:
            return
        except StoreError as error:
            self._damage.say("what a synchroniser kept aside stays there, and counts as it lies", error)

    def renew(self, identity: str) -> None:
        """Enters a person anew from all their files, or takes them out."""
        try:
            tables = self._people.read(identity)
        except (StoreDamagedError, StoreWaitingError):
            tables = {}
        if self._index.put(tables) is None:
            self._index.drop(identity)

    def saw(self, path: Path, identity: str, key_id: str) -> None:
        """This device wrote this file itself, or found it as it wished it."""
        if found := stamp_of(path):
            self._index.files[self._device].saw(path.name, (found, identity, key_id))

    def _part(self, changed: set[str]) -> Iterator[None]:
        """Clears away who is in the index and was forgotten since the last look, here or elsewhere; the rest is tried again."""
        before, forgotten = self._forgotten, set(self._small.rows("forgotten"))
        self._forgotten = before & forgotten
        is_whole = True
        if not forgotten <= before:  # a late state of another device's file may have taken one back for a while
            for identity in [one for one in list(self._index.entries) if self._small.tombstones(one)]:
                changed.add(identity)
                is_whole &= self._clear(identity)
                yield
        if is_whole:
            self._forgotten = forgotten

    def _clear(self, identity: str, *found: PersonFile) -> bool:
        """Clears away what is left of somebody. False, and said, where the disk refuses: it ends no look at the others."""
        try:
            self._people.clear(identity, *found)
        except StoreError as error:
            self._damage.say("what is left of somebody who was forgotten could not be removed; the next look tries again", error)
            return False
        return True

    def _look_at(self, device: str, changed: set[str]) -> Iterator[None]:
        files = self._index.files[device]
        left = files.shelves()  # where no file lies any more
        self._damage.begin()
        nobody, entries, read = (0, "", ""), self._index.entries, 0
        for lying in self._layout.shelves(device):
            shelf = shelf_with(lying)
            left.discard(shelf)
            known = files.on(shelf)
            missing = set(known)
            for count, entry in enumerate(lying):
                name = entry.name
                missing.discard(name)
                found, before = _stamp(entry), known.get(name, nobody)
                if before[0] != found or before[1] not in entries:
                    self._changed(device, Path(entry.path), found, changed)
                    read += 1
                    if read % _READ_AT_ONCE == 0:
                        yield
                elif count % _AT_ONCE == _AT_ONCE - 1:
                    yield
            self._gone(device, missing, changed)
            files.pack(shelf)
            yield
        for shelf in left:
            self._gone(device, set(files.on(shelf)), changed)
            yield
        self._damage.end(device)

    def _gone(self, device: str, names: set[str], changed: set[str]) -> None:
        for name in names:
            if gone := self._index.files[device].gone(name):
                self._people.leave_aside(gone[1], name)
                changed.add(gone[1])

    def _changed(self, device: str, path: Path, found: int, changed: set[str]) -> None:
        before = self._index.files[device].gone(path.name)
        file = self._living(path, before[1] if before else "")
        if before is not None:
            changed.add(before[1])
        if file is None:
            return
        self._index.files[device].saw(path.name, (found, file.identity, file.key_id))
        if path.name != f"{stem_of(path.name)}.json":
            self._people.lay_aside(file.identity, path)
            changed.add(file.identity)
        elif file.identity in self._index.entries or len(self._people.devices) > 1:
            changed.add(file.identity)
        else:
            self._index.put(file.tables)  # the only file there is: no need to read it again

    def held(self, identity: str) -> str:
        """What a person's files are known to hold, in words."""
        entry = self._index.entry(identity)
        return f"{entry.name or entry.url}, {entry.visible_notes} notes" if entry else ""

    def _living(self, path: Path, identity: str) -> PersonFile | None:
        """A file that counts."""
        try:
            file = self._people.open(path)
        except FileNotFoundError:
            return None
        except StoreWaitingError:
            if self._small.was_forgotten(stem_of(path.name)):
                self._people.remove(path)  # its key is destroyed already
            else:
                self._damage.is_waiting(path)
            return None
        except StoreDamagedError as error:
            self._damage.found(path, error, self.held(identity))
            return None
        if not self._people.is_alive(file.identity, file.tables):
            self._clear(file.identity, file)
            return None
        return file


def _stamp(entry: os.DirEntry[str]) -> int:
    try:
        return stamp(entry.stat())
    except OSError:
        return 0  # whoever reads it is told why
