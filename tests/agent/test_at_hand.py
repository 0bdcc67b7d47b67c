"""People who were looked at are kept at hand, and never shown otherwise than their files say now: promises."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.agent.carrier import cloned
from tests.agent.devices import joined, opened, seal_of, unlocked
from tests.agent.store_contract import note, page, ref

from learnlearn.errors import DiskError, StoreDamagedError
from learnlearn.safefile import remove
from learnlearn.store.embedded import EmbeddedStore
from learnlearn.store.folder import at_hand, people
from learnlearn.store.folder.at_hand import AtHand
from learnlearn.store.handoff import Glances

_opened: list[list[str]] = []


def _hear(event: str, args: tuple[object, ...]) -> None:
    if event == "open" and _opened:
        _opened[-1].append(str(args[0]))


sys.addaudithook(_hear)


@contextmanager
def files_opened() -> Iterator[list[str]]:
    """What this process opens meanwhile."""
    _opened.append([])
    try:
        yield _opened[-1]
    finally:
        _opened.clear()


def own_file(folder: Path, slug: str = "ilse") -> Path:
    """Where a person lies."""
    return next(folder.rglob(f"{seal_of(unlocked(folder)).name(f'linkedin.com/in/{slug}')}.json"))


def aged(path: Path, seconds: float = 60) -> None:
    """As if it had been changed so long ago; only the time of change in its inode stays, which nobody can set."""
    os.utime(path, (time.time() - seconds,) * 2)


async def texts(store: EmbeddedStore) -> list[str]:
    """What her notes say."""
    return [one.text for one in await store.notes(ref())]


async def test_who_is_looked_at_again_is_read_no_more(tmp_path: Path) -> None:
    """After a write the person is at hand: no file is opened for a view. Somebody else's is (the control)."""
    store = opened(tmp_path)
    await store.keep(page("noor"))
    await store.close()
    store = opened(tmp_path)
    await store.look()
    await store.add_note(note("over coffee"))
    with files_opened() as again:
        assert await store.view(ref().url)
        assert await texts(store) == ["over coffee"]
    with files_opened() as first:
        assert await store.view(ref("noor").url)
    await store.close()
    assert [name for name in again if str(tmp_path) in name] == []
    assert any(own_file(tmp_path, "noor").name in name for name in first)


async def test_who_is_at_hand_waits_for_nobody(tmp_path: Path) -> None:
    """All threads that read are held up: whoever is at hand is shown all the same, on the event loop. Somebody else waits (the control)."""
    store = opened(tmp_path)
    await store.add_note(note("over coffee"))
    await store.keep(page("noor"))
    store._people._at_hand.drop(own_file(tmp_path, "noor"))
    go_on = threading.Event()
    held = [asyncio.create_task(store._inside.readers.do(go_on.wait)) for _ in range(3)]
    other = asyncio.create_task(store.view(ref("noor").url))
    assert await texts(store) == ["over coffee"]
    assert not other.done()
    go_on.set()
    await asyncio.gather(*held)
    assert await other
    await store.close()


async def test_what_another_device_brings_is_seen_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another device's file is changed in place, also to the same length, taken away and laid there again: each view shows what lies there."""
    monkeypatch.setattr(at_hand, "_TICK", -1.0)  # as if all of it had lain for a while
    keys = unlocked(tmp_path)
    secret = joined(tmp_path, keys, "Desktop")
    desktop, states = opened(tmp_path, secret), []
    for text in ("one", "two"):
        await desktop.forget(ref().url)
        await desktop.add_note(note(text))
        await desktop.look()
        path = next((tmp_path / "people" / unlocked(tmp_path, secret).device).rglob("*.json"))
        states.append(path.read_bytes())
    await desktop.edit_note((await desktop.notes(ref()))[0].id, "six")
    states.append(path.read_bytes())
    await desktop.close()
    laptop = opened(tmp_path)
    await laptop.look()
    assert await texts(laptop) == ["six"]
    for data, shown in ((states[1], ["two"]), (states[2], ["six"]), (None, []), (states[1], ["two"])):
        if data is None:
            path.unlink()
        else:
            path.write_bytes(data)
        assert await texts(laptop) == shown
        assert (path in laptop._people._at_hand) is (data is not None)
        assert await texts(laptop) == shown
    await laptop.close()


def test_only_what_has_lain_for_a_while_is_kept(tmp_path: Path) -> None:
    """A change in place within a tick of the clock leaves the stamp as it was: what was changed just before it was read is not kept."""
    path, hand = tmp_path / "file", AtHand[str]()
    path.write_bytes(b"one")
    hand.read(path, path.stat(), "one", hand.dropped)
    assert hand.get(path) is None
    hand.wrote(path, "one")
    assert hand.get(path) == "one"
    path.write_bytes(b"two")
    assert hand.get(path) is None
    aged(path)
    hand.read(path, path.stat(), "two", hand.dropped)
    assert hand.get(path) is None, "an older time that was set for it says nothing"


def test_what_is_at_hand_has_an_end(tmp_path: Path) -> None:
    """A thousand files are opened one after the other: as many stay as fit, the last ones."""
    hand = AtHand[int](most_bytes=1_000)
    paths = [tmp_path / str(number) for number in range(100)]
    for number, path in enumerate(paths):
        path.write_bytes(bytes(90))
        hand.wrote(path, number)
    assert [number for number, path in enumerate(paths) if path in hand] == list(range(89, 100))


def test_what_was_opened_before_it_went_is_not_kept_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that opened somebody's file keeps nothing of it when it was removed meanwhile. The control: else it is kept."""
    monkeypatch.setattr(at_hand, "_TICK", -1.0)
    path, hand = tmp_path / "file", AtHand[str]()
    path.write_bytes(b"one")
    since, found = hand.dropped, path.stat()
    hand.drop(path)
    hand.read(path, found, "one", since)
    assert path not in hand
    hand.read(path, found, "one", hand.dropped)
    assert path in hand


def test_a_stamp_that_cannot_be_asked_for_undoes_no_write(tmp_path: Path) -> None:
    """What was written is written, though a synchroniser moved it the moment after."""
    hand = AtHand[str]()
    hand.wrote(tmp_path / "moved", "one")
    assert tmp_path / "moved" not in hand


async def test_a_file_that_cannot_be_removed_keeps_nobody_in_lists_and_no_key_alive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two were forgotten on another device, whose files of them the disk holds fast: both leave the lists, and this device's keys of them go."""
    folder = tmp_path / "0"
    secret = joined(folder, unlocked(folder), "Desktop")
    other = cloned(folder, tmp_path / "1")
    laptop, desktop = opened(folder), opened(other, secret)
    for slug in ("ilse", "noor"):
        await desktop.keep(page(slug))
        await laptop.keep(page(slug))
    shutil.copytree(other / "people", folder / "people", dirs_exist_ok=True)
    shutil.copytree(other / "keys", folder / "keys", dirs_exist_ok=True)
    await laptop.look()
    used = {laptop._people.open(laptop._people.own_path(f"linkedin.com/in/{slug}")).key_id for slug in ("ilse", "noor")}
    await desktop.forget(ref("ilse").url)
    await desktop.forget(ref("noor").url)
    shutil.copytree(other / "small", folder / "small", dirs_exist_ok=True)
    own = laptop._people._device

    def held(path: Path) -> bool:
        if path.parts[-3] != own:
            raise DiskError("the disk holds it fast")
        return remove(path)

    monkeypatch.setattr(people, "remove", held)
    await laptop.look()
    assert (await laptop.search("", 10)).people == ()
    assert [one for one in used if laptop._people.pool.find(one)] == []
    await laptop.close()


async def test_nothing_of_who_was_forgotten_is_at_hand(tmp_path: Path) -> None:
    """Their file goes, and what was opened of it."""
    store = opened(tmp_path)
    await store.add_note(note("over coffee"))
    path = own_file(tmp_path)
    assert path in store._people._at_hand
    await store.forget(ref().url)
    assert path not in store._people._at_hand
    assert await store.view(ref().url) is None
    await store.close()


def test_a_disk_that_is_far_away_is_left_to_threads() -> None:
    """What once took longer than a glance is not done on the event loop for a minute."""
    now = [0.0]
    glances = Glances(clock=lambda: now[0])

    def takes(seconds: float) -> str:
        now[0] += seconds
        return "seen"

    assert glances.do(lambda: takes(0.001)) == "seen"
    assert glances.do(lambda: takes(0.02)) == "seen"
    assert glances.do(lambda: takes(0)) is None
    now[0] += 60
    assert glances.do(lambda: takes(0)) == "seen"


@pytest.mark.parametrize("damage", [b"", b"half a file"])
async def test_a_file_that_is_spoiled_is_told(tmp_path: Path, damage: bytes) -> None:
    """Her file is spoiled on the disk after a view: it is told, and not hidden by what was at hand."""
    store = opened(tmp_path)
    await store.add_note(note("over coffee"))
    await store.look()
    assert await texts(store) == ["over coffee"]
    own_file(tmp_path).write_bytes(damage)
    with pytest.raises(StoreDamagedError):
        await texts(store)
    await store.close()
