"""The rows of the files. A row never changes once it is written: what is newer is another row, and the greatest id is the newest.

Two devices write two files, and because of this rule their union is the whole truth, in whatever order they meet. In one person's file:

    person     who, and since when
    snapshots  a page as it was seen
    notes      a note, or with `of` a later wording of the row `of`
    gone       the wording `of` was taken away, or with `undo` brought back; the newest row on it decides
    plans      what I set for the time to come; the newest counts

In a device's small file, beside what is its own (small.py):

    me, circles, retention  the newest counts
    forgotten    somebody was forgotten (see TombstoneRow)
    links        two people are one, or two; the newest on a pair decides
"""

from __future__ import annotations

import datetime as dt
import hashlib

from pydantic import BaseModel
from pydantic_core import to_json

from learnlearn.contract.me import Me
from learnlearn.contract.note import NoteKind
from learnlearn.contract.person import PersonRef
from learnlearn.contract.plan import Circle, PersonPlan
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.store.base import LinkSays, Row
from learnlearn.store.folder.seal import Document


class PersonRow(Row):
    """Who the file is about. `after`: the tombstones this keeping knew of; one that it did not know of kills the file."""

    identity: str
    name: str
    site: str
    url: str
    at: dt.datetime
    after: tuple[str, ...] = ()


class NoteRow(Row):
    """A note, or a later wording of the row `of`."""

    at: dt.datetime
    text: str
    kind: NoteKind = "note"
    prompt_id: str = ""
    prompt_text: str = ""
    settles: str | None = None
    of: str = ""
    edited_at: dt.datetime | None = None  # of a note from outside that came without its earlier wordings


class GoneRow(Row):
    """A wording was taken away, or brought back."""

    of: str
    at: dt.datetime
    undo: bool = False


class PlanRow(Row):
    """What I set for one person at one time."""

    at: dt.datetime
    data: PersonPlan


class MeRow(Row):
    """My profile at one time."""

    at: dt.datetime
    data: Me


class CircleRow(Row):
    """My circles at one time."""

    circles: tuple[Circle, ...] = ()


class RetentionRow(Row):
    """How long I keep people, at one time: None for as long as I like."""

    days: int | None = None


class TombstoneRow(Row):
    """Somebody was forgotten: `mark` is their identity under the name key of `epoch`. It kills every row on them that does not know of it.

    So what another device still holds, or a backup or an import brings, stays dead; whoever is kept again, in knowledge of it, lives. `name` is
    that of their files: one that is left over without its key is known by it.
    """

    epoch: str
    mark: str
    name: str = ""
    at: dt.datetime


class LinkRow(Row):
    """What I said of two people, or with `of` that I take that row back. `after` as in PersonRow."""

    at: dt.datetime
    first: PersonRef | None = None
    second: PersonRef | None = None
    says: LinkSays = "one"
    proof: tuple[str, ...] = ()
    of: str = ""
    after: tuple[str, ...] = ()


def document(row: BaseModel) -> Document:
    """A row as it is written."""
    return row.model_dump(mode="json", exclude_defaults=True)


def page_row(snapshot: ProfileSnapshot) -> Document:
    """A row of `snapshots`: when and what a page showed. `print`, 32 hex digits, is the same for two views that show the same, and tells two
    contents apart without reading them.
    """
    data = document(snapshot)
    content = to_json({name: value for name, value in data.items() if name != "captured_at"})
    return {"at": data["captured_at"], "data": data, "print": hashlib.blake2b(content, digest_size=16).hexdigest()}
