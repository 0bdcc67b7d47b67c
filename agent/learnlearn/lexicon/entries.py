"""The things that the lexicon knows, as the engine needs them, and which of them are kin."""

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


class Kinship:
    """Who stands near whom among the entries. Worked out when asked: all at once takes megabytes, and most are never asked for."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self._entries = entries
        self._children: dict[int, list[int]] = {}
        self._named_by: dict[int, list[int]] = {}  # whom others name as near
        self._kin: dict[int, frozenset[int]] = {}
        for at, entry in enumerate(entries):
            if entry.parent >= 0:
                self._children.setdefault(entry.parent, []).append(at)
            for near in entry.near:
                self._named_by.setdefault(near, []).append(at)

    def children(self, concept: int) -> frozenset[int]:
        """The concepts of which it is the parent."""
        return frozenset(self._children.get(concept, ()))

    def of(self, concept: int) -> frozenset[int]:
        """A concept's parent, children, siblings and what stands near it either way."""
        found = self._kin.get(concept)
        if found is None:
            entry, children = self._entries[concept], self._children
            siblings = (entry.parent, *children[entry.parent]) if entry.parent >= 0 else ()
            around = {*entry.near, *self._named_by.get(concept, ()), *children.get(concept, ()), *siblings}
            found = self._kin[concept] = frozenset(around - {concept})
        return found
