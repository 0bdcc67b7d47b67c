"""The things that the lexicon knows, as the engine needs them, and who of them are kin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from learnlearn.contract.conversation import Telling

Kind = Literal[
    "craft",
    "work",
    "sport",
    "place",
    "cause",
    "tool",
    "language",
    "book",
    "music",
    "film",
    "game",
    "event",
    "food",
    "nature",
    "collecting",
    "science",
    "study",
    "faith",
    "family",
    "life change",
    "problem",
    "community",
]
EntryKind = Literal[Kind, "school", "employer", "group"]  # what institutions add


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept or institution; `parent` and `near` number others, -1 is none."""

    label: str
    kind: EntryKind
    telling: Telling
    domain: str
    sensitive: str = ""
    parent: int = -1
    near: tuple[int, ...] = ()
    entity: bool = False


def children_of(entries: tuple[Entry, ...]) -> dict[int, frozenset[int]]:
    """Whose parent each is, where it is one."""
    found: dict[int, set[int]] = {}
    for at, entry in enumerate(entries):
        if entry.parent >= 0:
            found.setdefault(entry.parent, set()).add(at)
    return {parent: frozenset(ones) for parent, ones in found.items()}


def kin_of(entries: tuple[Entry, ...], children: dict[int, frozenset[int]]) -> tuple[frozenset[int], ...]:
    """For each its parent, children, siblings and what stands near it either way."""
    found: list[set[int]] = [set() for _ in entries]
    for at, entry in enumerate(entries):
        for near in entry.near:
            found[at].add(near)
            found[near].add(at)
        if entry.parent >= 0:
            found[at].add(entry.parent)
            found[entry.parent].add(at)
    for siblings in children.values():
        for one in siblings:
            found[one].update(siblings)
    return tuple(frozenset(around - {at}) for at, around in enumerate(found))
