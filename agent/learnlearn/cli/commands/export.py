"""learnlearn export."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from learnlearn.contract.note import ExportFormat

if TYPE_CHECKING:
    from learnlearn.contract.note import NotesExport


@click.command()
@click.option("--format", "form", type=click.Choice(get_args(ExportFormat)), default="json", show_default=True, help="json and jsonl lose nothing.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here, readable by you alone: a file, or a folder for markdown.")
@click.option("--person", "who", help="Only this person: the address of their profile, or words that fit one kept person.")
@click.option("--circle", default="", help="Only people of this circle.")
@click.option("--tag", default="", help="Only people with this tag.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only people with something new since this day.")
def command(form: ExportFormat, output: Path | None, who: str | None, circle: str, tag: str, since: dt.datetime | None) -> None:
    """Hand out what was collected. JSON and JSONL are what `learnlearn import` takes back."""
    from learnlearn.cli.desk import desk
    from learnlearn.cli.parts import parts
    from learnlearn.cli.people import person
    from learnlearn.contract.note import Selection
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        ref = person(found, who) if who else None
        which = Selection(person=ref, circle=circle, tag=tag, since=since.date() if since else None)
        counted = parts(found, which)
        if form == "jsonl" and output is not None:
            from learnlearn.exports.formats.jsonl import lines
            from learnlearn.safefile import write_stream

            write_stream(output, lines(counted.head, counted.people()))
        else:
            _write(counted.whole(), form, output)
    if output is not None:
        click.echo(f"{counted.said} {output}. It is not encrypted: keep it where only you look.", err=True)


def _write(export: NotesExport, form: ExportFormat, output: Path | None) -> None:
    from learnlearn.exports.family import formats
    from learnlearn.paths import private_folder
    from learnlearn.safefile import write_private

    files = list(formats()[form](export))
    if form == "markdown":
        if output is None:
            raise click.UsageError("Markdown is a file a person: give a folder by --output.")
        folder = output if output.is_dir() else private_folder(output)
        for file in files:
            write_private(folder / file.name, file.content)
    elif output is None:
        click.echo(files[0].content, nl=False)
    else:
        write_private(output, files[0].content)
