"""What changes the embedded store, each call in the writer's thread and durable when it returns. Nothing here waits for another device."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from learnlearn.addresses import identity as identity_of
from learnlearn.contract.me import Me
from learnlearn.contract.note import AddNote, ExportedPerson, ImportReport, Note, Skipped
from learnlearn.contract.person import PersonRef
from learnlearn.contract.plan import Circle, PersonPlan
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.errors import StoreDamagedError, StoreWaitingError, UnknownLinkError, UnknownNoteError
from learnlearn.safefile import atomic_write, write_many
from learnlearn.store.base import Forgetting, KeptPerson, Link, LinkSays, PersonView
from learnlearn.store.folder.damage import Damage
from learnlearn.store.folder.people import OwnBox, People, Write
from learnlearn.store.folder.seal import Tables
from learnlearn.store.folder.small import Small
from learnlearn.store.index.entries import Index
from learnlearn.store.index.look import Look
from learnlearn.store.rows import links, person
from learnlearn.store.rows.model import CircleRow, LinkRow, MeRow, RetentionRow
from learnlearn.store.rows.notes import called, first, standing
from learnlearn.store.rows.writes import Draft

_AT_ONCE = 500  # people of an import between two flushes


class Writer:
    """The changes. Whatever raises has changed nothing that a reader sees."""

    def __init__(self, people: People, small: Small, index: Index, look: Look, damage: Damage, clock: Callable[[], dt.datetime]) -> None:
        self._people, self._small, self._index = people, small, index
        self._look, self._damage = look, damage
        self._now = clock

    def keep(self, snapshot: ProfileSnapshot) -> KeptPerson:
        """See `Store`."""
        draft = self._draft(snapshot.url)
        self._keep(draft, PersonRef(site=snapshot.site, url=snapshot.url, name=snapshot.name))
        draft.see(snapshot)
        kept = self._commit(draft)
        assert kept is not None  # it was just written
        return kept.person

    def add_note(self, note: AddNote) -> Note:
        """See `Store`."""
        draft = self._draft(note.person.url)
        self._keep(draft, note.person)
        note_id = draft.note(note)
        self._commit(draft)
        return first(draft.united(), note_id)

    def edit_note(self, note_id: str, text: str) -> Note:
        """See `Store`."""
        draft = self._draft_of_note(note_id)
        stays = draft.reword(note_id, text)
        self._commit(draft)
        return called(draft.united(), stays)

    def remove_note(self, note_id: str, undo: bool) -> Note:
        """See `Store`."""
        draft = self._draft_of_note(note_id)
        row_id = draft.remove(note_id, undo=undo)
        self._commit(draft)
        tables = draft.united()
        return called(tables, {one.row_id: one.note_id for one in standing(tables)}[row_id])

    def save_plan(self, ref: PersonRef, plan: PersonPlan, note: AddNote | None = None) -> PersonView:
        """See `Store`."""
        draft = self._draft(ref.url)
        self._keep(draft, ref)
        if note:
            draft.note(note)
        draft.plan(plan)
        self._commit(draft)
        found = person.view(draft.united())
        assert found is not None  # it was just written
        return found

    def save_me(self, me: Me) -> None:
        """See `Store`."""
        self._small.add("me", MeRow(at=self._now(), data=me))

    def save_circles(self, circles: tuple[Circle, ...]) -> None:
        """See `Store`."""
        self._small.add("circles", CircleRow(circles=circles))

    def save_retention(self, days: int | None) -> None:
        """See `Store`."""
        self._small.add("retention", RetentionRow(days=days))

    def remove_client(self, client_id: str) -> bool:
        """See `Store`."""
        held = client_id in self._small.own("clients")
        if held:
            self._small.drop("clients", [client_id])
        return held

    def forget(self, url: str) -> Forgetting:
        """The tombstone first: from then on nothing brings them back, whatever happens to the rest."""
        identity = identify(url)
        self._small.bury(identity, self._now())
        erased = self._people.erase(identity)
        self._index.drop(identity)
        self._small.drop("links", links.about(self._small.own("links"), identity, identify))
        return Forgetting(erased=erased)

    def link(self, first: PersonRef, second: PersonRef, says: LinkSays, proof: tuple[str, ...]) -> Link:
        """See `Store`."""
        after = sorted(self._small.tombstones(identify(first.url)) | self._small.tombstones(identify(second.url)))
        row = LinkRow(at=self._now(), first=first, second=second, says=says, proof=proof, after=tuple(after))
        link_id = self._small.add("links", row)
        return Link(id=link_id, first=first, second=second, says=says, proof=proof, at=row.at)

    def unlink(self, link_id: str) -> None:
        """See `Store`."""
        if all(link.id != link_id for link in self.links()):
            raise UnknownLinkError
        self._small.add("links", LinkRow(at=self._now(), of=link_id))

    def links(self) -> list[Link]:
        """Those that count. Also for readers."""
        return links.in_force(self._small.rows("links"), identify, self._small.tombstones)

    def load(self, people: Iterable[ExportedPerson]) -> ImportReport:
        """Some hundred people between two flushes; each batch lasts before the next begins."""
        counts = Counter(people=0, notes=0, snapshots=0, already_there=0)
        skipped: list[Skipped] = []
        batch: list[tuple[Path, bytes]] = []
        drafts: dict[str, Draft] = {}
        for one in people:
            identity = identify(one.url)
            if len(drafts) == _AT_ONCE or identity in drafts:
                self._settle(batch, drafts)
            draft = self._draft_of(identity, lambda path, data: batch.append((path, data)))
            tombstones = self._small.tombstones(identity)
            if tombstones and not draft.united():
                skipped.append(Skipped(what=one.name or one.url, why="You chose to forget this person; keep them again to bring them back."))
                continue
            counts.update(draft.take_in(one, tuple(sorted(tombstones))))
            draft.file.flush()
            drafts[identity] = draft
        self._settle(batch, drafts)
        return ImportReport(**counts, skipped=tuple(skipped))

    def take_rows(self, states: list[tuple[str, Tables]]) -> Counter[str]:
        """Adds the rows of people out of a backup that no device has; gives what was added, and how many were forgotten since."""
        counts: Counter[str] = Counter()
        batch: list[tuple[Path, bytes]] = []
        drafts: dict[str, Draft] = {}
        for identity, tables in states:
            if not self._people.is_alive(identity, tables):
                counts["forgotten"] += 1
                continue
            draft = self._draft_of(identity, lambda path, data: batch.append((path, data)))
            counts.update(draft.take_rows(tables))
            if draft.file.flush():
                drafts[identity] = draft
        self._settle(batch, drafts)
        return counts

    def _settle(self, batch: list[tuple[Path, bytes]], drafts: dict[str, Draft]) -> None:
        write_many(batch)
        for draft in drafts.values():
            self._enter(draft)
        batch.clear()
        drafts.clear()

    def set_aside(self, identity: str) -> None:
        """This device's file of a person does not open: it goes to `damaged/`."""
        path = self._people.own_path(identity)
        try:
            self._people.open(path)
        except StoreDamagedError as error:
            self._damage.found(path, error, self._look.held(identity))
            self._look.renew(identity)
        except (FileNotFoundError, StoreWaitingError):
            return

    def _draft(self, url: str) -> Draft:
        return self._draft_of(identify(url))

    def _draft_of_note(self, note_id: str) -> Draft:
        identity = self._index.owner_of(note_id)
        if identity is None:
            raise UnknownNoteError
        return self._draft_of(identity)

    def _draft_of(self, identity: str, write: Write = atomic_write) -> Draft:
        """Said once when this device's file does not open: it is set aside then, and the next change begins a new one."""
        try:
            return self._people.draft(identity, self._now(), write)
        except StoreDamagedError:
            self.set_aside(identity)
            raise

    def _keep(self, draft: Draft, ref: PersonRef) -> None:
        draft.keep(ref, tuple(sorted(self._small.tombstones(draft.identity))))

    def _commit(self, draft: Draft) -> person.Entry | None:
        draft.file.flush()
        return self._enter(draft)

    def _enter(self, draft: Draft) -> person.Entry | None:
        box = draft.file.box
        assert isinstance(box, OwnBox)
        self._look.saw(box.path, draft.identity, box.key_id)
        return self._index.put(draft.united())


@lru_cache(maxsize=10_000)
def identify(url: str) -> str:
    """The one spelling under which a person is known; an address that is none stands for itself."""
    return identity_of(url) or url.strip()
