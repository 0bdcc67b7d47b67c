"""A stream for large stores: one person a line, after a first line with what the file is. Nobody need hold more than one person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from learnlearn.contract.note import ExportedPerson, NotesExport
from learnlearn.exports.family import ExportFile

NAME = "learnlearn-notes.jsonl"


def render(export: NotesExport) -> Iterator[ExportFile]:
    """One file; each line is complete JSON."""
    yield ExportFile(NAME, b"".join(lines(export, export.people)), "application/x-ndjson")


def lines(head: NotesExport, people: Iterable[ExportedPerson]) -> Iterator[bytes]:
    """The file line by line; of `head` all but its people."""
    yield head.model_copy(update={"people": ()}).model_dump_json(exclude_defaults=True).encode() + b"\n"
    for person in people:
        yield person.model_dump_json(exclude_defaults=True).encode() + b"\n"
