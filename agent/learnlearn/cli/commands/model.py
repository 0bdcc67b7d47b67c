"""learnlearn model."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from learnlearn.language_model.model import Model

_SECOND = "learnlearn config set second_reader model, or encoder"


@click.group(invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """A language model of your own: off unless you switch it on, and each of its two uses apart.

    It may put prompts into other words, and it may read both pages a second time. Whatever it says is checked here: nothing is added to a prompt,
    and nothing is shared but what both pages say word for word. With a model on another machine you are shown the exact text before it leaves, each
    time.
    """
    if context.invoked_subcommand is None:
        _show()


def _show() -> None:
    from learnlearn.settings import load

    settings = load()
    if settings.model == "off":
        click.echo("No language model is switched on; prompts are in their built-in words.")
        click.echo("Switch one on:\n  learnlearn config set model ollama\n  learnlearn config set model_name NAME")
    else:
        found = _model()
        place = "on this machine" if found.where == "local" else "on another machine: each use asks first, and shows what leaves"
        click.echo(f"{found.name} at {found.url}, {place}.")
    click.echo("Prompts in its words: " + ("on" if settings.phrasing else "off (learnlearn config set phrasing on)"))
    click.echo("A second reading of both pages: " + (settings.second_reader if settings.second_reader != "off" else f"off ({_SECOND})"))


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
    from learnlearn.language_model.client import ask
    from learnlearn.phrasing.jobs import body
    from learnlearn.phrasing.sample import SAMPLE

    found = _model()
    sent = body(found, SAMPLE)
    click.echo(f"This goes to {found.url}:\n{sent.decode()}\n")
    if found.where == "remote" and not yes:
        click.confirm("Send it?", abort=True)
    said = asyncio.run(ask(found, sent))
    wrong = flaw(said, SAMPLE)
    click.echo(f"It said: {said}\n" + (f"This would not be taken ({wrong}); the built-in words would stand." if wrong else "This would be taken."))


def _model() -> Model:
    from learnlearn.api.models import model
    from learnlearn.settings import load

    settings = load()
    if settings.model == "off":
        raise click.ClickException("No language model is switched on. Switch one on: learnlearn config set model ollama")
    return model(settings)
