"""learnlearn show."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import click


@click.command()
@click.argument("who")
def command(who: str) -> None:
    """Print everything held on WHO, as JSON."""
    from learnlearn.cli.desk import desk
    from learnlearn.cli.people import person
    from learnlearn.contract.commands.control import ShowPerson
    from learnlearn.contract.note import ExportedPerson
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        shown = found.call("/v1/people/show", ShowPerson(person=person(found, who)), ExportedPerson)
    click.echo(shown.model_dump_json(indent=2, exclude_defaults=True))
