"""learnlearn phrasing."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from learnlearn.phrasing.model import Model


@click.group(invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """A language model that puts prompts into other words: off unless you switch it on.

    It may only rephrase. Its words are checked here (quotations, names and numbers unchanged, one question, nothing added) and dropped when they
    fail. With a model on another machine you are shown the exact text, each time, before it leaves.
    """
    if context.invoked_subcommand is None:
        _show()


def _show() -> None:
    from learnlearn.settings import load

    settings = load()
    if settings.phrasing == "off":
        click.echo("No language model is switched on; prompts are in their built-in words.")
        click.echo("Switch one on:\n  learnlearn config set phrasing ollama\n  learnlearn config set phrasing_model NAME")
        return
    found = _model()
    place = "on this machine" if found.where == "local" else "on another machine: each use asks first, and shows what leaves"
    click.echo(f"{found.name} at {found.url}, {place}.")


@command.command()
def key() -> None:
    """Keep the key of the model's server in your keyring."""
    from learnlearn.settings import load
    from learnlearn.vault import host_key as keys

    found = _model()
    secret = click.prompt("Key (it is not shown)", hide_input=True, default="", show_default=False).strip()
    if not secret:
        raise click.ClickException("Nothing was typed; nothing was changed.")
    keys.keep(found.url, secret, load().keyring_seconds)
    click.echo("It is in your keyring. A running agent uses it from now on.")


@command.command("forget-key")
def forget_key() -> None:
    """Take that key out of your keyring."""
    from learnlearn.settings import load
    from learnlearn.vault import host_key as keys

    click.echo("It is gone." if keys.forget(_model().url, load().keyring_seconds) else "There was none.")


@command.command("try")
@click.option("--yes", is_flag=True, help="Do not ask before text leaves this machine.")
def try_(yes: bool) -> None:
    """Put one invented prompt into the model's words, and say what the checks make of them."""
    import asyncio

    from learnlearn.conversation.checks import flaw
    from learnlearn.phrasing.client import ask
    from learnlearn.phrasing.sample import SAMPLE

    found = _model()
    body = found.body(SAMPLE)
    click.echo(f"This goes to {found.url}:\n{body.decode()}\n")
    if found.where == "remote" and not yes:
        click.confirm("Send it?", abort=True)
    said = asyncio.run(ask(found, body))
    wrong = flaw(said, SAMPLE)
    click.echo(f"It said: {said}\n" + (f"This would not be taken ({wrong}); the built-in words would stand." if wrong else "This would be taken."))


def _model() -> Model:
    from learnlearn.api.rephrasing import model
    from learnlearn.settings import load

    settings = load()
    if settings.phrasing == "off":
        raise click.ClickException("No language model is switched on. Switch one on: learnlearn config set phrasing ollama")
    return model(settings)
