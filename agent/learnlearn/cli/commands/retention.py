"""learnlearn retention."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import click


@click.command()
@click.option("--days", type=click.IntRange(90, 36_500), help="Forget people of whom nothing new has come in for so many days.")
@click.option("--never", is_flag=True, help="Keep people for as long as you like: the default.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(days: int | None, never: bool, yes: bool) -> None:
    """Print how long people are kept and who would leave soon, or set it.

    People in a circle, on your short list, or to whom something is promised stay.
    """
    from learnlearn.cli.desk import desk
    from learnlearn.contract.retention import GetRetention, Retention, SaveRetention
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    if never and days is not None:
        raise click.UsageError("Give --days or --never.")
    with desk(load(), Paths.from_environment()) as found:
        if days is not None and not yes:
            click.confirm(f"Erase, now and from now on, everybody of whom nothing new has come in for {days} days?", abort=True)
        if never or days is not None:
            state = found.call("/v1/retention/save", SaveRetention(days=days, confirmed=True), Retention)
        else:
            state = found.call("/v1/retention/get", GetRetention(), Retention)
    click.echo("People are kept for as long as you like." if state.days is None else f"People are forgotten after {state.days} days of nothing new.")
    for one in state.leaving:
        click.echo(f"  {one.on}  {one.name or one.url}")
