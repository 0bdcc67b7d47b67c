"""learnlearn clients."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import click


@click.group(invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """List, rename and revoke paired browsers and programs."""
    if context.invoked_subcommand is None:
        _list()


def _list() -> None:
    from rich.console import Console
    from rich.table import Column, Table

    from learnlearn.cli.desk import desk
    from learnlearn.contract.commands.control import Clients, ListClients
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        clients = found.call("/v1/control/clients/list", ListClients(), Clients).clients
    if not clients:
        click.echo("Nothing is paired yet: learnlearn pair")
        return
    table = Table(Column("id", no_wrap=True), "name", "may use", "from", "paired", "last seen", box=None)
    for client in clients:
        seen = f"{client.last_seen:%Y-%m-%d %H:%M}" if client.last_seen else "never"
        table.add_row(client.client, client.name, " ".join(client.scopes), client.origin or "a program", f"{client.paired_at:%Y-%m-%d}", seen)
    Console().print(table)


@command.command()
@click.argument("client")
def revoke(client: str) -> None:
    """Take the token of CLIENT (an id from the list) away at once."""
    from learnlearn.cli.desk import desk
    from learnlearn.contract.commands.control import RevokeClient, Saved
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        done = found.call("/v1/control/clients/revoke", RevokeClient(client=client), Saved).done
    if not done:
        raise click.ClickException(f"No paired browser or program has the id {client!r}. See the list: learnlearn clients")
    click.echo("Revoked. What it saved is still there.")


@command.command()
@click.argument("client")
@click.argument("name")
def rename(client: str, name: str) -> None:
    """Call CLIENT by another NAME."""
    from learnlearn.cli.desk import desk
    from learnlearn.contract.commands.control import RenameClient
    from learnlearn.contract.pairing import Client
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        renamed = found.call("/v1/control/clients/rename", RenameClient(client=client, name=name), Client)
    click.echo(f"{renamed.client} is now {renamed.name}.")
