"""learnlearn devices."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from learnlearn.contract.commands.custody import Devices


@click.group(invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """List, add and remove the devices that share your notes.

    Let a synchroniser (Syncthing, Nextcloud, iCloud, git) carry the folder that `learnlearn config` calls Notes from one to the other.
    """
    if context.invoked_subcommand is None:
        from learnlearn.cli.desk import desk
        from learnlearn.contract.commands.custody import Devices, ListDevices
        from learnlearn.paths import Paths
        from learnlearn.settings import load

        with desk(load(), Paths.from_environment()) as found:
            _show(found.call("/v1/control/devices/list", ListDevices(), Devices))


def _show(devices: Devices) -> None:
    from rich.console import Console
    from rich.table import Column, Table

    table = Table(Column("id", no_wrap=True), "name", "system", "since", "last seen", "", box=None)
    for one in devices.devices:
        table.add_row(one.id, one.name, one.system, f"{one.since:%Y-%m-%d}", f"{one.seen or ''}", "this one" if one.is_this else "")
    Console().print(table)


@command.command()
def add() -> None:
    """Show a code that lets another device in. It is good for a day, once."""
    from learnlearn.cli.desk import desk
    from learnlearn.contract.commands.custody import AddDevice, Invited
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    paths = Paths.from_environment()
    with desk(load(), paths) as found:
        invited = found.call("/v1/control/devices/add", AddDevice(), Invited)
    click.secho(f"  {invited.code}", bold=True)
    click.echo(f"Carry {paths.data} to the other device, then type this code there: learnlearn devices join")
    click.echo(f"The code is good until {invited.ends.astimezone():%Y-%m-%d %H:%M}, once. It is kept nowhere.")


@command.command()
@click.option("--name", help="What this device is called in the list; its host name otherwise.")
def join(name: str | None) -> None:
    """Let this device in, by the code that another one shows."""
    from learnlearn.cli.desk import desk
    from learnlearn.custody.unlocking import joined, key_place
    from learnlearn.paths import Paths
    from learnlearn.settings import load
    from learnlearn.store.lock import ProcessLock

    paths, settings = Paths.from_environment(), load()
    with ProcessLock(paths.lock_file):
        code = click.prompt("The code that the other device shows")
        joined(paths.data, key_place(settings, paths), paths.state, code)
    if name is not None:
        from learnlearn.contract.commands.custody import Devices, RenameDevice

        with desk(settings, paths) as found:
            found.call("/v1/control/devices/rename", RenameDevice(name=name), Devices)
    click.echo("This device is in. Start it: learnlearn run")


@command.command()
@click.argument("name")
def rename(name: str) -> None:
    """Call this device NAME."""
    from learnlearn.cli.desk import desk
    from learnlearn.contract.commands.custody import Devices, RenameDevice
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        _show(found.call("/v1/control/devices/rename", RenameDevice(name=name), Devices))


@command.command()
@click.argument("device")
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(device: str, yes: bool) -> None:
    """Shut DEVICE (an id or a name from the list) out: it reads nothing that is written from now on.

    What it wrote stays. What it has already read, it has.
    """
    from learnlearn.cli.desk import desk
    from learnlearn.contract.commands.custody import Devices, RemoveDevice
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    if not yes:
        click.confirm(f"Shut {device} out of your notes, from now on?", abort=True)
    with desk(load(), Paths.from_environment()) as found:
        _show(found.call("/v1/control/devices/remove", RemoveDevice(device=device), Devices))
    click.echo("It is shut out. What it read before it may still have; also your synchroniser may keep older versions of the files.")
