"""Everybody who is kept: finding, showing, forgetting, handing out, taking back."""

from __future__ import annotations

from learnlearn.acts import taking_back
from learnlearn.acts.handing_out import hand_out, hand_out_file
from learnlearn.api.call import Access, Call, Route
from learnlearn.contract.commands.control import ShowPerson
from learnlearn.contract.note import (
    Export,
    ExportedPerson,
    ExportFile,
    Forget,
    Forgotten,
    Found,
    Import,
    ImportReport,
    NotesExport,
    SavedFile,
    Search,
)
from learnlearn.errors import UnknownPersonError

BEYOND_REACH = ("Exports and backups you made earlier.", "What the network itself keeps.")


async def search(call: Call, message: Search) -> Found:
    """Every word must be there; accents and case do not count."""
    hits = await call.agent.store.search(message.text, message.limit)
    return Found(people=hits.people, is_complete=hits.is_complete, unopened=hits.damaged)


async def show(call: Call, message: ShowPerson) -> ExportedPerson:
    """Everything held on one person, also the notes that were taken away."""
    found = await call.agent.store.view(message.person.url)
    if found is None:
        raise UnknownPersonError
    away = await call.agent.store.notes(message.person, taken_away=True)
    return found.exported().model_copy(update={"taken_away": away})


async def forget(call: Call, message: Forget) -> Forgotten:
    """For good; and it says what it cannot reach."""
    done = await call.agent.store.forget(message.person.url)
    return Forgotten(erased=done.erased, beyond_reach=(*done.beyond_reach, *BEYOND_REACH))


async def export(call: Call, message: Export) -> NotesExport:
    """In the form that import takes back."""
    return await hand_out(call.agent.store, message, call.agent.now())


async def export_file(call: Call, message: ExportFile) -> SavedFile:
    """For the extension's page, which saves one file by one click."""
    return await hand_out_file(call.agent.store, message, call.agent.now())


async def take_back(call: Call, message: Import) -> ImportReport:
    """What is already there stays."""
    return await taking_back.take_back(call.agent.store, message.export)


ROUTES = (
    Route("/v1/people/search", Access.PEOPLE, Search, Found, "People by name, facts or words of notes", search),
    Route("/v1/people/show", Access.PEOPLE, ShowPerson, ExportedPerson, "Everything held on one person", show),
    Route("/v1/people/forget", Access.PEOPLE, Forget, Forgotten, "Erases everything held on one person", forget),
    Route("/v1/export", Access.PEOPLE, Export, NotesExport, "What was collected, as a JSON document", export, large_reply=True),
    Route("/v1/export/file", Access.PEOPLE, ExportFile, SavedFile, "The same as a file of any format", export_file, large_reply=True),
    Route("/v1/import", Access.PEOPLE, Import, ImportReport, "Takes an export back", take_back),
)
