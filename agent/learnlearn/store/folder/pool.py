"""A key for each person's file, made in pools and kept sealed apart from it, so that forgetting somebody destroys their key.

A pool is written once, with keys to spare, and changed only when a key is destroyed: whoever is kept for the first time costs no second file.
Which keys are still to spare is not written anywhere. A key is spare when it was made in this process and not taken, or when no file of this
device names it, which is known once all were looked at (`settle`); it is never given to two people.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path

from learnlearn.errors import StoreDamagedError, StoreWaitingError
from learnlearn.store.folder.layout import Layout, stamp_of, versions
from learnlearn.store.folder.mirror import read_either, remove_both, write_twice
from learnlearn.store.folder.seal import ID_BYTES, KEY_BYTES, PersonKey, Seal, Tables
from learnlearn.store.folder.sealed_file import SealedFile

_FEW, _MANY = 16, 256


class _PoolBox:
    """The tables of one pool."""

    def __init__(self, path: Path, place: str, seal: Seal) -> None:
        self._path, self._place, self._seal = path, place, seal
        self.epoch = ""

    def read(self) -> Tables:
        opened = read_either(self._path, lambda data: self._seal.open(data, self._place))
        self.epoch = opened.epoch if opened else self._seal.epoch
        return opened.tables if opened else {}

    def write(self, tables: Tables) -> None:
        write_twice(self._path, self._seal.close(tables, self._place))


class KeyPool:
    """The keys of all devices' files, and new ones for this device's. Everything but `find` belongs to the writer's thread."""

    def __init__(self, layout: Layout, seal: Seal, device: str) -> None:
        self._layout, self._seal, self._device = layout, seal, device
        self._keys: dict[str, bytes] = {}
        self._pool_of: dict[str, Path] = {}
        self._stamps: dict[Path, int] = {}
        self._spare: list[str] = []
        self._epoch_of: dict[str, str] = {}
        self._made = 0
        self.damaged: dict[Path, str] = {}
        self.refresh()

    def refresh(self) -> None:
        """Reads the pools that are new or were changed."""
        for device in self._layout.devices():
            for stem, path in versions(self._layout.keys / device):
                if path.name in (f"{stem}.json", f"{stem}.copy.json"):
                    self._read(self._layout.pool(device, stem))

    def find(self, key_id: str) -> bytes | None:
        """The key of this id, if it has reached this device."""
        return self._keys.get(key_id)

    def take(self) -> PersonKey:
        """A key that nobody has. Raises StoreError when a new pool cannot be written."""
        self._spare = [key_id for key_id in self._spare if self._epoch_of[key_id] == self._seal.epoch]
        if not self._spare:
            self._make(_FEW if self._made == 0 else _MANY)
        key_id = self._spare.pop()
        return PersonKey(key_id, self._keys[key_id])

    def settle(self, used: Iterable[str]) -> None:
        """Every key of this device that no file names may be taken from now on."""
        own = {key_id for key_id, path in self._pool_of.items() if path.parent.name == self._device}
        self._spare = sorted(own - set(used))

    def destroy(self, key_ids: Iterable[str]) -> None:
        """Takes keys of this device out of their pools for good."""
        by_pool: dict[Path, list[str]] = {}
        for key_id in key_ids:
            path = self._pool_of.get(key_id)
            if path is not None and path.parent.name == self._device:
                by_pool.setdefault(path, []).append(key_id)
        for path, gone in by_pool.items():
            file = SealedFile(_PoolBox(path, self._layout.place(path), self._seal))
            file.drop("keys", gone)
            file.flush()
            self._stamps[path] = stamp_of(path)
            self._lose(gone)

    def outdated(self) -> list[Path]:
        """Pools of this device that were sealed in an earlier epoch."""
        return sorted({path for key_id, path in self._pool_of.items() if self._epoch_of[key_id] != self._seal.epoch and self._is_own(path)})

    def remove(self, path: Path) -> None:
        """Destroys a whole pool, once no file needs its keys."""
        remove_both(path)
        self._lose([key_id for key_id, pool in self._pool_of.items() if pool == path])

    def _is_own(self, path: Path) -> bool:
        return path.parent.name == self._device

    def _make(self, count: int) -> None:
        path = self._layout.pool(self._device, secrets.token_hex(ID_BYTES))
        made = {secrets.token_hex(ID_BYTES): secrets.token_bytes(KEY_BYTES) for _ in range(count)}
        tables: Tables = {"keys": {key_id: {"key": key.hex()} for key_id, key in made.items()}}
        _PoolBox(path, self._layout.place(path), self._seal).write(tables)
        self._learn(path, tables, self._seal.epoch)
        self._spare.extend(made)
        self._made += 1

    def _read(self, path: Path) -> None:
        stamp = stamp_of(path)
        if self._stamps.get(path) == stamp:
            return
        box = _PoolBox(path, self._layout.place(path), self._seal)
        try:
            tables = box.read()
        except StoreWaitingError:
            return
        except StoreDamagedError as error:
            self.damaged[path] = error.detail
            return
        self.damaged.pop(path, None)
        self._stamps[path] = stamp
        gone = {key_id for key_id, pool in self._pool_of.items() if pool == path} - set(tables.get("keys", {}))
        self._lose(gone)
        self._learn(path, tables, box.epoch)

    def _learn(self, path: Path, tables: Tables, epoch: str) -> None:
        for key_id, row in tables.get("keys", {}).items():
            self._keys[key_id] = bytes.fromhex(str(row["key"]))
            self._pool_of[key_id] = path
            self._epoch_of[key_id] = epoch

    def _lose(self, key_ids: Iterable[str]) -> None:
        for key_id in key_ids:
            self._keys.pop(key_id, None)
            self._pool_of.pop(key_id, None)
            self._epoch_of.pop(key_id, None)
