"""Making and finding this device's secret, which opens its slot of the store. A secret that is there is never replaced by itself."""

from __future__ import annotations

import getpass
import os
import secrets
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, Protocol

from learnlearn.errors import KeyUnavailableError
from learnlearn.safefile import atomic_write
from learnlearn.vault import backends
from learnlearn.vault.states import KeyState, unavailable

KEY_BYTES = 32


class KeyPlace(Protocol):
    """Where this device's secrets lie, by name. `kind` names it in the store's list of slots."""

    @property
    def kind(self) -> Literal["keyring", "file"]:
        """What sort of place it is."""

    def make(self, name: str, *, begins: bool = False) -> bytes:
        """A secret for a store that is entered now, or that `begins` (then also one that the user laid there), kept and read back."""

    def find(self, names: Iterable[str]) -> Iterator[bytes]:
        """The secrets under these names, as far as there are any. Raises KeyUnavailableError with its state."""

    def replace(self, name: str, old: bytes, new: bytes) -> None:
        """The new secret instead of the old one, kept and read back. Raises KeyUnavailableError, and then the old one is still there."""


class KeyringKey:
    """In the keyring, one entry per store and device."""

    kind: Literal["keyring"] = "keyring"

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def make(self, name: str, *, begins: bool = False) -> bytes:
        """A new secret in the keyring."""
        del begins
        key = secrets.token_bytes(KEY_BYTES)
        backends.write(name, key.hex(), self._seconds)
        return key

    def find(self, names: Iterable[str]) -> Iterator[bytes]:
        """What the keyring has of these. The first question already tells whether it answers at all."""
        is_there = False
        for name in names:
            found = backends.read(name, self._seconds)
            if found is not None:
                is_there = True
                yield parsed(found, self.kind)
        if not is_there:
            raise unavailable(KeyState.LOST, self.kind)

    def replace(self, name: str, old: bytes, new: bytes) -> None:
        """Over the old entry."""
        del old
        backends.write(name, new.hex(), self._seconds)


class FileKey:
    """In a file only the user may read, a line each: an explicit choice, for machines without a keyring."""

    kind: Literal["file"] = "file"

    def __init__(self, path: Path) -> None:
        self._path = path

    def make(self, name: str, *, begins: bool = False) -> bytes:
        """A new secret as one line more; for a store that begins the one that is there, if there is one."""
        del name
        there = self._read() if self._path.exists() else []
        if there and begins:
            return there[0]
        key = secrets.token_bytes(KEY_BYTES)
        self._write([*there, key])
        return key

    def find(self, names: Iterable[str]) -> Iterator[bytes]:
        """Every line of the file, unless others may read it. A file knows no names."""
        del names
        yield from self._read()

    def replace(self, name: str, old: bytes, new: bytes) -> None:
        """In the line of the old one."""
        del name
        self._write([new if key == old else key for key in self._read()])

    def _read(self) -> list[bytes]:
        try:
            if os.name == "posix" and self._path.stat().st_mode & 0o077:
                raise unavailable(KeyState.UNSAFE, self.kind, str(self._path))
            return [parsed(line, self.kind) for line in self._path.read_text("ascii").split()] or [parsed("", self.kind)]
        except FileNotFoundError:
            raise unavailable(KeyState.LOST, self.kind, str(self._path)) from None
        except (OSError, UnicodeDecodeError) as error:
            raise unavailable(KeyState.BROKEN, self.kind, f"{self._path}: {type(error).__name__}") from error

    def _write(self, keys: list[bytes]) -> None:
        atomic_write(self._path, "".join(f"{key.hex()}\n" for key in keys).encode())


class Passphrase:
    """Nothing is kept: the user tells it at every start, on the terminal or through a file such as systemd's `LoadCredential` gives."""

    kind: Literal["passphrase"] = "passphrase"

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def told(self, *, twice: bool = False) -> str:
        """What the user tells; `twice` when it is a new one. Raises KeyUnavailableError."""
        if self._file is not None:
            try:
                return self._file.read_text("utf-8").rstrip("\n")
            except (OSError, UnicodeDecodeError) as error:
                raise unavailable(KeyState.BROKEN, self.kind, f"{self._file}: {type(error).__name__}") from error
        if not sys.stdin.isatty():
            raise unavailable(KeyState.NONE, self.kind)
        told = getpass.getpass("Passphrase of your notes: ")
        if twice and (not told or getpass.getpass("The same once more: ") != told):
            raise KeyUnavailableError(
                KeyState.WRONG.value, "The two passphrases were not the same.", "Nothing was begun. Start again and type one twice."
            )
        return told


def parsed(text: str, kind: Literal["keyring", "file"]) -> bytes:
    """32 bytes out of 64 hex digits. Raises KeyUnavailableError."""
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise unavailable(KeyState.WRONG, kind)
    return key
