"""What a reader finds while something is changed in another thread: all of it as it was, or all as it is. Promises."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.agent.devices import joined, seal_of, unlocked
from tests.agent.meanwhile import asked_meanwhile
from tests.agent.store_contract import note, ref

from learnlearn.store.folder.damage import Damage
from learnlearn.store.folder.layout import Layout
from learnlearn.store.folder.people import People
from learnlearn.store.folder.pool import KeyPool
from learnlearn.store.folder.seal import Seal, Tables
from learnlearn.store.folder.small import Small
from learnlearn.store.index.entries import Index
from learnlearn.store.index.look import Look
from learnlearn.store.keys.slots import Unlocked

NOW = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
ILSE = "linkedin.com/in/ilse"
_LONG = "Told me over coffee that the press is from 1894 and still prints. " * 40


@pytest.fixture
def quick() -> Iterator[Path]:
    """A folder in memory where there is one: thousands of replacements take seconds there."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        yield Path(folder)


class Parts:
    """The parts of a store, without the thread that works by itself."""

    def __init__(self, folder: Path, keys: Unlocked) -> None:
        self.layout, self.seal = Layout(folder), Seal(keys.epochs)
        self.small = Small(self.layout, self.seal, keys.device)
        self.people = People(self.layout, self.seal, KeyPool(self.layout, self.seal, keys.device), keys.device, self.small.tombstones)
        self.people.devices = tuple(self.layout.devices())
        self.index, self.damage = Index(), Damage(self.layout, self.small, keys.device, lambda: NOW)
        self.look = Look(self.layout, self.people, self.small, self.index, self.damage, keys.device, lambda: NOW)
        self.index.is_complete.set()

    def write(self, text: str) -> Tables:
        """A note on Ilse; gives all that there is on her."""
        draft = self.people.draft(ILSE, NOW)
        draft.keep(ref(), ())
        draft.note(note(text))
        draft.file.flush()
        return draft.united()

    def texts(self) -> set[str]:
        """What her notes say."""
        return {str(row["text"]) for row in self.people.read(ILSE).get("notes", {}).values()}

    def everything(self) -> None:
        """A look to its end."""
        for _ in self.look.steps():
            pass


def test_nothing_is_missing_while_a_version_kept_aside_is_taken_in(quick: Path) -> None:
    """What a synchroniser kept aside is read from there, or from the file that it was taken into; never from neither."""
    parts = Parts(quick, unlocked(quick))
    parts.write("first" + _LONG)
    own = parts.people.own_path(ILSE)
    before = own.read_bytes()
    parts.write("only aside")
    both = own.read_bytes()
    aside = own.with_name(f"{own.stem} 2.json")
    answers: list[object] = []
    for _ in range(150):
        aside.write_bytes(both)
        own.write_bytes(before)
        parts.people.lay_aside(ILSE, aside)
        answers += asked_meanwhile(parts.texts, lambda: parts.people.absorb(ILSE, NOW))
        parts.people.leave_aside(ILSE, aside.name)
    missing = [answer for answer in answers if not isinstance(answer, set) or "only aside" not in answer]
    print(f"asked {len(answers)} times, missing {len(missing)}")
    assert missing == []


def test_nobody_is_missing_while_their_file_is_sealed_anew(quick: Path) -> None:
    """A new epoch gives each file another name: whoever is looked for meanwhile is found under one of the two."""
    keys = unlocked(quick)
    parts = Parts(quick, keys)
    parts.write("here" + _LONG)
    answers: list[object] = []
    for number in range(150):
        parts.seal.learn(f"ff{number:014x}", bytes([number] * 32))
        draft = parts.people.draft(ILSE, NOW)
        draft.file.touch()
        answers += asked_meanwhile(parts.texts, draft.file.flush)
    missing = [answer for answer in answers if answer != {"here" + _LONG}]
    print(f"asked {len(answers)} times, missing {len(missing)}")
    assert missing == []


def test_what_does_not_open_is_told_while_it_is_looked_at_again(quick: Path) -> None:
    """The report of damage names the same files before, during and after a look that finds them as they were."""
    keys = unlocked(quick)
    other = unlocked(quick, joined(quick, keys, "Desktop"))
    parts = Parts(quick, keys)
    there = Parts(quick, other)
    there.write("on the desktop")
    own = there.people.own_path(ILSE)
    own.write_bytes(own.read_bytes()[:-1])
    aside = [there.layout.small / f"{other.device} {number}.json" for number in (2, 3, 4)]
    for path in aside:
        path.write_bytes(b"half")
    parts.everything()
    told = parts.damage.report()
    assert len(told) == 4
    answers = asked_meanwhile(parts.damage.report, lambda: [parts.everything() for _ in range(100)])
    wrong = [answer for answer in answers if answer != told]
    print(f"asked {len(answers)} times, otherwise {len(wrong)}")
    assert wrong == []
    own.unlink()
    for path in aside:
        path.unlink()
    parts.everything()
    assert parts.damage.report() == (), "the control: what is gone is told no more"


def test_no_note_goes_uncounted_while_a_person_is_entered_anew(tmp_path: Path) -> None:
    """The count of notes is that before or that after."""
    parts = Parts(tmp_path, unlocked(tmp_path))
    for number in range(3):
        tables = parts.write(f"note {number}")
    parts.index.put(tables)
    answers = asked_meanwhile(lambda: parts.index.notes, lambda: [parts.index.put(tables) for _ in range(2_000)])
    assert set(answers) == {3}


def test_a_pool_that_waits_for_a_key_is_what_it_was_before(tmp_path: Path) -> None:
    """Another device seals its keys in a new epoch, and that comes here before the epoch does: whom they open stays readable."""
    keys = unlocked(tmp_path)
    other = unlocked(tmp_path, joined(tmp_path, keys, "Desktop"))
    there = Parts(tmp_path, other)
    there.write("on the desktop")
    parts = Parts(tmp_path, keys)
    assert parts.texts() == {"on the desktop"}
    (pool,) = (path for path in (there.layout.keys / other.device).glob("*.json") if ".copy" not in path.name)
    later = seal_of(keys)
    tables = later.open(pool.read_bytes(), there.layout.place(pool)).tables
    later.learn("ff" * 8, bytes(32))
    for path in (pool, pool.with_name(f"{pool.stem}.copy.json")):
        path.write_bytes(later.close(tables, there.layout.place(pool)))
    assert parts.texts() == {"on the desktop"}
