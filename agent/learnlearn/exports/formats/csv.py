"""A table of notes for spreadsheets. A cell that a spreadsheet would run as a formula begins with an apostrophe (OWASP, CSV injection)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from learnlearn.contract.note import NotesExport
from learnlearn.exports.family import ExportFile

COLUMNS = ("person", "site", "url", "date", "kind", "note", "prompt")
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def render(export: NotesExport) -> Iterator[ExportFile]:
    """One file with a byte order mark, by which Excel knows UTF-8; a person without notes has one row."""
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(COLUMNS)
    for person in export.people:
        about = (person.name, person.site, person.url)
        rows: list[tuple[str, ...]] = [(*about, note.at.isoformat(), note.kind, note.text, note.prompt_text) for note in person.notes]
        rows = rows or [(*about, "", "", "", "")]
        table.writerows([harmless(cell) for cell in row] for row in rows)
    yield ExportFile("learnlearn-notes.csv", text.getvalue().encode("utf-8-sig"), "text/csv")


def harmless(cell: str) -> str:
    """The cell as text that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(_RUNS) else cell
