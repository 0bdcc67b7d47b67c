"""The parts of an open embedded store, put together."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from learnlearn.errors import StoreDamagedError, StoreError, StoreWaitingError
from learnlearn.paths import private_folder
from learnlearn.store.errors import DeviceRemovedError, StoreUnreadableError
from learnlearn.store.folder import header
from learnlearn.store.folder.damage import Damage
from learnlearn.store.folder.layout import Layout
from learnlearn.store.folder.people import People
from learnlearn.store.folder.pool import KeyPool
from learnlearn.store.folder.renewal import Renewal
from learnlearn.store.folder.seal import Seal
from learnlearn.store.folder.small import Small
from learnlearn.store.handoff import Readers, asked
from learnlearn.store.index import apart, cache
from learnlearn.store.index.entries import Index
from learnlearn.store.index.look import Look
from learnlearn.store.keys import invitation, slots
from learnlearn.store.keys.opening import DeviceRow
from learnlearn.store.keys.ring import Ring
from learnlearn.store.keys.slots import Unlocked
from learnlearn.store.worker import Steps, Worker
from learnlearn.store.writer import Writer

_LOOK_SECONDS = 60
_SAVE_SECONDS = 300
_TELL_SECONDS = 3
_READERS = 3
_log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass
class Inside:
    """One open store. Everything but reading belongs to the worker's thread."""

    layout: Layout
    unlocked: Unlocked
    seal: Seal
    small: Small
    people: People
    index: Index
    damage: Damage
    look: Look
    ring: Ring
    renewal: Renewal
    writer: Writer
    worker: Worker
    readers: Readers
    cache: Path | None
    now: Callable[[], dt.datetime]
    is_removed: bool = False

    @classmethod
    def of(cls, folder: Path, unlocked: Unlocked, state: Path | None, now: Callable[[], dt.datetime]) -> Inside:
        """Reads what is small; the rest is read in between, from now on. Raises StoreError."""
        layout, device = Layout(private_folder(folder)), unlocked.device
        seal = Seal(unlocked.epochs)
        small = Small(layout, seal, device)
        index = Index()
        damage = Damage(layout, small, device, now)
        people = People(layout, seal, KeyPool(layout, seal, device), device, small.tombstones)
        people.devices = tuple(layout.devices())
        look = Look(layout, people, small, index, damage, device, now)
        one = cls(
            layout=layout,
            unlocked=unlocked,
            seal=seal,
            small=small,
            people=people,
            index=index,
            damage=damage,
            look=look,
            ring=Ring(layout, seal, small, unlocked, now),
            renewal=Renewal(layout, seal, small, people, device, now),
            writer=Writer(people, small, index, look, damage, now),
            worker=Worker(),
            readers=Readers(_READERS),
            cache=state / "index.cache" if state else None,
            now=now,
        )
        one.is_removed = one.ring.is_removed()
        one.worker.every(_LOOK_SECONDS, one.looking)
        one.worker.every(_SAVE_SECONDS, one.saving)
        return one

    def filling(self) -> Steps:
        """The first look: whom the store keeps, and their words."""
        yield from self._guarded(self.look.tidy())
        if self.cache:
            yield from cache.load(self.cache, self.seal, self.unlocked.device, self.index)
        if not self.index.entries:
            yield from self._telling(apart.reading(self.layout, self.unlocked.device, self.unlocked.epochs, self.index))
        yield from self._telling(self._guarded(self.look.steps()))
        yield from self.index.search.steps()
        self.index.is_complete.set()
        self.index.dropped.clear()

    def settling(self) -> Steps:
        """What nobody waits for after it."""
        if not self.damage.broken_off:  # or keys of people who were not looked at would be taken for others
            yield from self.look.settle()
        yield from self._keys()

    def _telling(self, steps: Steps) -> Steps:
        """A first look that takes long says now and then how far it is."""
        began = told = time.monotonic()
        for _ in steps:
            if time.monotonic() - told >= _TELL_SECONDS:
                told = time.monotonic()
                _log.info("%d people were looked at so far; what is asked meanwhile is answered from these", len(self.index.entries))
            yield
        if told > began:
            _log.info("everybody was looked at: %d people in %.0f s", len(self.index.entries), time.monotonic() - began)

    def looking(self) -> Steps:
        """Every other look."""
        yield from self._guarded(self.look.steps())
        yield from self.index.search.steps()
        yield from self.index.search.packing()
        yield from self._keys()

    def _guarded(self, look: Steps) -> Steps:
        """A look that meets a folder which the disk refuses ends early: it says so, is in the report of damage, and the next one tries again."""
        try:
            yield from look
        except (OSError, StoreError) as error:
            refused = error if isinstance(error, StoreError) else StoreUnreadableError(str(error))
            self.damage.broken_off = refused.detail or refused.title
            self.damage.say("a look at everybody broke off", refused)
        else:
            self.damage.broken_off = ""

    def saving(self) -> Steps:
        """The index's cache, if it is behind."""
        if self.cache and self.index.is_changed and self.index.is_complete.is_set():
            yield from self.index.search.steps()  # only who has a number in the search is saved
            yield from cache.save(self.cache, self.seal, self.unlocked.device, self.index)

    def opens(self, path: Path, data: bytes) -> bool:
        """Whether what was read at this path is whole, as far as this device has the keys."""
        layout = self.layout
        try:
            if path.parent == layout.folder:
                header.opened(data, path)
            elif path.parent == layout.slots:
                slots.opened(data, path)
            else:
                is_person = layout.people in path.parents
                self.seal.open_bytes(data, layout.place(path), self.people.pool.find if is_person else None)
        except (StoreDamagedError, StoreWaitingError):
            return False
        return True

    async def do(self, work: Callable[[], T]) -> T:
        """Something that somebody waits for, in the worker's thread. Raises DeviceRemovedError: nobody would ever carry it anywhere."""
        if self.is_removed:
            raise DeviceRemovedError
        run, answer = asked(work)
        self.worker.ask(run)
        done = await answer
        if self.index.search.is_waiting:
            self.worker.later(self.index.search.steps())
        return done

    def _keys(self) -> Steps:
        """What other devices did about who can open the store, and what is still to be sealed anew."""
        self.is_removed = self.ring.is_removed()
        if self.is_removed:
            return
        try:
            if self.ring.refresh():
                self.people.pool.renew()
            yield
            self._seen()
            yield
            yield from self.renewal.steps()
        except StoreError as error:
            self.damage.say("keys or files could not be sealed anew just now; the next look tries again", error)

    def _seen(self) -> None:
        """At most once a day."""
        today = self.now().date()
        row = self.small.own("device").get("this")
        if row is None:
            return
        device = DeviceRow.model_validate(row)
        if device.seen != today:
            self.small.put("device", "this", device.model_copy(update={"seen": today}))
        used = {str(one) for device_id in self.layout.devices() for one in self.small.of(device_id, "joined")}
        invitation.tidy(self.layout, self.unlocked.device, used, self.now())
