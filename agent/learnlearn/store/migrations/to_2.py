"""From form 1 (one device, one key, a file a person in `people/<ab>/`, everything else in `small.json`) to form 2.

The old key becomes the oldest epoch, under which nothing is sealed any more: the marks of who was forgotten were made with it, and no one
can make them anew without knowing whom they mean. Edits, which named the note, now name the wording before them; so do removals.
"""

from __future__ import annotations

import hmac
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic_core import from_json

from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.errors import StoreDamagedError
from learnlearn.safefile import move, remove, write_many
from learnlearn.store.folder import header
from learnlearn.store.folder.header import Header
from learnlearn.store.folder.layout import Layout
from learnlearn.store.folder.pool import KeyPool
from learnlearn.store.folder.seal import ID_BYTES, Document, Seal, Tables, check_value, derive
from learnlearn.store.folder.sealed_file import SealedFile
from learnlearn.store.folder.small import Small
from learnlearn.store.ids import new_id
from learnlearn.store.keys.opening import Begun, DeviceRow, begin, new_device_id, private_key
from learnlearn.store.keys.slots import SlotKind, Unlocked
from learnlearn.store.rows.model import page_row

VERSION = 2
FIRST_EPOCH = "00" * ID_BYTES
_MARK, _NONCE_BYTES = b"LLS1", 12
_SHELF, _PERSON = re.compile(r"[0-9a-f]{2}"), re.compile(r"[0-9a-f]{32}\.json")
_AT_ONCE = 500


def fits(found: Header, data_key: bytes) -> bool:
    """Whether this is the key of a store of form 1."""
    return hmac.compare_digest(found.check, check_value(data_key, found.id))


def migrate(layout: Layout, store_id: str, data_key: bytes, kind: SlotKind, device: DeviceRow) -> None:
    """Leaves a store of form 2, and of form 1 nothing but what could not be opened, in `damaged/`. Raises StoreError."""
    for half in (layout.slots, layout.small, layout.keys):
        shutil.rmtree(half, ignore_errors=True)
    for folder in layout.people.glob("*"):
        if not _SHELF.fullmatch(folder.name):
            shutil.rmtree(folder)
    cipher = AESGCM(derive(data_key, "content"))
    small = _open(layout.folder / "small.json", cipher, "small")
    begun = Begun(store_id, new_device_id(), device)
    unlocked = begin(layout, begun, private_key(data_key), kind, earlier={FIRST_EPOCH: data_key})
    seal = Seal(unlocked.epochs)
    _bring_small(layout, seal, unlocked, small)
    for path in _bring_people(layout, seal, unlocked, cipher):
        move(path, layout.damaged / path.name)
    header.write(layout.folder, store_id)


def tidy(layout: Layout) -> None:
    """Removes what form 1 wrote; form 2 does not read it."""
    remove(layout.folder / "small.json")
    for path in _people(layout):
        remove(path)
    for shelf in layout.people.glob("*"):
        if _SHELF.fullmatch(shelf.name) and not any(shelf.iterdir()):
            shelf.rmdir()


def _people(layout: Layout) -> Iterator[Path]:
    for shelf in sorted(layout.people.glob("*")):
        if _SHELF.fullmatch(shelf.name):
            yield from sorted(path for path in shelf.iterdir() if _PERSON.fullmatch(path.name))


def _bring_small(layout: Layout, seal: Seal, unlocked: Unlocked, old: Tables) -> None:
    circles = {new_id(): row for row in old.get("circles", {}).values()}
    forgotten: dict[str, Document] = {
        new_id(): {"epoch": FIRST_EPOCH, "mark": mark, "at": row["at"]} for mark, row in old.get("forgotten", {}).items()
    }

    def change(file: SealedFile) -> None:
        for table, rows in (("me", old.get("me", {})), ("circles", circles), ("clients", old.get("clients", {})), ("forgotten", forgotten)):
            for row_id, row in rows.items():
                file.add(table, row_id, row)

    Small(layout, seal, unlocked.device).edit(change)


def _bring_people(layout: Layout, seal: Seal, unlocked: Unlocked, cipher: AESGCM) -> list[Path]:
    """Writes everybody anew; gives the files that could not be opened."""
    pool = KeyPool(layout, seal, unlocked.device)
    damaged: list[Path] = []
    batch: list[tuple[Path, bytes]] = []
    for path in _people(layout):
        try:
            tables = _person(_open(path, cipher, path.stem))
        except (StoreDamagedError, ValueError, KeyError, TypeError):
            damaged.append(path)
            continue
        identity = str(next(iter(tables["person"].values()))["identity"])
        to = layout.person(unlocked.device, seal.name(identity))
        batch.append((to, seal.close(tables, layout.place(to), pool.take())))
        if len(batch) == _AT_ONCE:
            write_many(batch)
            batch.clear()
    write_many(batch)
    return damaged


def _person(old: Tables) -> Tables:
    edits: dict[str, list[str]] = {}
    for row_id, row in sorted(old.get("notes", {}).items()):
        edits.setdefault(str(row.get("of", row_id)), []).append(row_id)
    before = {later: earlier for chain in edits.values() for earlier, later in pairwise(chain)}
    notes = {row_id: row | ({"of": before[row_id]} if row_id in before else {}) for row_id, row in old.get("notes", {}).items()}
    gone = {row_id: row | {"of": edits[str(row["of"])][-1]} for row_id, row in old.get("gone", {}).items()}
    snapshots = {
        row_id: row | {"print": page_row(ProfileSnapshot.model_validate(row["data"]))["print"]} for row_id, row in old.get("snapshots", {}).items()
    }
    return {"person": old["person"], "plans": old.get("plans", {}), "notes": notes, "gone": gone, "snapshots": snapshots}


def _open(path: Path, cipher: AESGCM, identity: str) -> Tables:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    start = len(_MARK) + _NONCE_BYTES
    try:
        tables: Tables = from_json(cipher.decrypt(data[len(_MARK) : start], data[start:], _MARK + identity.encode()))
    except (InvalidTag, ValueError):
        raise StoreDamagedError(f"{path}: the content was changed or cut off") from None
    return tables
