"""A stream for large stores: one person a line, after a first line with what the file is."""

from __future__ import annotations

from collections.abc import Iterator

from learnlearn.contract.note import NotesExport
from learnlearn.exports.family import ExportFile


def render(export: NotesExport) -> Iterator[ExportFile]:
    """One file; each line is complete JSON."""
    head = export.model_dump_json(exclude={"people"})
    lines = (person.model_dump_json(exclude_defaults=True) for person in export.people)
    yield ExportFile("learnlearn-notes.jsonl", "".join(f"{line}\n" for line in (head, *lines)).encode())
