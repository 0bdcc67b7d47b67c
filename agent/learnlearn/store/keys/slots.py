"""Slots: who can open the store. Plain files, one a device and written by it alone; nothing in them is secret.

A slot is a key pair. Its private key comes from the operating system's keyring or the user's key file (one a device), from a passphrase, or
from a recovery code. The key of each epoch lies in a box for each slot (agreement.py). So a new epoch is handed to every slot without knowing
anybody's passphrase, and a slot left out of it reads nothing that is written from then on. Which slots there are, and whose, is believed only
as it stands under the store's own seal (the table `slots` of the small files): whoever carries the folder cannot slip in one of theirs.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import Field, ValidationError
from pydantic_core import to_json

from learnlearn.errors import StoreDamagedError
from learnlearn.store.base import Row
from learnlearn.store.folder.layout import Layout, versions
from learnlearn.store.folder.mirror import read_either, write_twice
from learnlearn.store.folder.seal import check_value
from learnlearn.store.keys.agreement import Box, out_of_box, public_of, put_in_box

FORMAT = "learnlearn-slots"
SlotKind: TypeAlias = Literal["keyring", "file", "passphrase", "recovery"]
_CHECKSUM = 64


class Stretching(Row):
    """How a passphrase or a code becomes a private key: Argon2id (RFC 9106) with these costs."""

    salt: str
    memory_kib: int
    passes: int
    lanes: int


class Slot(Row):
    """One way in. `id` is the public key, hex; `device` whose it is, or where it was made."""

    id: str
    kind: SlotKind
    device: str
    made_at: dt.datetime
    stretching: Stretching | None = None


class SlotFile(Row):
    """What a device writes: its slots, and the boxes it made, by epoch and slot. `removed`: devices that it has shut out, so that they can say so."""

    format: str
    store: str
    device: str
    slots: tuple[Slot, ...] = ()
    boxes: dict[str, dict[str, Box]] = Field(default_factory=dict)
    checks: dict[str, str] = Field(default_factory=dict)
    removed: tuple[str, ...] = ()


@dataclass
class Unlocked:
    """The store's keys in memory: whose device this is, the slot that opened them, and the key of every epoch it was given."""

    store_id: str
    device: str
    private: bytes = field(repr=False)
    epochs: dict[str, bytes] = field(repr=False)


def slot_of(private: bytes, kind: SlotKind, device: str, now: dt.datetime, stretching: Stretching | None = None) -> Slot:
    """The slot that this private key opens."""
    return Slot(id=public_of(private), kind=kind, device=device, made_at=now, stretching=stretching)


def read_all(layout: Layout, damaged: dict[Path, str]) -> dict[str, SlotFile]:
    """Every device's slot file; one that is damaged in both copies is added to `damaged`."""
    found: dict[str, SlotFile] = {}
    for device in {stem for stem, _ in versions(layout.slots)}:
        path = layout.slot_file(device)
        try:
            if file := read_either(path, lambda data, path=path: _opened(data, path)):  # type: ignore[misc]  # bound on purpose
                found[device] = file
        except StoreDamagedError as error:
            damaged[path] = error.detail
    return found


def write(layout: Layout, file: SlotFile) -> None:
    """This device's slot file, twice, each with its checksum behind it."""
    content = to_json(file, indent=1, exclude_none=True)
    write_twice(layout.slot_file(file.device), content + b"\n" + hashlib.sha256(content).hexdigest().encode() + b"\n")


def slot_in(files: Iterable[SlotFile], private: bytes) -> Slot | None:
    """The slot that this private key belongs to."""
    public = public_of(private)
    return next((slot for file in files for slot in file.slots if slot.id == public), None)


def with_boxes(file: SlotFile, unlocked: Unlocked, slots: Iterable[Slot]) -> SlotFile:
    """The file with a box more for every slot that lacks the key of an epoch known here."""
    boxes = {epoch: dict(given) for epoch, given in file.boxes.items()}
    for epoch, key in unlocked.epochs.items():
        given = boxes.setdefault(epoch, {})
        for slot in slots:
            if slot.id not in given:
                given[slot.id] = put_in_box(key, _purpose(unlocked.store_id, epoch), slot.id, unlocked.private)
    checks = {epoch: check_value(key, unlocked.store_id) for epoch, key in unlocked.epochs.items()}
    return file.model_copy(update={"boxes": boxes, "checks": file.checks | checks})


def epochs_for(private: bytes, store_id: str, files: Mapping[str, SlotFile], trusted: Callable[[dict[str, bytes]], set[str]]) -> dict[str, bytes]:
    """The key of every epoch that reached this slot from somebody to be believed.

    `trusted` gives the public keys that stand under the seal of the epochs opened so far: opening one may bring the sender of the next.
    """
    own, epochs = public_of(private), dict[str, bytes]()
    boxes = [(epoch, box, file.checks.get(epoch, "")) for file in files.values() for epoch, given in file.boxes.items() if (box := given.get(own))]
    while True:
        known = {own} | (trusted(epochs) if epochs else set())
        opened = {
            epoch: key
            for epoch, box, check in boxes
            if epoch not in epochs
            and box.by in known
            and (key := out_of_box(box, _purpose(store_id, epoch), private))
            and hmac.compare_digest(check, check_value(key, store_id))
        }
        if not opened:
            return epochs
        epochs |= opened


def _purpose(store_id: str, epoch: str) -> str:
    return f"{store_id} {epoch}"


def _opened(data: bytes, path: Path) -> SlotFile:
    content, _, rest = data.rstrip(b"\n").rpartition(b"\n")
    try:
        if not hmac.compare_digest(rest, hashlib.sha256(content).hexdigest().encode()):
            raise StoreDamagedError(f"{path}: the content was changed or cut off")
        return SlotFile.model_validate_json(content)
    except ValidationError:
        raise StoreDamagedError(f"{path}: the content was changed or cut off") from None
