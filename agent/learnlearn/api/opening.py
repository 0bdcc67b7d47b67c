"""Opening the store: its header, its key, then its files. While the keyring is locked the agent runs and refuses, and tries again when asked."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import platform
import time
from pathlib import Path
from typing import Literal

from learnlearn.errors import KeyUnavailableError, StoreLockedError, StoreOpeningError
from learnlearn.paths import Paths, private_folder
from learnlearn.settings import Settings
from learnlearn.store.base import Store
from learnlearn.store.embedded import EmbeddedStore
from learnlearn.store.folder import header
from learnlearn.store.folder.layout import Layout
from learnlearn.store.keys.opening import DeviceRow, begin, is_begun, private_key, unlock
from learnlearn.store.migrations import bring_up
from learnlearn.vault.key import FileKey, KeyPlace, KeyringKey
from learnlearn.vault.states import TEMPORARY, KeyState, unavailable

DoorState = Literal["ready", "locked", "opening"]
_RETRY_SECONDS = 3
_log = logging.getLogger(__name__)


def key_place(settings: Settings, paths: Paths) -> KeyPlace:
    """Where the user chose to have the key."""
    if settings.key == "file":
        return FileKey(settings.key_file or paths.key_file)
    return KeyringKey(settings.keyring_seconds)


def this_device() -> DeviceRow:
    """How this machine is called in the list of devices, until the user calls it otherwise."""
    return DeviceRow(name=platform.node() or "this device", system=platform.system(), at=dt.datetime.now(dt.UTC))


def open_store(folder: Path, place: KeyPlace, state: Path | None = None) -> EmbeddedStore:
    """The store in this folder, begun if there is none. The caller owns the lock. Raises KeyUnavailableError and StoreError."""
    layout = Layout(private_folder(folder))
    found = header.read(folder)
    if found is None:
        if is_begun(layout):
            raise unavailable(KeyState.LOST, f"{folder}: store.json is missing")
        store_id = header.new_store_id()
        unlocked = begin(layout, store_id, private_key(place.make(store_id)), place.kind, this_device())
        header.write(folder, store_id)
        return EmbeddedStore(folder, unlocked, state)
    secret = place.find(found.id)
    if not bring_up(layout, found, secret, place.kind, this_device()):
        raise unavailable(KeyState.WRONG)
    opened = unlock(layout, found.id, private_key(secret))
    if opened is None:
        raise unavailable(KeyState.WRONG)
    return EmbeddedStore(folder, opened, state)


class Door:
    """Stands before the store: lets callers in when it is open, says why when it is not."""

    def __init__(self, folder: Path, place: KeyPlace, state: Path | None = None) -> None:
        self._folder, self._place, self._state = folder, place, state
        self._store: Store | None = None
        self._refusal: KeyUnavailableError | None = None
        self._opening: asyncio.Task[None] | None = None
        self._tried = 0.0

    @property
    def state(self) -> DoorState:
        """For health: nothing in it is personal."""
        if self._store is not None:
            return "ready"
        return "locked" if self._refusal and not self._opening else "opening"

    @property
    def store(self) -> Store:
        """The store, or StoreLockedError, StoreOpeningError."""
        if self._store is not None:
            return self._store
        if self._refusal is not None:
            raise StoreLockedError(self._refusal.detail)
        raise StoreOpeningError

    async def open(self) -> None:
        """Opens it. A locked keyring is no error: the state says it. What no unlocking cures is raised."""
        self._tried = time.monotonic()
        try:
            self._store = await asyncio.to_thread(open_store, self._folder, self._place, self._state)
            self._refusal = None
        except KeyUnavailableError as error:
            if error.state not in TEMPORARY:
                raise
            self._refusal = error
            _log.warning("the store is locked: %s", error.code)

    def try_again(self) -> asyncio.Task[None] | None:
        """Starts another attempt when it is locked and the last one is some seconds old."""
        if self._refusal and self._opening is None and time.monotonic() - self._tried >= _RETRY_SECONDS:
            self._opening = asyncio.create_task(self._attempt())
        return self._opening

    async def close(self) -> None:
        """Ends after the last write."""
        if self._opening is not None:
            await asyncio.wait([self._opening])
        if self._store is not None:
            await self._store.close()

    async def _attempt(self) -> None:
        try:
            await self.open()
        except KeyUnavailableError as error:
            self._refusal = error
            _log.error("the store cannot be opened: %s", error.code)
        finally:
            self._opening = None
