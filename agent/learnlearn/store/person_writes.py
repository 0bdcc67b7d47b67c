"""What a writer adds to one person's file. Rows are only added; the newest of several counts, so that two devices' files can be united."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from learnlearn.contract.note import ExportedPerson, Note, Wording
from learnlearn.contract.plan import PersonPlan
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.store import person_file
from learnlearn.store.ids import new_id
from learnlearn.store.person_file import NoteRow, PersonRow, PlanRow, SnapshotRow, document
from learnlearn.store.sealed_file import SealedFile

_KEPT_PLANS = 5


def add_snapshot(file: SealedFile, snapshot: ProfileSnapshot) -> bool:
    """Adds the page as it was seen; False when it shows nothing new. Only the newest few stay."""
    known = person_file.snapshots(file.content())
    if known and _content(known[-1].data) == _content(snapshot):
        return False
    file.add("snapshots", new_id(), document(SnapshotRow(at=snapshot.captured_at, data=snapshot)))
    file.drop("snapshots", sorted(file.rows("snapshots"))[: -person_file.KEPT_SNAPSHOTS])
    return True


def set_plan(file: SealedFile, plan: PersonPlan, now: dt.datetime) -> None:
    """A new plan beside the older ones."""
    file.add("plans", new_id(), document(PlanRow(at=now, data=plan)))
    file.drop("plans", sorted(file.rows("plans"))[:-_KEPT_PLANS])


def take_in(file: SealedFile, identity: str, person: ExportedPerson, now: dt.datetime) -> Counter[str]:
    """Adds what an export holds on a person and the file does not; gives what was added and what was there."""
    counts: Counter[str] = Counter()
    if file.rows("person"):
        counts["already_there"] += 1
    else:
        row = PersonRow(identity=identity, name=person.name, site=person.site, url=person.url, at=person.kept_at)
        file.add("person", person.id, document(row))
        counts["people"] += 1
    for snapshot in person.snapshots:
        counts["snapshots"] += add_snapshot(file, snapshot)
    for note in sorted(person.notes, key=lambda note: note.id):
        if note.id in file.rows("notes"):
            counts["already_there"] += 1
            continue
        add_wordings(file, note)
        counts["notes"] += 1
    if person.plan is not None and not file.rows("plans"):
        set_plan(file, person.plan, now)
    return counts


def add_wordings(file: SealedFile, note: Note) -> None:
    """A note that comes from outside, as if it had been written and edited here."""
    first, *edits = (*note.earlier, Wording(text=note.text, at=note.edited_at or note.at))
    row = NoteRow(
        at=note.at,
        text=first.text,
        settles=note.settles,
        edited_at=None if edits else note.edited_at,
        **note.model_dump(include={"kind", "prompt_id", "prompt_text"}),
    )
    file.add("notes", note.id, document(row))
    for edit in edits:
        file.add("notes", new_id(), document(NoteRow(at=edit.at, text=edit.text, of=note.id)))


def _content(snapshot: ProfileSnapshot) -> ProfileSnapshot:
    """The snapshot without when it was taken."""
    return snapshot.model_copy(update={"captured_at": dt.datetime.min.replace(tzinfo=dt.UTC)})
