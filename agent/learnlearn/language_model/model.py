"""What a language model is, as far as this house goes: an address, a name, and two translations between our words and its protocol."""

from __future__ import annotations

import asyncio
import importlib
import json
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from ipaddress import ip_address
from typing import Protocol
from urllib.parse import urlsplit

from learnlearn.contract.offer import Where
from learnlearn.language_model.errors import ModelSettingsError

_PACKAGE = "learnlearn.language_model.providers"
Messages = tuple[Mapping[str, str], ...]


class Provider(Protocol):
    """The protocol of one kind of server; each module in `providers/` is one."""

    URL: str  # where it usually listens, "" when there is no usual place
    PATH: str

    @staticmethod
    def body(model: str, messages: Messages, longest: int) -> bytes:
        """The request, byte for byte as it is sent; the answer may have `longest` tokens."""

    @staticmethod
    def said(answer: bytes) -> str:
        """What the model said. Raises ValueError, KeyError, TypeError or IndexError for anything that is no such answer."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model at an address. `key` is sent as a Bearer token when it is not empty."""

    provider: Provider
    url: str
    name: str
    seconds: float
    key: Callable[[], str]
    turn: asyncio.Lock = field(default_factory=asyncio.Lock, compare=False)

    @property
    def where(self) -> Where:
        """Whether the address is this machine's own."""
        return "local" if is_loopback(urlsplit(self.url).hostname or "") else "remote"

    def body(self, instruction: str, data: object, longest: int) -> bytes:
        """What would be sent: an instruction that never changes and holds nothing of any page, and what it is about, as a JSON string in the other
        message. `longest` is in tokens."""
        told = json.dumps(data, ensure_ascii=False)
        return self.provider.body(self.name, ({"role": "system", "content": instruction}, {"role": "user", "content": told}), longest)


@cache
def providers() -> dict[str, Provider]:
    """Every kind of server by the name of its module."""
    names = sorted(module.name for module in pkgutil.iter_modules(importlib.import_module(_PACKAGE).__path__))
    return {name: importlib.import_module(f"{_PACKAGE}.{name}") for name in names}  # type: ignore[misc]  # a module is checked where it is used


def model(kind: str, url: str, name: str, seconds: float, key: Callable[[], str]) -> Model:
    """The model that the settings name. Raises ModelSettingsError: no address, no name, or an open road to another machine."""
    if kind == "off":
        raise ModelSettingsError("no language model is switched on, but something is to be done by one: set model, or switch that off")
    provider = providers().get(kind)
    if provider is None:
        raise ModelSettingsError(f"there is no kind of server called {kind!r}; there are: {', '.join(providers())}")
    address = (url or provider.URL).rstrip("/")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise ModelSettingsError("model_url is not the address of a server")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ModelSettingsError("model_url leads to another machine without encryption; use https")
    if not name:
        raise ModelSettingsError("model_name is empty: name the model to use")
    return Model(provider, address + provider.PATH, name, seconds, key)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine: by its number or as `localhost`, never by looking a name up."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
