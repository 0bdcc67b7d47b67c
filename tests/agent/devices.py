"""Opening embedded stores as the devices that share one, without a keyring: each has its secret."""

from __future__ import annotations

import datetime as dt
import secrets
from pathlib import Path
from typing import Any

from learnlearn.store.embedded import EmbeddedStore
from learnlearn.store.folder import header
from learnlearn.store.folder.layout import Layout
from learnlearn.store.folder.seal import Seal
from learnlearn.store.keys.opening import Begun, DeviceRow, begin, enter, new_device_id, private_key, unlock
from learnlearn.store.keys.slots import Unlocked

SECRET = bytes(range(32))


def device_row(name: str = "Laptop", at: dt.datetime = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)) -> DeviceRow:
    """How a device is called."""
    return DeviceRow(name=name, system="Linux", at=at)


def unlocked(folder: Path, secret: bytes = SECRET) -> Unlocked:
    """The keys of the store in this folder, which is begun if there is none."""
    layout, private = Layout(folder), private_key(secret)
    found = header.read(folder)
    if found is None:
        store_id = header.new_store_id()
        begin(layout, Begun(store_id, new_device_id(), device_row()), private, "file")
        found = header.write(folder, store_id)
    keys = unlock(layout, found.id, private)
    assert keys is not None
    return keys


def opened(folder: Path, secret: bytes = SECRET, **more: Any) -> EmbeddedStore:
    """The store as the device with this secret opens it."""
    return EmbeddedStore(folder, unlocked(folder, secret), **more)


def joined(folder: Path, first: Unlocked, name: str) -> bytes:
    """Another device enters the store in this folder, a copy of the first one's; gives its secret."""
    secret = secrets.token_bytes(32)
    enter(Layout(folder), Unlocked(first.store_id, new_device_id(), private_key(secret), first.epochs), "file", device_row(name))
    return secret


def seal_of(keys: Unlocked) -> Seal:
    """What seals and names this store's files."""
    return Seal(keys.epochs)
