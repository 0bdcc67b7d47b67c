"""Notes on the person in front of the user."""

from __future__ import annotations

from learnlearn.acts.noting import add_note
from learnlearn.api.call import Access, Call, Route
from learnlearn.contract.ledger import AskLedger, Ledger
from learnlearn.contract.note import AddNote, EditNote, ListNotes, Note, Notes, RemoveNote
from learnlearn.conversation.ledger import ledger


async def add(call: Call, message: AddNote) -> Note:
    """One gesture; it keeps the person too."""
    return await add_note(call.agent.store, message, call.agent.now())


async def edit(call: Call, message: EditNote) -> Note:
    """The older wording stays in the note's history."""
    return await call.agent.store.edit_note(message.id, message.text)


async def remove(call: Call, message: RemoveNote) -> Note:
    """The note as it was, so that it can be shown with an undo."""
    return await call.agent.store.remove_note(message.id, undo=message.undo)


async def listed(call: Call, message: ListNotes) -> Notes:
    """Newest first."""
    return Notes(notes=await call.agent.store.notes(message.person, taken_away=message.taken_away))


async def between_us(call: Call, message: AskLedger) -> Ledger:
    """Read from the notes, which say it all."""
    return ledger(await call.agent.store.notes(message.person))


ROUTES = (
    Route("/v1/notes/add", Access.PAGE, AddNote, Note, "Adds a note and keeps the person", add),
    Route("/v1/notes/edit", Access.PAGE, EditNote, Note, "New words for a note", edit),
    Route("/v1/notes/remove", Access.PAGE, RemoveNote, Note, "Takes a note away, or brings it back", remove),
    Route("/v1/notes/list", Access.PAGE, ListNotes, Notes, "The notes on one person", listed),
    Route("/v1/ledger", Access.PAGE, AskLedger, Ledger, "What each of us has had from the other, and what is promised", between_us),
)
