"""learnlearn pair: a browser by one link or six digits, or a program by a token.

Everybody on a machine can read what a program was started with. So the browser is not given the link but a file that leads there, in a folder that
nobody else can look into, and it is gone as soon as the code is.
"""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import json
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from learnlearn.cli.desk import RemoteDesk
    from learnlearn.contract.commands.control import Offered
    from learnlearn.contract.pairing import Scopes

_EVERY = 0.3
LEADING = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0;url={link}">
<title>Learnlearn</title></head><body><p><a href="{link}">Pair Learnlearn with this browser</a></p></body></html>
"""


@click.command()
@click.option("--browser", metavar="NAME", help="Open this browser (firefox, chromium, google-chrome …) instead of your default one.")
@click.option("--name", default="", help="What to call it in the list; the browser's own name otherwise.")
@click.option("--print", "print_only", is_flag=True, help="Only print the link and the digits; open nothing and wait for nothing.")
@click.option("--json", "as_json", is_flag=True, help="Like --print, as JSON.")
@click.option("--client", metavar="NAME", help="Make a token for a program of your own instead; it works without a browser only.")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(["page", "me", "people"]), help="Allow only this; may be given several times.")
def command(browser: str | None, name: str, print_only: bool, as_json: bool, client: str | None, scopes: tuple[str, ...]) -> None:
    """Pair a browser with the running agent."""
    from learnlearn.cli.desk import require_running
    from learnlearn.contract.commands.control import ALL_SCOPES, MakeOffer, Offered
    from learnlearn.paths import Paths

    paths = Paths.from_environment()
    desk = require_running(paths)
    allowed: Scopes = tuple(scope for scope in ALL_SCOPES if scope in scopes) or ALL_SCOPES
    if client is not None:
        if not scopes:
            raise click.UsageError("Say what the program may do: --scope page, --scope me, --scope people")
        _program(desk, client, allowed)
        return
    offered = desk.call("/v1/control/offer", MakeOffer(name=name, scopes=allowed), Offered)
    link = f"http://127.0.0.1:{desk.port}{offered.url}"
    if as_json:
        click.echo(json.dumps({"offer": offered.offer, "url": link, "digits": offered.digits, "seconds": offered.seconds}))
        return
    leading = paths.state / "pair.html"
    try:
        opened = not print_only and _open(leading, link, browser)
        if not opened:
            click.echo(f"Open this in the browser to pair: {link}")
        click.echo(f"Or type these digits in the extension's options: {offered.digits[:3]} {offered.digits[3:]}")
        click.echo(f"Both work once, for {offered.seconds} seconds.")
        if not print_only:
            _wait(desk, offered)
    finally:
        leading.unlink(missing_ok=True)


def _program(desk: RemoteDesk, name: str, scopes: Scopes) -> None:
    from learnlearn.contract.commands.control import MadeClient, MakeClient

    made = desk.call("/v1/control/clients/make", MakeClient(name=name, scopes=scopes), MadeClient)
    click.echo(f"{made.client.name} may use: {', '.join(made.client.scopes)}. The token is shown this once:", err=True)
    click.echo(made.token)


def _open(leading: Path, link: str, browser: str | None) -> bool:
    from learnlearn.safefile import atomic_write

    atomic_write(leading, LEADING.format(link=link).encode())
    try:
        return webbrowser.get(browser).open(leading.as_uri())
    except webbrowser.Error:
        click.echo(f"The browser {browser!r} was not found." if browser else "No browser was found to open.", err=True)
        return False


def _wait(desk: RemoteDesk, offered: Offered) -> None:
    from learnlearn.contract.commands.control import AskOffer, OfferState

    while (answer := desk.call("/v1/control/offer/state", AskOffer(offer=offered.offer), OfferState)).state == "open":
        time.sleep(_EVERY)
    if answer.client is None:
        raise click.ClickException("The time is over and no browser took the code. Is the extension loaded in it? Try again: learnlearn pair")
    click.echo(f"Paired with {answer.client.name}. It may use: {', '.join(answer.client.scopes)}.")
