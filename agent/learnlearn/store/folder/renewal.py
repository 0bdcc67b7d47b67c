"""A new epoch, on disk: this device seals its own files anew, and takes over those of devices that it removed. Step by step, at any later start.

A file that is sealed anew gets another name and another key; its old pool goes when no file needs it. What a removed device wrote becomes rows of
this device's own files, also what arrives late: a word that was written is not lost because its device is gone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from learnlearn.errors import StoreDamagedError, StoreError, StoreWaitingError
from learnlearn.safefile import remove
from learnlearn.store.folder.layout import Layout
from learnlearn.store.folder.mirror import remove_both
from learnlearn.store.folder.people import People
from learnlearn.store.folder.seal import Seal, epoch_in
from learnlearn.store.folder.small import Small
from learnlearn.store.keys.slots import RemovedRow


class Renewal:
    """Steps for the writer's thread."""

    def __init__(self, layout: Layout, seal: Seal, small: Small, people: People, device: str, now: Callable[[], dt.datetime]) -> None:
        self._layout, self._seal, self._small, self._people, self._device, self._now = layout, seal, small, people, device, now

    def steps(self) -> Iterator[None]:
        """Whatever is left to do; nearly nothing when nothing is."""
        yield from self._take_over()
        outdated = self._people.pool.outdated()
        if not outdated and self._small.epoch == self._seal.epoch:
            return
        self._small.renew()
        yield
        left = False
        for shelf in self._layout.shelves(self._device):
            for entry in shelf:
                left |= not self._renew(Path(entry.path))
                yield
        for pool in outdated if not left else ():
            self._people.pool.remove(pool)
            yield

    def _renew(self, path: Path) -> bool:
        """Seals one file anew, if need be. False when it is still as it was."""
        try:
            if epoch_in(path) == self._seal.epoch:
                return True
            draft = self._people.draft(self._people.open(path).identity, self._now())
            draft.file.touch()
            draft.file.flush()
        except FileNotFoundError:
            return True
        except (StoreDamagedError, StoreWaitingError):
            return False
        return True

    def _take_over(self) -> Iterator[None]:
        mine = (RemovedRow.model_validate(row) for row in self._small.rows("removed").values())
        for device in {row.device for row in mine if row.by == self._device}:
            left = False
            for shelf in self._layout.shelves(device):
                for entry in shelf:
                    left |= not self._take_over_file(Path(entry.path))
                    yield
            if not left and (self._layout.slot_file(device).exists() or self._layout.small_file(device).exists()):
                self._small.take_over(device)
                for pool in (self._layout.keys / device).glob("*.json"):
                    remove(pool)
                remove_both(self._layout.slot_file(device))
                yield

    def _take_over_file(self, path: Path) -> bool:
        try:
            file = self._people.open(path)
            if self._people.is_alive(file.identity, file.tables):
                draft = self._people.draft(file.identity, self._now())
                draft.absorb(file.tables)
                draft.file.flush()
            self._people.remove(path)
        except FileNotFoundError:
            return True
        except StoreError:
            return False  # not here yet, or damaged: it is looked at again
        return True
