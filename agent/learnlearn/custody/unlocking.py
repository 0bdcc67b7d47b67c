"""From where the user chose to have the key to the open keys of a store: begun, opened, or entered by a code."""

from __future__ import annotations

import asyncio
import datetime as dt
import platform
import secrets
from collections.abc import Iterator
from pathlib import Path

from learnlearn.errors import KeyUnavailableError, StoreDamagedError
from learnlearn.paths import Paths, private_folder
from learnlearn.safefile import atomic_write
from learnlearn.settings import Settings
from learnlearn.store.custodian import Custodian
from learnlearn.store.errors import AlreadyInError, InvitationError, WrongCodeError
from learnlearn.store.folder import header
from learnlearn.store.folder.header import Header
from learnlearn.store.folder.layout import Layout
from learnlearn.store.keys import slots
from learnlearn.store.keys.codes import new_stretching
from learnlearn.store.keys.opening import Begun, DeviceRow, begin, by_telling, enter, is_begun, join, new_device_id, private_key, unlock
from learnlearn.store.keys.slots import Unlocked
from learnlearn.store.migrations import bring_up, first_form, fits, tidy
from learnlearn.vault.key import KEY_BYTES, FileKey, KeyPlace, KeyringKey, Passphrase
from learnlearn.vault.states import KeyState, unavailable

_DEVICE_FILE = "device"  # in the state folder: which of the store's devices this one is


def key_place(settings: Settings, paths: Paths) -> KeyPlace | Passphrase:
    """Where the user chose to have the key."""
    if settings.key == "file":
        return FileKey(settings.key_file or paths.key_file)
    if settings.key == "passphrase":
        return Passphrase(settings.passphrase_file)
    return KeyringKey(settings.keyring_seconds)


def entry(store_id: str, device: str) -> str:
    """Under what name a keyring has a device's secret."""
    return f"key of store {store_id} on device {device}"


def this_device() -> DeviceRow:
    """How this machine is called in the list of devices, until the user calls it otherwise."""
    return DeviceRow(name=platform.node() or "this device", system=platform.system(), at=dt.datetime.now(dt.UTC))


def unlocked(folder: Path, place: KeyPlace | Passphrase, state: Path | None) -> Unlocked:
    """The keys of the store in this folder, begun if there is none, brought to the present form if it is older.

    Raises KeyUnavailableError and StoreError.
    """
    layout = Layout(private_folder(folder))
    found = header.read(folder)
    if found is None:
        if is_begun(layout):
            raise KeyUnavailableError(
                KeyState.LOST.value, f"Your notes are in {folder}, but store.json is missing.", "Write it anew: learnlearn store repair"
            )
        keys = _begun(layout, place)
    elif isinstance(place, Passphrase):
        keys = _opened_by_passphrase(layout, found, place, state)
    else:
        keys = _opened(layout, found, place, state)
        tidy(layout)
    _remember(state, keys.device)
    return keys


def opens(folder: Path, found: Header, place: KeyPlace, state: Path | None) -> bool:
    """Whether what lies in this place opens the store, whatever its form. Changes nothing. Raises KeyUnavailableError."""
    layout = Layout(folder)
    return any(fits(layout, found, secret) for secret in place.find(_names(layout, found.id, state)))


def joined(folder: Path, place: KeyPlace | Passphrase, state: Path, code: str) -> Unlocked:
    """This device enters the store in this folder by the code that another one shows. Raises InvitationError, AlreadyInError, KeyUnavailableError."""
    found = header.read(private_folder(folder))
    if found is None:
        raise InvitationError(f"no store of another device is in {folder} yet; let your synchroniser finish")
    if isinstance(place, Passphrase):
        raise InvitationError("a store that opens by its passphrase needs no invitation: learnlearn run")
    if _is_in(Layout(folder), found, place, state):
        raise AlreadyInError
    begun = Begun(found.id, new_device_id(), this_device())
    keys = join(Layout(folder), begun, code, lambda: private_key(place.make(entry(found.id, begun.device))), place.kind)
    _remember(state, begun.device)
    return keys


def recovered(folder: Path, place: KeyPlace | Passphrase, state: Path, told: str) -> Unlocked:
    """This device enters a store by its recovery code or passphrase. Raises WrongCodeError, StoreError, KeyUnavailableError."""
    layout, found = Layout(folder), header.read(private_folder(folder))
    keys = by_telling(layout, found.id, told) if found else None
    if found is None or keys is None:
        raise WrongCodeError
    if isinstance(place, Passphrase):
        return keys
    device = new_device_id()
    entering = Unlocked(found.id, device, private_key(place.make(entry(found.id, device))), keys.epochs)
    enter(layout, entering, place.kind, this_device())
    _remember(state, device)
    return entering


async def renew(custodian: Custodian, place: KeyPlace | Passphrase) -> None:
    """Another secret for this device. Cut off anywhere, the one that lies in its place opens the store. Raises KeyUnavailableError, StoreError."""
    if isinstance(place, Passphrase):
        raise KeyUnavailableError(
            KeyState.NONE.value, "This device opens by the passphrase and has no key of its own.", "Set another one: learnlearn keys passphrase"
        )
    store_id, device = custodian.this
    names = [entry(store_id, device), _first_name(store_id)]
    there = await asyncio.to_thread(lambda: list(place.find(names)))
    old = next((secret for secret in there if custodian.is_own(private_key(secret))), None)
    if old is None:
        raise unavailable(KeyState.LOST, place.kind)
    new = secrets.token_bytes(KEY_BYTES)
    slot = await custodian.add_own(private_key(new), place.kind)
    await asyncio.to_thread(place.replace, names[0], old, new)
    await custodian.use_own(private_key(new), slot)


def _begun(layout: Layout, place: KeyPlace | Passphrase) -> Unlocked:
    begun = Begun(header.new_store_id(), new_device_id(), this_device())
    if isinstance(place, Passphrase):
        stretching = new_stretching()
        keys = begin(layout, begun, private_key(stretching.key(place.told(twice=True))), "passphrase", stretching=stretching)
    else:
        keys = begin(layout, begun, private_key(place.make(entry(begun.store_id, begun.device), begins=True)), place.kind)
    header.write(layout.folder, begun.store_id)
    return keys


def _is_in(layout: Layout, found: Header, place: KeyPlace, state: Path) -> bool:
    """Whether this device has a key of the store, and was not removed."""
    removed = {device for file in slots.read_all(layout, {}).values() for device in file.removed}
    try:
        opened = [unlock(layout, found.id, private_key(secret)) for secret in place.find(_names(layout, found.id, state))]
    except StoreDamagedError:
        return False  # slots that are still on their way
    except KeyUnavailableError as error:
        if error.state != KeyState.LOST:
            raise
        return False
    return any(keys and keys.device not in removed for keys in opened)


def _opened(layout: Layout, found: Header, place: KeyPlace, state: Path | None) -> Unlocked:
    shut_out: Unlocked | None = None
    removed = {device for file in slots.read_all(layout, {}).values() for device in file.removed}
    for secret in place.find(_names(layout, found.id, state)):
        if first_form(found):
            if not bring_up(layout, found, secret, place.kind, this_device()):
                continue
            found = header.read(layout.folder) or found
        keys = unlock(layout, found.id, private_key(secret))
        if keys and keys.device not in removed:
            return keys
        shut_out = shut_out or keys
    if shut_out is None:
        raise unavailable(KeyState.WRONG, place.kind)
    return shut_out


def _opened_by_passphrase(layout: Layout, found: Header, place: Passphrase, state: Path | None) -> Unlocked:
    keys = by_telling(layout, found.id, place.told())
    if keys is None:
        raise unavailable(KeyState.WRONG, place.kind)
    known = _remembered(state)
    if known in layout.devices():
        return Unlocked(found.id, known, keys.private, keys.epochs)
    entering = Unlocked(found.id, new_device_id(), keys.private, keys.epochs)
    enter(layout, entering, None, this_device())
    return entering


def _names(layout: Layout, store_id: str, state: Path | None) -> Iterator[str]:
    """Under what names this device's secret may lie: the remembered one first."""
    known = _remembered(state)
    for device in sorted(layout.devices(), key=lambda device: device != known):
        yield entry(store_id, device)
    yield _first_name(store_id)


def _first_name(store_id: str) -> str:
    """Where the first form had its one key."""
    return f"data key of store {store_id}"


def _remembered(state: Path | None) -> str:
    try:
        return (state / _DEVICE_FILE).read_text("ascii").strip() if state else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _remember(state: Path | None, device: str) -> None:
    if state and _remembered(state) != device:
        atomic_write(state / _DEVICE_FILE, device.encode() + b"\n")
