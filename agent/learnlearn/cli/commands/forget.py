"""learnlearn forget."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import click


@click.command()
@click.argument("who")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(who: str, yes: bool) -> None:
    """Erase everything held on WHO, for good. An import does not bring them back."""
    from learnlearn.cli.desk import desk
    from learnlearn.cli.people import person
    from learnlearn.contract.note import Forget, Forgotten
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        ref = person(found, who)
        if not yes:
            click.confirm(f"Erase everything held on {ref.name or ref.url}?", abort=True)
        answer = found.call("/v1/people/forget", Forget(person=ref, confirmed=True), Forgotten)
    click.echo("Erased." if answer.erased else "Nothing was held; an import will not bring them either.")
    click.echo("Out of reach: " + " ".join(answer.beyond_reach))
