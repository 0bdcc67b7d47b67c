"""learnlearn export."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file, readable by you alone.")
def command(output: Path | None) -> None:
    """Hand out everything collected, as one JSON document that `learnlearn import` takes back."""
    from learnlearn.cli.desk import desk
    from learnlearn.contract.note import Export, NotesExport
    from learnlearn.paths import Paths
    from learnlearn.safefile import write_private
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        export = found.call("/v1/export", Export(confirmed=True), NotesExport)
    text = export.model_dump_json(indent=1, exclude_defaults=True)
    if output is None:
        click.echo(text)
        return
    write_private(output, text.encode() + b"\n")
    notes = sum(len(person.notes) for person in export.people)
    click.echo(f"{len(export.people)} people and {notes} notes are in {output}. It is not encrypted: keep it where only you look.", err=True)
