"""Sealing at rest: AES-256-GCM with a random 96-bit nonce, and the file's identity as associated data, so that files cannot be swapped.

One data key, one derived key per purpose (HKDF-SHA-256, RFC 5869). Sealing is also the checksum: one flipped bit is noticed.
"""

from __future__ import annotations

import hmac
import os
from typing import TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic_core import from_json, to_json

from learnlearn.errors import StoreDamagedError

JsonValue: TypeAlias = "str | int | float | bool | list[JsonValue] | dict[str, JsonValue] | None"
Document: TypeAlias = dict[str, JsonValue]
Tables: TypeAlias = dict[str, dict[str, Document]]

KEY_BYTES = 32
_MARK = b"LLS1"
_NONCE_BYTES = 12


def derive(data_key: bytes, purpose: str) -> bytes:
    """A key for one purpose; knowing it tells nothing of the others."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"learnlearn {purpose}".encode()).derive(data_key)


def check_value(data_key: bytes, store_id: str) -> str:
    """What store.json keeps so that a wrong key is one clear error and not a thousand damaged files. 64 hex digits."""
    return hmac.digest(derive(data_key, "check"), store_id.encode(), "sha256").hex()


class Seal:
    """Seals and opens the tables of one file."""

    def __init__(self, data_key: bytes) -> None:
        self._cipher = AESGCM(derive(data_key, "content"))
        self._names = derive(data_key, "names")

    def close(self, tables: Tables, identity: str) -> bytes:
        """JSON, sealed for the file of this identity."""
        nonce = os.urandom(_NONCE_BYTES)
        return _MARK + nonce + self._cipher.encrypt(nonce, to_json(tables), _MARK + identity.encode())

    def open(self, data: bytes, identity: str) -> Tables:
        """What was sealed. Raises StoreDamagedError for anything that is not exactly that."""
        if data[: len(_MARK)] != _MARK:
            raise StoreDamagedError(f"{identity}: not a sealed file")
        start = len(_MARK) + _NONCE_BYTES
        try:
            opened: Tables = from_json(self._cipher.decrypt(data[len(_MARK) : start], data[start:], _MARK + identity.encode()))
        except (InvalidTag, ValueError):
            raise StoreDamagedError(f"{identity}: the content was changed or cut off") from None
        return opened

    def name(self, what: str) -> str:
        """A name that tells nothing: 32 hex digits, the same for the same `what` under the same key."""
        return hmac.digest(self._names, what.encode(), "sha256").hex()[:32]
