"""Who can open the store: devices come by a code and go by a new epoch; passphrase and recovery code; nothing that was removed reads on."""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
from pathlib import Path

import pytest
from tests.agent.devices import SECRET, device_row, opened, unlocked
from tests.agent.store_contract import note, page, ref
from tests.agent.test_devices import Two, on, texts

from learnlearn.errors import StoreWaitingError
from learnlearn.store.base import Store
from learnlearn.store.embedded import EmbeddedStore
from learnlearn.store.errors import DeviceRemovedError, InvitationError, InvitationExpiredError, LastSlotError, UnknownDeviceError
from learnlearn.store.folder import header
from learnlearn.store.folder.layout import Layout
from learnlearn.store.folder.seal import Seal, epoch_in
from learnlearn.store.keys import agreement, codes, invitation, slots
from learnlearn.store.keys.opening import Begun, enter, join, new_device_id, private_key, unlock

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


@pytest.fixture
def two(tmp_path: Path) -> Two:
    """A laptop and a desktop that know of each other."""
    return Two(tmp_path)


def test_a_box_opens_for_one_and_says_truly_who_sent_it() -> None:
    """Another's private key, another purpose, another name for the sender, a changed byte: nothing."""
    sender, receiver, other = (secrets.token_bytes(32) for _ in range(3))
    box = agreement.put_in_box(b"k" * 32, "purpose", agreement.public_of(receiver), sender)
    assert agreement.out_of_box(box, "purpose", receiver) == b"k" * 32
    assert agreement.out_of_box(box, "purpose", other) is None
    assert agreement.out_of_box(box, "another", receiver) is None
    assert agreement.out_of_box(box.model_copy(update={"by": agreement.public_of(other)}), "purpose", receiver) is None
    assert agreement.out_of_box(box.model_copy(update={"sealed": "00" + box.sealed[2:]}), "purpose", receiver) is None
    assert agreement.out_of_box(box.model_copy(update={"fresh": "zz"}), "purpose", receiver) is None


def test_codes_are_taken_however_they_are_typed() -> None:
    """Case, hyphens, spaces, O for 0, I and L for 1; sixty bits and a hundred and twenty-five."""
    assert codes.typed("7k2m-qx4d o9tb") == "7K2MQX4D09TB"
    assert codes.typed("ILOU") == "110V"
    assert len(codes.typed(codes.new_code(codes.SHORT))) * 5 == 60
    assert len(codes.typed(codes.new_code(codes.LONG))) * 5 == 125
    assert len({codes.new_code(codes.SHORT) for _ in range(100)}) == 100
    one, other = (codes.Stretching(salt=salt * 16, memory_kib=64, passes=1, lanes=1) for salt in ("00", "01"))
    assert one.key("a") == one.key("a") != other.key("a")
    assert codes.new_stretching().salt != codes.new_stretching().salt
    assert one.key("\u0041\u030a") == one.key("\u00c5"), "one spelling, whichever keyboard"


async def test_a_device_comes_in_by_a_code(tmp_path: Path) -> None:
    """Shown on one, typed on the other: both write, both read; the invitation is gone; nothing in the folder opens it by itself."""
    laptop = opened(tmp_path / "laptop")
    await laptop.add_note(note("from the laptop"))
    code, _ = await laptop.custodian.invite()
    assert all(code.replace("-", "").encode() not in path.read_bytes() for path in (tmp_path / "laptop").rglob("*") if path.is_file())
    shutil.copytree(tmp_path / "laptop", tmp_path / "desktop")
    layout, secret = Layout(tmp_path / "desktop"), secrets.token_bytes(32)
    store_id = str(header.read(tmp_path / "desktop").id)  # type: ignore[union-attr]
    begun, made = Begun(store_id, new_device_id(), device_row("Desktop", dt.datetime.now(dt.UTC))), list[int]()
    with pytest.raises(InvitationError):
        join(layout, begun, "WRONG-CODE-HERE", lambda: made.append(1) or b"", "file")  # type: ignore[func-returns-value]
    assert not made, "no secret is made for a wrong code"
    join(layout, begun, code.lower(), lambda: private_key(secret), "file")
    desktop = opened(tmp_path / "desktop", secret)
    await desktop.add_note(note("from the desktop"))
    assert await texts(desktop) == ["from the desktop", "from the laptop"]
    assert sorted(one.name for one in await desktop.custodian.devices()) == ["Desktop", "Laptop"]
    await desktop.close()
    await laptop.close()
    shutil.copytree(tmp_path / "desktop", tmp_path / "laptop", dirs_exist_ok=True)
    laptop = opened(tmp_path / "laptop")
    await laptop.look()
    assert await texts(laptop) == ["from the desktop", "from the laptop"]
    assert not list((tmp_path / "laptop/invitations").iterdir()), "used: taken away"
    await laptop.close()


def test_an_invitation_ends(tmp_path: Path) -> None:
    """After a day the right code is told so; a new one makes the old one worthless; with none there it is said."""
    keys = unlocked(tmp_path / "store")
    layout = Layout(tmp_path / "store")
    with pytest.raises(InvitationError, match="synchroniser"):
        invitation.accept(layout, keys.store_id, "AAAA", NOW)
    first, _ = invitation.invite(layout, keys, NOW)
    assert invitation.accept(layout, keys.store_id, first, NOW)[1] == keys.epochs
    with pytest.raises(InvitationExpiredError):
        invitation.accept(layout, keys.store_id, first, NOW + dt.timedelta(days=1, seconds=1))
    second, _ = invitation.invite(layout, keys, NOW)
    with pytest.raises(InvitationError):
        invitation.accept(layout, keys.store_id, first, NOW)
    assert invitation.accept(layout, keys.store_id, second, NOW)
    invitation.tidy(layout, keys.device, set(), NOW + dt.timedelta(days=2))
    assert not list(layout.invitations.iterdir())


async def test_a_removed_device_reads_nothing_that_is_written_from_then_on(two: Two) -> None:
    """A new epoch: everybody else goes on, everything is sealed anew, what the removed one wrote is taken over; it is told, and writes no more.

    The control: before the removal, the same keys open the same files.
    """
    await on(two, "laptop", lambda store: store.keep(page()), lambda store: store.add_note(note("before, laptop")))
    await on(two, "desktop", lambda store: store.add_note(note("before, desktop")))
    two.carry()
    old = unlocked(two.folders["desktop"], two.secrets["desktop"])
    assert _readable(two.folders["laptop"], old.epochs)
    laptop = two.open("laptop")
    desktop_id = two.device("desktop")
    with pytest.raises(UnknownDeviceError):
        await laptop.custodian.remove("0" * 16)
    with pytest.raises(UnknownDeviceError):
        await laptop.custodian.remove(two.device("laptop"))
    await laptop.custodian.remove(desktop_id)
    await laptop.look()
    await laptop.add_note(note("after"))
    assert await texts(laptop) == ["after", "before, desktop", "before, laptop"]
    assert [one.name for one in await laptop.custodian.devices()] == ["Laptop"]
    await laptop.close()
    assert not _readable(two.folders["laptop"], old.epochs)
    assert not list((two.folders["laptop"] / "people").glob(f"{desktop_id}/*/*.json")), "taken over"
    laptop = two.open("laptop")
    await laptop.look()
    assert await texts(laptop) == ["after", "before, desktop", "before, laptop"]
    await laptop.close()
    shutil.copytree(two.folders["laptop"], two.folders["desktop"], dirs_exist_ok=True)
    desktop = two.open("desktop")
    await desktop.look()
    with pytest.raises(DeviceRemovedError):
        await desktop.add_note(note("too late"))
    assert "before, desktop" in await texts(desktop)
    assert "after" not in await texts(desktop)
    await desktop.close()


def _readable(folder: Path, epochs: dict[str, bytes]) -> list[Path]:
    """The files that these epochs' keys open."""
    layout, seal, found = Layout(folder), Seal(epochs), []
    from learnlearn.store.folder.pool import KeyPool  # noqa: PLC0415

    pool = KeyPool(layout, seal, "")
    for path in [*(folder / "people").rglob("*.json"), *(folder / "small").glob("*.json"), *(folder / "keys").rglob("*.json")]:
        try:
            seal.open(path.read_bytes(), layout.place(path), pool.find if "people" in path.parts else None)
        except StoreWaitingError:
            continue
        found.append(path)
    return found


async def test_a_third_device_takes_up_the_new_epoch(tmp_path: Path) -> None:
    """It was off when another was removed: at its next look it reads what is new, and seals its own files anew."""
    laptop = opened(tmp_path / "laptop")
    await laptop.add_note(note("laptop"))
    await laptop.close()
    keys = unlocked(tmp_path / "laptop")
    from tests.agent.devices import joined  # noqa: PLC0415

    tablet, lost = joined(tmp_path / "laptop", keys, "Tablet"), joined(tmp_path / "laptop", keys, "Lost")
    shutil.copytree(tmp_path / "laptop", tmp_path / "tablet")
    store = opened(tmp_path / "tablet", tablet)
    await store.add_note(note("tablet, before"))
    await store.look()
    laptop = opened(tmp_path / "laptop")
    await laptop.look()
    await laptop.custodian.remove(unlocked(tmp_path / "laptop", lost).device)
    await laptop.look()
    await laptop.add_note(note("laptop, after"))
    await laptop.close()
    shutil.copytree(tmp_path / "laptop", tmp_path / "tablet", dirs_exist_ok=True)
    await store.look()
    assert await texts(store) == ["laptop, after", "tablet, before", "laptop"]
    await store.add_note(note("tablet, after"))
    await store.close()
    device = unlocked(tmp_path / "tablet", tablet).device
    newest = max(unlocked(tmp_path / "tablet", tablet).epochs)
    own = [*(tmp_path / "tablet/people" / device).rglob("*.json"), *(tmp_path / "tablet/keys" / device).rglob("*.json")]
    assert {epoch_in(path) for path in [*own, tmp_path / "tablet/small" / f"{device}.json"]} == {newest}
    store = opened(tmp_path / "tablet", tablet)
    await store.look()
    assert await texts(store) == ["tablet, after", "laptop, after", "tablet, before", "laptop"]
    await store.close()


@pytest.mark.parametrize("kind", ["recovery", "passphrase"])
async def test_what_a_person_knows_opens_the_store_anywhere(two: Two, kind: str) -> None:
    """Also after a device was removed and everything sealed anew; the new one replaces the old one, which opens nothing any more."""
    laptop = two.open("laptop")
    old = await _told(laptop, kind, "first words")
    new = await _told(laptop, kind, "other words")
    await laptop.add_note(note("here"))
    assert [one.kind for one in await laptop.custodian.slots() if one.kind not in ("file",)] == [kind]
    await laptop.custodian.remove(two.device("desktop"))
    await laptop.look()
    await laptop.add_note(note("after the removal"))
    await laptop.close()
    folder = Path(shutil.copytree(two.folders["laptop"], two.folders["laptop"].parent / "elsewhere"))
    assert _opened_by(folder, old, kind) is None
    keys = _opened_by(folder, new, kind)
    assert keys is not None
    secret = secrets.token_bytes(32)
    enter(Layout(folder), slots.Unlocked(keys.store_id, "a" * 16, private_key(secret), keys.epochs), "file", device_row("Elsewhere"))
    store = opened(folder, secret)
    await store.look()
    assert await texts(store) == ["after the removal", "here"]
    await store.close()


async def _told(store: EmbeddedStore, kind: str, words: str) -> str:
    if kind == "recovery":
        return codes.typed(await store.custodian.add_recovery())
    await store.custodian.set_passphrase(words)
    return words


def _opened_by(folder: Path, told: str, kind: str) -> slots.Unlocked | None:
    layout = Layout(folder)
    for file in slots.read_all(layout, {}).values():
        for slot in file.slots:
            if slot.kind == kind and slot.stretching is not None:
                keys = unlock(layout, file.store, private_key(slot.stretching.key(told)))
                if keys is not None:
                    return keys
    return None


async def test_the_secret_of_this_device_is_renewed(tmp_path: Path) -> None:
    """Cut off between the halves, both open the store; after the second only the new one; it cannot be dropped."""
    store = opened(tmp_path / "store")
    await store.add_note(note("kept"))
    secret = secrets.token_bytes(32)
    slot = await store.custodian.add_own(private_key(secret), "file")
    layout = Layout(tmp_path / "store")
    store_id = unlocked(tmp_path / "store").store_id
    assert unlock(layout, store_id, private_key(SECRET)) is not None
    assert unlock(layout, store_id, private_key(secret)) is not None
    await store.custodian.use_own(private_key(secret), slot)
    with pytest.raises(LastSlotError):
        await store.custodian.drop(slot.id)
    await store.add_note(note("after"))
    await store.close()
    assert unlock(layout, store_id, private_key(SECRET)) is None
    store = opened(tmp_path / "store", secret)
    await store.look()
    assert await texts(store) == ["after", "kept"]
    await store.close()


async def test_whoever_carries_the_folder_cannot_slip_in_a_key(two: Two) -> None:
    """A slot written into a slot file, and not under the seal, gets no box; a box from a stranger is not believed."""
    laptop = two.open("laptop")
    await laptop.add_note(note("here"))
    await laptop.look()
    await laptop.close()
    layout = Layout(two.folders["laptop"])
    device = two.device("laptop")
    stranger = secrets.token_bytes(32)
    file = slots.read_all(layout, {})[device]
    slot = slots.slot_of(stranger, "recovery", device, NOW)
    fake = slots.Unlocked(file.store, device, stranger, {"f" * 16: secrets.token_bytes(32)})
    others = [one for one in file.slots if one.device == device]
    slots.write(layout, slots.with_boxes(file.model_copy(update={"slots": (*file.slots, slot)}), fake, others))
    laptop = two.open("laptop")
    await laptop.look()
    await laptop.add_note(note("still here"))
    await laptop.close()
    keys = unlocked(two.folders["laptop"])
    assert "f" * 16 not in keys.epochs
    assert unlock(layout, file.store, stranger) is None
    assert await on(two, "laptop", texts) == ["still here", "here"]


async def test_a_lost_slot_file_is_written_anew_while_the_store_is_open(tmp_path: Path) -> None:
    """Both copies gone or changed: what is known in memory puts it back, and the store opens the next time."""
    store: Store = opened(tmp_path / "store")
    await store.add_note(note("kept"))
    for path in (tmp_path / "store/slots").iterdir():
        path.write_bytes(b"nothing")
    await store.look()  # type: ignore[attr-defined]
    await store.close()
    store = opened(tmp_path / "store")
    assert [one.text for one in await store.notes(ref())] == ["kept"]
    await store.close()
