"""learnlearn ledger."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnlearn.contract.note import Note


@click.command()
@click.argument("who")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(who: str, as_json: bool) -> None:
    """Print what WHO and you have had from each other, and what is promised and not yet given."""
    from learnlearn.cli.desk import desk
    from learnlearn.cli.people import person
    from learnlearn.contract.ledger import AskLedger, Ledger
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        ledger = found.call("/v1/ledger", AskLedger(person=person(found, who)), Ledger)
    if as_json:
        click.echo(ledger.model_dump_json(indent=2))
        return
    _show("You promised, and it is still to come", ledger.promised)
    _show("You asked, and no answer is noted", ledger.asked)
    _show("You learned from them", (*ledger.learned, *(pair.then for pair in ledger.answered)))
    _show("You shared with them", ledger.shared)
    _show("You met", ledger.met)
    click.echo(f"Last real contact: {ledger.last_contact or 'none is noted'}.")


def _show(title: str, notes: Iterable[Note]) -> None:
    lines = {note.id: f"  {note.at.astimezone():%Y-%m-%d}  {note.text}" for note in notes}
    if lines:
        click.echo("\n".join((click.style(title, bold=True), *lines.values())))
