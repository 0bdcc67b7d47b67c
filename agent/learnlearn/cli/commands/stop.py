"""learnlearn stop."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import click


@click.command()
def command() -> None:
    """End the running agent."""
    from learnlearn.cli.desk import require_running
    from learnlearn.contract.commands.control import Saved, Stop
    from learnlearn.paths import Paths

    require_running(Paths.from_environment()).call("/v1/control/stop", Stop(), Saved)
    click.echo("Stopping.")
