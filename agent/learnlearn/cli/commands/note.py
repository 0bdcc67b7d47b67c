"""learnlearn note."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

from typing import get_args

import click

from learnlearn.contract.note import NoteKind


@click.command()
@click.argument("who")
@click.argument("text")
@click.option("--kind", type=click.Choice(get_args(NoteKind)), default="note", show_default=True, help="What sort of note.")
def command(who: str, text: str, kind: NoteKind) -> None:
    """Note TEXT on WHO: the address of their profile, or words that fit one kept person."""
    from learnlearn.cli.desk import desk
    from learnlearn.cli.people import person
    from learnlearn.contract.note import AddNote, Note
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        ref = person(found, who)
        note = found.call("/v1/notes/add", AddNote(person=ref, kind=kind, text=text), Note)
    click.echo(f"Noted on {ref.name or ref.url} ({note.id}).")
