"""Two and three live agents, each over its folder, and the worst of synchronisers between them: they come to one state, nothing is lost.

A small share by fixed seeds in every run; `--rounds 5000` for the whole proof.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from tests.agent.carrier import Carrier, cloned
from tests.agent.devices import SECRET, joined, opened, unlocked
from tests.agent.store_contract import note, page, ref

from learnlearn.contract.me import Me
from learnlearn.contract.plan import PersonPlan
from learnlearn.errors import UnknownNoteError
from learnlearn.store.embedded import EmbeddedStore

SHARE = 15
_SLUGS = ["ilse", "noor", "max"]
_ACTS = 40


class Devices:
    """Live stores over folders, and what they acknowledged."""

    def __init__(self, root: Path, dice: random.Random) -> None:
        self.dice = dice
        first = root / "0"
        keys = unlocked(first)
        count = dice.choice([2, 2, 3])
        self.secrets = [SECRET, *(joined(first, keys, f"Device {number}") for number in range(1, count))]
        self.folders = [first, *(cloned(first, root / str(number)) for number in range(1, count))]
        self.stores: list[EmbeddedStore] = [opened(folder, secret) for folder, secret in zip(self.folders, self.secrets, strict=True)]
        ids = [unlocked(folder, secret).device for folder, secret in zip(self.folders, self.secrets, strict=True)]
        self.carrier = Carrier(dict(zip(ids, self.folders, strict=True)), dice)
        self.written: dict[str, str] = {}  # every text that was acknowledged, and on whom
        self.forgotten: set[str] = set()
        self.done: Counter[str] = Counter()

    async def act(self, number: int) -> None:
        """One thing that a user does on one device, or a restart, or a look."""
        place = self.dice.randrange(len(self.stores))
        store, slug = self.stores[place], self.dice.choice(_SLUGS)
        act = self.dice.choice(["note", "note", "note", "edit", "edit", "remove", "back", "keep", "plan", "me", "link", "look", "forget", "restart"])
        self.done[act] += 1
        if act == "restart":
            await store.close()
            self.stores[place] = opened(self.folders[place], self.secrets[place])
        elif act == "look":
            await store.look()
        elif act in ("note", "edit", "remove", "back"):
            await self._on_notes(store, act, slug, f"text {number}")
        elif act == "keep":
            await store.keep(page(slug, headline=f"headline {number}"))
        elif act == "plan":
            await store.save_plan(ref(slug), PersonPlan(circle=f"circle {number}"))
        elif act == "me":
            await store.save_me(Me(about=f"about {number}"))
        elif act == "link":
            await store.link(ref("ilse"), ref("noor"), self.dice.choice(["one", "two"]))
        elif self.dice.random() < 0.3:
            await store.forget(ref(slug).url)
            self.forgotten.add(slug)

    async def _on_notes(self, store: EmbeddedStore, act: str, slug: str, text: str) -> None:
        there = await store.notes(ref(slug), taken_away=act == "back")
        if act == "note":
            await store.add_note(note(text, slug))
        elif not there:
            return
        elif act == "edit":
            one = self.dice.choice(there)
            try:
                await store.edit_note(one.id, text)
            except UnknownNoteError:  # the first look after a start found a version aside in which another device had taken it away
                self.done["refused"] += 1
                assert one.text in {gone.text for gone in await store.notes(ref(slug), taken_away=True)}
                return
        else:
            await store.remove_note(self.dice.choice(there).id, undo=act == "back")
            return
        self.written[text] = slug

    async def settle(self) -> None:
        """The synchroniser comes to rest, and everybody looks; until nothing moves any more."""
        for _ in range(6):
            self.carrier.finish()
            for store in self.stores:
                await store.look()
        self.carrier.finish()

    async def state(self, store: EmbeddedStore) -> object:
        """Everything that a device says of everybody."""
        taken = [await store.notes(ref(slug), taken_away=True) for slug in _SLUGS]
        people = [person async for person in store.people()]
        found = sorted(hit.url for hit in (await store.search("", 200)).people)
        return people, taken, await store.me(), await store.links(), found

    async def close(self) -> None:
        """Ends."""
        for store in self.stores:
            await store.close()


async def lost(devices: Devices) -> set[str]:
    """Texts that were acknowledged and stand nowhere: not in a note, in what it said before, or in one that was taken away."""
    store = devices.stores[0]
    said: set[str] = set()
    for slug in _SLUGS:
        for taken_away in (False, True):
            for one in await store.notes(ref(slug), taken_away=taken_away):
                said |= {one.text, *(earlier.text for earlier in one.earlier)}
    return {text for text, slug in devices.written.items() if slug not in devices.forgotten} - said


async def one_schedule(root: Path, seed: int) -> tuple[Counter[str], Counter[str]]:
    """One life of several devices; gives what was done and what was carried."""
    dice = random.Random(seed)
    devices = Devices(root, dice)
    for number in range(_ACTS):
        await devices.act(number)
        for _ in range(dice.randrange(4)):
            devices.carrier.act()
    await devices.settle()
    states = [await devices.state(store) for store in devices.stores]
    assert all(state == states[0] for state in states), f"seed {seed}: the devices differ"
    assert await lost(devices) == set(), f"seed {seed}: acknowledged and lost"
    healths = [await store.health() for store in devices.stores]
    assert all(health.damaged == () and health.waiting == 0 for health in healths), f"seed {seed}: {healths}"
    slug = dice.choice(_SLUGS)
    await devices.stores[0].forget(ref(slug).url)
    await devices.settle()
    for store in devices.stores:
        assert await store.view(ref(slug).url) is None, f"seed {seed}: forgotten on one device, there on another"
    await devices.close()
    return devices.done, Counter(vars(devices.carrier.counted))


async def test_they_come_to_one_state_and_nothing_is_lost(request: pytest.FixtureRequest) -> None:
    """Schedules by seed, in memory-backed folders where there are any, so that thousands take minutes."""
    rounds = request.config.getoption("--rounds") or SHARE
    done: Counter[str] = Counter()
    carried: Counter[str] = Counter()
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    for seed in range(rounds):
        with tempfile.TemporaryDirectory(dir=place) as root:
            acts, files = await one_schedule(Path(root), seed)
        done += acts
        carried += files
    assert all(done.values())
    assert all(carried[kind] for kind in ("whole", "late", "half", "aside", "removed"))
    print(f"{rounds} schedules; done: {dict(done)}; carried: {dict(carried)}")


async def test_a_forgetting_that_goes_and_comes_back_is_heeded_again(tmp_path: Path) -> None:
    """A synchroniser lays an older state over another device's file, and the newer one again: lists and searches follow each time."""
    folder = tmp_path / "0"
    secret = joined(folder, unlocked(folder), "Desktop")
    other = cloned(folder, tmp_path / "1")
    desktop, laptop = opened(other, secret), opened(folder)
    await desktop.keep(page("ilse"))
    kept = cloned(other, tmp_path / "kept")
    await desktop.forget(ref("ilse").url)
    await desktop.close()
    shutil.copytree(other, folder, dirs_exist_ok=True)
    await laptop.look()
    for state, there in ((kept, 1), (other, 0), (kept, 1), (other, 0)):
        shutil.copytree(state, folder, dirs_exist_ok=True)
        await laptop.look()
        assert len((await laptop.search("", 10)).people) == (await laptop.health()).people == there
    await laptop.close()


async def test_a_version_kept_aside_goes_with_the_file_it_is_of(tmp_path: Path) -> None:
    """Whoever was forgotten elsewhere leaves no file without its key behind: it would be refused as soon as a late file takes the forgetting back."""
    folder = tmp_path / "0"
    secret = joined(folder, unlocked(folder), "Desktop")
    laptop = opened(folder)
    await laptop.add_note(note("before"))
    await laptop.look()
    other = cloned(folder, tmp_path / "1")
    kept = cloned(other, tmp_path / "kept")
    desktop = opened(other, secret)
    await desktop.forget(ref().url)
    await desktop.close()
    (own,) = (folder / "people" / unlocked(folder).device).glob("*/*.json")
    shutil.copy(own, own.with_name(f"{own.stem}.sync-conflict-20261120-101010-ABCDEFG.json"))
    for state in (other, kept):
        for small in (state / "small").glob(f"{unlocked(other, secret).device}*"):
            shutil.copy(small, folder / "small")
        await laptop.look()
        assert await laptop.notes(ref()) == ()
        assert (await laptop.health()).waiting == 0
    await laptop.close()


async def test_one_file_for_both_devices_loses_notes(tmp_path: Path) -> None:
    """The control: with the files of one device on both (as one file a person would be), carrying one over the other loses what was acknowledged."""
    folder = tmp_path / "0"
    store = opened(folder)
    await store.add_note(note("before"))
    await store.close()
    other = cloned(folder, tmp_path / "1")
    for where, text in ((folder, "on one"), (other, "on the other")):
        store = opened(where)
        await store.add_note(note(text))
        await store.close()
    shutil.copytree(folder, other, dirs_exist_ok=True)
    store = opened(other)
    assert {one.text for one in await store.notes(ref())} == {"before", "on one"}
    await store.close()
