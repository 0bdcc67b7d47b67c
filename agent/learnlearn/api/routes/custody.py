"""Who can open the store: its devices and its ways in."""

from __future__ import annotations

from learnlearn.api.call import Access, Call, Route
from learnlearn.contract.commands.control import Saved
from learnlearn.contract.commands.custody import (
    AddDevice,
    Device,
    Devices,
    DropKey,
    Invited,
    Key,
    Keys,
    ListDevices,
    ListKeys,
    MakeRecovery,
    Recovery,
    RemoveDevice,
    RenameDevice,
    RenewKey,
    SetPassphrase,
)


async def devices(call: Call, _message: ListDevices) -> Devices:
    """Those that may write."""
    found = await call.agent.door.custodian.devices()
    return Devices(devices=tuple(Device.model_validate(one, from_attributes=True) for one in found))


async def add(call: Call, _message: AddDevice) -> Invited:
    """An earlier code of this device opens nothing any more."""
    code, ends = await call.agent.door.custodian.invite()
    return Invited(code=code, ends=ends)


async def rename(call: Call, message: RenameDevice) -> Devices:
    """Each device names itself."""
    await call.agent.door.custodian.rename(message.name)
    return await devices(call, ListDevices())


async def remove(call: Call, message: RemoveDevice) -> Devices:
    """A new epoch begins, without it."""
    await call.agent.door.custodian.remove(message.device)
    return await devices(call, ListDevices())


async def keys(call: Call, _message: ListKeys) -> Keys:
    """Every way in."""
    custodian = call.agent.door.custodian
    names = {one.id: one.name for one in await custodian.devices()}
    found = await custodian.slots()
    return Keys(keys=tuple(Key(id=one.id, kind=one.kind, device=names.get(one.device, ""), since=one.since, is_this=one.is_this) for one in found))


async def renew(call: Call, _message: RenewKey) -> Saved:
    """What lay in a copy of the keyring or the key file opens nothing any more that is written from now on."""
    await call.agent.door.renew_key()
    return Saved(done=True)


async def recovery(call: Call, _message: MakeRecovery) -> Recovery:
    """An earlier one opens nothing any more."""
    return Recovery(code=await call.agent.door.custodian.add_recovery())


async def passphrase(call: Call, message: SetPassphrase) -> Saved:
    """An earlier one opens nothing any more."""
    await call.agent.door.custodian.set_passphrase(message.passphrase)
    return Saved(done=True)


async def drop(call: Call, message: DropKey) -> Keys:
    """Not the one that opened the store here."""
    await call.agent.door.custodian.drop(message.key)
    return await keys(call, ListKeys())


ROUTES = (
    Route("/v1/control/devices/list", Access.CONTROL, ListDevices, Devices, "The devices of this store", devices),
    Route("/v1/control/devices/add", Access.CONTROL, AddDevice, Invited, "A code that lets another device in", add),
    Route("/v1/control/devices/rename", Access.CONTROL, RenameDevice, Devices, "Names this device", rename),
    Route("/v1/control/devices/remove", Access.CONTROL, RemoveDevice, Devices, "Shuts a device out", remove),
    Route("/v1/control/keys/list", Access.CONTROL, ListKeys, Keys, "Every way into the store", keys),
    Route("/v1/control/keys/renew", Access.CONTROL, RenewKey, Saved, "Another secret for this device", renew),
    Route("/v1/control/keys/recovery", Access.CONTROL, MakeRecovery, Recovery, "A recovery code", recovery),
    Route("/v1/control/keys/passphrase", Access.CONTROL, SetPassphrase, Saved, "A passphrase", passphrase),
    Route("/v1/control/keys/drop", Access.CONTROL, DropKey, Keys, "Takes a way in away", drop),
)
