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
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import Field, ValidationError
from pydantic_core import to_json

from learnlearn.errors import StoreDamagedError
from learnlearn.store.base import Row
from learnlearn.store.folder.layout import Layout, versions
from learnlearn.store.folder.mirror import read_either, write_twice
from learnlearn.store.folder.seal import check_value, derive
from learnlearn.store.keys.agreement import Box, out_of_box, public_of, put_in_box
from learnlearn.store.keys.codes import Stretching

FORMAT = "learnlearn-slots"
SlotKind: TypeAlias = Literal["keyring", "file", "passphrase", "recovery"]


class Slot(Row):
    """One way in. `id` is the public key, hex; `device` whose it is, or where it was made."""

    id: str
    kind: SlotKind
    device: str
    made_at: dt.datetime
    stretching: Stretching | None = None


class RemovedRow(Row):
    """A device was removed, by another one."""

    device: str
    by: str
    at: dt.datetime


class GoneSlotRow(Row):
    """A way in was taken away."""

    by: str
    at: dt.datetime


class SlotFile(Row):
    """What a device writes: its slots, and the boxes it made, by epoch and slot.

    `checks` tells a right key by epoch; `chains`, by epoch and earlier epoch, that whoever began it knew the earlier key; `removed` names the
    devices that this one has shut out, so that they can say so.
    """

    format: str
    store: str
    device: str
    slots: tuple[Slot, ...] = ()
    boxes: dict[str, dict[str, Box]] = Field(default_factory=dict)
    checks: dict[str, str] = Field(default_factory=dict)
    chains: dict[str, dict[str, str]] = Field(default_factory=dict)
    removed: tuple[str, ...] = ()


@dataclass
class Unlocked:
    """The store's keys in memory: whose device this is, the slot that opened them, and the key of every epoch it was given."""

    store_id: str
    device: str
    private: bytes = field(repr=False)
    epochs: dict[str, bytes] = field(repr=False)

    @property
    def slot_id(self) -> str:
        """The slot that the private key belongs to."""
        return public_of(self.private)


def slot_of(private: bytes, kind: SlotKind, device: str, now: dt.datetime, stretching: Stretching | None = None) -> Slot:
    """The slot that this private key opens."""
    return Slot(id=public_of(private), kind=kind, device=device, made_at=now, stretching=stretching)


def read_all(layout: Layout, damaged: dict[Path, str]) -> dict[str, SlotFile]:
    """Every device's slot file; one that is damaged in both copies is added to `damaged`."""
    found: dict[str, SlotFile] = {}
    for device in {stem for stem, _ in versions(layout.slots)}:
        path = layout.slot_file(device)
        try:
            if file := read_either(path, lambda data, path=path: opened(data, path)):  # type: ignore[misc]  # bound on purpose
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


def with_boxes(file: SlotFile, unlocked: Unlocked, slots: Iterable[Slot], elsewhere: Iterable[SlotFile] = ()) -> SlotFile:
    """The file with a box more for every slot that has the key of an epoch known here in no box, `elsewhere` neither."""
    boxes = {epoch: dict(given) for epoch, given in file.boxes.items()}
    others = [other.boxes for other in elsewhere]
    for epoch, key in unlocked.epochs.items():
        given = boxes.setdefault(epoch, {})
        for slot in slots:
            if slot.id not in given and not any(slot.id in other.get(epoch, {}) for other in others):
                given[slot.id] = put_in_box(key, _purpose(unlocked.store_id, epoch), slot.id, unlocked.private)
    checks = {epoch: check_value(key, unlocked.store_id) for epoch, key in unlocked.epochs.items()}
    chains = {
        epoch: {earlier: chain(known, epoch, key) for earlier, known in unlocked.epochs.items() if earlier < epoch}
        for epoch, key in unlocked.epochs.items()
    }
    return file.model_copy(update={"boxes": boxes, "checks": file.checks | checks, "chains": file.chains | chains})


def epochs_for(
    private: bytes, store_id: str, files: Iterable[SlotFile], trusted: Callable[[dict[str, bytes]], set[str]], *, by_chain: bool = False
) -> dict[str, bytes]:
    """The key of every epoch that reached this slot from somebody to be believed.

    `trusted` gives the public keys that stand under the seal of the epochs opened so far: opening one may bring the sender of the next. A
    recovery code or a passphrase may meet a folder in which nothing is sealed any more under the epochs that it knows: `by_chain` believes
    then whoever knew the key of one of them.
    """
    own, there = public_of(private), list(files)
    boxes = [(epoch, box, file) for file in there for epoch, given in file.boxes.items() if (box := given.get(own))]
    epochs: dict[str, bytes] = {}
    while True:
        known = {own} | (trusted(epochs) if epochs else set())
        found: dict[str, bytes] = {}
        for epoch, box, file in boxes:
            key = None if epoch in epochs else out_of_box(box, _purpose(store_id, epoch), private)
            if key is None or not _same(file.checks.get(epoch, ""), check_value(key, store_id)):
                continue
            if box.by in known or (by_chain and _is_chained(there, epoch, key, epochs)):
                found[epoch] = key
        if not found:
            return epochs
        epochs |= found


def _is_chained(files: list[SlotFile], epoch: str, key: bytes, epochs: dict[str, bytes]) -> bool:
    told = [file.chains.get(epoch, {}) for file in files]
    return any(_same(chains.get(earlier, ""), chain(known, epoch, key)) for earlier, known in epochs.items() for chains in told)


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())  # as bytes: what is given may be any text


def chain(earlier: bytes, epoch: str, key: bytes) -> str:
    """What only somebody can write who knew the key of an earlier epoch."""
    return hmac.digest(derive(earlier, "chain"), epoch.encode() + hashlib.sha256(key).digest(), "sha256").hex()


def _purpose(store_id: str, epoch: str) -> str:
    return f"{store_id} {epoch}"


def opened(data: bytes, path: Path) -> SlotFile:
    """The slots in these bytes. Raises StoreDamagedError."""
    content, _, rest = data.rstrip(b"\n").rpartition(b"\n")
    try:
        if not hmac.compare_digest(rest, hashlib.sha256(content).hexdigest().encode()):
            raise StoreDamagedError(f"{path}: the content was changed or cut off")
        return SlotFile.model_validate_json(content)
    except ValidationError:
        raise StoreDamagedError(f"{path}: the content was changed or cut off") from None
