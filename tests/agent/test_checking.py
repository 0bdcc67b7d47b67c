"""`learnlearn store check|repair`: every kind of damage is named; what has a twin is mended, what has none is set aside, nothing is deleted."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.agent.devices import opened
from tests.agent.machine import ILSE, Machine
from tests.agent.store_contract import note, ref

from learnlearn.contract.me import Me
from learnlearn.errors import LearnlearnError, StoreDamagedError, StoreWaitingError
from learnlearn.store.folder.seal import key_in

NOOR = "https://github.com/noor-haddad"


@pytest.fixture
def laptop(tmp_path: Path) -> Machine:
    """With two people, and a profile, in its store."""
    machine = Machine(tmp_path / "laptop")
    machine("note", ILSE, "about Ilse")
    machine("search", "ilse")  # waits until everybody was looked at: from then on the index is kept
    machine("note", NOOR, "about Noor")
    machine("search", "noor")
    machine("circles", "--set", "friends", "30", "60")
    return machine


def of(machine: Machine, kind: str) -> Path:
    """The first file of a kind, under its own name."""
    return next(path for path in sorted((machine.data / kind).rglob("*.json")) if ".copy." not in path.name)


def copy(path: Path) -> Path:
    """Its twin."""
    return path.with_name(f"{path.stem}.copy.json")


def broken(path: Path, at: int | None = None) -> None:
    """One byte is another: in the middle, or there."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2 if at is None else at] ^= 1
    path.write_bytes(data)


def test_a_whole_store_has_no_findings(laptop: Machine) -> None:
    """And how much was looked at is said."""
    for command in ("check", "repair"):
        assert re.fullmatch(r"1[02] files and 2 people were looked at\.\n", laptop("store", command))  # one pool of keys or two, each twice


TWINS: dict[str, Callable[[Machine], Path]] = {
    "header": lambda machine: machine.data / "store.json",
    "slots": lambda machine: of(machine, "slots"),
    "small": lambda machine: of(machine, "small"),
    "keys": lambda machine: of(machine, "keys"),
}


@pytest.mark.parametrize("kind", TWINS)
@pytest.mark.parametrize(("which", "how"), [("file", "changed"), ("copy", "gone")])
def test_what_is_written_twice_is_mended_from_its_twin(laptop: Machine, kind: str, which: str, how: str) -> None:
    """Named by a check, which changes nothing; mended by a repair; then nothing is found, and nothing was lost."""
    path = TWINS[kind](laptop)
    victim = path if which == "file" else copy(path)
    broken(victim) if how == "changed" else victim.unlink()
    if kind not in ("slots", "small"):  # those are written anew by the way when the store is opened
        assert "its twin is whole" in laptop("store", "check", code=1)
        assert laptop("store", "repair").startswith("mended")
    laptop("store", "repair")
    assert "found" not in laptop("store", "check")
    assert path.read_bytes() == copy(path).read_bytes()
    assert "about Ilse" in laptop("notes", ILSE)
    assert "friends" in laptop("circles")


@pytest.mark.parametrize("kind", ["small", "keys"])
async def test_a_byte_in_the_name_of_a_files_key_is_no_more_than_another(tmp_path: Path, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    """It looks as if the key had not arrived; the twin is read and that is said, nothing is missing, and a repair mends it."""
    store = opened(tmp_path / "store")
    await store.add_note(note("about Ilse"))
    await store.save_me(Me(about="I keep bees."))
    await store.look()
    await store.close()
    path = next(path for path in sorted((tmp_path / "store" / kind).rglob("*.json")) if ".copy." not in path.name)
    broken(path, 6)
    store = opened(tmp_path / "store")
    assert [one.text for one in await store.notes(ref())] == ["about Ilse"]
    assert (await store.me()).about == "I keep bees."
    assert f"{path.name} does not open; its copy was read" in caplog.text
    assert [one.mended for one in (await store.custodian.check(repair=True)).findings] in ([True], [])  # a small file is written anew by the way
    assert (await store.custodian.check(repair=False)).findings == []
    await store.close()
    assert path.read_bytes() == copy(path).read_bytes()


def test_a_person_who_does_not_open_is_named_and_set_aside(laptop: Machine) -> None:
    """With what was known to be in it; the other is as before; the bytes are kept."""
    victim = of(laptop, "people")
    broken(victim)
    bytes_then = victim.read_bytes()
    laptop("store", "repair", code=1)
    told = laptop("store", "check", code=1)
    assert "damaged/" in told
    assert "1 notes" in told
    assert [path.read_bytes() for path in (laptop.data / "damaged").iterdir()] == [bytes_then]
    assert ("about Ilse" in laptop("notes", ILSE)) != ("about Noor" in laptop("notes", NOOR))


def test_whoever_looks_for_somebody_learns_that_files_do_not_open(laptop: Machine, capfd: pytest.CaptureFixture[str]) -> None:
    """Control: nothing of the kind is said while they open."""
    assert "do not open" not in laptop("search", "about") + capfd.readouterr().err
    broken(of(laptop, "people"))
    assert "that do not open: 1" in laptop("search", "about") + capfd.readouterr().err


def test_a_store_json_lost_twice_is_written_anew(laptop: Machine) -> None:
    """Without it nothing opens; a repair takes the store's name from the slots."""
    for path in (laptop.data / "store.json", laptop.data / "store.copy.json"):
        path.write_bytes(b"nothing")
    with pytest.raises(LearnlearnError) as error:
        laptop("notes", ILSE)
    assert "learnlearn store" in error.value.hint
    assert "mended  store.json" in laptop("store", "repair")
    assert "about Ilse" in laptop("notes", ILSE)
    assert {path.name[-10:] for path in (laptop.data / "damaged").iterdir()} == {"store.json", ".copy.json"}


def test_a_pool_of_keys_lost_twice_is_said_by_name(laptop: Machine) -> None:
    """Nobody can mend that but a backup: the people sealed with it are named, and left where they are."""
    for path in (laptop.data / "keys").rglob("*.json"):
        broken(path)
    people = sorted((laptop.data / "people").rglob("*.json"))
    told = laptop("store", "repair", code=1)
    assert told.count("the key that it was sealed with is not here") == 2
    assert "learnlearn restore" in told
    assert sorted((laptop.data / "people").rglob("*.json")) == people


async def test_what_a_device_knew_besides_people_is_begun_anew(tmp_path: Path) -> None:
    """Both copies of its small file are changed while the agent runs: what it still knows is written again."""
    store = opened(tmp_path / "store")
    await store.save_me(Me(about="I keep bees."))
    await store.look()
    victim = next(path for path in (tmp_path / "store/small").glob("*.json") if ".copy." not in path.name)
    for path in (victim, copy(victim)):
        broken(path)
    with pytest.raises(StoreDamagedError):
        await store.save_me(Me(about="lost"))
    done = await store.custodian.check(repair=True)
    assert [(one.file, one.mended) for one in done.findings] == [(f"small/{victim.name}", True)]
    await store.close()
    store = opened(tmp_path / "store")
    assert (await store.me()).about == "I keep bees."
    assert [one.name for one in await store.custodian.devices()] == ["Laptop"]
    assert (await store.custodian.check(repair=False)).findings == []
    await store.save_me(Me(about="and wasps"))
    await store.close()
    assert len(list((tmp_path / "store/damaged").iterdir())) == 2


async def test_a_forgotten_persons_damaged_file_has_no_key_any_more(tmp_path: Path) -> None:
    """It stays in `damaged/`, as everything there, and opens for nobody: its key is destroyed with the others."""
    store = opened(tmp_path / "store")
    await store.add_note(note("private"))
    await store.look()
    victim = next((tmp_path / "store/people").rglob("*.json"))
    whole = victim.read_bytes()
    broken(victim)
    with pytest.raises(StoreDamagedError):
        await store.add_note(note("over it"))
    assert store._people.pool.find(key_in(tmp_path / "store/damaged" / next((tmp_path / "store/damaged").iterdir()).name)) is not None
    await store.forget(ref().url)
    victim.write_bytes(whole)
    with pytest.raises(StoreWaitingError):
        store._people.open(victim)
    await store.close()
