"""The embedded store: sealed TinyDB files in a folder, one per person and device (folder/layout.py), united on reading.

One thread writes, so writes never meet; each ends with a flushed atomic replace before it is acknowledged. Readers open the files they
need. A device writes its own files only: whatever carries the folder between two machines cannot make two writers meet.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path
from typing import TypeVar

from learnlearn import addresses as spelling
from learnlearn.contract.me import Me
from learnlearn.contract.note import AddNote, ExportedPerson, FoundPerson, ImportReport, Note
from learnlearn.contract.person import PersonRef
from learnlearn.contract.plan import Circle, PersonPlan
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.errors import StoreDamagedError, StoreOpeningError
from learnlearn.store.base import ClientRow, Forgetting, Hits, KeptPerson, Link, LinkSays, PersonView, StoreHealth
from learnlearn.store.custodian import Custodian
from learnlearn.store.folder.seal import Tables
from learnlearn.store.handoff import Glances
from learnlearn.store.inside import Inside
from learnlearn.store.keys.slots import Unlocked
from learnlearn.store.rows import notes as note_rows
from learnlearn.store.rows import person
from learnlearn.store.writer import identify

T = TypeVar("T")
_SYNCHRONISER = ("Earlier versions of files that your synchroniser keeps.",)


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class EmbeddedStore:
    """`Store` over a folder that this process owns (see lock.py). Answers at once; the index is read in between (`health` says how far)."""

    def __init__(self, folder: Path, unlocked: Unlocked, state: Path | None = None, clock: Callable[[], dt.datetime] = _utc_now) -> None:
        """`state` is where this device keeps what is not carried to others: the index's cache. Raises StoreError."""
        self._inside = inside = Inside.of(folder, unlocked, state, clock)
        self._small, self._people, self._index, self._writer = inside.small, inside.people, inside.index, inside.writer
        self._glances = Glances()
        self._filled = inside.worker.later(inside.filling())
        inside.worker.later(inside.settling())
        self.custodian = Custodian(inside)

    async def _write(self, work: Callable[[], T]) -> T:
        return await self._inside.do(work)

    async def _read(self, identity: str) -> Tables:
        seen = self._glances.do(lambda: self._people.at_hand(identity))
        if seen is not None:
            return seen
        try:
            return await self._inside.readers.do(lambda: self._people.read(identity))
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
        await asyncio.wrap_future(self._inside.worker.later(self._inside.looking()))

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

    async def save_plan(self, person: PersonRef, plan: PersonPlan, note: AddNote | None = None) -> PersonView:
        """See `Store`."""
        return await self._write(lambda: self._writer.save_plan(person, plan, note))

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
        (people, is_complete), damaged = await self._inside.readers.do(lambda: (self._index.find(text, limit), self._inside.damage.report()))
        return Hits(people=people, is_complete=is_complete, damaged=damaged)

    async def linking(self, addresses: Iterable[str], limit: int) -> tuple[FoundPerson, ...]:
        """See `Store`."""
        spelled = [one for address in addresses if (one := spelling.identity(address))]
        return await asyncio.to_thread(self._index.leading_to, spelled, limit)

    async def forget(self, url: str) -> Forgetting:
        """See `Store`."""
        done = await self._write(lambda: self._writer.forget(url))
        others = [one.name for one in await self.custodian.devices() if not one.is_this]
        beyond = [f"The device {name}, until it runs and its files have come here." for name in others]
        return done.model_copy(update={"beyond_reach": (*beyond, *(_SYNCHRONISER if others else ()))})

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
        for _, identity in await self._inside.readers.do(lambda: self._index.by_id(after)):
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

    def listen(self, told: Callable[[str, bool], None]) -> None:
        """See `Store`."""
        loop = asyncio.get_running_loop()

        def tell(identity: str, is_kept: bool) -> None:
            with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile: nobody listens
                loop.call_soon_threadsafe(told, identity, is_kept)

        self._index.listeners.append(tell)

    async def health(self) -> StoreHealth:
        """See `Store`."""
        return StoreHealth(
            people=len(self._index.entries),
            notes=self._index.notes,
            damaged=self._inside.damage.report(),
            waiting=self._inside.damage.waiting,
            is_complete=self._index.is_complete.is_set(),
        )

    async def close(self) -> None:
        """See `Store`."""
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._inside.worker.close()
        self._inside.readers.close()
        for _ in self._inside.saving():
            pass
