"""Letting another device in: the store's keys in the folder, sealed under a code that is shown on one device and typed on the other.

Whatever carries the folder carries the invitation too, and may keep it: the code has 60 bits, and each guess at it costs an Argon2id of 64 MiB. It
is good for a day, and is taken away when it was used.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import ValidationError
from pydantic_core import from_json, to_json

from learnlearn.safefile import atomic_write, remove
from learnlearn.store.base import Row
from learnlearn.store.errors import InvitationError, InvitationExpiredError
from learnlearn.store.folder.layout import Layout, versions
from learnlearn.store.folder.seal import ID_BYTES
from learnlearn.store.keys.codes import SHORT, Stretching, new_code, new_stretching, typed
from learnlearn.store.keys.slots import Unlocked

FORMAT = "learnlearn-invitation"
_NONCE_BYTES = 12
_GOOD_FOR = dt.timedelta(days=1)


class Invitation(Row):
    """The file. `sealed` holds the keys of all epochs."""

    format: str
    store: str
    id: str
    by: str
    ends: dt.datetime
    stretching: Stretching
    sealed: str


def invite(layout: Layout, unlocked: Unlocked, now: dt.datetime) -> tuple[str, dt.datetime]:
    """Writes an invitation; gives its code, which is nowhere else, and when it ends. An earlier one of this device ends now."""
    withdraw(layout, unlocked.device)
    code, stretching, invitation_id = new_code(SHORT), new_stretching(), secrets.token_hex(ID_BYTES)
    nonce = os.urandom(_NONCE_BYTES)
    inner = to_json({epoch: key.hex() for epoch, key in unlocked.epochs.items()})
    sealed = nonce + AESGCM(stretching.key(typed(code))).encrypt(nonce, inner, invitation_id.encode())
    ends = now + _GOOD_FOR
    invitation = Invitation(
        format=FORMAT, store=unlocked.store_id, id=invitation_id, by=unlocked.device, ends=ends, stretching=stretching, sealed=sealed.hex()
    )
    atomic_write(layout.invitations / f"{invitation_id}.json", to_json(invitation, indent=1) + b"\n")
    return code, ends


def accept(layout: Layout, store_id: str, code: str, now: dt.datetime) -> tuple[str, dict[str, bytes]]:
    """The id of the invitation that this code opens, and the keys. Raises InvitationError, InvitationExpiredError."""
    there = _all(layout)
    for one in there:
        if one.store != store_id:
            continue
        data = bytes.fromhex(one.sealed)
        try:
            inner = AESGCM(one.stretching.key(typed(code))).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], one.id.encode())
        except InvalidTag:
            continue
        if one.ends < now:
            raise InvitationExpiredError
        return one.id, {str(epoch): bytes.fromhex(str(key)) for epoch, key in from_json(inner).items()}
    raise InvitationError("" if there else "there is no invitation in the folder yet; let your synchroniser finish")


def withdraw(layout: Layout, device: str) -> None:
    """Takes this device's invitations away."""
    for one in _all(layout):
        if one.by == device:
            remove(layout.invitations / f"{one.id}.json")


def tidy(layout: Layout, device: str, used: set[str], now: dt.datetime) -> None:
    """Takes those of this device away that were used or have ended."""
    for one in _all(layout):
        if one.by == device and (one.id in used or one.ends < now):
            remove(layout.invitations / f"{one.id}.json")


def _all(layout: Layout) -> list[Invitation]:
    found: list[Invitation] = []
    for _, path in versions(layout.invitations):
        try:
            found.append(Invitation.model_validate_json(path.read_bytes()))
        except (ValidationError, FileNotFoundError):
            continue  # half carried, or taken away just now
    return found
