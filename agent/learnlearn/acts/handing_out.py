"""What was collected, on its way out: whole, in parts for large stores, or as one file that a browser can save."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import AsyncIterator

from learnlearn import __version__
from learnlearn.contract.me import Me
from learnlearn.contract.note import EXPORT_FORMAT, EXPORT_VERSION, Export, ExportedPerson, ExportFile, NotesExport, SavedFile, Selection
from learnlearn.errors import TooManyPeopleError, UnknownPersonError
from learnlearn.exports.bundle import one_file
from learnlearn.exports.family import ExportFile as Rendered
from learnlearn.exports.family import formats
from learnlearn.exports.selection import fits
from learnlearn.store.base import Store

MOST_IN_A_BROWSER = 2_000


async def hand_out(store: Store, message: Export, now: dt.datetime) -> NotesExport:
    """What was asked for; my profile and my circles stand in the first part. Raises UnknownPersonError."""
    return await _collected(store, message.which, message.after, message.most, now)


async def _collected(store: Store, which: Selection, after: str | None, most: int | None, now: dt.datetime) -> NotesExport:
    people: list[ExportedPerson] = []
    async for person in _chosen(store, which, after, now):
        people.append(person)
        if len(people) == most:
            break
    me = await store.me()
    is_first = after is None and which == Selection()
    return NotesExport(
        format=EXPORT_FORMAT,
        version=EXPORT_VERSION,
        exported_at=now.astimezone(dt.UTC),
        agent=__version__,
        me=me if is_first and me != Me() else None,
        circles=await store.circles() if is_first else (),
        people=tuple(people),
    )


async def hand_out_file(store: Store, message: ExportFile, now: dt.datetime) -> SavedFile:
    """One file. Raises TooManyPeopleError, UnknownPersonError."""
    export = await _collected(store, message.which, None, MOST_IN_A_BROWSER + 1, now)  # one more tells that they are too many
    if len(export.people) > MOST_IN_A_BROWSER:
        raise TooManyPeopleError(f"more than {MOST_IN_A_BROWSER} people")
    return saved(one_file(formats()[message.format](export), f"learnlearn-{message.format}"))


def saved(file: Rendered) -> SavedFile:
    """The file as the wire carries it."""
    return SavedFile(name=file.name, media_type=file.media_type, content=base64.b64encode(file.content).decode())


async def _chosen(store: Store, which: Selection, after: str | None, now: dt.datetime) -> AsyncIterator[ExportedPerson]:
    zone = now.tzinfo or dt.UTC
    if which.person is not None:
        view = await store.view(which.person.url)
        if view is None:
            raise UnknownPersonError
        if fits(view.exported(), which, zone):
            yield view.exported()
        return
    async for person in store.people(after or ""):
        if fits(person, which, zone):
            yield person
