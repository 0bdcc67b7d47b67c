"""What stands in one person's file, and what a reader makes of it. Pure: tables in, values out.

person     one row: who, and since when; never changes
snapshots  dated; the newest `KEPT_SNAPSHOTS` stay
notes      a note, or with `of` a later wording of one
plans      what I set for the time to come; the newest row counts
gone       a note taken away, or with `undo` brought back; the newest row on a note decides
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass

from learnlearn.contract.me import Me
from learnlearn.contract.note import Note, NoteKind, Wording
from learnlearn.contract.plan import Circle, PersonPlan
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.store.base import KeptPerson, PersonView, Row
from learnlearn.store.seal import Document, Tables

KEPT_SNAPSHOTS = 5


class PersonRow(Row):
    """Who the file is about."""

    identity: str
    name: str
    site: str
    url: str
    at: dt.datetime


class SnapshotRow(Row):
    """The person as a page showed them."""

    at: dt.datetime
    data: ProfileSnapshot


class NoteRow(Row):
    """A note, or a later wording of the note `of`."""

    at: dt.datetime
    text: str
    kind: NoteKind = "note"
    prompt_id: str = ""
    prompt_text: str = ""
    settles: str | None = None
    of: str = ""
    edited_at: dt.datetime | None = None  # of a note from outside that came without its earlier wordings


class GoneRow(Row):
    """A note was taken away, or brought back."""

    of: str
    at: dt.datetime
    undo: bool = False


class PlanRow(Row):
    """What I set for one person at one time."""

    at: dt.datetime
    data: PersonPlan


class MeRow(Row):
    """My profile at one time (in the small file)."""

    at: dt.datetime
    data: Me


class CircleRow(Row):
    """My circles (in the small file)."""

    circles: tuple[Circle, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One person in the index: what lists and search need without opening the file."""

    identity: str
    person: KeptPerson
    headline: str
    note_ids: tuple[str, ...]  # removed ones too: they may be brought back
    visible_notes: int
    is_planned: bool  # a plan or a promise: something may be due
    folded: str


def document(row: Row) -> Document:
    """A row as it is written."""
    return row.model_dump(mode="json", exclude_defaults=True)


def kept(tables: Tables) -> tuple[str, KeptPerson] | None:
    """Identity and person; the name is the newest one seen. None for an empty file."""
    for row_id, row in tables.get("person", {}).items():
        who = PersonRow.model_validate(row)
        names = [shot.data.name for shot in reversed(snapshots(tables)) if shot.data.name]
        name = names[0] if names else who.name
        return who.identity, KeptPerson(id=row_id, name=name, site=who.site, url=who.url, kept_at=who.at)
    return None


def snapshots(tables: Tables) -> list[SnapshotRow]:
    """Oldest first."""
    return [SnapshotRow.model_validate(row) for _, row in sorted(tables.get("snapshots", {}).items())]


def notes(tables: Tables, *, removed: bool = False) -> list[Note]:
    """Notes in their newest wording, newest note first; with `removed` those that were taken away instead."""
    rows = {row_id: NoteRow.model_validate(row) for row_id, row in sorted(tables.get("notes", {}).items())}
    gone: dict[str, bool] = {}
    for _, row in sorted(tables.get("gone", {}).items()):
        mark = GoneRow.model_validate(row)
        gone[mark.of] = not mark.undo
    later: dict[str, list[NoteRow]] = {}
    for edit in rows.values():
        later.setdefault(edit.of, []).append(edit)
    found = [_note(row_id, row, later.get(row_id, [])) for row_id, row in rows.items() if not row.of and gone.get(row_id, False) is removed]
    return sorted(found, key=lambda note: (note.at, note.id), reverse=True)


def plan(tables: Tables) -> PersonPlan:
    """The newest one; an empty one when none was set."""
    rows = tables.get("plans", {})
    return PlanRow.model_validate(rows[max(rows)]).data if rows else PersonPlan()


def _note(row_id: str, row: NoteRow, edits: list[NoteRow]) -> Note:
    wordings = [row, *edits]
    return Note(
        id=row_id,
        kind=row.kind,
        text=wordings[-1].text,
        at=row.at,
        prompt_id=row.prompt_id,
        prompt_text=row.prompt_text,
        settles=row.settles,
        edited_at=edits[-1].at if edits else row.edited_at,
        earlier=tuple(Wording(text=one.text, at=one.at) for one in wordings[:-1]),
    )


def view(tables: Tables) -> PersonView | None:
    """Everything a reader may see."""
    found = kept(tables)
    if found is None:
        return None
    return PersonView(person=found[1], snapshots=tuple(shot.data for shot in snapshots(tables)), notes=tuple(notes(tables)), plan=plan(tables))


def entry(tables: Tables) -> Entry | None:
    """The person's row of the index."""
    found = kept(tables)
    if found is None:
        return None
    identity, person = found
    shots = snapshots(tables)
    newest = shots[-1].data if shots else None
    visible = notes(tables)
    told = [person.name, person.url, *(note.text for note in visible)]
    if newest is not None:
        told += [newest.handle, newest.headline, newest.location, newest.about, *newest.interests, *newest.skills, *newest.groups]
        told += [f"{position.title} {position.organization}" for position in newest.positions]
    return Entry(
        identity=identity,
        person=person,
        headline=newest.headline if newest else "",
        note_ids=tuple(row_id for row_id, row in tables.get("notes", {}).items() if not row.get("of")),
        visible_notes=len(visible),
        is_planned=plan(tables) != PersonPlan() or any(note.kind == "promised" for note in visible),
        folded=fold("\n".join(told)),
    )


def fold(text: str) -> str:
    """Text for searching: case and accents do not count."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
