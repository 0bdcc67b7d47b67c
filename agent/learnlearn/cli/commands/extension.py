"""learnlearn extension."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from learnlearn.cli.package import Browser


@click.group()
def command() -> None:
    """Where the browser extension lies, and the package for a store."""


@command.command()
def path() -> None:
    """Print the folder to load into a browser."""
    from learnlearn.cli.package import folder

    click.echo(folder())


@command.command("zip")
@click.option("--for", "browser", required=True, type=click.Choice(["chromium", "firefox"]), help="Whose store.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to; learnlearn-BROWSER-VERSION.zip otherwise.")
def zip_(browser: Browser, output: Path | None) -> None:
    """Make the package for a store: no tests, no tools, the manifest trimmed to that browser; the same bytes every time."""
    from learnlearn import __version__
    from learnlearn.cli.package import package

    target = output or Path(f"learnlearn-{browser}-{__version__}.zip")
    target.write_bytes(package(browser))
    click.echo(target)
