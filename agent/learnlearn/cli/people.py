"""Whom and what a command means: a profile address, or words that fit one kept person; words that fit one open promise or question."""

from __future__ import annotations

import time

import click

from learnlearn.addresses import identity
from learnlearn.cli.desk import Desk
from learnlearn.contract.ledger import AskLedger, Ledger
from learnlearn.contract.note import Found, FoundPerson, Search
from learnlearn.contract.person import PersonRef
from learnlearn.errors import LearnlearnError

_EVERY = 0.1
_WORD_SECONDS = 2
_MOST_SECONDS = 120
# Sites by the host of their profile addresses; everything else is read by the generic reader `web`.
_SITES = {"linkedin.com": "linkedin", "github.com": "github", "x.com": "x", "bsky.app": "bluesky"}


class NotEverybodyError(LearnlearnError):
    """The agent does not come to the end of everybody who is kept."""

    code, status, title = "not_everybody", 503, "Not everybody who is kept could be looked at"
    hint = "See which files do not open: learnlearn store check. The address of a profile finds one person without this."


def person(desk: Desk, who: str) -> PersonRef:
    """The person. Raises a click error that lists the candidates when several fit."""
    if identity(who):
        return PersonRef(site=_SITES.get(identity(who).partition("/")[0], "web"), url=who)
    found = found_by(desk, who, 10)
    if len(found) == 1:
        return PersonRef(site=found[0].site, url=found[0].url, name=found[0].name)
    if not found:
        raise click.ClickException(f"Nobody who is kept fits {who!r}. Give the address of their profile, or: learnlearn search WORDS")
    lines = "\n".join(f"  {hit.name or '(no name)'}  {hit.url}" for hit in found)
    raise click.ClickException(f"Several people fit {who!r}; give an address:\n{lines}")


def found_by(desk: Desk, words: str, limit: int, most_seconds: float = _MOST_SECONDS) -> tuple[FoundPerson, ...]:
    """People by words, once everybody was looked at: a command must not take the one it sees for the only one there is.

    Says that it waits when that takes more than a moment, and that somebody may be missing when files do not open. Raises NotEverybodyError when it
    never ends.
    """
    begun, is_told = time.monotonic(), False
    while not (found := desk.call("/v1/people/search", Search(text=words, limit=limit), Found)).is_complete:
        waited = time.monotonic() - begun
        if waited > most_seconds:
            raise NotEverybodyError(f"after {waited:.0f} seconds some are still to be read")
        if waited > _WORD_SECONDS and not is_told:
            click.echo("Looking at everybody who is kept …", err=True)
            is_told = True
        time.sleep(_EVERY)
    if found.unopened:
        click.echo(
            f"Files of your store that do not open: {len(found.unopened)}. Somebody may be missing here; see who: learnlearn store check", err=True
        )
    return found.people


def open_note(desk: Desk, who: PersonRef, words: str) -> str:
    """The id of the one open promise or question that has these words. Raises a click error that lists the candidates otherwise."""
    ledger = desk.call("/v1/ledger", AskLedger(person=who), Ledger)
    waiting = (*ledger.promised, *ledger.asked)
    hits = [note for note in waiting if words == note.id or words.casefold() in note.text.casefold()]
    if len(hits) == 1:
        return hits[0].id
    lines = "\n".join(f"  {note.id}  {note.kind}: {note.text}" for note in hits or waiting)
    raise click.ClickException(f"{'Several' if hits else 'None'} of what is open fits {words!r}:\n{lines or '  (nothing is open)'}")
