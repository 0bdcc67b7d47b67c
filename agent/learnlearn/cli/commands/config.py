"""learnlearn config."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import click


@click.group(invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Print every setting with its value, where it comes from and what it means."""
    if context.invoked_subcommand is None:
        _list()


def _list() -> None:
    from learnlearn.paths import Paths
    from learnlearn.settings import load, shown

    paths = Paths.from_environment()
    click.echo(f"Settings file: {paths.settings_file}\nNotes: {paths.data}\n")
    for row in shown(load()):
        click.echo(f"{row.name} = {row.value or '(none)'}  ({row.where})")
        click.echo(f"    {row.help} Default: {row.default or '(none)'}.")
    click.echo("\nChange one: learnlearn config set NAME VALUE, or the environment variable LEARNLEARN_NAME.")


@command.command("set")
@click.argument("name")
@click.argument("value")
def set_(name: str, value: str) -> None:
    """Write NAME = VALUE into the settings file."""
    from learnlearn.paths import Paths
    from learnlearn.settings import record

    record(Paths.from_environment(), name, value)
    click.echo(f"{name} is set. A running agent takes it over when it is started again.")


@command.command()
def path() -> None:
    """Print the path of the settings file."""
    from learnlearn.paths import Paths

    click.echo(Paths.from_environment().settings_file)
