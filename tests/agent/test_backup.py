"""`learnlearn backup` and `restore`: everything comes back, whoever was forgotten does not, and what is not whole is refused."""

from __future__ import annotations

import asyncio
import shutil
import tarfile
from pathlib import Path

import pytest
from pydantic import ValidationError
from tests.agent.devices import opened, unlocked
from tests.agent.machine import ILSE, Machine, code_in
from tests.agent.running import files
from tests.agent.store_contract import note, page, ref

from learnlearn.contract.commands.upkeep import BackUp
from learnlearn.store.backup import archive
from learnlearn.store.errors import BackupError, BackupLockedError, BackupPlaceError
from learnlearn.store.progress import Progress

NOOR = "https://github.com/noor-haddad"


@pytest.fixture
def laptop(tmp_path: Path) -> Machine:
    """With two people in its store."""
    machine = Machine(tmp_path / "laptop")
    machine("note", ILSE, "about Ilse")
    machine("note", NOOR, "about Noor")
    return machine


def backup(machine: Machine, to: Path) -> Path:
    """One more backup in this folder."""
    to.mkdir(exist_ok=True)
    before = set(to.iterdir())
    machine("backup", str(to))
    (made,) = set(to.iterdir()) - before
    return made


def test_everything_comes_back_where_everything_was_lost(laptop: Machine, tmp_path: Path) -> None:
    """The folder is gone, the key is there: byte for byte as it was, and it goes on from there."""
    made = backup(laptop, tmp_path / "backups")
    before = {name: data for name, data in files(laptop.data).items() if not name.startswith("small/")}  # a device says when it was seen last
    shutil.rmtree(laptop.data)
    assert "Your notes are as they were" in laptop("restore", str(made))
    after = files(laptop.data)
    assert {name: after.get(name) for name in before} == before
    laptop("note", ILSE, "afterwards")
    assert "afterwards" in laptop("notes", ILSE)
    assert "about Noor" in laptop("notes", NOOR)
    assert "0 people" not in laptop("store", "check")


def test_on_a_new_machine_the_recovery_code_opens_it(laptop: Machine, tmp_path: Path) -> None:
    """Without a key it says so and leaves nothing; with the code it is a new device of the store, with a key of its own."""
    code = code_in(laptop("keys", "recovery"))
    made = backup(laptop, tmp_path / "backups")
    new = Machine(tmp_path / "new")
    with pytest.raises(BackupLockedError):
        new("restore", str(made))
    with pytest.raises(BackupLockedError):
        new("restore", str(made), "--code", stdin="AAAAA-BBBBB-CCCCC-DDDDD-EEEEE\n")
    assert not new.data.exists() or not any(new.data.iterdir())
    new("restore", str(made), "--code", stdin=f"{code}\n")
    assert "about Ilse" in new("notes", ILSE)
    assert len([line for line in new("devices").splitlines() if "20" in line]) == 2


def test_who_was_forgotten_since_stays_so_and_what_is_newer_stays(laptop: Machine, tmp_path: Path) -> None:
    """A lost file comes back; a note changed since keeps its new words; somebody forgotten does not return. The control: unforgotten, she does."""
    made = backup(laptop, tmp_path / "backups")
    laptop("note", NOOR, "newer")
    laptop("forget", ILSE, "--yes")
    told = laptop("restore", str(made))
    assert "Taken in" in told
    assert "left out: 1" in told
    assert "about Ilse" not in laptop("notes", ILSE)
    shown = laptop("notes", NOOR)
    assert "newer" in shown
    assert "about Noor" in shown
    for path in (laptop.data / "people").rglob("*.json"):
        path.unlink()
    assert "about Noor" not in laptop("notes", NOOR)
    assert "1 people, 1 notes" in laptop("restore", str(made))
    assert "about Noor" in laptop("notes", NOOR)


def test_a_backup_of_another_store_brings_its_people(laptop: Machine, tmp_path: Path) -> None:
    """By its recovery code; what I wrote stays mine."""
    code = code_in(laptop("keys", "recovery"))
    made = backup(laptop, tmp_path / "backups")
    other = Machine(tmp_path / "other")
    other("note", ILSE, "my own words")
    with pytest.raises(BackupLockedError):
        other("restore", str(made))
    assert "1 people, 2 notes" in other("restore", str(made), "--code", stdin=f"{code}\n")
    shown = other("notes", ILSE)
    assert "my own words" in shown
    assert "about Ilse" in shown


def test_what_is_not_whole_is_refused_and_changes_nothing(laptop: Machine, tmp_path: Path) -> None:
    """Cut off anywhere, a byte changed in each file, a file taken out or put in, another program's file. The control: as it was, it is taken."""
    made = backup(laptop, tmp_path / "backups")
    whole = made.read_bytes()
    before = files(laptop.data)
    with tarfile.open(made) as archived:
        places = [head.offset_data + head.size // 2 for head in archived]
    broken = [whole[: places[-1] * part // 12] for part in range(12)]
    broken += [_flipped(whole, place) for place in places]
    broken += [_without(made, "people/", tmp_path), _with(made, tmp_path), b"something else"]
    tried = 0
    for data in broken:
        made.write_bytes(data)
        with pytest.raises((BackupError, BackupLockedError)):
            laptop("restore", str(made))
        tried += 1
    assert {name: data for name, data in files(laptop.data).items() if "small/" not in name} == {
        name: data for name, data in before.items() if "small/" not in name
    }
    made.write_bytes(whole)
    assert "Already there: 2" in laptop("restore", str(made))
    print(f"{tried} broken backups, all refused")


HOSTILE = [
    "../outside.json",
    "/tmp/outside.json",
    "people/../../outside.json",
    "people/0011223344556677/00/..\\outside.json",
    "notes.txt",
    "damaged/x.json",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_strangers_archive_lays_nothing_anywhere(tmp_path: Path, name: str) -> None:
    """Names that lead elsewhere, or that no store has; links; files that say they are large and are not. The control: a name that a store has."""
    fine = tarfile.TarInfo("small/0011223344556677.json")
    link = tarfile.TarInfo("small/0011223344556677.json")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    sparse = tarfile.TarInfo("small/0011223344556677.json")
    sparse.type = tarfile.GNUTYPE_SPARSE
    for head in (tarfile.TarInfo(name), link, sparse):
        with tarfile.open(tmp_path / "hostile", "w") as archived:
            archived.addfile(head)
        with pytest.raises(BackupError):
            archive.unpack(tmp_path / "hostile", tmp_path / "inner/folder", Progress())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hostile"]
    with tarfile.open(tmp_path / "hostile", "w") as archived:
        archived.addfile(fine)
    archive.unpack(tmp_path / "hostile", tmp_path / "inner/folder", Progress())
    assert (tmp_path / "inner/folder/small/0011223344556677.json").read_bytes() == b""


def _flipped(data: bytes, place: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= 1
    return bytes(changed)


def _without(made: Path, start: str, folder: Path) -> bytes:
    return _copied(made, folder, lambda name: not name.startswith(start))


def _with(made: Path, folder: Path) -> bytes:
    return _copied(made, folder, lambda _: True, "people/0011223344556677/00/" + "0" * 32 + ".json")


def _copied(made: Path, folder: Path, stays: object, more: str = "") -> bytes:
    out = folder / "copied.tar"
    with tarfile.open(made) as old, tarfile.open(out, "w") as new:
        for head in old:
            if stays(head.name):  # type: ignore[operator]
                new.addfile(head, old.extractfile(head))
        if more:
            new.addfile(tarfile.TarInfo(more))
    return out.read_bytes()


async def test_a_half_written_file_is_noticed_when_the_backup_is_made(tmp_path: Path) -> None:
    """Each kind of file in turn, cut off as a synchroniser leaves it: named, and in the backup as it lies. The control: whole, nothing is named."""
    store = opened(tmp_path / "store", state=tmp_path / "state")
    await store.add_note(note("kept"))
    folder = tmp_path / "store"
    _, listed = await store.custodian.back_up(tmp_path)
    assert listed.unreadable == []
    kinds = ("store.copy.json", "slots/*.copy.json", "people/*/*/*.json", "keys/*/*.copy.json", "small/*.copy.json")
    for victim in (next(folder.glob(kind)) for kind in kinds):
        whole = victim.read_bytes()
        victim.write_bytes(whole[: len(whole) // 2])
        _, listed = await store.custodian.back_up(tmp_path)
        assert listed.unreadable == [victim.relative_to(folder).as_posix()]
        victim.write_bytes(whole)
    await store.close()


async def test_how_far_a_backup_is_and_a_restore(tmp_path: Path) -> None:
    """It only grows, from nothing to all, over several looks; each of the two has its own."""
    store = opened(tmp_path / "store", state=tmp_path / "state")
    for number in range(60):
        await store.keep(page(f"p{number}"))
    (tmp_path / "backups").mkdir()
    made: list[Path] = []

    async def back_up() -> None:
        made.append((await store.custodian.back_up(tmp_path / "backups"))[0])

    for work in (back_up, lambda: store.custodian.restore(made[0], "")):
        seen: list[float] = []
        task = asyncio.ensure_future(work())
        while not task.done():
            await asyncio.sleep(0)
            seen.append(store.custodian.progress.share)
        await task
        seen = seen[seen.index(0.0) :]  # before that it was the last one's
        assert seen == sorted(seen)
        assert len(set(seen)) > 3
        assert store.custodian.progress.share == 1.0
    await store.close()


def test_the_commands_name_a_file_that_is_half_written(laptop: Machine, tmp_path: Path) -> None:
    """What the backup command says of it. (One of this device's own people would be set aside first.)"""
    victim = next(laptop.data.glob("keys/*/*.copy.json"))
    victim.write_bytes(victim.read_bytes()[:-1])
    said = laptop("backup", str(tmp_path))
    assert f"Does not open just now, and is in it as it lies: {victim.relative_to(laptop.data).as_posix()}" in said


async def test_a_backup_goes_into_a_folder_that_is_there(tmp_path: Path) -> None:
    """Nowhere else: no such folder, a name that no disk takes; and over the wire only where it says whole, never beside the agent."""
    store = opened(tmp_path / "store")
    for place in (tmp_path / "nowhere", tmp_path / ("x" * 300), tmp_path / "store/store.json"):
        with pytest.raises(BackupPlaceError):
            await store.custodian.back_up(place)
    for path in ("here", "../here", "/with\0nothing"):
        with pytest.raises(ValidationError):
            BackUp.model_validate({"folder": path})
    await store.close()


async def test_a_backup_is_made_while_notes_are_written(tmp_path: Path) -> None:
    """Everything acknowledged before it began is in it, and every file of it opens; the notes go on meanwhile."""
    store = opened(tmp_path / "store", state=tmp_path / "state")
    for number in range(60):
        await store.add_note(note(f"before {number}", f"p{number % 30}"))
    go_on = True

    async def writing() -> int:
        count = 0
        while go_on:
            await store.add_note(note(f"meanwhile {count}", f"p{count % 40}"))
            await store.keep(page(f"new-{count}"))
            count += 1
        return count

    meanwhile = asyncio.create_task(writing())
    await asyncio.sleep(0)
    made, listed = await store.custodian.back_up(tmp_path)
    go_on = False
    assert await meanwhile > 0
    await store.close()
    archive.unpack(made, tmp_path / "back", Progress())
    copied = opened(tmp_path / "back")
    await copied.look()
    assert (await copied.health()).damaged == ()
    assert (await copied.health()).waiting == 0
    said = {one.text for number in range(30) for one in await copied.notes(ref(f"p{number}"))}
    assert {f"before {number}" for number in range(60)} <= said
    await copied.close()
    assert sum(name.startswith("people/") for name in listed.files) >= 30
    assert unlocked(tmp_path / "back").store_id == listed.store
