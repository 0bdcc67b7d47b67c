"""Everybody read in a process of its own: it finds what the look finds, and whatever becomes of it costs nobody anything."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path

import pytest
from tests.agent.carrier import cloned
from tests.agent.devices import joined, opened, unlocked
from tests.agent.store_contract import note, page, ref

from learnlearn.store.embedded import EmbeddedStore
from learnlearn.store.folder.layout import Layout
from learnlearn.store.folder.people import People
from learnlearn.store.folder.pool import KeyPool
from learnlearn.store.folder.seal import Seal
from learnlearn.store.folder.small import Small
from learnlearn.store.index import apart, blocks, postings, reader
from learnlearn.store.index.entries import Index
from learnlearn.store.index.reader import Reader

_STAMP = re.compile(r"\d{8}T\d{6}")
_SLUGS = [f"person-{number}" for number in range(60)]
_SAYS_ROOM = "import sys; sys.stdin.buffer.readline(); data = b'{\"numbers\": 9}'; sys.stdout.buffer.write(len(data).to_bytes(4) + data); "


@pytest.fixture(autouse=True)
def _for_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few people are worth a process here."""
    monkeypatch.setattr(apart, "_WORTH", 1)


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """Sixty people of two devices, with all that a look meets: notes on both, a version kept aside, a damaged file, somebody forgotten."""
    folder = tmp_path / "0"
    secret = joined(folder, unlocked(folder), "Desktop")
    laptop = opened(folder)
    for slug in _SLUGS:
        await laptop.keep(page(slug, about="She restores letterpress machines. " * 40))
    before = cloned(folder / "people", tmp_path / "before")
    await laptop.add_note(note("about the harbour", "person-3"))
    await laptop.add_note(note("about the ferry", "person-5"))
    await laptop.close()
    other = cloned(folder, tmp_path / "1")
    desktop = opened(other, secret)
    await desktop.add_note(note("about the lighthouse", "person-3"))
    await desktop.forget(ref("person-4").url)
    await desktop.close()
    for part in ("people", "keys", "small"):
        shutil.copytree(other / part, folder / part, dirs_exist_ok=True)
    for was in before.rglob("*.json"):
        path = folder / "people" / was.relative_to(before)
        if path.exists() and path.read_bytes() != was.read_bytes():  # the newer state lies aside
            path.rename(path.with_name(f"{path.stem}-DESKTOP.json"))
            shutil.copy(was, path)
        else:
            unchanged = path
    unchanged.write_bytes(unchanged.read_bytes()[:-1])
    return folder


def _read(folder: Path) -> Index:
    keys, index = unlocked(folder), Index()
    for _ in apart.reading(Layout(folder), keys.device, keys.epochs, index):
        pass
    return index


async def _said(store: EmbeddedStore) -> object:
    await store.look()
    texts = ("", "letterpress", "harbour", "ferry", "lighthouse", "marbling")
    found = {text: sorted(one.url for one in (await store.search(text, 100)).people) for text in texts}
    return found, await store.health(), [one async for one in store.people()]


def _plain(told: object, folder: Path) -> str:
    """What was said, wherever the store lies and whenever a damaged file was set aside."""
    return _STAMP.sub("", str(told).replace(str(folder), ""))


async def test_it_says_what_a_look_says(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists, searches, notes and damage are the same as without the process, which reads most people, and nobody who is forgotten or damaged."""
    index = _read(folder)
    assert len(_SLUGS) - 4 <= len(index.entries) < len(_SLUGS)
    assert ref("person-4").url not in {entry.url for identity in index.entries if (entry := index.entry(identity))}
    again = cloned(folder, tmp_path / "again")
    by_process = opened(folder)
    told = await _said(by_process)
    monkeypatch.setattr(apart, "_WORTH", 1_000)
    assert _read(again).entries == {}
    by_look = opened(again)
    assert _plain(told, folder) == _plain(await _said(by_look), again)
    for store in (by_process, by_look):
        await store.close()


async def test_piece_by_piece_is_as_all_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two shares, of each seven people, then as many as before, and so on, their blocks in turn: each word leads to the same people."""
    keys, whole, pieces = unlocked(folder), _read(folder), Index()
    layout, seal = Layout(folder), Seal(keys.epochs)
    small = Small(layout, seal, keys.device)
    people = People(layout, seal, KeyPool(layout, seal, keys.device), keys.device, small.tombstones)
    people.devices = tuple(layout.devices())
    monkeypatch.setattr(reader, "_FIRST", 7)
    monkeypatch.setattr(postings, "_MANY", 4)
    shares = [Reader(layout, people, share, 2) for share in range(2)]
    assert all(len(share) > 14 for share in shares)
    pieces.search.expect(sum(map(len, shares)))
    given = [[index for index in share.indexes(first) if index] for share, first in zip(shares, (0, len(shares[0])), strict=True)]
    assert not {*given[0][0].entries} & {*given[1][0].entries}
    for data in chain.from_iterable(zip_longest(*(chain.from_iterable(map(_packed, indexes)) for indexes in given), fillvalue=b"")):
        if data:
            blocks.take(pieces, data)
    assert pieces.entries == whole.entries
    for text in ("", "letterpress", "l", "she", "person-1", "person-17", "ferry"):
        found, aim = (sorted(one.url for one in index.find(text, 100)[0]) for index in (pieces, whole))
        assert found == aim


def _packed(index: Index) -> Iterator[bytes]:
    return blocks.packed(index, index.search.numbers)


async def test_who_was_forgotten_meanwhile_stays_so(folder: Path) -> None:
    """A block that was made before is no news of them, and of everybody else it is."""
    everybody = set(_read(folder).entries)
    keys, index = unlocked(folder), Index()
    steps = apart.reading(Layout(folder), keys.device, keys.epochs, index)
    while not index.search.people:  # there is room for everybody, and nobody came yet
        next(steps)
    gone = min(everybody)
    index.drop(gone)
    for _ in steps:
        pass
    assert set(index.entries) == everybody - {gone}


@pytest.mark.parametrize(
    ("program", "says"),
    [
        ((sys.executable, "-c", _SAYS_ROOM + "sys.exit(3)"), "ended with 3"),
        ((sys.executable, "-c", _SAYS_ROOM + "sys.stdout.buffer.write(bytes(3) + b'\\x05nouns')"), "is wrong"),
        ((sys.executable, "-c", "print('hello')"), "is not to be used"),
        (("/nowhere/python",), "takes longer"),
    ],
)
async def test_one_that_fails_is_said_and_the_look_reads(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, program: tuple[str, ...], says: str
) -> None:
    """It ends early, talks nonsense or does not start: the log tells, and everybody is found all the same."""
    monkeypatch.setattr(apart, "_PROGRAM", program)
    store = opened(folder)
    await store.look()
    assert says in caplog.text
    assert len((await store.search("letterpress", 100)).people) >= len(_SLUGS) - 3
    await store.close()


def _children() -> Iterator[Path]:
    for task in Path("/proc/self/task").iterdir():
        yield from (Path("/proc") / pid for pid in (task / "children").read_text().split())


def _shown(process: Path) -> bytes:
    """What any user sees of a process; nothing of one that has ended."""
    with contextlib.suppress(ProcessLookupError, FileNotFoundError):
        return b"".join((process / name).read_bytes() for name in ("cmdline", "environ"))
    return b""


def test_its_keys_are_in_no_list_of_processes_and_it_ends_with_who_asked(folder: Path) -> None:
    """While it runs, neither its command nor its environment holds a key; broken off, it is gone."""
    keys = unlocked(folder)
    steps = apart.reading(Layout(folder), keys.device, keys.epochs, Index())
    while b"learnlearn.store.index.reader" not in (shown := b"".join(map(_shown, found := list(_children())))):
        next(steps)
    assert not [key for key in keys.epochs.values() if key in shown or key.hex().encode() in shown]
    steps.close()  # type: ignore[attr-defined]  # a generator
    assert not [child for child in found if child.exists()]


def test_it_lets_the_agent_go_first(folder: Path) -> None:
    """It stands behind whoever asked when a processor is free: there may be as many of it as there are processors."""
    keys = unlocked(folder)
    behind: set[int] = set()
    for _ in apart.reading(Layout(folder), keys.device, keys.epochs, Index()):
        for child in _children():
            with contextlib.suppress(ProcessLookupError):
                behind.add(os.getpriority(os.PRIO_PROCESS, int(child.name)) - os.getpriority(os.PRIO_PROCESS, 0))
    assert max(behind) > 0


def test_it_ends_when_nobody_listens_any_more(folder: Path) -> None:
    """Whoever asked was killed: the pipe tells, in the middle of its work and before it was told anything."""
    keys = unlocked(folder)
    errand = apart.Errand(folder=folder, device=keys.device, epochs={epoch: key.hex() for epoch, key in keys.epochs.items()})
    for told in (errand.model_dump_json().encode() + b'\n{"first": 0}\n', b""):
        with subprocess.Popen(apart._PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(told)
            process.stdin.close()
            assert (apart.received(process.stdout) is not None) == bool(told)
            process.stdout.close()
            assert process.wait(timeout=20) == 1
