"""What could not be opened. This device's own files are set aside in `damaged/`, never deleted; other devices' stay where they are, for their
owner to mend, or for a synchroniser to finish: taking them away would be carried to the owner as a removal.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from pathlib import Path

from learnlearn.errors import LearnlearnError, StoreDamagedError, StoreError
from learnlearn.safefile import move
from learnlearn.store.base import Row
from learnlearn.store.errors import StoreUnreadableError
from learnlearn.store.folder.layout import Layout, is_ours
from learnlearn.store.folder.people import device_of
from learnlearn.store.folder.small import Small
from learnlearn.store.ids import new_id

_log = logging.getLogger(__name__)


class DamagedRow(Row):
    """A file that was set aside. `held`: what it is known to have held."""

    file: str
    at: dt.datetime
    held: str


class Damage:
    """Kept by the writer's thread; `report` is for everybody."""

    def __init__(self, layout: Layout, small: Small, device: str, now: Callable[[], dt.datetime]) -> None:
        self._layout, self._small, self._device, self._now = layout, small, device, now
        self._unreadable: dict[Path, str] = {}
        self._waiting: set[Path] = set()
        self._said: set[tuple[str, str]] = set()
        self._met: set[Path] = set()  # since the look at a device began
        self.broken_off = ""  # why the last look at everybody ended early

    def say(self, what: str, error: LearnlearnError) -> None:
        """Into the log, once for each thing and kind of error: every look meets the same again."""
        if (what, error.code) not in self._said:
            self._said.add((what, error.code))
            _log.warning("%s: %s", what, error.code)

    def found(self, path: Path, error: StoreDamagedError, held: str = "") -> None:
        """A person's file does not open. One that this device wrote is set aside, where the disk allows it; a version of it that a
        synchroniser lays down may be half written just now, and is looked at again, as is what the disk does not read.
        """
        self.say(f"{path.relative_to(self._layout.folder)} does not open", error)
        self._met.add(path)
        self._waiting.discard(path)
        self._unreadable[path] = held
        if device_of(path) != self._device or not is_ours(path) or isinstance(error, StoreUnreadableError):
            return
        to = self._layout.damaged / f"{self._now():%Y%m%dT%H%M%S}-{self._device}-{path.name}"
        try:
            move(path, to)
            self._small.put("damaged", new_id(), DamagedRow(file=to.name, at=self._now(), held=held))
        except StoreError as refused:
            self.say("a damaged file could not be set aside", refused)
            return
        del self._unreadable[path]

    def is_waiting(self, path: Path) -> None:
        """A file is sealed with a key that is not known here."""
        self._met.add(path)
        self._waiting.add(path)
        self._unreadable.pop(path, None)

    def begin(self) -> None:
        """A device's files are about to be looked at anew. What did not open stays told until `end`."""
        self._met = set()

    def end(self, device: str) -> None:
        """All of them were looked at: what was not met again is mended, or gone."""
        self._unreadable = {path: held for path, held in self._unreadable.items() if device_of(path) != device or path in self._met}
        self._waiting = {path for path in self._waiting if device_of(path) != device or path in self._met}

    def of(self, device: str) -> list[Path]:
        """The files of a device that do not open and lie where they were."""
        return [path for path in (*self._unreadable, *self._waiting) if device_of(path) == device]

    @property
    def waiting(self) -> int:
        """How many files wait for a key."""
        return len(self._waiting)

    def aside(self) -> list[tuple[str, str]]:
        """What lies in `damaged/` of this device's people: name, and what it held as far as known."""
        rows = [DamagedRow.model_validate(row) for row in self._small.own("damaged").values()]
        return [(row.file, row.held) for row in rows if (self._layout.damaged / row.file).exists()]

    def report(self) -> tuple[str, ...]:
        """Every file that does not open, with what it held as far as known."""
        lying = [(str(path.relative_to(self._layout.folder)), held) for path, held in list(self._unreadable.items())]
        lying += [(str(path.relative_to(self._layout.folder)), "") for path in self._small.damaged]
        lying += [(f"damaged/{name}", held) for name, held in self.aside()]
        lying += [("the last look at everybody broke off", self.broken_off)] if self.broken_off else []
        return tuple(sorted(f"{name} ({held})" if held else name for name, held in lying))
