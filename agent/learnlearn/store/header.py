"""store.json: which store this is, in which form, and a value by which a wrong key shows. Nothing in it is secret."""

from __future__ import annotations

import hmac
import secrets
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import to_json

from learnlearn.errors import StoreDamagedError, StoreTooNewError
from learnlearn.safefile import atomic_write
from learnlearn.store.seal import check_value

FORMAT = "learnlearn-store"
VERSION = 1


class Header(BaseModel):
    """The content of store.json."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    format: str
    version: int
    id: str
    check: str

    def fits(self, data_key: bytes) -> bool:
        """Whether this is the store's key."""
        return hmac.compare_digest(self.check, check_value(data_key, self.id))


def new_store_id() -> str:
    """16 random hex digits."""
    return secrets.token_hex(8)


def read(folder: Path) -> Header | None:
    """The header; None where no store is yet. Raises StoreTooNewError and StoreDamagedError."""
    path = folder / "store.json"
    try:
        header = Header.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError:
        raise StoreDamagedError(str(path)) from None
    if header.format != FORMAT:
        raise StoreDamagedError(f"{path} is of another program")
    if header.version > VERSION:
        raise StoreTooNewError(f"its form is {header.version}, this Learnlearn knows {VERSION}")
    return header


def write(folder: Path, store_id: str, data_key: bytes) -> Header:
    """Begins a store."""
    header = Header(format=FORMAT, version=VERSION, id=store_id, check=check_value(data_key, store_id))
    atomic_write(folder / "store.json", to_json(header, indent=1) + b"\n")
    return header
