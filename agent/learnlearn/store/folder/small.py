"""What a device knows besides people, in one small file written twice: me, circles, pairings, links, who was forgotten, the devices themselves.

me, circles, retention, forgotten, links, slots, removed are rows that are never changed: the truth is the union over all devices.
clients and device are this device's own present state: a browser is paired with one machine, and nobody else answers to its token.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from learnlearn.contract.me import Me
from learnlearn.contract.plan import Circle
from learnlearn.errors import StoreDamagedError, StoreWaitingError
from learnlearn.safefile import remove
from learnlearn.store.base import ClientRow, Row
from learnlearn.store.folder.layout import Layout, is_ours, versions
from learnlearn.store.folder.mirror import read_either, remove_both, write_twice
from learnlearn.store.folder.reading import read
from learnlearn.store.folder.seal import Document, Seal, Tables, epoch_in
from learnlearn.store.folder.sealed_file import SealedFile
from learnlearn.store.ids import new_id
from learnlearn.store.rows.merge import newest, unite
from learnlearn.store.rows.model import CircleRow, MeRow, RetentionRow, TombstoneRow, document

_OWN_TABLES = ("clients", "device", "damaged")
_KEPT = {"me": 5, "circles": 5, "retention": 5}


class _SmallBox:
    """One device's small file."""

    def __init__(self, path: Path, place: str, seal: Seal) -> None:
        self._path, self._place, self._seal = path, place, seal

    def read(self) -> Tables:
        return read_either(self._path, lambda data: self._seal.open(data, self._place).tables) or {}

    def write(self, tables: Tables) -> None:
        write_twice(self._path, self._seal.close(tables, self._place))


def sealed_tables(layout: Layout, seal: Seal, damaged: dict[Path, str]) -> Iterator[tuple[str, Tables]]:
    """Device and tables of every version of every small file that opens; what does not is added to `damaged`, unless its key is still to come."""
    for stem, path in versions(layout.small):
        if path.name == f"{stem}.copy.json" and layout.small_file(stem).exists():
            continue
        try:
            if is_ours(path):
                yield stem, _SmallBox(layout.small_file(stem), layout.place(path), seal).read()
            else:
                yield stem, seal.open(read(path), layout.place(path)).tables
        except StoreWaitingError:
            continue
        except StoreDamagedError as error:
            damaged[path] = error.detail
        except FileNotFoundError:
            continue  # a synchroniser took it away meanwhile


class Small:
    """This device's small file, and the union with all others'. Changes belong to the writer's thread; readers see them once they last."""

    def __init__(self, layout: Layout, seal: Seal, device: str) -> None:
        self._layout, self._seal, self._device = layout, seal, device
        self._path = layout.small_file(device)
        self._me: tuple[str, Me] = ("", Me())
        self._own: Tables = {}
        self._all: Tables = {}
        self._dead: dict[str, set[str]] = {}
        self._read: dict[str, Tables] = {}
        self.damaged: dict[Path, str] = {}
        self.refresh()

    def refresh(self) -> None:
        """Reads all of them anew. Of one that does not open just now (a synchroniser is writing it), what was read before stays true."""
        damaged: dict[Path, str] = {}
        found: dict[str, list[Tables]] = {}
        for device, tables in sealed_tables(self._layout, self._seal, damaged):
            found.setdefault(device, []).append(tables)
        self.damaged = damaged
        self._read |= {device: tables[0] for device, tables in found.items()}
        own, *aside = found.get(self._device, [self._own])
        self._others = [_shared(tables) for device, tables in self._read.items() if device != self._device]
        self._others += [_shared(tables) for device, versions in found.items() if device != self._device for tables in versions[1:]]
        self._others += [_shared(tables) for tables in aside]
        self._take(own)

    def renew(self) -> None:
        """Seals this device's file anew, in the newest epoch."""
        self.edit(lambda file: file.touch())

    def absorb(self) -> None:
        """Takes what a synchroniser kept aside of this device's file into it."""
        aside = dict(self._opened(path for stem, path in versions(self._layout.small) if stem == self._device and not is_ours(path)))
        if not aside or self._path in self.damaged:
            return

        self.take_in(list(aside.values()))
        for path in aside:
            remove(path)

    def take_in(self, states: Sequence[Tables]) -> None:
        """Takes into this device's file what others have and it has not: rows that all devices share."""

        def change(file: SealedFile) -> None:
            for tables in states:
                for table, rows in _shared(tables).items():
                    for row_id, row in rows.items():
                        if row_id not in file.rows(table):
                            file.add(table, row_id, row)

        self.edit(change)

    def begin_anew(self) -> None:
        """This device's file was lost: what is still known of it in memory, and what others share, make a new one."""
        before = self._own
        file = SealedFile(_SmallBox(self._path, self._layout.place(self._path), self._seal))
        for table, rows in before.items():
            for row_id, row in rows.items():
                file.add(table, row_id, row)
        file.touch()
        file.flush()
        self._take(file.content())
        self.take_in([self._all])

    def take_over(self, device: str) -> None:
        """Takes over what another device's file has, which is then no more."""
        self.take_in([self._read.get(device, {})])
        self._read.pop(device, None)
        remove_both(self._layout.small_file(device))

    def _opened(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Tables]]:
        for path in paths:
            with contextlib.suppress(StoreDamagedError, StoreWaitingError, FileNotFoundError):
                yield path, self._seal.open(read(path), self._layout.place(path)).tables

    def edit(self, change: Callable[[SealedFile], None]) -> None:
        """One change of this device's file. Raises StoreError, and then nothing changed."""
        file = SealedFile(_SmallBox(self._path, self._layout.place(self._path), self._seal))
        change(file)
        file.flush()
        self._take(file.content())

    def add(self, table: str, row: Row) -> str:
        """A new row, newer than all that any device has in its small file."""
        row_id = new_id(newest(_by_time(self._all)))

        def change(file: SealedFile) -> None:
            file.add(table, row_id, document(row))
            if table in _KEPT:
                file.drop(table, sorted(file.rows(table))[: -_KEPT[table]])

        self.edit(change)
        return row_id

    def put(self, table: str, row_id: str, row: Row) -> None:
        """Adds or replaces a row of this device's own state."""
        self.edit(lambda file: file.put(table, row_id, document(row)))

    def drop(self, table: str, row_ids: list[str]) -> None:
        """Takes rows out of this device's file for good."""
        self.edit(lambda file: file.drop(table, row_ids))

    def shared(self) -> Tables:
        """What all devices together know, but for each one's own present state."""
        return self._all

    def rows(self, table: str) -> dict[str, Document]:
        """A table as all devices together have it, oldest first."""
        return dict(sorted(self._all.get(table, {}).items()))

    @property
    def epoch(self) -> str:
        """In which epoch this device's file is sealed."""
        return epoch_in(self._path) if self._path.exists() else self._seal.epoch

    def of(self, device: str, table: str) -> dict[str, Document]:
        """A table as one device has it."""
        return self._read.get(device, {}).get(table, {})

    def own(self, table: str) -> dict[str, Document]:
        """A table as this device has it."""
        return self._own.get(table, {})

    def me(self) -> Me:
        """The newest profile."""
        rows = self._all.get("me", {})
        if rows and self._me[0] != max(rows):
            self._me = (max(rows), MeRow.model_validate(rows[max(rows)]).data)
        return self._me[1]

    def circles(self) -> tuple[Circle, ...]:
        """The newest circles."""
        rows = self._all.get("circles", {})
        return CircleRow.model_validate(rows[max(rows)]).circles if rows else ()

    def retention(self) -> int | None:
        """The newest word on how long people are kept."""
        rows = self._all.get("retention", {})
        return RetentionRow.model_validate(rows[max(rows)]).days if rows else None

    def clients(self) -> tuple[ClientRow, ...]:
        """Paired with this device, oldest first."""
        return tuple(sorted((ClientRow.model_validate(row) for row in self._own.get("clients", {}).values()), key=lambda row: row.paired_at))

    def tombstones(self, identity: str) -> frozenset[str]:
        """The ids of every forgetting of this person."""
        if not self._dead:
            return frozenset()
        marks = (_mark(self._seal, identity, epoch) for epoch in self._seal.epochs)
        return frozenset(row_id for mark in marks for row_id in self._dead.get(mark, ()))

    def bury(self, identity: str, now: dt.datetime) -> str:
        """Says that this person was forgotten."""
        epoch = self._seal.epoch
        return self.add("forgotten", TombstoneRow(epoch=epoch, mark=_mark(self._seal, identity, epoch), name=self._seal.name(identity), at=now))

    def was_forgotten(self, name: str) -> bool:
        """Whether a file of this name was somebody's who was forgotten."""
        return any(row.get("name") == name for row in self._all.get("forgotten", {}).values())

    def _take(self, own: Tables) -> None:
        self._own = self._read[self._device] = own
        self._all = unite([_shared(own), *self._others])
        dead: dict[str, set[str]] = {}
        for row_id, row in self._all.get("forgotten", {}).items():
            dead.setdefault(str(row["mark"]), set()).add(row_id)
        self._dead = dead  # at once: other threads ask meanwhile who was forgotten


def _shared(tables: Tables) -> Tables:
    return {table: rows for table, rows in tables.items() if table not in _OWN_TABLES}


def _by_time(tables: Tables) -> Tables:
    """The tables whose ids say when a row was made."""
    return {table: tables[table] for table in ("me", "circles", "retention", "forgotten", "links", "removed") if table in tables}


def _mark(seal: Seal, identity: str, epoch: str) -> str:
    return seal.name(f"forgotten {identity}", epoch)
