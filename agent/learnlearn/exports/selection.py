"""Who belongs into an export. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from learnlearn.contract.note import ExportedPerson, Selection


def fits(person: ExportedPerson, which: Selection, zone: dt.tzinfo) -> bool:
    """Whether all that `which` asks for applies to the person; their address is looked at by whoever asks the store. Days are days in `zone`."""
    plan = person.plan
    if which.circle and (plan is None or plan.circle != which.circle):
        return False
    if which.tag and (plan is None or which.tag.casefold() not in {tag.casefold() for tag in plan.tags}):
        return False
    return which.since is None or any(at.astimezone(zone).date() >= which.since for at in moments(person))


def moments(person: ExportedPerson) -> Iterator[dt.datetime]:
    """When something about them came in."""
    yield person.kept_at
    yield from (snapshot.captured_at for snapshot in person.snapshots)
    for note in person.notes:
        yield note.edited_at or note.at
