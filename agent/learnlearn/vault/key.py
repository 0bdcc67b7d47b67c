"""Making and finding this device's secret, which opens its slot of the store. A store that exists never gets another one by itself."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Literal, Protocol

from learnlearn.safefile import atomic_write
from learnlearn.vault import backends
from learnlearn.vault.states import KeyState, unavailable

KEY_BYTES = 32


class KeyPlace(Protocol):
    """Where this device's secret lies. `kind` names it in the store's list of slots."""

    @property
    def kind(self) -> Literal["keyring", "file"]:
        """What sort of place it is."""

    def make(self, store_id: str) -> bytes:
        """A new key, kept and read back. Never replaces one that is there."""

    def find(self, store_id: str) -> bytes:
        """The key of this store. Raises KeyUnavailableError with its state."""


class KeyringKey:
    """In the keyring, one entry per store."""

    kind: Literal["keyring"] = "keyring"

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def make(self, store_id: str) -> bytes:
        """A new key in the keyring."""
        key = secrets.token_bytes(KEY_BYTES)
        backends.write(_entry(store_id), key.hex(), self._seconds)
        return key

    def find(self, store_id: str) -> bytes:
        """The key from the keyring."""
        found = backends.read(_entry(store_id), self._seconds)
        if found is None:
            raise unavailable(KeyState.LOST)
        return _parsed(found)


class FileKey:
    """In a file only the user may read: an explicit choice, for machines without a keyring."""

    kind: Literal["file"] = "file"

    def __init__(self, path: Path) -> None:
        self._path = path

    def make(self, store_id: str) -> bytes:
        """A new key in the file, or the one that the user laid there."""
        if self._path.exists():
            return self.find(store_id)
        key = secrets.token_bytes(KEY_BYTES)
        atomic_write(self._path, key.hex().encode() + b"\n")
        return key

    def find(self, store_id: str) -> bytes:
        """The key from the file, unless others may read it."""
        try:
            if os.name == "posix" and self._path.stat().st_mode & 0o077:
                raise unavailable(KeyState.UNSAFE, f"others may read {self._path}; close it: chmod 600")
            return _parsed(self._path.read_text("ascii"))
        except FileNotFoundError:
            raise unavailable(KeyState.LOST, str(self._path)) from None
        except (OSError, UnicodeDecodeError) as error:
            raise unavailable(KeyState.BROKEN, f"{self._path}: {type(error).__name__}") from error


def _entry(store_id: str) -> str:
    return f"data key of store {store_id}"


def _parsed(text: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise unavailable(KeyState.WRONG)
    return key
