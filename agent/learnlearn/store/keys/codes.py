"""Codes that a person reads on one screen and types on another, and how such a code, or a passphrase, becomes a key.

Crockford's base 32: no letter that looks like a digit, and whatever is typed for one is taken for it; case, spaces and hyphens say nothing.
"""

from __future__ import annotations

import secrets
import unicodedata
from typing import TypeAlias

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from learnlearn.store.base import Row

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TYPED = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": "", " ": ""})
_KEY_BYTES, _SALT_BYTES = 32, 16
Groups: TypeAlias = tuple[int, int]  # how many groups of how many letters

SHORT: Groups = (3, 4)  # 60 bits: typed once, good for a day; each guess costs whoever has the folder an Argon2id
LONG: Groups = (5, 5)  # 125 bits: kept on paper


class Stretching(Row):
    """How a passphrase or a code becomes a key: Argon2id with these costs, by default the second choice of RFC 9106 (64 MiB, 3 passes, 4 lanes)."""

    salt: str
    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 4

    def key(self, told: str) -> bytes:
        """32 bytes out of what was told; some tenths of a second."""
        argon = Argon2id(salt=bytes.fromhex(self.salt), length=_KEY_BYTES, iterations=self.passes, lanes=self.lanes, memory_cost=self.memory_kib)
        return argon.derive(unicodedata.normalize("NFC", told).encode())


def new_stretching() -> Stretching:
    """With a salt of its own."""
    return Stretching(salt=secrets.token_hex(_SALT_BYTES))


def new_code(groups: Groups) -> str:
    """A random code as it is shown: `7K2M-QX4D-09TB`."""
    count, length = groups
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(length)) for _ in range(count))


def typed(code: str) -> str:
    """A code as it is meant, however it was typed."""
    return code.upper().translate(_TYPED)
