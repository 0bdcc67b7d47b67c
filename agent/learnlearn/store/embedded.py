"""The embedded store: sealed TinyDB files in a folder, one per person and device (folder/layout.py), united on reading.

One thread writes, so writes never meet; each ends with a flushed atomic replace before it is acknowledged. Readers open the files they
need. A device writes its own files only: whatever carries the folder between two machines cannot make two writers meet.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from learnlearn.contract.me import Me
from learnlearn.contract.note import AddNote, ExportedPerson, FoundPerson, ImportReport, Note
from learnlearn.contract.person import PersonRef
from learnlearn.contract.plan import Circle, PersonPlan
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.errors import StoreDamagedError, StoreWaitingError
from learnlearn.paths import private_folder
from learnlearn.safefile import remove, sweep
from learnlearn.store.base import ClientRow, Forgetting, KeptPerson, Link, LinkSays, PersonView, StoreHealth
from learnlearn.store.folder.layout import Layout, stem_of
from learnlearn.store.folder.people import People, PersonFile
from learnlearn.store.folder.pool import KeyPool
from learnlearn.store.folder.seal import Seal
from learnlearn.store.folder.small import Small
from learnlearn.store.index.entries import Index
from learnlearn.store.keys.slots import Unlocked
from learnlearn.store.rows import notes as note_rows
from learnlearn.store.rows import person
from learnlearn.store.writer import Writer, identify

T = TypeVar("T")


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class EmbeddedStore:
    """`Store` over a folder that this process owns (see lock.py)."""

    def __init__(self, folder: Path, unlocked: Unlocked, clock: Callable[[], dt.datetime] = _utc_now) -> None:
        """Reads what there is. Raises StoreDamagedError when this device's small file cannot be opened."""
        self._layout = Layout(private_folder(folder))
        self._device = unlocked.device
        seal = Seal(unlocked.epochs)
        self._small = Small(self._layout, seal, unlocked.device)
        self._pool = KeyPool(self._layout, seal, unlocked.device)
        self._people = People(self._layout, seal, self._pool, unlocked.device, self._small.tombstones)
        self._index = Index()
        self._writer = Writer(self._people, self._small, self._index, clock)
        self._thread = ThreadPoolExecutor(1, "store")
        self._damaged: dict[str, str] = {}
        self._look()

    def _look(self) -> None:
        """Reads every file of every device, and finishes what an ended process left undone."""
        for folder in self._layout.own_folders(self._device):
            sweep(folder)
        self._people.devices = tuple(self._layout.devices())
        names: set[str] = set()
        used: set[str] = set()
        for device in self._people.devices:
            for entry in self._layout.person_files(device):
                file = self._living(Path(entry.path))
                if file is not None:
                    names.add(file.identity)
                    used.add(file.key_id)
        for identity in names:
            self._index.put(self._people.read(identity))
        if not any(self._device in path for path in self._damaged):  # a file that does not open may need one of the others
            self._pool.settle(used)

    def _living(self, path: Path) -> PersonFile | None:
        """A file that counts. One that does not open is named; what is left of somebody forgotten goes."""
        try:
            file = self._people.open(path)
        except StoreWaitingError as error:
            if self._small.was_forgotten(stem_of(path.name)):
                remove(path)  # its key is destroyed already
            else:
                self._damaged[str(path.relative_to(self._layout.folder))] = error.detail
            return None
        except StoreDamagedError as error:
            self._damaged[str(path.relative_to(self._layout.folder))] = error.detail
            return None
        if not self._people.is_alive(file.identity, file.tables):
            self._people.discard(file)
            return None
        if path.name != f"{stem_of(path.name)}.json":
            self._people.aside[file.identity] = (*self._people.aside.get(file.identity, ()), path)
        return file

    async def _write(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

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
        return await asyncio.to_thread(lambda: person.view(self._people.read(identify(url))))

    async def add_note(self, note: AddNote) -> Note:
        """See `Store`."""
        return await self._write(lambda: self._writer.add_note(note))

    async def edit_note(self, note_id: str, text: str) -> Note:
        """See `Store`."""
        return await self._write(lambda: self._writer.edit_note(note_id, text))

    async def remove_note(self, note_id: str, *, undo: bool = False) -> Note:
        """See `Store`."""
        return await self._write(lambda: self._writer.remove_note(note_id, undo))

    async def notes(self, person: PersonRef, *, taken_away: bool = False) -> tuple[Note, ...]:
        """See `Store`."""
        identity = identify(person.url)
        return await asyncio.to_thread(lambda: tuple(note_rows.notes(self._people.read(identity), taken_away=taken_away)))

    async def save_plan(self, person: PersonRef, plan: PersonPlan) -> PersonView:
        """See `Store`."""
        return await self._write(lambda: self._writer.save_plan(person, plan))

    async def planned(self) -> AsyncIterator[PersonView]:
        """See `Store`."""
        for entry in [entry for entry in self._index.entries() if entry.is_planned]:
            if found := await self.view(entry.person.url):
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

    async def search(self, text: str, limit: int) -> tuple[FoundPerson, ...]:
        """See `Store`."""
        return await asyncio.to_thread(self._index.search, text, limit)

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
        for entry in sorted((entry for entry in self._index.entries() if entry.person.id > after), key=lambda entry: entry.person.id):
            found = await self.view(entry.person.url)
            if found:  # not forgotten meanwhile
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
        entries = self._index.entries()
        notes = sum(entry.visible_notes for entry in entries)
        return StoreHealth(people=len(entries), notes=notes, damaged=tuple(sorted(self._damaged)))

    async def close(self) -> None:
        """See `Store`."""
        await asyncio.to_thread(self._thread.shutdown)
