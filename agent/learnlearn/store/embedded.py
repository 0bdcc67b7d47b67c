"""The embedded store: sealed TinyDB files in a folder, one per person and device (folder/layout.py), united on reading.

One thread writes, so writes never meet; each ends with a flushed atomic replace before it is acknowledged. Readers open the files they
need. A device writes its own files only: whatever carries the folder between two machines cannot make two writers meet.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TypeVar

from learnlearn.contract.me import Me
from learnlearn.contract.note import AddNote, ExportedPerson, ImportReport, Note
from learnlearn.contract.person import PersonRef
from learnlearn.contract.plan import Circle, PersonPlan
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.errors import StoreDamagedError, StoreOpeningError
from learnlearn.paths import private_folder
from learnlearn.store.base import ClientRow, Forgetting, Hits, KeptPerson, Link, LinkSays, PersonView, StoreHealth
from learnlearn.store.folder.damage import Damage
from learnlearn.store.folder.layout import Layout
from learnlearn.store.folder.people import People
from learnlearn.store.folder.pool import KeyPool
from learnlearn.store.folder.seal import Seal, Tables
from learnlearn.store.folder.small import Small
from learnlearn.store.index import cache
from learnlearn.store.index.entries import Index
from learnlearn.store.index.look import Look
from learnlearn.store.keys.slots import Unlocked
from learnlearn.store.rows import notes as note_rows
from learnlearn.store.rows import person
from learnlearn.store.worker import Steps, Worker
from learnlearn.store.writer import Writer, identify

_LOOK_SECONDS = 60
_SAVE_SECONDS = 300
T = TypeVar("T")


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class EmbeddedStore:
    """`Store` over a folder that this process owns (see lock.py). Answers at once; the index is read in between (`health` says how far)."""

    def __init__(self, folder: Path, unlocked: Unlocked, state: Path | None = None, clock: Callable[[], dt.datetime] = _utc_now) -> None:
        """`state` is where this device keeps what is not carried to others: the index's cache. Raises StoreError."""
        layout = Layout(private_folder(folder))
        self._device = device = unlocked.device
        self._seal = Seal(unlocked.epochs)
        self._small = Small(layout, self._seal, device)
        self._index = Index()
        self._damage = Damage(layout, self._small, device, clock)
        self._people = People(layout, self._seal, KeyPool(layout, self._seal, device), device, self._small.tombstones)
        self._people.devices = tuple(layout.devices())
        self._look = Look(layout, self._people, self._small, self._index, self._damage, device, clock)
        self._writer = Writer(self._people, self._small, self._index, self._look, self._damage, clock)
        self._cache = state / "index.cache" if state else None
        self._worker = Worker()
        self._filled = self._worker.later(self._fill())
        self._worker.every(_LOOK_SECONDS, self._look.steps)
        self._worker.every(_SAVE_SECONDS, self._save)

    def _fill(self) -> Steps:
        yield from self._look.tidy()
        if self._cache:
            yield from cache.load(self._cache, self._seal, self._device, self._index)
        yield from self._look.steps()
        yield from self._look.settle()
        yield from self._index.search.steps()
        self._index.is_complete.set()

    def _save(self) -> Steps:
        if self._cache and self._index.is_changed and self._index.is_complete.is_set():
            yield from cache.save(self._cache, self._seal, self._device, self._index)

    async def _write(self, work: Callable[[], T]) -> T:
        done = await asyncio.wrap_future(self._worker.do(work))
        if self._index.search.is_waiting:
            self._worker.later(self._index.search.steps())
        return done

    async def _read(self, identity: str) -> Tables:
        try:
            return await asyncio.to_thread(self._people.read, identity)
        except StoreDamagedError:
            await self._write(lambda: self._writer.set_aside(identity))
            raise

    async def _everybody(self) -> None:
        """Waits until everybody was looked at. Raises StoreOpeningError when the store is closed before."""
        try:
            await asyncio.shield(asyncio.wrap_future(self._filled))
        except asyncio.CancelledError:
            if self._filled.cancelled():
                raise StoreOpeningError from None
            raise

    async def look(self) -> None:
        """Looks now for what other devices brought, which it does by itself every minute."""
        await asyncio.wrap_future(self._worker.later(self._look.steps()))

    async def me(self) -> Me:
        """See `Store`."""
        return self._small.me()

    async def save_me(self, me: Me) -> None:
        """See `Store`."""
        await self._write(lambda: self._writer.save_me(me))

    async def keep(self, snapshot: ProfileSnapshot) -> KeptPerson:
        """See `Store`."""
        return await self._write(lambda: self._writer.keep(snapshot))

    async def view(self, url: str) -> PersonView | None:
        """See `Store`."""
        return person.view(await self._read(identify(url)))

    async def add_note(self, note: AddNote) -> Note:
        """See `Store`."""
        return await self._write(lambda: self._writer.add_note(note))

    async def edit_note(self, note_id: str, text: str) -> Note:
        """See `Store`."""
        await self._knows(note_id)
        return await self._write(lambda: self._writer.edit_note(note_id, text))

    async def remove_note(self, note_id: str, *, undo: bool = False) -> Note:
        """See `Store`."""
        await self._knows(note_id)
        return await self._write(lambda: self._writer.remove_note(note_id, undo))

    async def _knows(self, note_id: str) -> None:
        """A note that a view showed may have come from another device since the last look."""
        if self._index.owner_of(note_id) is None:
            await self._everybody()
        if self._index.owner_of(note_id) is None:
            await self.look()

    async def notes(self, person: PersonRef, *, taken_away: bool = False) -> tuple[Note, ...]:
        """See `Store`."""
        return tuple(note_rows.notes(await self._read(identify(person.url)), taken_away=taken_away))

    async def save_plan(self, person: PersonRef, plan: PersonPlan) -> PersonView:
        """See `Store`."""
        return await self._write(lambda: self._writer.save_plan(person, plan))

    async def planned(self) -> AsyncIterator[PersonView]:
        """See `Store`."""
        await self._everybody()
        for identity in sorted(self._index.planned):
            if found := person.view(await self._read(identity)):
                yield found

    async def circles(self) -> tuple[Circle, ...]:
        """See `Store`."""
        return self._small.circles()

    async def save_circles(self, circles: tuple[Circle, ...]) -> None:
        """See `Store`."""
        await self._write(lambda: self._writer.save_circles(circles))

    async def retention(self) -> int | None:
        """See `Store`."""
        return self._small.retention()

    async def save_retention(self, days: int | None) -> None:
        """See `Store`."""
        await self._write(lambda: self._writer.save_retention(days))

    async def search(self, text: str, limit: int) -> Hits:
        """See `Store`."""
        people, is_complete = await asyncio.to_thread(self._index.find, text, limit)
        return Hits(people=people, is_complete=is_complete)

    async def forget(self, url: str) -> Forgetting:
        """See `Store`."""
        return await self._write(lambda: self._writer.forget(url))

    async def link(self, first: PersonRef, second: PersonRef, says: LinkSays, proof: tuple[str, ...] = ()) -> Link:
        """See `Store`."""
        return await self._write(lambda: self._writer.link(first, second, says, proof))

    async def unlink(self, link_id: str) -> None:
        """See `Store`."""
        await self._write(lambda: self._writer.unlink(link_id))

    async def links(self, url: str = "") -> tuple[Link, ...]:
        """See `Store`."""
        found = self._writer.links()
        who = identify(url)
        return tuple(link for link in found if not url or who in (identify(link.first.url), identify(link.second.url)))

    async def people(self, after: str = "") -> AsyncIterator[ExportedPerson]:
        """See `Store`."""
        await self._everybody()
        for _, identity in await asyncio.to_thread(self._index.by_id, after):
            if found := person.view(await self._read(identity)):  # not forgotten meanwhile
                yield found.exported()

    async def load(self, people: tuple[ExportedPerson, ...]) -> ImportReport:
        """See `Store`."""
        return await self._write(lambda: self._writer.load(people))

    async def clients(self) -> tuple[ClientRow, ...]:
        """See `Store`."""
        return self._small.clients()

    async def save_client(self, client: ClientRow) -> None:
        """See `Store`."""
        await self._write(lambda: self._small.put("clients", client.id, client))

    async def remove_client(self, client_id: str) -> bool:
        """See `Store`."""
        return await self._write(lambda: self._writer.remove_client(client_id))

    async def health(self) -> StoreHealth:
        """See `Store`."""
        return StoreHealth(
            people=len(self._index.entries),
            notes=self._index.notes,
            damaged=self._damage.report(),
            waiting=self._damage.waiting,
            is_complete=self._index.is_complete.is_set(),
        )

    async def close(self) -> None:
        """See `Store`."""
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._worker.close()
        for _ in self._save():
            pass
