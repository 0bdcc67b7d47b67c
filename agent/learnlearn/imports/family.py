"""The networks whose archives can be read, and a page of mine made of one."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from pydantic import ValidationError

from learnlearn.contract.base import countable, plain
from learnlearn.contract.snapshot import Facts, ProfileSnapshot
from learnlearn.imports.archive import Archive, ArchiveError

_PACKAGE = "learnlearn.imports.networks"
_LINE, _TEXT, _LIST = 2_000, 40_000, 200
_ADDRESS = re.compile(r"https?://[^\s\"'<>,\]]+")
MOST_POSTS = 300  # the newest: what was written years ago tells less, and the agent takes 4 MiB at once


class NoAddressError(ArchiveError):
    """My page on that network is not known."""

    code, status, title = "no_address", 400, "The address of your page is needed"
    hint = "Copy it from your browser: learnlearn import FILE --address https://…"


@dataclass(frozen=True, slots=True)
class Network:
    """One of them. `read` gives what the archive says of me and the address of my page, if it names it."""

    name: str
    recognises: Callable[[frozenset[str]], bool]
    read: Callable[[Archive], tuple[Facts, str]]


@cache
def networks() -> tuple[Network, ...]:
    """Every module of `networks/`."""
    names = sorted(module.name for module in pkgutil.iter_modules(importlib.import_module(_PACKAGE).__path__))
    modules = [(name, importlib.import_module(f"{_PACKAGE}.{name}")) for name in names]
    return tuple(Network(name, module.recognises, module.read) for name, module in modules)


def my_page(archive: Archive, address: str, now: dt.datetime) -> ProfileSnapshot:
    """What the archive says of me, as if a page had said it. `address` is my page there. Raises ArchiveError when there is nothing to be had."""
    network = next((one for one in networks() if one.recognises(archive.names())), None)
    if network is None:
        raise ArchiveError(f"this is no archive of {', '.join(one.name for one in networks())}")
    facts, own = network.read(archive)
    if facts.is_blank():
        raise ArchiveError(f"this archive of {network.name} says nothing of you")
    if not (url := address or own):
        raise NoAddressError(f"an archive of {network.name} does not name your page")
    try:
        return ProfileSnapshot(**dict(facts), site=network.name, url=url, captured_at=now)
    except ValidationError:
        raise NoAddressError(f"{url[:200]} is no address of a page") from None


def line(text: object) -> str:
    """A text as one field of a profile takes it."""
    return text.strip()[:_LINE] if isinstance(text, str) else ""


def long(text: object) -> str:
    """The same for a text of several lines."""
    return text.strip()[:_TEXT] if isinstance(text, str) else ""


def lines(texts: Iterable[object]) -> tuple[str, ...]:
    """Each once, as many as a profile takes."""
    return tuple(dict.fromkeys(found for text in texts if (found := line(text))))[:_LIST]


def addresses(text: str) -> tuple[str, ...]:
    """The addresses that stand in a text, as many as a profile takes; one of nothing but unseen characters is none."""
    found = (plain(one)[:_LINE] for one in _ADDRESS.findall(text))
    return tuple(dict.fromkeys(one for one in found if _ADDRESS.fullmatch(one)))[:_LIST]


def day(text: object) -> dt.date | None:
    """A date at the beginning of a text (2024-01-15 …); None for anything else, and for one that no calendar needs."""
    try:
        return countable(dt.date.fromisoformat(text[:10])) if isinstance(text, str) else None
    except ValueError:
        return None
