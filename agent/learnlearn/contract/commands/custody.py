"""Messages about who can open the store: its devices and its ways in. For this user's own commands."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from learnlearn.contract.base import Line, Reply, Request

DeviceName = Annotated[Line, Field(min_length=1, max_length=60)]


class ListDevices(Request):
    """Asks for the devices that write into this store."""


class Device(Reply):
    """One of them. `is_this`: the one that answers; `seen`: the last day on which it wrote, as far as that has arrived here."""

    id: str
    name: str
    system: str
    since: AwareDatetime
    seen: dt.date | None
    is_this: bool


class Devices(Reply):
    """Oldest first."""

    devices: tuple[Device, ...]


class AddDevice(Request):
    """Asks for a code that lets another device in."""


class Invited(Reply):
    """The code, shown this once, and until when it is good."""

    code: str
    ends: AwareDatetime


class RenameDevice(Request):
    """Calls this device otherwise."""

    name: DeviceName


class RemoveDevice(Request):
    """Shuts a device out, by its id or its name."""

    device: str


class ListKeys(Request):
    """Asks for every way into the store."""


class Key(Reply):
    """One way in. `device` is the name of whose it is; `is_this`: what opened the store here."""

    id: str
    kind: Literal["keyring", "file", "passphrase", "recovery"]
    device: str
    since: AwareDatetime
    is_this: bool


class Keys(Reply):
    """Oldest first."""

    keys: tuple[Key, ...]


class RenewKey(Request):
    """Asks for another secret of this device."""


class MakeRecovery(Request):
    """Asks for a recovery code."""


class Recovery(Reply):
    """The code, shown this once."""

    code: str


class SetPassphrase(Request):
    """A passphrase that opens the store."""

    passphrase: Annotated[str, Field(min_length=8, max_length=1_000)]


class DropKey(Request):
    """Takes a way in away, by the beginning of its id."""

    key: Annotated[str, Field(min_length=1, max_length=64)]
