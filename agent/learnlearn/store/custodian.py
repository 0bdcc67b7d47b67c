"""What only a store in files of one's own needs: its devices and who can open it. For the command line, behind the control token."""

from __future__ import annotations

import asyncio
import datetime as dt
import hmac
from pathlib import Path

from learnlearn.store.backup import archive
from learnlearn.store.backup.restoring import Restoring, opened
from learnlearn.store.base import Row
from learnlearn.store.checking import Check
from learnlearn.store.errors import BackupPlaceError, LastSlotError, UnknownDeviceError, UnknownSlotError
from learnlearn.store.inside import Inside
from learnlearn.store.keys import invitation
from learnlearn.store.keys.codes import LONG, new_code, new_stretching, typed
from learnlearn.store.keys.opening import DeviceRow, private_key
from learnlearn.store.keys.slots import Slot, SlotKind
from learnlearn.store.progress import Progress


class DeviceShown(Row):
    """One device in the list. `is_this`: the one that answers."""

    id: str
    name: str
    system: str
    since: dt.datetime
    seen: dt.date | None
    is_this: bool


class SlotShown(Row):
    """One way into the store. `is_this`: the one that opened it here."""

    id: str
    kind: SlotKind
    device: str
    since: dt.datetime
    is_this: bool


class Restored(Row):
    """What came back out of a backup, which was made `at`. `forgotten`: people of it who stay forgotten."""

    at: dt.datetime
    people: int
    notes: int
    snapshots: int
    already_there: int
    forgotten: int
    unreadable: tuple[str, ...]


class Custodian:
    """Devices, slots, epochs and copies of an open store."""

    def __init__(self, inside: Inside) -> None:
        self._inside = inside
        self.progress = Progress(1.0)  # of the backup or restore that goes on, or was the last

    async def devices(self) -> tuple[DeviceShown, ...]:
        """Those that may write, the oldest first."""
        inside, removed = self._inside, self._inside.ring.removed()
        found: list[DeviceShown] = []
        for device in inside.layout.devices():
            row = inside.small.of(device, "device").get("this")
            if row is not None and device not in removed:
                told = DeviceRow.model_validate(row)
                is_this = device == inside.unlocked.device
                found.append(DeviceShown(id=device, name=told.name, system=told.system, since=told.at, seen=told.seen, is_this=is_this))
        return tuple(sorted(found, key=lambda one: (one.since, one.id)))

    async def rename(self, name: str) -> None:
        """Calls this device otherwise. Each device names itself: it alone writes its file."""
        small = self._inside.small

        def change() -> None:
            row = DeviceRow.model_validate(small.own("device")["this"])
            small.put("device", "this", row.model_copy(update={"name": name}))

        await self._inside.do(change)

    async def invite(self) -> tuple[str, dt.datetime]:
        """Lets another device in: the code, which is nowhere else, and until when it is good."""
        inside = self._inside
        return await inside.do(lambda: invitation.invite(inside.layout, inside.unlocked, inside.now()))

    async def remove(self, device: str) -> None:
        """Shuts a device out, by its id or its name: a new epoch, without it. Sealing anew goes on in between. Raises UnknownDeviceError."""
        meant = [one for one in await self.devices() if device in (one.id, one.name)]
        if len(meant) > 1:
            raise UnknownDeviceError("several are; give its id")
        if not meant or meant[0].is_this:
            raise UnknownDeviceError("the device that answers cannot remove itself" if meant else "")
        await self._inside.do(lambda: self._shut_out(meant[0].id))
        self._inside.worker.later(self._inside.looking())

    async def slots(self) -> tuple[SlotShown, ...]:
        """Every way into the store."""
        inside = self._inside
        return tuple(
            SlotShown(id=slot.id, kind=slot.kind, device=slot.device, since=slot.made_at, is_this=slot.id == inside.unlocked.slot_id)
            for slot in inside.ring.slots()
        )

    async def add_recovery(self) -> str:
        """A recovery code, shown this once; earlier ones open nothing any more."""
        code = new_code(LONG)
        await self._replace("recovery", typed(code))
        return code

    async def set_passphrase(self, passphrase: str) -> None:
        """A passphrase; an earlier one opens nothing any more."""
        await self._replace("passphrase", passphrase)

    async def drop(self, slot_id: str) -> None:
        """Takes a way in away. Raises UnknownSlotError, and LastSlotError for the one that opened the store here."""
        found = [slot for slot in await self.slots() if slot.id.startswith(slot_id)]
        if len(found) != 1:
            raise UnknownSlotError
        if found[0].is_this:
            raise LastSlotError
        await self._inside.do(lambda: self._inside.ring.drop(found[0].id))

    @property
    def this(self) -> tuple[str, str]:
        """The store's id and this device's."""
        return self._inside.unlocked.store_id, self._inside.unlocked.device

    def is_own(self, private: bytes) -> bool:
        """Whether this private key is the one that opened the store here."""
        return hmac.compare_digest(private, self._inside.unlocked.private)

    async def add_own(self, private: bytes, kind: SlotKind) -> Slot:
        """The first half of renewing this device's private key: its slot. The old one still opens the store."""
        return await self._inside.do(lambda: self._inside.ring.add(private, kind))

    async def use_own(self, private: bytes, slot: Slot) -> None:
        """The second half, once the secret is kept where it belongs: the old one opens nothing any more."""
        inside, before = self._inside, self._inside.unlocked.slot_id

        def change() -> None:
            inside.unlocked.private = private
            inside.ring.drop(before)

        assert inside.unlocked.slot_id != slot.id
        await inside.do(change)

    async def check(self, *, repair: bool) -> Check:
        """Looks at every file, and mends what can be mended."""
        inside = self._inside
        check = Check(inside, repair=repair)
        await asyncio.wrap_future(inside.worker.later(check.steps()))
        return check

    async def back_up(self, folder: Path) -> tuple[Path, archive.List]:
        """A dated copy of the whole store in this folder, sealed, and read again. Raises BackupPlaceError, StoreError."""
        inside = self._inside
        if not await asyncio.to_thread(_is_folder, folder):
            raise BackupPlaceError(str(folder))
        at = inside.now()
        to, listed = folder / archive.name_for(at), archive.List(store=inside.unlocked.store_id, at=at, files={})
        self.progress = Progress()
        return to, await asyncio.to_thread(archive.write, inside.layout, inside.seal, inside.opens, listed, to, self.progress)

    async def restore(self, file: Path, told: str) -> Restored:
        """Takes in what a backup has and the store has not; `told` opens one of another store. Raises StoreError."""
        inside = self._inside
        self.progress = Progress()
        backup = await asyncio.to_thread(opened, inside, file, told, self.progress)
        with backup.folder:
            restoring = Restoring(inside, backup, self.progress)
            await asyncio.wrap_future(inside.worker.later(restoring.steps()))
            await asyncio.wrap_future(inside.worker.later(inside.looking()))
        return Restored(at=backup.listed.at, unreadable=tuple(backup.unreadable), **restoring.counts)

    async def _replace(self, kind: SlotKind, told: str) -> None:
        stretching = new_stretching()
        private = private_key(await asyncio.to_thread(stretching.key, told))
        before = [slot.id for slot in self._inside.ring.slots() if slot.kind == kind]

        def change() -> None:
            self._inside.ring.add(private, kind, stretching)
            for slot_id in before:
                self._inside.ring.drop(slot_id)

        await self._inside.do(change)

    def _shut_out(self, device: str) -> None:
        self._inside.ring.begin_epoch(device)
        self._inside.people.pool.renew()
        self._inside.ring.refresh()
        self._inside.small.renew()


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that no disk takes
        return False
