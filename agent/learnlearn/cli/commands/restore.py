"""learnlearn restore."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--code", is_flag=True, help="Ask for the recovery code or the passphrase that opens it.")
def command(file: Path, code: bool) -> None:
    """Take in what FILE, made by `learnlearn backup`, has and your notes have not.

    Where no notes are yet, all of it becomes them. Whom you have forgotten since stays forgotten.
    """
    from learnlearn.cli.desk import desk
    from learnlearn.cli.waiting import bar, waited
    from learnlearn.contract.commands.upkeep import Restore, Restored
    from learnlearn.custody.restoring import is_empty, restored
    from learnlearn.custody.unlocking import key_place
    from learnlearn.paths import Paths
    from learnlearn.settings import load
    from learnlearn.store.lock import ProcessLock
    from learnlearn.store.progress import Progress

    paths, settings = Paths.from_environment(), load()
    told = click.prompt("Recovery code or passphrase", hide_input=True) if code else ""
    if is_empty(paths.data):
        place, progress = key_place(settings, paths), Progress()
        with ProcessLock(paths.lock_file), bar("Taking in") as shown:
            listed = waited(lambda: restored(paths.data, file.absolute(), place, paths.state, told, progress), lambda: progress.share, shown)
        click.echo(f"Your notes are as they were on {listed.at.astimezone():%Y-%m-%d %H:%M}: {len(listed.files)} files. Start: learnlearn run")
        return
    with desk(settings, paths) as found, bar("Taking in") as shown:
        done = found.watched("/v1/control/store/restore", Restore(file=file.absolute(), code=told), Restored, shown)
    click.echo(f"Taken in, as of {done.at.astimezone():%Y-%m-%d %H:%M}: {done.people} people, {done.notes} notes, {done.snapshots} snapshots.")
    click.echo(f"Already there: {done.already_there} people. Forgotten since, and left out: {done.forgotten}.")
    for name in done.unreadable:
        click.echo(f"Did not open when the backup was made either: {name}")
