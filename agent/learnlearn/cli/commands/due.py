"""learnlearn due."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from learnlearn.contract.plan import Due


@click.command()
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Also what is due up to this day.")
@click.option("--ics", type=click.Path(path_type=Path, dir_okay=False), help="Write it as a calendar file instead.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def command(until: dt.datetime | None, ics: Path | None, as_json: bool) -> None:
    """Whom to turn to next, and why. Nothing is ever sent for you."""
    from learnlearn.cli.desk import desk
    from learnlearn.contract.plan import AskDue, Due
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        due = found.call("/v1/due", AskDue(until=until.date() if until else None), Due)
    if ics is not None:
        from learnlearn.exports.calendar import calendar
        from learnlearn.safefile import write_private

        write_private(ics, calendar(due, dt.datetime.now(dt.UTC)).content)
        click.echo(f"{len(due.people)} days are in {ics}.", err=True)
    elif as_json:
        click.echo(due.model_dump_json(indent=2))
    else:
        _show(due)


def _show(due: Due) -> None:
    if not due.people:
        click.echo("Nothing is due.")
    for one in due.people:
        click.echo(f"{one.step.due:%Y-%m-%d}{' (overdue)' if one.step.overdue else ''}  {click.style(one.name or one.url, bold=True)}")
        click.echo(f"    {one.step.text}\n    {click.style(one.step.why, dim=True)}")
    for said, marks in (("They would drive you to the airport", ("they_would", "both")), ("You would drive them", ("i_would", "both"))):
        if names := [one.name or one.url for one in due.airport if one.airport in marks]:
            click.echo(f"{said}: {', '.join(names)}.")
