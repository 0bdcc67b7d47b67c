"""The embedded store: sealed TinyDB files in a folder, one per person and a small one for Me and the paired clients.

    store.json                     see header.py
    small.json                     sealed: me, clients, forgotten
    people/<ab>/<32 hex>.json      sealed: one person (person_file.py); the name is a keyed hash of the address

One thread writes, so writes never meet; each ends with a flushed atomic replace before it is acknowledged. Readers open the file
they need. A file that cannot be opened is left as it is, named by `health`, and never written over.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from learnlearn.addresses import identity as identity_of
from learnlearn.contract.me import Me
from learnlearn.contract.note import AddNote, ExportedPerson, FoundPerson, ImportReport, Note, Skipped
from learnlearn.contract.person import PersonRef
from learnlearn.contract.plan import Circle, PersonPlan
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.errors import StoreDamagedError, UnknownNoteError
from learnlearn.paths import private_folder
from learnlearn.safefile import remove, sweep
from learnlearn.store import person_file, person_writes
from learnlearn.store.base import ClientRow, KeptPerson, PersonView, StoreHealth
from learnlearn.store.ids import new_id
from learnlearn.store.person_file import CircleRow, Entry, GoneRow, MeRow, NoteRow, PersonRow, document
from learnlearn.store.seal import Seal
from learnlearn.store.sealed_file import SealedFile, read_sealed

T = TypeVar("T")
_SMALL = "small"
_KEPT_ME = 5


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class EmbeddedStore:
    """`Store` over a folder that this process owns (see lock.py)."""

    def __init__(self, folder: Path, data_key: bytes, clock: Callable[[], dt.datetime] = _utc_now) -> None:
        """Reads what there is. Raises StoreDamagedError when the small file cannot be opened."""
        self._folder = private_folder(folder)
        self._people = private_folder(folder / "people")
        self._seal = Seal(data_key)
        self._now = clock
        self._me: tuple[str, Me] = ("", Me())
        self._index: dict[str, Entry] = {}
        self._note_owner: dict[str, str] = {}
        self._damaged: dict[str, str] = {}
        self._writer = ThreadPoolExecutor(1, "store")
        sweep(folder)
        self._small = read_sealed(folder / f"{_SMALL}.json", self._seal, _SMALL)
        self._read_people()

    # What a writer does, always in the writer's thread.

    def _read_people(self) -> None:
        for shelf in sorted(self._people.iterdir()):
            sweep(shelf)
            for path in sorted(shelf.glob("*.json")):
                try:
                    found = person_file.entry(read_sealed(path, self._seal, path.stem))
                except (StoreDamagedError, ValueError) as error:
                    self._damaged[path.stem] = str(error)
                    continue
                if found and self._is_forgotten(found.identity):
                    remove(path)  # the process ended between the mark and the removal
                elif found:
                    self._enter(found)

    def _enter(self, entry: Entry) -> None:
        self._index[entry.identity] = entry
        self._note_owner.update(dict.fromkeys(entry.note_ids, entry.identity))

    def _path(self, identity: str) -> Path:
        name = self._seal.name(identity)
        return self._people / name[:2] / f"{name}.json"

    def _open(self, identity: str) -> SealedFile:
        path = self._path(identity)
        return SealedFile(path, self._seal, path.stem)

    def _commit(self, identity: str, file: SealedFile) -> None:
        file.flush()
        if entry := person_file.entry(file.content()):
            self._enter(entry)

    def _person(self, file: SealedFile, ref: PersonRef, identity: str) -> None:
        if not file.rows("person"):
            self._lift(identity)
            file.add("person", new_id(), document(PersonRow(identity=identity, name=ref.name, site=ref.site, url=ref.url, at=self._now())))

    def _edit_small(self, change: Callable[[SealedFile], None]) -> None:
        file = SealedFile(self._folder / f"{_SMALL}.json", self._seal, _SMALL)
        change(file)
        file.flush()
        self._small = file.content()  # readers see it only now that it lasts

    def _mark(self, identity: str) -> str:
        return self._seal.name(f"forgotten {identity}")

    def _is_forgotten(self, identity: str) -> bool:
        return self._mark(identity) in self._small.get("forgotten", {})

    def _lift(self, identity: str) -> None:
        if self._is_forgotten(identity):
            self._edit_small(lambda file: file.drop("forgotten", [self._mark(identity)]))

    def _keep(self, snapshot: ProfileSnapshot) -> KeptPerson:
        identity = _identity(snapshot.url)
        file = self._open(identity)
        self._person(file, PersonRef(site=snapshot.site, url=snapshot.url, name=snapshot.name), identity)
        person_writes.add_snapshot(file, snapshot)
        self._commit(identity, file)
        return self._index[identity].person

    def _add_note(self, note: AddNote) -> Note:
        identity = _identity(note.person.url)
        file = self._open(identity)
        self._person(file, note.person, identity)
        row = NoteRow(at=note.at or self._now(), settles=note.settles, **note.model_dump(include={"text", "kind", "prompt_id", "prompt_text"}))
        note_id = new_id()
        file.add("notes", note_id, document(row))
        self._commit(identity, file)
        return _one(file, note_id)

    def _edit_note(self, note_id: str, text: str) -> Note:
        identity, file = self._file_of(note_id)
        if all(note.id != note_id for note in person_file.notes(file.content())):
            raise UnknownNoteError("it was taken away; bring it back first")
        file.add("notes", new_id(), document(NoteRow(at=self._now(), text=text, of=note_id)))
        self._commit(identity, file)
        return _one(file, note_id)

    def _remove_note(self, note_id: str, undo: bool) -> Note:
        identity, file = self._file_of(note_id)
        file.add("gone", new_id(), document(GoneRow(of=note_id, at=self._now(), undo=undo)))
        self._commit(identity, file)
        return _one(file, note_id)

    def _save_plan(self, person: PersonRef, plan: PersonPlan) -> PersonView:
        identity = _identity(person.url)
        file = self._open(identity)
        self._person(file, person, identity)
        person_writes.set_plan(file, plan, self._now())
        self._commit(identity, file)
        found = person_file.view(file.content())
        assert found is not None  # it was just written
        return found

    def _file_of(self, note_id: str) -> tuple[str, SealedFile]:
        identity = self._note_owner.get(note_id)
        if identity is None:
            raise UnknownNoteError
        return identity, self._open(identity)

    def _forget(self, url: str) -> bool:
        identity = _identity(url)
        path = self._path(identity)
        held = path.exists()
        self._edit_small(lambda file: file.put("forgotten", self._mark(identity), {"at": self._now().isoformat()}))
        remove(path)
        self._damaged.pop(path.stem, None)
        if entry := self._index.pop(identity, None):
            for note_id in entry.note_ids:
                self._note_owner.pop(note_id, None)
        return held

    def _save_me(self, me: Me) -> None:
        def change(file: SealedFile) -> None:
            file.add("me", new_id(), document(MeRow(at=self._now(), data=me)))
            file.drop("me", sorted(file.rows("me"))[:-_KEPT_ME])

        self._edit_small(change)

    def _load(self, people: Iterable[ExportedPerson]) -> ImportReport:
        counts = Counter(people=0, notes=0, snapshots=0, already_there=0)
        skipped: list[Skipped] = []
        for person in people:
            identity = _identity(person.url)
            if self._is_forgotten(identity):
                skipped.append(Skipped(what=person.name or person.url, why="You chose to forget this person; keep them again to bring them back."))
                continue
            self._load_person(identity, person, counts)
        return ImportReport(**counts, skipped=tuple(skipped))

    def _load_person(self, identity: str, person: ExportedPerson, counts: Counter[str]) -> None:
        file = self._open(identity)
        counts.update(person_writes.take_in(file, identity, person, self._now()))
        self._commit(identity, file)

    def _remove_client(self, client_id: str) -> bool:
        held = client_id in self._small.get("clients", {})
        if held:
            self._edit_small(lambda file: file.drop("clients", [client_id]))
        return held

    # What callers see.

    async def _write(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._writer, work)

    async def me(self) -> Me:
        """See `Store`."""
        rows = self._small.get("me", {})
        if rows and self._me[0] != max(rows):
            self._me = (max(rows), MeRow.model_validate(rows[max(rows)]).data)
        return self._me[1]

    async def save_me(self, me: Me) -> None:
        """See `Store`."""
        await self._write(lambda: self._save_me(me))

    async def keep(self, snapshot: ProfileSnapshot) -> KeptPerson:
        """See `Store`."""
        return await self._write(lambda: self._keep(snapshot))

    async def view(self, url: str) -> PersonView | None:
        """See `Store`."""
        path = self._path(_identity(url))
        return await asyncio.to_thread(lambda: person_file.view(read_sealed(path, self._seal, path.stem)))

    async def add_note(self, note: AddNote) -> Note:
        """See `Store`."""
        return await self._write(lambda: self._add_note(note))

    async def edit_note(self, note_id: str, text: str) -> Note:
        """See `Store`."""
        return await self._write(lambda: self._edit_note(note_id, text))

    async def remove_note(self, note_id: str, *, undo: bool = False) -> Note:
        """See `Store`."""
        return await self._write(lambda: self._remove_note(note_id, undo))

    async def notes(self, person: PersonRef, *, taken_away: bool = False) -> tuple[Note, ...]:
        """See `Store`."""
        path = self._path(_identity(person.url))
        return await asyncio.to_thread(lambda: tuple(person_file.notes(read_sealed(path, self._seal, path.stem), removed=taken_away)))

    async def save_plan(self, person: PersonRef, plan: PersonPlan) -> PersonView:
        """See `Store`."""
        return await self._write(lambda: self._save_plan(person, plan))

    async def planned(self) -> AsyncIterator[PersonView]:
        """See `Store`."""
        for entry in [entry for entry in self._index.values() if entry.is_planned]:
            if found := await self.view(entry.person.url):
                yield found

    async def circles(self) -> tuple[Circle, ...]:
        """See `Store`."""
        return CircleRow.model_validate(self._small.get("circles", {}).get("mine", {})).circles

    async def save_circles(self, circles: tuple[Circle, ...]) -> None:
        """See `Store`."""
        await self._write(lambda: self._edit_small(lambda file: file.put("circles", "mine", document(CircleRow(circles=circles)))))

    async def search(self, text: str, limit: int) -> tuple[FoundPerson, ...]:
        """See `Store`."""
        return await asyncio.to_thread(self._search, person_file.fold(text).split(), limit)

    def _search(self, words: list[str], limit: int) -> tuple[FoundPerson, ...]:
        hits = [entry for entry in list(self._index.values()) if all(word in entry.folded for word in words)]
        hits.sort(key=lambda entry: (not all(word in person_file.fold(entry.person.name) for word in words), entry.person.name.casefold()))
        return tuple(_found(entry) for entry in hits[:limit])

    async def forget(self, url: str) -> bool:
        """See `Store`."""
        return await self._write(lambda: self._forget(url))

    async def people(self, after: str = "") -> AsyncIterator[ExportedPerson]:
        """See `Store`."""
        for entry in sorted((entry for entry in self._index.values() if entry.person.id > after), key=lambda entry: entry.person.id):
            found = await self.view(entry.person.url)
            if found:  # not forgotten meanwhile
                yield found.exported()

    async def load(self, people: tuple[ExportedPerson, ...]) -> ImportReport:
        """See `Store`."""
        return await self._write(lambda: self._load(people))

    async def clients(self) -> tuple[ClientRow, ...]:
        """See `Store`."""
        rows = [ClientRow.model_validate(row) for row in self._small.get("clients", {}).values()]
        return tuple(sorted(rows, key=lambda row: row.paired_at))

    async def save_client(self, client: ClientRow) -> None:
        """See `Store`."""
        await self._write(lambda: self._edit_small(lambda file: file.put("clients", client.id, document(client))))

    async def remove_client(self, client_id: str) -> bool:
        """See `Store`."""
        return await self._write(lambda: self._remove_client(client_id))

    async def health(self) -> StoreHealth:
        """See `Store`."""
        notes = sum(entry.visible_notes for entry in list(self._index.values()))  # a copy: the writer goes on
        return StoreHealth(people=len(self._index), notes=notes, damaged=tuple(sorted(self._damaged)))

    async def close(self) -> None:
        """See `Store`."""
        await asyncio.to_thread(self._writer.shutdown)


def _one(file: SealedFile, note_id: str) -> Note:
    tables = file.content()
    return next(note for removed in (False, True) for note in person_file.notes(tables, removed=removed) if note.id == note_id)


def _identity(url: str) -> str:
    return identity_of(url) or url.strip()


def _found(entry: Entry) -> FoundPerson:
    who = entry.person
    return FoundPerson(person_id=who.id, name=who.name, site=who.site, url=who.url, headline=entry.headline, notes=entry.visible_notes)
