"""A file of `learnlearn export` in pieces that the agent takes at once.

A JSON file is read whole and taken whole or not at all. A JSONL file is read line by line, however long it is; a line that cannot be read
is left out and named, for the others do not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import from_json

from learnlearn.api.body import BODY_LIMIT, faults
from learnlearn.contract.note import EXPORT_VERSION, ExportedPerson, ImportReport, NotesExport, Skipped
from learnlearn.errors import FileError

_PIECE_BYTES = BODY_LIMIT // 2  # as they go over the wire: a letter of many scripts is two or three bytes, an emoji four
_NOTES_AT_ONCE = 50


class NewerFileError(FileError):
    """An export in a form that a later version has."""

    code, status, title = "newer_file", 400, "This file is newer than this Learnlearn"
    hint = "Update Learnlearn, then take the file in again. Nothing was changed."


class Reader:
    """One file on its way in. `skipped` grows while the pieces are taken."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.skipped: list[Skipped] = []
        self.size = path.stat().st_size
        self.passed = 0  # bytes of the file that the pieces so far came from

    def pieces(self) -> Iterator[NotesExport]:
        """The pieces; my profile and my circles stand in the first. Raises FileError before the first one, or not at all."""
        with self._path.open("rb") as file:
            first = file.readline()
            is_stream = first.rstrip().endswith(b"}") and any(line.strip() for line in file)
        if not is_stream:
            whole = self._read(self._path.read_bytes())
            yield from in_pieces(whole, self._counted(whole.people))
            return
        with self._path.open("rb") as file:
            line = file.readline()
            self.passed = len(line)
            head = self._read(line)
            yield from in_pieces(head, self._people(file))

    def _counted(self, people: Sequence[ExportedPerson]) -> Iterator[ExportedPerson]:
        for number, person in enumerate(people, 1):
            self.passed = self.size * number // len(people)
            yield person

    def _people(self, lines: Iterable[bytes]) -> Iterator[ExportedPerson]:
        for number, line in enumerate(lines, 2):
            self.passed += len(line)
            if not line.strip():
                continue
            try:
                yield ExportedPerson.model_validate_json(line, strict=True)
            except ValidationError as error:
                wrong = faults(error.errors(include_url=False, include_context=False, include_input=False))
                self.skipped.append(Skipped(what=f"line {number}", why="; ".join(f"{fault.path}: {fault.message}" for fault in wrong)))

    def _read(self, data: bytes) -> NotesExport:
        try:
            return NotesExport.model_validate_json(data, strict=True)
        except ValidationError as error:
            if (version := _version(data)) > EXPORT_VERSION:
                raise NewerFileError(f"{self._path} was written by a newer Learnlearn (version {version} of the form)") from None
            wrong = faults(error.errors(include_url=False, include_context=False, include_input=False))
            raise FileError(str(self._path), faults=wrong) from None


def in_pieces(head: NotesExport, people: Iterable[ExportedPerson]) -> Iterator[NotesExport]:
    """The people in pieces; all else of `head` goes with the first, which there always is."""
    piece: list[ExportedPerson] = []
    size = 0
    rest = head
    for person in (portion for whole in people for portion in _portions(whole)):
        length = _bytes(person)
        if piece and size + length > _PIECE_BYTES:
            yield rest.model_copy(update={"people": tuple(piece)})
            rest, piece, size = rest.model_copy(update={"me": None, "circles": ()}), [], 0
        piece.append(person)
        size += length
    yield rest.model_copy(update={"people": tuple(piece)})


def _portions(person: ExportedPerson) -> Iterator[ExportedPerson]:
    """Somebody of whom more is held than fits into one piece, bit by bit: the agent puts together what has one address."""
    if _bytes(person) <= _PIECE_BYTES:
        yield person
        return
    bare = person.model_copy(update={"snapshots": (), "notes": ()})
    for start in range(0, len(person.notes), _NOTES_AT_ONCE):
        yield bare.model_copy(update={"notes": person.notes[start : start + _NOTES_AT_ONCE]})
    for snapshot in person.snapshots:
        yield bare.model_copy(update={"snapshots": (snapshot,)})


def _bytes(person: ExportedPerson) -> int:
    return len(person.model_dump_json().encode())


def together(reports: Sequence[ImportReport], skipped: Sequence[Skipped]) -> ImportReport:
    """What all pieces together did, and what never became one."""
    return ImportReport(
        people=sum(report.people for report in reports),
        notes=sum(report.notes for report in reports),
        snapshots=sum(report.snapshots for report in reports),
        already_there=sum(report.already_there for report in reports),
        skipped=(*skipped, *(one for report in reports for one in report.skipped)),
    )


def _version(data: bytes) -> int:
    try:
        document = from_json(data)
    except ValueError:
        return 0
    version = document.get("version") if isinstance(document, dict) else None
    return version if isinstance(version, int) else 0
