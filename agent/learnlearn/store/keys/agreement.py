"""Handing a key to whoever holds a private key, so that only they read it and know who sent it.

X25519 twice, with a fresh key and with the sender's own, both results into HKDF-SHA-256, AES-256-GCM with the key that comes out: the
authenticated mode of RFC 9180 (HPKE, section 5.1.3) in its plainest form. The derived key seals one message, so its nonce may be zero.
"""

from __future__ import annotations

import binascii

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import BaseModel, ConfigDict

_KEY_BYTES = 32
_NONCE = bytes(12)


class Box(BaseModel):
    """A key on its way to one receiver. All three are hex; `by` is the sender's public key."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    by: str
    fresh: str
    sealed: str


def public_of(private: bytes) -> str:
    """The public key to a private one, as hex."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def put_in_box(key: bytes, purpose: str, to: str, private: bytes) -> Box:
    """Seals `key` for the holder of the private key to `to`, in the name of `private`."""
    fresh = X25519PrivateKey.generate()
    fresh_public = fresh.public_key().public_bytes_raw().hex()
    sender = X25519PrivateKey.from_private_bytes(private)
    receiver = X25519PublicKey.from_public_bytes(bytes.fromhex(to))
    by = public_of(private)
    shared = fresh.exchange(receiver) + sender.exchange(receiver)
    sealed = AESGCM(_derive(shared, purpose, fresh_public, by, to)).encrypt(_NONCE, key, purpose.encode())
    return Box(by=by, fresh=fresh_public, sealed=sealed.hex())


def out_of_box(box: Box, purpose: str, private: bytes) -> bytes | None:
    """What is in it, when it is for this private key and really came from whom it names; None otherwise."""
    receiver = X25519PrivateKey.from_private_bytes(private)
    try:
        fresh = X25519PublicKey.from_public_bytes(bytes.fromhex(box.fresh))
        sender = X25519PublicKey.from_public_bytes(bytes.fromhex(box.by))
        shared = receiver.exchange(fresh) + receiver.exchange(sender)
        key = _derive(shared, purpose, box.fresh, box.by, public_of(private))
        return AESGCM(key).decrypt(_NONCE, bytes.fromhex(box.sealed), purpose.encode())
    except (InvalidTag, ValueError, binascii.Error):
        return None


def _derive(shared: bytes, purpose: str, *parties: str) -> bytes:
    info = "|".join(["learnlearn box", purpose, *parties]).encode()
    return HKDF(SHA256(), _KEY_BYTES, salt=None, info=info).derive(shared)
