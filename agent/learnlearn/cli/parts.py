"""A large export part by part, so that neither the agent nor the command ever holds all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from learnlearn.cli.desk import Desk
from learnlearn.contract.note import Export, ExportedPerson, NotesExport, Selection

_PART = 200


@dataclass
class Parts:
    """An export on its way. `head` is its first part; how many people and notes have passed is counted."""

    desk: Desk
    which: Selection
    head: NotesExport
    passed: int = 0
    notes: int = 0

    def people(self) -> Iterator[ExportedPerson]:
        """Everybody, the parts fetched as they are needed."""
        part = self.head.people
        while part:
            self.passed += len(part)
            self.notes += sum(len(person.notes) for person in part)
            yield from part
            part = _part(self.desk, self.which, part[-1].id).people if len(part) == _PART else ()

    def whole(self) -> NotesExport:
        """The export in one value, for formats that need it so."""
        return self.head.model_copy(update={"people": tuple(self.people())})

    @property
    def said(self) -> str:
        """How much went out, for the person."""
        return f"{self.passed} people and {self.notes} notes are in"


def parts(desk: Desk, which: Selection) -> Parts:
    """Asks for the first part. Raises LearnlearnError."""
    return Parts(desk, which, _part(desk, which, None))


def _part(desk: Desk, which: Selection, after: str | None) -> NotesExport:
    return desk.call("/v1/export", Export(confirmed=True, which=which, after=after, most=_PART), NotesExport)
