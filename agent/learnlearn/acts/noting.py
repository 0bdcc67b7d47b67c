"""A note on its way in: what the message alone cannot say wrong is looked at beside the clock and the other notes."""

from __future__ import annotations

import datetime as dt

from learnlearn.contract.note import AddNote, Note
from learnlearn.contract.problem import Fault
from learnlearn.errors import InvalidBodyError, UnknownNoteError
from learnlearn.store.base import Store


async def add_note(store: Store, note: AddNote, now: dt.datetime) -> Note:
    """Adds it. Raises InvalidBodyError for a day that is still to come, UnknownNoteError when what it settles is not there."""
    if note.at is not None and note.at > now:
        raise InvalidBodyError(faults=(Fault(path="at", message="This is still to come; leave it out for something that happened now."),))
    if note.settles is not None and all(other.id != note.settles for other in await store.notes(note.person)):
        raise UnknownNoteError("what it would settle is not among the notes on this person")
    return await store.add_note(note)
