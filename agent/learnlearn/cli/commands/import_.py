"""learnlearn import."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from learnlearn.contract.note import ExportedPerson, ImportReport, NotesExport

_PIECE_BYTES = 2_000_000  # half of what the agent takes at once


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def command(file: Path) -> None:
    """Take back what `learnlearn export` handed out. What is there already stays; nothing is overwritten."""
    from learnlearn.cli.desk import desk
    from learnlearn.contract.note import Import, ImportReport
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    export = _read(file)
    total = ImportReport(people=0, notes=0, snapshots=0, already_there=0, skipped=())
    with desk(load(), Paths.from_environment()) as found:
        for piece in _pieces(export):
            total = _sum(total, found.call("/v1/import", Import(export=piece, confirmed=True), ImportReport))
    click.echo(f"Taken in: {total.people} people, {total.notes} notes, {total.snapshots} snapshots. Already there: {total.already_there}.")
    for skipped in total.skipped:
        click.echo(f"Left out: {skipped.what}. {skipped.why}")


def _read(file: Path) -> NotesExport:
    from pydantic import ValidationError

    from learnlearn.api.body import faults
    from learnlearn.contract.note import NotesExport
    from learnlearn.errors import FileError

    try:
        return NotesExport.model_validate_json(file.read_bytes(), strict=True)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False, include_input=False)
        raise FileError(str(file), faults=faults(details)) from None


def _pieces(export: NotesExport) -> Iterator[NotesExport]:
    """The export in pieces that the agent takes at once; my profile goes with the first."""
    people: list[ExportedPerson] = []
    size = 0
    me = export.me
    for person in export.people:
        length = len(person.model_dump_json())
        if people and size + length > _PIECE_BYTES:
            yield export.model_copy(update={"me": me, "people": tuple(people)})
            me, people, size = None, [], 0
        people.append(person)
        size += length
    yield export.model_copy(update={"me": me, "people": tuple(people)})


def _sum(first: ImportReport, second: ImportReport) -> ImportReport:
    from learnlearn.contract.note import ImportReport

    return ImportReport(
        people=first.people + second.people,
        notes=first.notes + second.notes,
        snapshots=first.snapshots + second.snapshots,
        already_there=first.already_there + second.already_there,
        skipped=first.skipped + second.skipped,
    )
