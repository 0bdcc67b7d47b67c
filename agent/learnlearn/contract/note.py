"""Notes about a person, and the JSON file in which everything collected is handed back."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from learnlearn.contract.base import Day, Line, Moment, Name, Reply, Request, SiteId, Text, Ulid, Url
from learnlearn.contract.me import Me
from learnlearn.contract.person import PersonRef
from learnlearn.contract.plan import Circle, PersonPlan
from learnlearn.contract.snapshot import ProfileSnapshot

NoteKind = Literal["learned", "shared", "promised", "asked", "answered", "met", "note"]
ExportFormat = Literal["json", "jsonl", "markdown", "csv", "vcard", "jscontact"]
EXPORT_FORMAT = "learnlearn-notes"
EXPORT_VERSION = 1


class AddNote(Request):
    """A note in one gesture; it also keeps the person. `at` is given when it did not happen now; `settles` when it gives what was
    promised, or answers what was asked."""

    person: PersonRef
    kind: NoteKind = "note"
    text: Annotated[Text, Field(min_length=1, max_length=10_000)]
    prompt_id: Line = ""
    prompt_text: Line = ""
    settles: Ulid | None = None
    at: Moment | None = None


class EditNote(Request):
    """Replaces a note's words; the older ones stay in its history."""

    id: Ulid
    text: Annotated[Text, Field(min_length=1, max_length=10_000)]


class RemoveNote(Request):
    """Takes a note away; `undo` brings it back."""

    id: Ulid
    undo: bool = False


class ListNotes(Request):
    """The notes on one person, newest first; with `taken_away` those that were taken away instead, to bring one back."""

    person: PersonRef
    taken_away: bool = False


class Wording(Request):
    """How a note read until it was edited."""

    text: Text
    at: Moment = Field(description="When it was written.")


class Note(Request):
    """A note as it is kept and exported, with what it read before (oldest first). Strict, for it is also read back."""

    id: Ulid
    kind: NoteKind
    text: Text
    at: Moment
    prompt_id: Line = ""
    prompt_text: Line = ""
    settles: Ulid | None = Field(default=None, description="The promise or question among the notes on this person that is settled by this one.")
    edited_at: Moment | None = None
    earlier: tuple[Wording, ...] = ()


class Notes(Reply):
    """Notes on one person, newest first."""

    notes: tuple[Note, ...]


class ExportedPerson(Request):
    """Everything held on one person."""

    id: Ulid
    name: Name
    site: SiteId
    url: Annotated[Url, Field(min_length=8)]
    kept_at: Moment
    snapshots: tuple[ProfileSnapshot, ...] = ()
    notes: tuple[Note, ...] = ()
    plan: PersonPlan | None = None
    taken_away: tuple[Note, ...] = Field(default=(), description="Notes that can still be brought back: shown by `show`, never part of an export.")


class NotesExport(Request):
    """The file of `learnlearn export`, which `learnlearn import` takes back without losing a byte of meaning."""

    format: Literal["learnlearn-notes"]
    version: Literal[1]
    exported_at: Moment
    agent: Line
    me: Me | None = None
    circles: tuple[Circle, ...] = ()
    people: tuple[ExportedPerson, ...]


class Skipped(Reply):
    """One thing an import passed over, and why."""

    what: str
    why: str


class ImportReport(Reply):
    """What an import did."""

    people: int
    notes: int
    snapshots: int
    already_there: int
    skipped: tuple[Skipped, ...]


class Search(Request):
    """Looks for people by name, place, interest or the words of notes. Without a word everybody is found."""

    text: Annotated[Line, Field(max_length=200)]
    limit: Annotated[int, Field(ge=1, le=200)] = 20


class FoundPerson(Reply):
    """A person that a search found."""

    person_id: Ulid
    name: str
    site: SiteId
    url: str
    headline: str
    notes: int


class Found(Reply):
    """People found, best first. `is_complete` is false while the agent, just started, has not looked at everybody yet; `unopened` names the files
    of the store that do not open, each with what it held as far as known."""

    people: tuple[FoundPerson, ...]
    is_complete: bool
    unopened: tuple[str, ...]


class Forget(Request):
    """Erases everything held on one person. `confirmed` is the second click."""

    person: PersonRef
    confirmed: Literal[True]


class Forgotten(Reply):
    """What was erased, and what this machine cannot reach."""

    erased: bool
    beyond_reach: tuple[str, ...]


class Selection(Request):
    """Whom an export is about: everybody to whom all that is given here applies. Each is handed out whole, so that an import loses nothing."""

    person: PersonRef | None = None
    circle: Line = ""
    tag: Line = ""
    since: Day | None = Field(default=None, description="Those with something new since this day: kept, seen, a note written or edited.")


class Export(Request):
    """Asks for what was collected. `confirmed` is the second click. With `most`, a part of it: the next part begins `after` the last person's id."""

    confirmed: Literal[True]
    which: Selection = Selection()
    after: Ulid | None = None
    most: Annotated[int, Field(ge=1, le=1_000)] | None = None


class ExportFile(Request):
    """Asks for one file in one of the formats, to be saved by a browser. `confirmed` is the second click."""

    confirmed: Literal[True]
    format: ExportFormat
    which: Selection = Selection()


class SavedFile(Reply):
    """A file to save; several of a format come packed as a ZIP archive. `content` is base64."""

    name: str
    media_type: str
    content: str


class Import(Request):
    """Takes an export back."""

    export: NotesExport
    confirmed: Literal[True]
