"""learnlearn note."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import datetime as dt
from typing import get_args

import click

from learnlearn.contract.note import NoteKind


@click.command()
@click.argument("who")
@click.argument("text")
@click.option("--kind", type=click.Choice(get_args(NoteKind)), default="note", show_default=True, help="What sort of note.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day it happened, when that was not today.")
@click.option("--settles", metavar="WORDS", help="Words (or the id) of the promise that this gives, or of the question that this answers.")
def command(who: str, text: str, kind: NoteKind, on: dt.datetime | None, settles: str | None) -> None:
    """Note TEXT on WHO: the address of their profile, or words that fit one kept person."""
    from learnlearn.cli.desk import desk
    from learnlearn.cli.people import open_note, person
    from learnlearn.contract.note import AddNote, Note
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    noon = on.replace(hour=12).astimezone() if on else None  # of that day in the user's own zone
    at = None if noon and noon.date() == dt.datetime.now().astimezone().date() else noon
    with desk(load(), Paths.from_environment()) as found:
        ref = person(found, who)
        first = open_note(found, ref, settles) if settles else None
        note = found.call("/v1/notes/add", AddNote(person=ref, kind=kind, text=text, at=at, settles=first), Note)
    click.echo(f"Noted on {ref.name or ref.url} ({note.id}).")
