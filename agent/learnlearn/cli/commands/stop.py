"""learnlearn stop."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """End the running agent."""
    from learnlearn.api.messages import Saved, Stop  # noqa: PLC0415
    from learnlearn.cli.desk import require_running  # noqa: PLC0415
    from learnlearn.paths import Paths  # noqa: PLC0415

    require_running(Paths.from_environment()).call("/v1/control/stop", Stop(), Saved)
    click.echo("Stopping.")
