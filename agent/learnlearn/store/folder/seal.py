"""Sealing at rest: AES-256-GCM with a random 96-bit nonce, and the file's place as associated data, so that files cannot be swapped.

    LLS2 | epoch, 8 bytes | key, 8 bytes | nonce, 12 bytes | JSON, sealed

The store has one key an epoch; a new epoch begins when a device is removed. From it one key per purpose is derived (HKDF-SHA-256, RFC 5869).
A person's file is sealed under that person's own random key, which is itself kept sealed (pool.py): `key` says which, zeros mean the epoch's.
Sealing is also the checksum: one flipped bit is noticed.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic_core import from_json, to_json

from learnlearn.errors import StoreDamagedError, StoreWaitingError

JsonValue: TypeAlias = "str | int | float | bool | list[JsonValue] | dict[str, JsonValue] | None"
Document: TypeAlias = dict[str, JsonValue]
Tables: TypeAlias = dict[str, dict[str, Document]]

KEY_BYTES = 32
ID_BYTES = 8
_MARK = b"LLS2"
HEAD_BYTES = len(_MARK) + 2 * ID_BYTES
_NONCE_BYTES = 12
_OWN = bytes(ID_BYTES)  # no person's key: the epoch's


class PersonKey(NamedTuple):
    """The key of one person's file of one device. `id` is 16 hex digits and no secret."""

    id: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file held, and what it was sealed with."""

    tables: Tables
    epoch: str
    key_id: str = ""


def derive(key: bytes, purpose: str) -> bytes:
    """A key for one purpose; knowing it tells nothing of the others."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"learnlearn {purpose}".encode()).derive(key)


def check_value(key: bytes, store_id: str) -> str:
    """What is kept in the open so that a wrong key is one clear error and not a thousand damaged files. 64 hex digits."""
    return hmac.digest(derive(key, "check"), store_id.encode(), "sha256").hex()


def epoch_in(path: Path) -> str:
    """The epoch that a file was sealed in, from its head alone."""
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)[len(_MARK) : -ID_BYTES].hex()


def key_in(path: Path) -> str:
    """The id of the person's key that a file was sealed with, from its head alone."""
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)[-ID_BYTES:].hex()


class Seal:
    """Seals and opens with the keys of the epochs that this device knows. Epochs sort by when they began; the newest one seals."""

    def __init__(self, epochs: Mapping[str, bytes]) -> None:
        self._ciphers: dict[str, AESGCM] = {}
        self._names: dict[str, bytes] = {}
        self._newest_first: tuple[str, ...] = ()
        for epoch, key in epochs.items():
            self.learn(epoch, key)

    def learn(self, epoch: str, key: bytes) -> None:
        """The key of one epoch more."""
        self._ciphers[epoch] = AESGCM(derive(key, "content"))
        self._names[epoch] = derive(key, "names")
        self._newest_first = tuple(sorted(self._names, reverse=True))

    @property
    def epochs(self) -> tuple[str, ...]:
        """Newest first."""
        return self._newest_first

    @property
    def epoch(self) -> str:
        """The one that seals."""
        return self._newest_first[0]

    def name(self, what: str, epoch: str = "") -> str:
        """A name that tells nothing: 32 hex digits, the same for the same `what` in the same epoch."""
        return hmac.digest(self._names[epoch or self.epoch], what.encode(), "sha256").hex()[:32]

    def close(self, tables: Tables, place: str, person: PersonKey | None = None) -> bytes:
        """JSON, sealed for the file at this place."""
        return self.close_bytes(to_json(tables), place, person)

    def close_bytes(self, data: bytes, place: str, person: PersonKey | None = None) -> bytes:
        """The same for what is no table."""
        head = _MARK + bytes.fromhex(self.epoch) + (bytes.fromhex(person.id) if person else _OWN)
        cipher = AESGCM(person.key) if person else self._ciphers[self.epoch]
        nonce = os.urandom(_NONCE_BYTES)
        return head + nonce + cipher.encrypt(nonce, data, head + place.encode())

    def open(self, data: bytes, place: str, find: Callable[[str], bytes | None] | None = None) -> Opened:
        """What was sealed; `find` gives a person's key by its id.

        Raises StoreDamagedError for anything that is not exactly that, and StoreWaitingError where its key is not known here yet.
        """
        inner, epoch, key_id = self.open_bytes(data, place, find)
        try:
            tables: Tables = from_json(inner, cache_strings="keys")
        except ValueError:
            raise StoreDamagedError(f"{place}: what is sealed in it is no JSON") from None
        return Opened(tables, epoch, key_id)

    def open_bytes(self, data: bytes, place: str, find: Callable[[str], bytes | None] | None = None) -> tuple[bytes, str, str]:
        """The same for what is no table, with its epoch and the id of its person's key."""
        head, nonce, rest = data[:HEAD_BYTES], data[HEAD_BYTES : HEAD_BYTES + _NONCE_BYTES], data[HEAD_BYTES + _NONCE_BYTES :]
        if head[: len(_MARK)] != _MARK or len(nonce) < _NONCE_BYTES:
            raise StoreDamagedError(f"{place}: not a sealed file")
        epoch, key_id = head[len(_MARK) : -ID_BYTES].hex(), head[-ID_BYTES:]
        person = find(key_id.hex()) if find and key_id != _OWN else None
        if epoch not in self._ciphers or (find and person is None):
            raise StoreWaitingError(place)
        cipher = AESGCM(person) if person else self._ciphers[epoch]
        try:
            inner = cipher.decrypt(nonce, rest, head + place.encode())
        except InvalidTag:
            raise StoreDamagedError(f"{place}: the content was changed or cut off") from None
        return inner, epoch, key_id.hex() if person else ""
