"""What a writer adds to its own file of one person, knowing what all devices have on them. Rows are only added, thinned by age alone."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from learnlearn.contract.note import AddNote, ExportedPerson, Note, Wording
from learnlearn.contract.person import PersonRef
from learnlearn.contract.plan import PersonPlan
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.errors import UnknownNoteError
from learnlearn.store.base import Row
from learnlearn.store.folder.seal import Document, Tables
from learnlearn.store.folder.sealed_file import SealedFile
from learnlearn.store.ids import id_of, new_id
from learnlearn.store.rows.merge import newest, unite
from learnlearn.store.rows.model import GoneRow, NoteRow, PersonRow, PlanRow, document, page_row
from learnlearn.store.rows.notes import Standing, standing
from learnlearn.store.rows.person import KEPT_SNAPSHOTS, thinned

_KEPT_PLANS = 5


class Draft:
    """One person's own file with a change in the making, and what the other devices have on them."""

    def __init__(self, identity: str, file: SealedFile, others: list[Tables], now: dt.datetime) -> None:
        self.identity = identity
        self.file = file
        self._others = others
        self._now = now

    def united(self) -> Tables:
        """What all devices have, this change included."""
        return unite([self.file.content(), *self._others])

    def keep(self, ref: PersonRef, after: tuple[str, ...], *, at: dt.datetime | None = None, person_id: str = "") -> bool:
        """Says who the file is about, unless somebody did already: True when nobody had kept them."""
        if self._is_kept():
            return False
        row = PersonRow(identity=self.identity, name=ref.name, site=ref.site, url=ref.url, at=at or self._now, after=after)
        self.file.add("person", person_id or self._id(), document(row))
        return True

    def see(self, snapshot: ProfileSnapshot) -> bool:
        """Adds the page as it was seen now; False when it shows nothing new."""
        row = page_row(snapshot)
        known = self.united().get("snapshots", {})
        if known and known[max(known)].get("print") == row["print"]:
            return False
        self._add_snapshot(self._id(), row)
        return True

    def note(self, note: AddNote) -> str:
        """Adds a note and gives its id."""
        row = NoteRow(at=note.at or self._now, settles=note.settles, **note.model_dump(include={"text", "kind", "prompt_id", "prompt_text"}))
        return self._add("notes", row)

    def reword(self, note_id: str, text: str) -> str:
        """A later wording of a note; gives the id by which it is called. Raises UnknownNoteError."""
        one = self._standing(note_id, is_gone=False)
        if one.is_gone:
            raise UnknownNoteError("it was taken away; bring it back first")
        self._add("notes", NoteRow(at=self._now, text=text, of=one.row_id))
        return one.note_id

    def remove(self, note_id: str, *, undo: bool) -> str:
        """Takes the standing wording of a note away, or brings it back; gives the wording's row id. Raises UnknownNoteError."""
        one = self._standing(note_id, is_gone=undo)
        self._add("gone", GoneRow(of=one.row_id, at=self._now, undo=undo))
        return one.row_id

    def plan(self, plan: PersonPlan) -> None:
        """A new plan beside the older ones."""
        self._add("plans", PlanRow(at=self._now, data=plan))
        self.file.drop("plans", sorted(self.file.rows("plans"))[:-_KEPT_PLANS])

    def take_in(self, person: ExportedPerson, after: tuple[str, ...]) -> Counter[str]:
        """Adds what an export holds on a person and no device does; gives what was added and what was there."""
        ref = PersonRef(site=person.site, url=person.url, name=person.name)
        is_new = self.keep(ref, after, at=person.kept_at, person_id=person.id)
        counts = Counter(people=1) if is_new else Counter(already_there=1)
        known = self.united()
        prints = {(row["print"], dt.datetime.fromisoformat(str(row["at"]))) for row in known.get("snapshots", {}).values()}
        for snapshot in person.snapshots:
            row = page_row(snapshot)
            if (row["print"], snapshot.captured_at) not in prints:
                self._add_snapshot(id_of(snapshot.captured_at, str(row["print"]).encode()), row)
                counts["snapshots"] += 1
        for note in sorted(person.notes, key=lambda note: note.id):
            if note.id in known.get("notes", {}):
                counts["already_there"] += 1
                continue
            self._add_wordings(note)
            counts["notes"] += 1
        if person.plan is not None and not known.get("plans"):
            self.plan(person.plan)
        return counts

    def absorb(self, tables: Tables) -> None:
        """Takes rows that another version of this device's file has and this one has not. A row is never taken out by that."""
        for table, rows in tables.items():
            for row_id, row in rows.items():
                if row_id not in self.file.rows(table):
                    self.file.add(table, row_id, row)

    def take_rows(self, tables: Tables) -> Counter[str]:
        """Adds the rows that no device has, thinned as always; gives what was added."""
        known = self.united()
        new = {table: {row_id: row for row_id, row in rows.items() if row_id not in known.get(table, {})} for table, rows in tables.items()}
        counts: Counter[str] = Counter({name: len(new.get(name, {})) for name in ("notes", "snapshots")})
        counts["already_there" if known.get("person") else "people"] += 1
        if known.get("person"):
            new["person"] = {}
            if any(new.values()):
                self._is_kept()
        self.absorb(new)
        gone = thinned(self.united().get("snapshots", {}))
        counts["snapshots"] -= len(set(gone) & new.get("snapshots", {}).keys())
        self.file.drop("snapshots", [row_id for row_id in gone if row_id in self.file.rows("snapshots")])
        self.file.drop("plans", sorted(self.file.rows("plans"))[:-_KEPT_PLANS])
        return counts

    def _add_wordings(self, note: Note) -> None:
        """A note that comes from outside, as if it had been written and edited here; on every device that takes it in, the same rows."""
        first, *edits = (*note.earlier, Wording(text=note.text, at=note.edited_at or note.at))
        row = NoteRow(
            at=note.at,
            text=first.text,
            settles=note.settles,
            edited_at=None if edits else note.edited_at,
            **note.model_dump(include={"kind", "prompt_id", "prompt_text"}),
        )
        self.file.add("notes", note.id, document(row))
        before = note.id
        for number, edit in enumerate(edits):
            row_id = id_of(edit.at, f"{note.id} {number} {edit.text}".encode())
            self.file.add("notes", row_id, document(NoteRow(at=edit.at, text=edit.text, of=before)))
            before = row_id

    def _standing(self, note_id: str, *, is_gone: bool) -> Standing:
        """The wording meant by this id: called so, or first written so; of several rather one that `is_gone` fits."""
        meant = [one for one in standing(self.united()) if note_id in (one.note_id, one.root, one.row_id)]
        meant.sort(key=lambda one: (one.is_gone is is_gone, one.note_id == note_id, one.row_id))
        if not meant:
            raise UnknownNoteError
        return meant[-1]

    def _is_kept(self) -> bool:
        """Whether anybody keeps this person; then this device's file says so too, in the other's words."""
        known = self.united().get("person", {})
        if known and not self.file.rows("person"):
            self.file.add("person", min(known), known[min(known)])
        return bool(known)

    def _add(self, table: str, row: Row) -> str:
        self._is_kept()
        row_id = self._id()
        self.file.add(table, row_id, document(row))
        return row_id

    def _add_snapshot(self, row_id: str, row: Document) -> None:
        if row_id not in self.file.rows("snapshots"):
            self.file.add("snapshots", row_id, row)
            if len(self.file.rows("snapshots")) > KEPT_SNAPSHOTS:
                self.file.drop("snapshots", thinned(self.file.rows("snapshots")))

    def _id(self) -> str:
        return new_id(newest(self.united()))
