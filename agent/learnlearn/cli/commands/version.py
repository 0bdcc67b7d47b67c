"""learnlearn version."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Print the version."""
    from learnlearn import __version__

    click.echo(f"learnlearn {__version__}")
