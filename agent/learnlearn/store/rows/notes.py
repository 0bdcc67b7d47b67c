"""Notes out of their rows: which wording of each stands, which were taken away, and what they said before.

A later wording names the row that it replaces, so wordings form a tree. A wording that nothing replaces stands. Two devices may have
changed the same wording while they were apart: then both stand, and nothing is lost. The newer of the two goes on under the note's id, the
other is from then on a note of its own, under the id of its row. For the same reason a removal takes away one wording: what another device
wrote meanwhile stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import TypeAdapter

from learnlearn.contract.note import Note
from learnlearn.store.folder.seal import Document, JsonValue, Tables

_NOTES = TypeAdapter(list[Note])


class Standing(NamedTuple):
    """A wording that nothing replaced. `note_id` is what it is called by; `root` is the row of its first wording."""

    note_id: str
    row_id: str
    root: str
    is_gone: bool


def standing(tables: Tables) -> list[Standing]:
    """Every wording that stands, by the time it was written; those that were taken away too."""
    rows = tables.get("notes", {})
    if not rows:
        return []
    later: dict[str, list[str]] = {}
    for row_id, row in rows.items():
        if "of" in row:
            later.setdefault(str(row["of"]), []).append(row_id)
    gone = {row["of"]: not row.get("undo", False) for _, row in sorted(tables.get("gone", {}).items())}
    found: list[Standing] = []
    for row_id in sorted(rows.keys() - later.keys()):
        is_edit = "of" in rows[row_id]
        note_id, root = (_called(rows, later, row_id), _root(rows, row_id)) if is_edit else (row_id, row_id)
        found.append(Standing(note_id, row_id, root, bool(gone.get(row_id, False))))
    return found


def notes(tables: Tables, *, taken_away: bool = False) -> list[Note]:
    """Notes in their standing wording, newest note first; or those that were taken away."""
    rows = tables.get("notes", {})
    found = _NOTES.validate_python([_fields(rows, one) for one in standing(tables) if one.is_gone is taken_away])
    return sorted(found, key=lambda note: (note.at, note.id), reverse=True)


def called(tables: Tables, note_id: str) -> Note:
    """One note, there or taken away. Raises KeyError."""
    return Note.model_validate(_fields(tables["notes"], {one.note_id: one for one in standing(tables)}[note_id]))


def note_ids(tables: Tables) -> list[str]:
    """Every id by which a note can be meant, also that of a first wording which is still on its way from another device."""
    rows = tables.get("notes", {})
    return [*rows, *sorted({of for row in rows.values() if (of := str(row.get("of") or "")) and of not in rows})]


def _back(rows: dict[str, Document], row_id: str) -> Iterator[str]:
    seen = set()
    while row_id in rows and row_id not in seen:
        seen.add(row_id)
        yield row_id
        row_id = str(rows[row_id].get("of", ""))


def _called(rows: dict[str, Document], later: dict[str, list[str]], row_id: str) -> str:
    """Back to the first wording, or to where this one and a newer one replaced the same."""
    for one in _back(rows, row_id):
        earlier = str(rows[one].get("of", ""))
        if earlier and one != max(later[earlier]):
            return one
    return _root(rows, row_id)


def _root(rows: dict[str, Document], row_id: str) -> str:
    """The first wording; when that is still on its way from another device, its id all the same."""
    last = [*_back(rows, row_id)][-1]
    return str(rows[last].get("of", last))


def _fields(rows: dict[str, Document], one: Standing) -> Document:
    if one.row_id == one.root:
        return {"kind": "note", **rows[one.row_id], "id": one.note_id}
    chain = [rows[row_id] for row_id in _back(rows, one.row_id)][::-1]
    first, last = chain[0], chain[-1]
    earlier: list[JsonValue] = [{"text": row["text"], "at": row["at"]} for row in chain[:-1]]
    fields = {name: value for name, value in first.items() if name != "of"}
    return {"kind": "note", **fields, "id": one.note_id, "text": last["text"], "edited_at": last["at"], "earlier": earlier}
