"""Opening the store: its header, its key, then its files. While the keyring is locked the agent runs and refuses, and tries again when asked."""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path
from typing import Literal

from learnlearn.custody.unlocking import renew, unlocked
from learnlearn.errors import KeyUnavailableError, LearnlearnError, StoreError, StoreLockedError, StoreOpeningError
from learnlearn.store.base import Store
from learnlearn.store.custodian import Custodian
from learnlearn.store.embedded import EmbeddedStore
from learnlearn.vault.key import KeyPlace, Passphrase
from learnlearn.vault.states import TEMPORARY

DoorState = Literal["ready", "locked", "opening"]
_RETRY_SECONDS = 3
_log = logging.getLogger(__name__)


def open_store(folder: Path, place: KeyPlace | Passphrase, state: Path | None = None) -> EmbeddedStore:
    """The store in this folder, begun if there is none. The caller owns the lock. Raises KeyUnavailableError and StoreError."""
    return EmbeddedStore(folder, unlocked(folder, place, state), state)


class Door:
    """Stands before the store: lets callers in when it is open, says why when it is not."""

    def __init__(self, folder: Path, place: KeyPlace | Passphrase, state: Path | None = None) -> None:
        self._folder, self._place, self._state = folder, place, state
        self._store: EmbeddedStore | None = None
        self._refusal: LearnlearnError | None = None
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
        """The store; or StoreLockedError, StoreOpeningError, or what went wrong when it was opened."""
        return self._opened()

    @property
    def custodian(self) -> Custodian:
        """Who looks after its devices, ways in and copies. Raises as `store` does."""
        return self._opened().custodian

    async def renew_key(self) -> None:
        """Another secret for this device, kept where the old one lies. Raises KeyUnavailableError, StoreError."""
        await renew(self.custodian, self._place)

    def _opened(self) -> EmbeddedStore:
        if self._store is not None:
            return self._store
        if self._refusal is None:
            raise StoreOpeningError
        if isinstance(self._refusal, KeyUnavailableError) and self._refusal.state in TEMPORARY:
            raise StoreLockedError(self._refusal.detail)
        raise self._refusal.with_traceback(None)  # the same one each time, and its traceback would grow

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
        except LearnlearnError as error:
            self._refusal = error
            _log.error("the store cannot be opened: %s", error.code)
        except Exception as error:
            self._refusal = StoreError(type(error).__name__)
            _log.exception("the store cannot be opened")
        finally:
            self._opening = None
