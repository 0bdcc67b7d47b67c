"""A key for each person's file, made in pools and kept sealed apart from it, so that forgetting somebody destroys their key.

A pool is written once, with keys to spare, and changed only when a key is destroyed: whoever is kept for the first time costs no second file.
A key's id begins with its pool's, so one pool is read when one key is asked for. Which keys are to spare is not written anywhere: a key is
spare when it was made in this process and not taken, or when no file of this device names it, which is known once all were looked at
(`settle`); it is never given to two people.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from learnlearn.errors import StoreDamagedError, StoreWaitingError
from learnlearn.store.folder.layout import Layout, stamp_of, versions
from learnlearn.store.folder.mirror import read_either, remove_both, write_twice
from learnlearn.store.folder.seal import ID_BYTES, KEY_BYTES, PersonKey, Seal, Tables
from learnlearn.store.folder.sealed_file import SealedFile

_FEW, _MANY = 16, 256
_FAMILY = ID_BYTES  # hex digits that a key's id shares with its pool's: half of them


class _PoolBox:
    """The tables of one pool."""

    def __init__(self, path: Path, place: str, seal: Seal) -> None:
        self._path, self._place, self._seal = path, place, seal
        self.epoch = seal.epoch

    def read(self) -> Tables:
        opened = read_either(self._path, lambda data: self._seal.open(data, self._place))
        if opened is None:
            return {}
        self.epoch = opened.epoch
        return opened.tables

    def write(self, tables: Tables) -> None:
        write_twice(self._path, self._seal.close(tables, self._place))


@dataclass(frozen=True, slots=True)
class _Pool:
    """A pool that was read, its ids and its keys each in one string of bytes: everybody has a key, which stays in memory."""

    stamp: int
    epoch: str
    ids: bytes
    keys: bytes

    @classmethod
    def of(cls, stamp: int, epoch: str, keys: Mapping[str, bytes]) -> _Pool:
        """These keys by id."""
        return cls(stamp, epoch, bytes.fromhex("".join(keys)), b"".join(keys.values()))

    def key(self, key_id: str) -> bytes | None:
        """One of them."""
        wanted = bytes.fromhex(key_id)
        at = self.ids.find(wanted)
        while at > 0 and at % ID_BYTES:
            at = self.ids.find(wanted, at + 1)
        place = at // ID_BYTES * KEY_BYTES
        return self.keys[place : place + KEY_BYTES] if at >= 0 else None

    def __iter__(self) -> Iterator[str]:
        return (self.ids[at : at + ID_BYTES].hex() for at in range(0, len(self.ids), ID_BYTES))


class KeyPool:
    """The keys of all devices' files, and new ones for this device's. `find` is for every thread, the rest for the writer's."""

    def __init__(self, layout: Layout, seal: Seal, device: str) -> None:
        self._layout, self._seal, self._device = layout, seal, device
        self._lock = threading.Lock()
        self._paths: dict[str, tuple[Path, ...]] = {}
        self._read: dict[Path, _Pool] = {}
        self._spare: list[str] = []
        self._taken: set[str] = set()
        self.damaged: dict[Path, str] = {}
        self.refresh()

    def refresh(self) -> None:
        """Sees which pools there are; what was changed is read when it is needed."""
        paths: dict[str, tuple[Path, ...]] = {}
        for device in self._layout.devices():
            for stem in {stem for stem, _ in versions(self._layout.keys / device)}:
                paths[stem[:_FAMILY]] = (*paths.get(stem[:_FAMILY], ()), self._layout.pool(device, stem))
        self._paths = paths

    def find(self, key_id: str) -> bytes | None:
        """The key of this id, if it has reached this device."""
        with self._lock:
            for path in self._paths.get(key_id[:_FAMILY], ()):
                pool = self._opened(path)
                if pool and (key := pool.key(key_id)):
                    return key
        return None

    def take(self) -> PersonKey:
        """A key that nobody has. Raises StoreError when a new pool cannot be written."""
        while True:
            with self._lock:
                if not self._spare:
                    self._make(_FEW if not self._taken else _MANY)
                key_id = self._spare.pop()
                self._taken.add(key_id)
            if key := self.find(key_id):
                return PersonKey(key_id, key)

    def settle(self, used: set[str]) -> Iterator[None]:
        """Every key of this device that no file names may be taken from now on. A pool a step."""
        spare: list[str] = []
        for path in self._own():
            with self._lock:
                pool = self._opened(path)
            if pool and pool.epoch == self._seal.epoch:
                spare += sorted(set(pool) - used)
            yield
        with self._lock:
            self._spare = [key_id for key_id in spare if key_id not in self._taken]

    def destroy(self, key_ids: Iterable[str]) -> None:
        """Takes keys of this device out of their pools for good."""
        for key_id in key_ids:
            for path in self._paths.get(key_id[:_FAMILY], ()):
                if path in self._own():
                    with self._lock:
                        self._drop(path, key_id)

    def outdated(self) -> list[Path]:
        """Pools of this device that were sealed in an earlier epoch."""
        with self._lock:
            return [path for path in self._own() if (pool := self._opened(path)) and pool.epoch != self._seal.epoch]

    def renew(self) -> None:
        """A new epoch: what was to spare is not taken any more."""
        with self._lock:
            self._spare = []

    def remove(self, path: Path) -> None:
        """Destroys a whole pool, once no file needs its keys."""
        with self._lock:
            remove_both(path)
            self._read.pop(path, None)
        self.refresh()

    def _own(self) -> list[Path]:
        return sorted(path for paths in self._paths.values() for path in paths if path.parts[-2] == self._device)

    def _make(self, count: int) -> None:
        pool = secrets.token_hex(ID_BYTES)
        path = self._layout.pool(self._device, pool)
        keys: dict[str, bytes] = {}
        while len(keys) < count:
            keys[pool[:_FAMILY] + secrets.token_hex(ID_BYTES - _FAMILY // 2)] = secrets.token_bytes(KEY_BYTES)
        tables: Tables = {"keys": {key_id: {"key": key.hex()} for key_id, key in keys.items()}}
        _PoolBox(path, self._layout.place(path), self._seal).write(tables)
        self._read[path] = _Pool.of(stamp_of(path), self._seal.epoch, keys)
        self._paths = {**self._paths, pool[:_FAMILY]: (*self._paths.get(pool[:_FAMILY], ()), path)}
        self._spare.extend(keys)

    def _opened(self, path: Path) -> _Pool | None:
        """The pool as it is now, or as it was when it could be opened; None when it never could."""
        stamp = stamp_of(path)
        known = self._read.get(path)
        if known and known.stamp == stamp:
            return known
        box = _PoolBox(path, self._layout.place(path), self._seal)
        try:
            tables = box.read()
        except StoreWaitingError:
            return known  # what was read before is still true
        except StoreDamagedError as error:
            self.damaged[path] = error.detail
            return known
        self.damaged.pop(path, None)
        keys = {key_id: bytes.fromhex(str(row["key"])) for key_id, row in tables.get("keys", {}).items()}
        self._read[path] = _Pool.of(stamp, box.epoch, keys)
        return self._read[path]

    def _drop(self, path: Path, key_id: str) -> None:
        file = SealedFile(_PoolBox(path, self._layout.place(path), self._seal))
        if key_id in file.rows("keys"):
            file.drop("keys", [key_id])
            file.flush()
            self._read.pop(path, None)
