"""The keys of an open store: new epochs that arrive, slots that still lack a key, and what changes who can open it.

Everything here belongs to the writer's thread. A device that is removed gets no box in the epoch that begins then: it reads nothing that is
written from then on. What it had before, it has: that is why each device seals its own files anew.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from learnlearn.errors import StoreDamagedError
from learnlearn.store.folder.layout import Layout
from learnlearn.store.folder.seal import KEY_BYTES, Seal
from learnlearn.store.folder.small import Small
from learnlearn.store.keys import slots
from learnlearn.store.keys.codes import Stretching
from learnlearn.store.keys.opening import new_epoch_id
from learnlearn.store.keys.slots import GoneSlotRow, RemovedRow, Slot, SlotFile, SlotKind, Unlocked

_OF_NO_DEVICE = ("passphrase", "recovery")  # what a person knows is not lost with a device


class Ring:
    """What this device knows of keys, and its own slot file."""

    def __init__(self, layout: Layout, seal: Seal, small: Small, unlocked: Unlocked, now: Callable[[], dt.datetime]) -> None:
        self._layout, self._seal, self._small, self._unlocked, self._now = layout, seal, small, unlocked, now
        self.damaged: dict[Path, str] = {}

    def refresh(self) -> bool:
        """Takes up epochs that others began, and hands keys to slots that lack one. True when another epoch seals from now on."""
        self.damaged = {}
        files = slots.read_all(self._layout, self.damaged)
        before = self._seal.epoch
        found = slots.epochs_for(self._unlocked.private, self._unlocked.store_id, files.values(), lambda _: self._trusted())
        for epoch in found.keys() - self._unlocked.epochs.keys():
            self._unlocked.epochs[epoch] = found[epoch]
            self._seal.learn(epoch, found[epoch])
        self._remember()
        own = files.get(self._unlocked.device)
        if own is not None:
            for device in set(own.removed) - self.removed():  # begun, and cut off before it was said
                self._small.add("removed", RemovedRow(device=device, by=self._unlocked.device, at=self._now()))
        self._mend(own, [file for device, file in files.items() if device != self._unlocked.device])
        return self._seal.epoch != before

    def _remember(self) -> None:
        """Keeps every slot that stands under the seal in this device's own file too: another's may be sealed next in an epoch that only a box
        of theirs opens.
        """
        new = {row_id: row for row_id, row in self._small.rows("slots").items() if row_id not in self._small.own("slots")}
        if new:
            self._small.take_in([{"slots": new}])

    def _mend(self, own: SlotFile | None, others: list[SlotFile]) -> None:
        """This device's slot file as it should be: every slot of its own, no box for one that is gone, none missing that nobody else gives."""
        there = self.slots()
        ids = {slot.id for slot in there}
        taken_over = {row.device for row in self._removals() if row.by == self._unlocked.device}
        mine = tuple(slot for slot in there if slot.device == self._unlocked.device or slot.device in taken_over)
        begun = own or SlotFile(format=slots.FORMAT, store=self._unlocked.store_id, device=self._unlocked.device)
        boxes = {epoch: {slot_id: box for slot_id, box in given.items() if slot_id in ids} for epoch, given in begun.boxes.items()}
        mended = slots.with_boxes(begun.model_copy(update={"slots": mine, "boxes": boxes}), self._unlocked, there, others)
        if mended != own:
            slots.write(self._layout, mended)

    def _trusted(self) -> set[str]:
        """Public keys whose boxes are believed: all that ever stood under the seal, but for those of removed devices."""
        removed = self.removed()
        found = [Slot.model_validate(row) for row in self._small.rows("slots").values()]
        return {slot.id for slot in found if slot.device not in removed or slot.kind in _OF_NO_DEVICE}

    def slots(self) -> list[Slot]:
        """Every way in that stands under the store's seal, but for those of removed devices and those that were taken away. Oldest first."""
        removed, gone = self.removed(), self._small.rows("slots_gone")
        found = [Slot.model_validate(row) for row_id, row in self._small.rows("slots").items() if row_id not in gone]
        there = [slot for slot in found if slot.device not in removed or slot.kind in _OF_NO_DEVICE]
        return sorted(there, key=lambda slot: (slot.made_at, slot.id))

    def removed(self) -> set[str]:
        """Devices that were removed."""
        return {row.device for row in self._removals()}

    def _removals(self) -> list[RemovedRow]:
        return [RemovedRow.model_validate(row) for row in self._small.rows("removed").values()]

    def is_removed(self) -> bool:
        """Whether another device has removed this one."""
        files = slots.read_all(self._layout, {})
        return any(self._unlocked.device in file.removed for device, file in files.items() if device != self._unlocked.device)

    def add(self, private: bytes, kind: SlotKind, stretching: Stretching | None = None) -> Slot:
        """One way in more. First under the seal, then the boxes: a box for a slot that nobody vouches for would be of no use."""
        slot = slots.slot_of(private, kind, self._unlocked.device, self._now(), stretching)
        self._small.put("slots", slot.id, slot)
        own = slots.read_all(self._layout, {}).get(self._unlocked.device)
        by_itself = replace(self._unlocked, private=private)  # the first box is in its own name: nothing else has to be believed to open it
        if own is not None:
            slots.write(self._layout, slots.with_boxes(own.model_copy(update={"slots": (*own.slots, slot)}), by_itself, [slot]))
        return slot

    def drop(self, slot_id: str) -> None:
        """Takes a way in away. Whoever kept an old copy of the folder and its secret still opens that copy."""
        self._small.put("slots_gone", slot_id, GoneSlotRow(by=self._unlocked.device, at=self._now()))
        self.refresh()

    def begin_epoch(self, without: str) -> None:
        """A new key, handed to every slot but those of one device. The boxes first: a key that only this process knows seals nothing."""
        epoch, key = new_epoch_id(self._unlocked.epochs), secrets.token_bytes(KEY_BYTES)
        stay = [slot for slot in self.slots() if slot.device != without or slot.kind in _OF_NO_DEVICE]
        own = slots.read_all(self._layout, {}).get(self._unlocked.device)
        if own is None:
            raise StoreDamagedError(f"{self._layout.slot_file(self._unlocked.device)} cannot be opened")
        changed = own.model_copy(update={"removed": (*own.removed, without)})
        begun = replace(self._unlocked, epochs={**self._unlocked.epochs, epoch: key})
        slots.write(self._layout, slots.with_boxes(changed, begun, stay))
        self._unlocked.epochs[epoch] = key
        self._seal.learn(epoch, key)
        self._small.add("removed", RemovedRow(device=without, by=self._unlocked.device, at=self._now()))
