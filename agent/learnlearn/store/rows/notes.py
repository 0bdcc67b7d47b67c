"""Notes out of their rows: which wording of each stands, which were taken away, and what they said before.

A later wording names the row that it replaces, so wordings form a tree. A wording that nothing replaces stands. Two devices may have
changed the same wording while they were apart: then both stand, and nothing is lost. The newer of the two goes on under the note's id, the
other is from then on a note of its own, under the id of its row. For the same reason a removal takes away one wording: what another device
wrote meanwhile stays.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from pydantic import TypeAdapter

from learnlearn.contract.note import Note
from learnlearn.store.folder.seal import Document, JsonValue, Tables

_NOTES = TypeAdapter(list[Note])


class Standing(NamedTuple):
    """A wording that nothing replaced. `note_id` is what it is called by; `root` is the row of its first wording."""

    note_id: str
    root: str
    row_id: str
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
    names = _names(rows, later) if later else {}
    return [Standing(*names.get(row_id, (row_id, row_id)), row_id, bool(gone.get(row_id))) for row_id in sorted(rows.keys() - later.keys())]


def notes(tables: Tables, *, taken_away: bool = False) -> list[Note]:
    """Notes in their standing wording, newest note first; or those that were taken away."""
    rows = tables.get("notes", {})
    if not rows:
        return []
    found = _NOTES.validate_python([_fields(rows, one) for one in standing(tables) if one.is_gone is taken_away])
    return sorted(found, key=lambda note: (note.at, note.id), reverse=True)


def first(tables: Tables, note_id: str) -> Note:
    """A note that was written just now: nothing replaces it. Raises KeyError."""
    return Note.model_validate(_fields(tables["notes"], Standing(note_id, note_id, note_id, is_gone=False)))


def called(tables: Tables, note_id: str) -> Note:
    """One note, there or taken away. Raises KeyError."""
    return Note.model_validate(_fields(tables["notes"], {one.note_id: one for one in standing(tables)}[note_id]))


def note_ids(tables: Tables) -> list[str]:
    """Every id by which a note can be meant, also that of a first wording which is still on its way from another device."""
    rows = tables.get("notes", {})
    return [*rows, *sorted({of for row in rows.values() if (of := str(row.get("of") or "")) and of not in rows})]


def _back(rows: dict[str, Document], row_id: str, known: Container[str] = ()) -> Iterator[str]:
    """This wording and those before it, back to one that is known."""
    seen = set()
    while row_id in rows and row_id not in seen and row_id not in known:
        seen.add(row_id)
        yield row_id
        row_id = str(rows[row_id].get("of", ""))


def _names(rows: dict[str, Document], later: dict[str, list[str]]) -> dict[str, tuple[str, str]]:
    """What each wording is called by, and the row of its first one; each looked at once, however often a note was changed.

    It is called by its first wording, or by where it and a newer one replaced the same. A first wording that is still on its way from another
    device is meant all the same.
    """
    names: dict[str, tuple[str, str]] = {}
    for row_id in rows:
        for one in [*_back(rows, row_id, names)][::-1]:
            earlier = str(rows[one].get("of", ""))
            called, root = names.get(earlier, (earlier or one, earlier or one))
            names[one] = (called if not earlier or one == max(later[earlier]) else one, root)
    return names


def _fields(rows: dict[str, Document], one: Standing) -> Document:
    if one.row_id == one.root:
        return {"kind": "note", **rows[one.row_id], "id": one.note_id}
    chain = [rows[row_id] for row_id in _back(rows, one.row_id)][::-1]
    first, last = chain[0], chain[-1]
    earlier: list[JsonValue] = [{"text": row["text"], "at": row["at"]} for row in chain[:-1]]
    fields = {name: value for name, value in first.items() if name != "of"}
    return {"kind": "note", **fields, "id": one.note_id, "text": last["text"], "edited_at": last["at"], "earlier": earlier}
