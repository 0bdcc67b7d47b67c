"""A synchroniser of the worst kind, by seed: it carries files between devices' folders one by one, at any moment, in any order.

What it does as real ones do: each file belongs to a device, and an owner's file is never replaced by an older state of it; where two versions
meet, the other one is kept aside under a conflict name. What it does worse: states are carried late and in any order, twice, half (a file cut off,
to be finished some time later), and a folder is never in one state.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

_KINDS = ("people", "keys", "small", "slots")
_ASIDE = (".sync-conflict-20261120-101010-ABCDEFG", " (conflicted copy 2026-11-20 101010)", "-DESKTOP", " 2")


@dataclass
class Carried:
    """What was done, for the report."""

    whole: int = 0
    late: int = 0
    half: int = 0
    aside: int = 0
    removed: int = 0


@dataclass
class Carrier:
    """Between the folders of devices, given by device id."""

    folders: dict[str, Path]
    dice: random.Random
    counted: Carried = field(default_factory=Carried)
    _late: list[tuple[str, Path, bytes]] = field(default_factory=list)

    def act(self) -> None:
        """One thing, at random."""
        kind = self.dice.choice(["carry", "carry", "carry", "remember", "late", "half", "aside", "remove"])
        owner = self.dice.choice(list(self.folders))
        files = self._files(owner, self.folders[owner])
        if kind == "late" and self._late:
            self._arrive_late()
        elif kind == "remove":
            self._remove(owner)
        elif files:
            self._carry(kind, owner, self.dice.choice(files))

    def finish(self) -> None:
        """Everything of every owner is everywhere as the owner has it, and nothing else of theirs."""
        for owner, folder in self.folders.items():
            files = set(self._files(owner, folder))
            for device, other in self.folders.items():
                if device == owner:
                    continue
                for gone in set(self._files(owner, other)) - files:
                    (other / gone).unlink(missing_ok=True)
                for path in files:
                    with contextlib.suppress(FileNotFoundError):  # the agent, which goes on, took it away meanwhile
                        _put(other / path, (folder / path).read_bytes())

    def _carry(self, kind: str, owner: str, path: Path) -> None:
        try:
            data = (self.folders[owner] / path).read_bytes()
        except FileNotFoundError:
            return
        to = self.folders[self.dice.choice([device for device in self.folders if device != owner])]
        if kind == "remember":
            self._late.append((owner, path, data))
        elif kind == "half":
            _put(to / path, data[: self.dice.randrange(len(data))])
            self.counted.half += 1
        elif kind == "aside":
            aside = path.with_name(f"{path.name.removesuffix('.json')}{self.dice.choice(_ASIDE)}.json")
            _put(self.folders[self.dice.choice(list(self.folders))] / aside, data)
            self.counted.aside += 1
        else:
            _put(to / path, data)
            self.counted.whole += 1

    def _arrive_late(self) -> None:
        """An older state: it replaces a newer one where the owner does not look; at the owner's it is kept aside."""
        owner, path, data = self._late[self.dice.randrange(len(self._late))]
        device = self.dice.choice(list(self.folders))
        if device == owner:
            path = path.with_name(f"{path.name.removesuffix('.json')}{self.dice.choice(_ASIDE)}.json")
        _put(self.folders[device] / path, data)
        self.counted.late += 1

    def _remove(self, owner: str) -> None:
        """What the owner has no more goes elsewhere too."""
        for device, folder in self.folders.items():
            if device == owner:
                continue
            for path in self._files(owner, folder):
                if not (self.folders[owner] / path).exists() and self.dice.random() < 0.5:
                    (folder / path).unlink(missing_ok=True)
                    self.counted.removed += 1

    def _files(self, owner: str, folder: Path) -> list[Path]:
        """The owner's files in a folder, relative to it, in order."""
        within = len(str(folder)) + 1
        found: list[str] = []
        for kind in _KINDS:
            for place, folders, names in os.walk(folder / kind):
                folders[:] = [name for name in folders if owner in place or name == owner]
                found += [f"{place[within:]}/{name}" for name in names if (owner in place or owner in name) and ".~" not in name]
        return [Path(path) for path in sorted(found) if path.endswith(".json")]


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def cloned(folder: Path, to: Path) -> Path:
    """A whole folder as a second device begins with it."""
    return Path(shutil.copytree(folder, to))
