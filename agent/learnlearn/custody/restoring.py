"""Putting a backup where no store is yet: unpacked beside its place, opened and verified there, and only then moved into it."""

from __future__ import annotations

import shutil
from pathlib import Path

from learnlearn.custody.unlocking import recovered, unlocked
from learnlearn.errors import KeyUnavailableError
from learnlearn.safefile import move
from learnlearn.store.backup import archive
from learnlearn.store.errors import BackupError, BackupLockedError
from learnlearn.store.folder import header
from learnlearn.store.folder.layout import Layout
from learnlearn.store.folder.seal import Seal
from learnlearn.store.keys.opening import by_telling, is_begun
from learnlearn.store.keys.slots import Unlocked
from learnlearn.store.progress import Progress
from learnlearn.vault.key import KeyPlace, Passphrase


def is_empty(folder: Path) -> bool:
    """Whether nothing of a store is here, so that a backup may become it."""
    return not is_begun(Layout(folder))


def restored(folder: Path, file: Path, place: KeyPlace | Passphrase, state: Path, told: str, progress: Progress) -> archive.List:
    """The store of this folder, out of a backup; by `told` as a new device with a key of its own. Raises StoreError, KeyUnavailableError."""
    beside = folder.with_name(f"{folder.name}.restoring")
    shutil.rmtree(beside, ignore_errors=True)  # of one that was cut off
    if isinstance(place, Passphrase):
        told = told or place.told()
    try:
        archive.unpack(file, beside, progress)
        found = header.read(beside)
        keys = _keys(beside, found.id, place, state, told) if found else None
        if found is None or keys is None:
            raise _unfit(file, is_whole=found is not None)
        listed = archive.verify(file, beside, Seal(keys.epochs), found.id, progress)
        if told:
            recovered(beside, place, state, told)
        for path in sorted(beside.iterdir(), key=lambda path: path.name.startswith("store.")):  # store.json last: it makes the rest count
            move(path, folder / path.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return listed


def _keys(folder: Path, store_id: str, place: KeyPlace | Passphrase, state: Path, told: str) -> Unlocked | None:
    if told:
        return by_telling(Layout(folder), store_id, told)
    try:
        return unlocked(folder, place, state)
    except KeyUnavailableError as error:
        raise BackupLockedError(error.detail) from error


def _unfit(file: Path, *, is_whole: bool) -> BackupError | BackupLockedError:
    return BackupLockedError() if is_whole else BackupError(f"{file}: store.json is missing")
