"""learnlearn notes."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import click


@click.command()
@click.argument("who")
def command(who: str) -> None:
    """Print the notes on WHO, newest first."""
    from learnlearn.cli.desk import desk
    from learnlearn.cli.people import person
    from learnlearn.contract.note import ListNotes, Notes
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        notes = found.call("/v1/notes/list", ListNotes(person=person(found, who)), Notes).notes
    if not notes:
        click.echo("No notes.")
    for note in notes:
        click.echo(f"{note.at.astimezone():%Y-%m-%d %H:%M}  {note.kind:8}  {note.text}")
