"""learnlearn keys."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from learnlearn.contract.commands.custody import Keys

_OPENS = {"keyring": "the keyring", "file": "a key file", "passphrase": "a passphrase", "recovery": "a recovery code"}


@click.group(invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """List and change what opens your notes: each device's key, a passphrase, a recovery code."""
    if context.invoked_subcommand is None:
        from learnlearn.cli.desk import desk
        from learnlearn.contract.commands.custody import Keys, ListKeys
        from learnlearn.paths import Paths
        from learnlearn.settings import load

        with desk(load(), Paths.from_environment()) as found:
            _show(found.call("/v1/control/keys/list", ListKeys(), Keys))


def _show(keys: Keys) -> None:
    from rich.console import Console
    from rich.table import Column, Table

    table = Table(Column("id", no_wrap=True), "opened by", "device", "since", "", box=None)
    for one in keys.keys:
        table.add_row(one.id[:12], _OPENS[one.kind], one.device, f"{one.since:%Y-%m-%d}", "opened it here" if one.is_this else "")
    Console().print(table)
    if not any(one.kind == "recovery" for one in keys.keys):
        click.echo("There is no recovery code: if this device's key is lost, so are your notes. Make one: learnlearn keys recovery")


@command.command()
def recovery() -> None:
    """Show a new recovery code, once. Keep it on paper: it opens your notes when every key is lost."""
    from learnlearn.cli.desk import desk
    from learnlearn.contract.commands.custody import MakeRecovery, Recovery
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        made = found.call("/v1/control/keys/recovery", MakeRecovery(), Recovery)
    click.secho(f"  {made.code}", bold=True)
    click.echo("Write it down; it is kept nowhere and shown this once. An earlier code opens nothing any more. To use it: learnlearn keys recover")


@command.command()
def passphrase() -> None:
    """Set a passphrase that opens your notes, in place of an earlier one."""
    from learnlearn.cli.desk import desk
    from learnlearn.contract.commands.control import Saved
    from learnlearn.contract.commands.custody import SetPassphrase
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    told = click.prompt("New passphrase (at least 8 letters)", hide_input=True, confirmation_prompt=True)
    with desk(load(), Paths.from_environment()) as found:
        found.call("/v1/control/keys/passphrase", SetPassphrase(passphrase=told), Saved)
    click.echo("It opens your notes from now on, beside the keys of your devices.")


@command.command()
def rotate() -> None:
    """Give this device another key, in its keyring or key file. A stolen copy of the old one opens nothing that is carried from now on."""
    from learnlearn.cli.desk import desk
    from learnlearn.contract.commands.control import Saved
    from learnlearn.contract.commands.custody import RenewKey
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        found.call("/v1/control/keys/renew", RenewKey(), Saved)
    click.echo("This device has another key. Whoever holds the old key and an old copy of the folder still opens that copy.")


@command.command()
@click.argument("key")
def drop(key: str) -> None:
    """Take KEY (the beginning of an id from the list) away: it opens nothing that is carried from now on."""
    from learnlearn.cli.desk import desk
    from learnlearn.contract.commands.custody import DropKey, Keys
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        _show(found.call("/v1/control/keys/drop", DropKey(key=key), Keys))


@command.command()
def recover() -> None:
    """Let this device in by a recovery code or the passphrase, when its key is lost."""
    from learnlearn.custody.unlocking import key_place, recovered
    from learnlearn.paths import Paths
    from learnlearn.settings import load
    from learnlearn.store.lock import ProcessLock

    paths, settings = Paths.from_environment(), load()
    with ProcessLock(paths.lock_file):
        told = click.prompt("Recovery code or passphrase", hide_input=True)
        recovered(paths.data, key_place(settings, paths), paths.state, told)
    click.echo("This device is in again, with a key of its own. Start it: learnlearn run")
