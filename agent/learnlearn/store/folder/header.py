"""store.json: which store this is and in which form. Nothing in it is secret, and every device writes the same into it."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import to_json

from learnlearn.errors import StoreDamagedError, StoreTooNewError
from learnlearn.store.folder.mirror import read_either, write_twice

FORMAT = "learnlearn-store"
VERSION = 2


class Header(BaseModel):
    """The content of store.json. `check`: a checksum of the rest, the same in every later version; in version 1 a value made from the data key."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    format: str
    version: int
    id: str
    check: str


def new_store_id() -> str:
    """16 random hex digits."""
    return secrets.token_hex(8)


def path(folder: Path) -> Path:
    """Where it lies."""
    return folder / "store.json"


def read(folder: Path) -> Header | None:
    """The header; None where no store is yet. Raises StoreTooNewError and StoreDamagedError."""
    return read_either(path(folder), lambda data: opened(data, path(folder)))


def write(folder: Path, store_id: str) -> Header:
    """Says that the store is there, in the present form: the last thing when one is begun or brought to it."""
    header = Header(format=FORMAT, version=VERSION, id=store_id, check=_check(FORMAT, VERSION, store_id))
    write_twice(path(folder), to_json(header, indent=1) + b"\n")
    return header


def opened(data: bytes, where: Path) -> Header:
    """The header in these bytes. Raises StoreTooNewError and StoreDamagedError."""
    try:
        header = Header.model_validate_json(data)
    except ValidationError:
        raise StoreDamagedError(str(where)) from None
    if header.format != FORMAT:
        raise StoreDamagedError(f"{where} is of another program")
    if header.version > 1 and header.check != _check(header.format, header.version, header.id):
        raise StoreDamagedError(f"{where}: the content was changed")
    if header.version > VERSION:  # only now: a flipped bit of the number must not look like one
        raise StoreTooNewError(f"its form is {header.version}, this Learnlearn knows {VERSION}")
    return header


def _check(kind: str, version: int, store_id: str) -> str:
    return hashlib.sha256(f"{kind} {version} {store_id}".encode()).hexdigest()
