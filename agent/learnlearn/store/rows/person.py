"""One person out of the rows that all devices have on them."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass

from learnlearn.contract.plan import PersonPlan
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.store.base import KeptPerson, PersonView
from learnlearn.store.folder.seal import Document, Tables
from learnlearn.store.rows.model import PersonRow, PlanRow, SnapshotRow
from learnlearn.store.rows.notes import note_ids, notes

KEPT_SNAPSHOTS = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One person in the index: what lists and search need without opening the file."""

    identity: str
    person: KeptPerson
    headline: str
    note_ids: tuple[str, ...]  # of every wording, also of notes that were taken away: they may be brought back
    visible_notes: int
    is_planned: bool  # a plan or a promise: something may be due
    folded: str


def kept(tables: Tables) -> tuple[str, KeptPerson] | None:
    """Identity and person; kept since the first device kept them, called by the newest name seen. None for an empty file."""
    rows = tables.get("person", {})
    if not rows:
        return None
    row_id = min(rows)
    who = PersonRow.model_validate(rows[row_id])
    seen = tables.get("snapshots", {})
    name = next((str(found) for _, row in sorted(seen.items(), reverse=True) if (found := _data(row).get("name"))), who.name)
    return who.identity, KeptPerson(id=row_id, name=name, site=who.site, url=who.url, kept_at=who.at)


def snapshots(tables: Tables) -> list[ProfileSnapshot]:
    """Oldest first. The same content twice in a row, seen on two devices, is one."""
    rows = [row for _, row in sorted(tables.get("snapshots", {}).items())]
    before = ["", *(row["print"] for row in rows[:-1])]
    return [SnapshotRow.model_validate(row).data for row, shown in zip(rows, before, strict=False) if row["print"] != shown]


def thinned(rows: dict[str, Document]) -> list[str]:
    """The ids of the snapshots that go: all but the newest few, and the last one of each calendar year (UTC).

    What stays of a union is the same whether one thins before or after uniting, so every device thins its own.
    """
    by_age = sorted(rows)
    last_of_year = {dt.datetime.fromisoformat(str(rows[row_id]["at"])).astimezone(dt.UTC).year: row_id for row_id in by_age}
    stay = {*by_age[-KEPT_SNAPSHOTS:], *last_of_year.values()}
    return [row_id for row_id in by_age if row_id not in stay]


def plan(tables: Tables) -> PersonPlan:
    """The newest one; an empty one when none was set."""
    rows = tables.get("plans", {})
    return PlanRow.model_validate(rows[max(rows)]).data if rows else PersonPlan()


def view(tables: Tables) -> PersonView | None:
    """Everything a reader may see."""
    found = kept(tables)
    if found is None:
        return None
    return PersonView(person=found[1], snapshots=tuple(snapshots(tables)), notes=tuple(notes(tables)), plan=plan(tables))


def entry(tables: Tables) -> Entry | None:
    """The person's row of the index."""
    found = kept(tables)
    if found is None:
        return None
    identity, person = found
    shots = snapshots(tables)
    newest = shots[-1] if shots else None
    visible = notes(tables)
    told = [person.name, person.url, *(note.text for note in visible)]
    if newest is not None:
        told += [newest.handle, newest.headline, newest.location, newest.about, *newest.interests, *newest.skills, *newest.groups]
        told += [f"{position.title} {position.organization}" for position in newest.positions]
    return Entry(
        identity=identity,
        person=person,
        headline=newest.headline if newest else "",
        note_ids=tuple(note_ids(tables)),
        visible_notes=len(visible),
        is_planned=plan(tables) != PersonPlan() or any(note.kind == "promised" for note in visible),
        folded=fold("\n".join(told)),
    )


def fold(text: str) -> str:
    """Text for searching: case and accents do not count."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))


def _data(row: Document) -> Document:
    data = row["data"]
    assert isinstance(data, dict)
    return data
