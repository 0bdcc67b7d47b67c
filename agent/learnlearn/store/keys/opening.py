"""Beginning a store, and opening the keys of one that is there."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from learnlearn.errors import StoreDamagedError
from learnlearn.store.base import Row
from learnlearn.store.folder.layout import Layout
from learnlearn.store.folder.seal import ID_BYTES, KEY_BYTES, Seal, derive
from learnlearn.store.folder.small import Small, sealed_tables
from learnlearn.store.keys import invitation, slots
from learnlearn.store.keys.codes import Stretching, typed
from learnlearn.store.keys.slots import Slot, SlotFile, SlotKind, Unlocked

_TIME_DIGITS = 12
_NOTHING: Mapping[str, bytes] = MappingProxyType({})


class DeviceRow(Row):
    """A device as the user sees it in the list."""

    name: str
    system: str
    at: dt.datetime
    seen: dt.date | None = None


class JoinedRow(Row):
    """By which invitation this device came, so that who invited takes it away."""

    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Begun:
    """A device that begins a store or enters one."""

    store_id: str
    device: str
    row: DeviceRow


def new_epoch_id(known: Iterable[str] = ()) -> str:
    """16 hex digits, greater than all known ones: milliseconds (of a clock that may have been set back), then chance."""
    last = max((int(epoch[:_TIME_DIGITS], 16) for epoch in known), default=0)
    return f"{max(int(time.time() * 1000), last + 1):0{_TIME_DIGITS}x}{secrets.token_hex(2)}"


def new_device_id() -> str:
    """16 random hex digits."""
    return secrets.token_hex(ID_BYTES)


def private_key(secret: bytes) -> bytes:
    """The private key of a slot, out of what the keyring, the key file, or a stretched passphrase gives."""
    return derive(secret, "slot")


def begin(
    layout: Layout, begun: Begun, private: bytes, kind: SlotKind, *, stretching: Stretching | None = None, earlier: Mapping[str, bytes] = _NOTHING
) -> Unlocked:
    """Everything of an empty store but store.json, with one device and one slot. `header.write` makes it count."""
    unlocked = Unlocked(begun.store_id, begun.device, private, {**earlier, new_epoch_id(): secrets.token_bytes(KEY_BYTES)})
    enter(layout, unlocked, kind, begun.row, stretching)
    return unlocked


def enter(layout: Layout, unlocked: Unlocked, kind: SlotKind | None, device: DeviceRow, stretching: Stretching | None = None) -> None:
    """Writes this device into the store: its slot, boxes for itself, and its row in the list. Without a kind it opens by a slot that is there."""
    own = () if kind is None else (slots.slot_of(unlocked.private, kind, unlocked.device, device.at, stretching),)
    file = SlotFile(format=slots.FORMAT, store=unlocked.store_id, device=unlocked.device, slots=own)
    slots.write(layout, slots.with_boxes(file, unlocked, own))
    small = Small(layout, Seal(unlocked.epochs), unlocked.device)
    small.put("device", "this", device)
    for slot in own:
        small.put("slots", slot.id, slot)
    small.take_in([{"slots": small.rows("slots")}])  # whose boxes are to be believed, whatever becomes of their own files


def join(layout: Layout, begun: Begun, code: str, make: Callable[[], bytes], kind: SlotKind) -> Unlocked:
    """This device enters a store by the code that another one shows; `make` gives its private key once the code is right.

    Raises InvitationError, InvitationExpiredError.
    """
    used, epochs = invitation.accept(layout, begun.store_id, code, begun.row.at)
    unlocked = Unlocked(begun.store_id, begun.device, make(), epochs)
    enter(layout, unlocked, kind, begun.row)
    Small(layout, Seal(epochs), unlocked.device).put("joined", used, JoinedRow(at=begun.row.at))
    return unlocked


def unlock(layout: Layout, store_id: str, private: bytes) -> Unlocked | None:
    """The keys, opened by this private key; None when no slot of the store belongs to it. Raises StoreDamagedError."""
    damaged: dict[Path, str] = {}
    files = slots.read_all(layout, damaged)
    slot = slots.slot_in(files.values(), private)
    if slot is None:
        if damaged:
            raise StoreDamagedError("; ".join(damaged.values()))
        return None
    by_chain = slot.kind in ("passphrase", "recovery")
    epochs = slots.epochs_for(
        private, store_id, files.values(), lambda known: {row.id for row in sealed_slots(layout, Seal(known))}, by_chain=by_chain
    )
    if not epochs:
        raise StoreDamagedError(f"{layout.slot_file(slot.device)}: the key of the store cannot be read from it")
    return Unlocked(store_id, slot.device, private, epochs)


def by_telling(layout: Layout, store_id: str, told: str) -> Unlocked | None:
    """The keys by what a person knows: a passphrase as it is, a recovery code however it was typed."""
    for file in slots.read_all(layout, {}).values():
        for slot in file.slots:
            if slot.stretching is not None:
                key = slot.stretching.key(typed(told) if slot.kind == "recovery" else told)
                if keys := unlock(layout, store_id, private_key(key)):
                    return keys
    return None


def sealed_slots(layout: Layout, seal: Seal) -> list[Slot]:
    """Every slot that stands under the store's own seal."""
    return [Slot.model_validate(row) for _, tables in sealed_tables(layout, seal, {}) for row in tables.get("slots", {}).values()]


def is_begun(layout: Layout) -> bool:
    """Whether something of a store is in this folder, with or without its store.json."""
    return layout.header.exists() or (layout.folder / "small.json").exists() or bool(layout.devices())
