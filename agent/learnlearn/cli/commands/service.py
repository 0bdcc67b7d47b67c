"""learnlearn service: the agent in the background, from login to logout."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from learnlearn.service.supervisor import Supervisor

_LINES = 200


@click.group()
def command() -> None:
    """Keep the agent running without thinking of it."""


def _supervisor() -> Supervisor:
    from learnlearn.service.choose import supervisor

    return supervisor()


@command.command()
def install() -> None:
    """Start the agent now and at every login, over this home and with these settings. May be run again, after an upgrade too."""
    from learnlearn.paths import Paths, private_folder
    from learnlearn.service.supervisor import NoPassphraseError, program
    from learnlearn.settings import load, of_this_shell

    settings, paths = load(), Paths.from_environment()
    if settings.key == "passphrase" and settings.passphrase_file is None:
        raise NoPassphraseError
    private_folder(paths.state)
    click.echo(f"Installed: {_supervisor().install(program(paths.log_file, of_this_shell(settings, paths)))}")


@command.command()
def uninstall() -> None:
    """Stop it and take it out. Your notes stay."""
    click.echo("Removed. Your notes are where they were." if _supervisor().uninstall() else "It was not installed.")


@command.command()
def start() -> None:
    """Start it."""
    _supervisor().start()
    click.echo("Started.")


@command.command()
def stop() -> None:
    """Stop it until the next login."""
    _supervisor().stop()
    click.echo("Stopped.")


@command.command()
def restart() -> None:
    """Stop and start it."""
    _supervisor().restart()
    click.echo("Started again.")


@command.command()
def status() -> None:
    """Say how it stands; exit code 3 when it does not run."""
    found = _supervisor().status()
    click.echo(f"{found.says}" + (f" ({found.file})" if found.file else ""))
    if not found.running:
        raise click.exceptions.Exit(3)


@command.command()
@click.option("-n", "--lines", default=_LINES, show_default=True, help="How many of the newest lines.")
def logs(lines: int) -> None:
    """Show the newest lines of its log."""
    from collections import deque

    from learnlearn.paths import Paths

    log = Paths.from_environment().log_file
    if not log.exists():
        raise click.ClickException(f"There is no log at {log} yet: the service writes one once it has started. See: learnlearn service status")
    with log.open(encoding="utf-8") as text:
        click.echo("".join(deque(text, lines)), nl=False)
