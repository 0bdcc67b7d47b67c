"""learnlearn store."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from learnlearn.contract.commands.upkeep import Checked


@click.group()
def command() -> None:
    """Look at every file of your notes, and mend what can be mended."""


@command.command()
def check() -> None:
    """Open every file and say which are not as they should be. Changes nothing. Exit code 1 when there are any."""
    from learnlearn.cli.desk import desk
    from learnlearn.contract.commands.upkeep import Checked, CheckStore
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        _say(found.call("/v1/control/store/check", CheckStore(repair=False), Checked))


@command.command()
def repair() -> None:
    """Mend what can be mended. Nothing is deleted: what does not open goes to the folder `damaged`."""
    from learnlearn.cli.desk import desk, running
    from learnlearn.contract.commands.upkeep import Checked, CheckStore
    from learnlearn.paths import Paths
    from learnlearn.settings import load
    from learnlearn.store.checking import mend_header
    from learnlearn.store.lock import ProcessLock

    paths = Paths.from_environment()
    if not running(paths):
        with ProcessLock(paths.lock_file):
            if mend_header(paths.data):
                click.echo("mended  store.json: was lost; the slots name the store too")
    with desk(load(), paths) as found:
        _say(found.call("/v1/control/store/check", CheckStore(repair=True), Checked))


def _say(checked: Checked) -> None:
    for one in checked.findings:
        held = f" It held: {one.held}." if one.held else ""
        click.echo(f"{click.style('mended', fg='green') if one.mended else click.style('found', fg='red')}  {one.file}: {one.says}.{held}")
    click.echo(f"{checked.files} files and {checked.people} people were looked at.")
    left = [one for one in checked.findings if not one.mended]
    if left:
        click.echo("What a backup holds of this comes back by: learnlearn restore FILE")
        raise click.exceptions.Exit(1)
