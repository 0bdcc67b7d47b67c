"""The embedded store: the contract of every store, and what is its own: sealing, damage, full disks, wrong keys, locks."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import json
import os
import secrets
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.agent.devices import opened, seal_of, unlocked
from tests.agent.running import files
from tests.agent.store_contract import Open, StoreContract, note, page, ref

from learnlearn import safefile
from learnlearn.custody.opening import open_store as open_with_key
from learnlearn.errors import (
    DiskError,
    KeyUnavailableError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreInUseError,
    StoreTooNewError,
    StoreWaitingError,
)
from learnlearn.store.lock import ProcessLock, holder
from learnlearn.vault.key import FileKey


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the store lies."""
    return tmp_path / "store"


@pytest.fixture
def open_store(folder: Path) -> Open:
    """Opens the same folder each time."""

    return lambda: asyncio.to_thread(opened, folder)


class TestEmbedded(StoreContract):
    """The shared contract over sealed TinyDB files."""


async def test_nothing_readable_is_on_disk_and_names_tell_nothing(open_store: Open, folder: Path) -> None:
    """No name, address or word of a note, in no file and no file's name."""
    store = await open_store()
    await store.keep(page(about="a very particular sentence"))
    await store.add_note(note("another particular sentence"))
    await store.close()
    found = files(folder)
    assert len(found) == 9  # store.json, slots, small and a pool of keys, each twice; the person
    for name, data in found.items():
        for words in (b"Vandermeer", b"ilse", b"particular", b"linkedin"):
            assert words not in data
            assert words not in name.encode()


def file_of(folder: Path, slug: str) -> Path:
    """Where a person lies."""
    name = seal_of(unlocked(folder)).name(f"linkedin.com/in/{slug}")
    (path,) = folder.rglob(f"{name}.json")
    return path


async def test_every_flipped_byte_of_a_person_is_noticed_and_touches_nobody_else(open_store: Open, folder: Path) -> None:
    """Each byte of one person's file in turn: that person is refused, never wrong; the others answer; nothing is written over."""
    store = await open_store()
    await store.keep(page("ilse", name="I"))
    await store.keep(page("noor", name="Noor Haddad"))
    await store.look()  # or the first look would set aside what is broken here
    path = file_of(folder, "ilse")
    whole = path.read_bytes()
    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 0x40
        path.write_bytes(broken)
        with pytest.raises((StoreDamagedError, StoreWaitingError)):
            store._people.read("linkedin.com/in/ilse")  # type: ignore[attr-defined]  # a view would set it aside
    with pytest.raises(StoreDamagedError):
        await store.add_note(note("over it", "ilse"))
    (aside,) = (folder / "damaged").iterdir()
    assert aside.read_bytes() == bytes(broken), "set aside as it is"
    assert (await store.health()).damaged == (f"damaged/{aside.name} (I, 0 notes)",)
    await store.add_note(note("after it", "ilse"))
    await store.close()
    store = await open_store()
    assert (await store.health()).damaged == (f"damaged/{aside.name} (I, 0 notes)",)
    assert [one.text for one in await store.notes(ref("ilse"))] == ["after it"]
    assert await store.view(page("noor").url) is not None
    await store.close()
    print(f"{len(whole)} bytes flipped, all noticed")


async def test_a_cache_that_cannot_be_written_is_no_harm(tmp_path: Path) -> None:
    """Its folder is not to be had: the store closes all the same, and the next start reads the files."""
    (tmp_path / "no-folder").write_bytes(b"")
    for _ in range(2):
        store = opened(tmp_path / "store", state=tmp_path / "no-folder/state")
        await store.add_note(note("kept"))
        await store.look()
        await store.close()
    assert len(await _texts(tmp_path)) == 2


async def _texts(tmp_path: Path) -> list[str]:
    store = opened(tmp_path / "store")
    found = [one.text for one in await store.notes(ref())]
    await store.close()
    return found


async def test_no_two_people_ever_share_a_key(tmp_path: Path) -> None:
    """Somebody is forgotten and kept again; after the next start everybody new gets a key of their own, until all that were to spare are taken."""
    store = opened(tmp_path / "store", state=tmp_path / "state")
    for slug in ("ilse", "noor"):
        await store.keep(page(slug))
        await store.forget(page(slug).url)
        await store.keep(page(slug))
    await store.look()
    await store.close()
    for start in range(2):
        store = opened(tmp_path / "store", state=tmp_path / "state")
        await store.look()
        for number in range(20):
            await store.keep(page(f"p{start}-{number}"))
        await store.look()
        await store.close()
    keys = [path.read_bytes()[12:20] for path in (tmp_path / "store/people").rglob("*.json")]
    assert len(set(keys)) == len(keys) == 42
    store = opened(tmp_path / "store", state=tmp_path / "state")
    await store.forget(page("p1-7").url)
    assert len([one async for one in store.people()]) == 41
    assert (await store.health()).damaged == ()
    await store.close()


async def test_files_cannot_be_swapped(open_store: Open, folder: Path) -> None:
    """One person's sealed file under another's name is damaged, not somebody else."""
    store = await open_store()
    await store.keep(page("ilse"))
    await store.keep(page("noor"))
    await store.close()
    file_of(folder, "ilse").write_bytes(file_of(folder, "noor").read_bytes())
    store = await open_store()
    assert [one.url async for one in store.people()] == [page("noor").url]
    assert len((await store.health()).damaged) == 1
    await store.close()


@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, StoreFullError), (errno.EDQUOT, StoreFullError), (errno.EIO, DiskError)])
@pytest.mark.parametrize("call", ["write", "fsync"])
async def test_a_disk_that_fails_is_an_error_and_the_old_state_stands(
    open_store: Open, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[StoreError], call: str
) -> None:
    """Nothing is acknowledged into memory: after the error the store answers what is on disk, and writes again when it can."""
    store = await open_store()
    await store.add_note(note("before"))
    await store.save_me(await store.me())
    await store.look()
    before = files(folder)

    def fails(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(safefile.os, call, fails)
        for attempt in (store.add_note(note("lost")), store.keep(page(headline="lost")), store.save_me(page_me()), store.forget(ref().url)):
            with pytest.raises(kind) as error:
                await attempt
            assert type(error.value) is kind
            assert (await store.me()).is_blank()
    assert files(folder) == before
    assert [found.text for found in await store.notes(ref())] == ["before"]
    assert (await store.me()).is_blank()
    assert len((await store.search("lost", 10)).people) == 0
    await store.add_note(note("after"))
    assert [found.text for found in await store.notes(ref())] == ["after", "before"]
    await store.close()


def page_me():
    """A profile that must not be saved."""
    from learnlearn.contract.me import Me  # noqa: PLC0415

    return Me(about="lost")


async def test_a_half_written_file_is_swept_and_a_half_done_forgetting_is_finished(open_store: Open, folder: Path) -> None:
    """What a killed process leaves behind."""
    store = await open_store()
    await store.keep(page())
    path = file_of(folder, "ilse")
    data = path.read_bytes()
    await store.forget(page().url)
    await store.close()
    path.write_bytes(data)  # as if the process had ended between the mark and the removal
    (path.parent / ".~x.json.1.0.tmp").write_bytes(b"half")
    (folder / ".~small.json.1.0.tmp").write_bytes(b"half")
    store = await open_store()
    assert await store.view(page().url) is None
    assert [one async for one in store.people()] == []
    assert not path.exists()
    await store.close()
    assert not any(name.endswith(".tmp") for name in files(folder))


def test_a_wrong_lost_or_open_key_is_one_clear_error(tmp_path: Path) -> None:
    """And never "damaged files"; the store is left as it is, and the right key opens it afterwards."""
    key_file, folder = tmp_path / "data.key", tmp_path / "store"
    place = FileKey(key_file)
    asyncio.run(_kept_in(folder, place))
    right, before = key_file.read_bytes(), files(folder)
    for content, state in ((secrets.token_hex(32).encode(), "wrong"), (b"abc", "wrong"), (b"\xff", "broken"), (None, "lost")):
        key_file.unlink()
        if content is not None:
            key_file.write_bytes(content)
            key_file.chmod(0o600)
        with pytest.raises(KeyUnavailableError) as error:
            open_with_key(folder, place)
        assert (error.value.state, error.value.code) == (state, f"key_{state}")
        key_file.write_bytes(right)
        key_file.chmod(0o600)
    key_file.chmod(0o644)
    with pytest.raises(KeyUnavailableError, match="may read your key file") as error:
        open_with_key(folder, place)
    assert error.value.state == "unsafe"
    key_file.chmod(0o600)
    for name in ("store.json", "store.copy.json"):
        (folder / name).unlink()
    with pytest.raises(KeyUnavailableError) as error:
        open_with_key(folder, place)
    assert error.value.state == "lost"
    for name in ("store.json", "store.copy.json"):
        (folder / name).write_bytes(before[name])
    assert files(folder) == before
    asyncio.run(_kept_in(folder, place))


async def _kept_in(folder: Path, place: FileKey) -> None:
    store = open_with_key(folder, place)
    await store.save_me(page_me())
    assert not (await store.me()).is_blank()
    await store.close()


def test_a_newer_store_is_refused_and_a_broken_header_named(tmp_path: Path) -> None:
    """By its version, before its key is asked for."""
    place = FileKey(tmp_path / "data.key")
    asyncio.run(_kept_in(tmp_path / "store", place))
    both = [tmp_path / "store" / name for name in ("store.json", "store.copy.json")]
    good = both[0].read_text()
    newer = json.loads(good) | {"version": 3}
    newer["check"] = hashlib.sha256(f"{newer['format']} 3 {newer['id']}".encode()).hexdigest()
    for header in both:
        header.write_text(json.dumps(newer))
    with pytest.raises(StoreTooNewError):
        open_with_key(tmp_path / "store", place)
    for broken in (
        good.replace('"version": 2', '"version": 3'),
        good.replace("learnlearn-store", "other"),
        good[:20],
        "",
        good.replace('"id": "', '"id": "0'),
    ):
        for header in both:
            header.write_text(broken)
        with pytest.raises(StoreDamagedError):
            open_with_key(tmp_path / "store", place)
        both[1].write_text(good)
        asyncio.run(_kept_in(tmp_path / "store", place))


def test_the_lock_is_one_processs_and_ends_with_it(tmp_path: Path) -> None:
    """Another process is refused and named; when it is killed the lock is free."""
    path = tmp_path / "lock"
    assert holder(path) is None
    code = "import sys; from pathlib import Path; from learnlearn.store.lock import ProcessLock; lock = ProcessLock(Path(sys.argv[1]))"
    code += "; print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreInUseError, match=f"process {other.pid} "):
            ProcessLock(path)
        assert holder(path) == other.pid
        other.kill()
    assert holder(path) is None
    with ProcessLock(path):
        assert holder(path) == os.getpid()


async def test_the_event_loop_is_never_held_by_a_write(open_store: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the disk takes its time over a flush, the loop turns and ends the wait; in the control, the same work on the loop, it cannot."""
    store = await open_store()
    flush, began, turned = os.fsync, threading.Event(), threading.Event()
    ended_by_the_loop: list[bool] = []
    patience = 30.0

    def slow(handle: int) -> None:
        began.set()
        ended_by_the_loop.append(turned.wait(patience))
        flush(handle)

    async def turning() -> None:
        while True:
            await asyncio.sleep(0)
            if began.is_set():
                turned.set()

    await store.keep(page())
    await store.look()
    monkeypatch.setattr(safefile.os, "fsync", slow)
    loop_turns = asyncio.create_task(turning())
    for write in (store.add_note(note("in its thread")), store.keep(page(headline="new")), store.save_me(page_me()), store.forget(ref().url)):
        began.clear()
        turned.clear()
        await write
    in_threads = ended_by_the_loop.copy()
    patience = 0.2
    began.clear()
    turned.clear()
    store._writer.save_me(page_me())  # type: ignore[attr-defined]
    loop_turns.cancel()
    await store.close()
    assert in_threads
    assert all(in_threads)
    assert ended_by_the_loop[len(in_threads) :][0] is False
