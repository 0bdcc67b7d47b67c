"""learnlearn version."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Print the version."""
    from learnlearn import __version__  # noqa: PLC0415

    click.echo(f"learnlearn {__version__}")
