"""Messages about the store as files: checking, backups. For this user's own commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field

from learnlearn.contract.base import Reply, Request

PROGRESS = "/v1/control/store/progress"
HEALTH = "/v1/control/store/health"


def _absolute(path: Path) -> Path:
    if not path.is_absolute() or "\0" in str(path):
        raise ValueError("an absolute path: the agent's own folder is nobody's business")
    return path


Absolute = Annotated[Path, AfterValidator(_absolute)]


class CheckStore(Request):
    """Asks for a look at every file; with `repair` what can be mended is."""

    repair: bool


class Finding(Reply):
    """Something that is not as it should be. `held`: what it is known to have held; `mended`: now."""

    file: str
    says: str
    held: str
    mended: bool


class Checked(Reply):
    """How much was looked at, and what was found."""

    files: int
    people: int
    findings: tuple[Finding, ...]


class AskHealth(Request):
    """Asks how the store is."""


class StoreHealth(Reply):
    """`damaged`: what could not be opened, each with what it is known to have held; `waiting`: files whose key has not arrived yet."""

    people: int
    notes: int
    damaged: tuple[str, ...]
    waiting: int
    is_complete: bool


class BackUp(Request):
    """Asks for a copy of the whole store in this folder."""

    folder: Absolute


class BackedUp(Reply):
    """Where it lies. Sealed, and read again after it was written. `unreadable`: files that did not open, in it as they lay if the disk read them."""

    file: Path
    files: int
    bytes: int
    unreadable: tuple[str, ...]


class AskProgress(Request):
    """Asks how far the backup or restore is that goes on."""


class ProgressMade(Reply):
    """`share`: from 0 to 1."""

    share: float


class Restore(Request):
    """Asks to take in what a backup has and the store has not. `code`: recovery code or passphrase, for one of another store."""

    file: Absolute
    code: Annotated[str, Field(max_length=1_000)]


class Restored(Reply):
    """What came back. `forgotten`: people of it who stay forgotten; `unreadable`: files of it that did not open when it was made either."""

    at: AwareDatetime
    people: int
    notes: int
    snapshots: int
    already_there: int
    forgotten: int
    unreadable: tuple[str, ...]
