"""learnlearn backup."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".")
def command(folder: Path) -> None:
    """Copy all your notes into one dated file in FOLDER (here, when none is given), sealed as they are, and read it again.

    It opens with what opens your notes now: the key of a device, a passphrase, a recovery code.
    """
    from learnlearn.cli.desk import desk
    from learnlearn.cli.waiting import bar
    from learnlearn.contract.commands.upkeep import BackedUp, BackUp
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found, bar("Copying") as told:
        done = found.watched("/v1/control/store/backup", BackUp(folder=folder.absolute()), BackedUp, told)
    click.echo(f"{done.file}: {done.files} files, {done.bytes} bytes, written and read again. Whom you forget from now on is still in it.")
    for name in done.unreadable:
        click.echo(f"Does not open just now, and is in it as it lies: {name}", err=True)
    if done.unreadable:
        click.echo("If a synchroniser is at work, let it finish and make another backup; else look: learnlearn store check", err=True)
