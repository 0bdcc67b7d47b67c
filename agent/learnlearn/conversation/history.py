"""What is already between the two: it decides what is asked again (nothing) and what comes first (their last answer)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from learnlearn.contract.note import Note, NoteKind
from learnlearn.contract.plan import Step

_RECENT = 3


@dataclass(frozen=True, slots=True)
class PastNote:
    """One note, as far as a conversation needs it."""

    kind: NoteKind
    text: str
    at: dt.datetime
    prompt_id: str = ""
    prompt_text: str = ""

    @classmethod
    def of(cls, note: Note) -> PastNote:
        """From a note as it is kept."""
        return cls(note.kind, note.text, note.at, note.prompt_id, note.prompt_text)


@dataclass(frozen=True, slots=True)
class History:
    """What the store knows of the person on this page. The default is a stranger."""

    kept: bool = False
    own_page: bool = False
    notes: tuple[PastNote, ...] = ()  # newest first
    changes: tuple[str, ...] = ()  # what is new on their page since it was last seen
    step: Step | None = None  # the next small step with them
    seen_weekly: bool = False

    @classmethod
    def of(cls, notes: Iterable[Note], *, kept: bool, own_page: bool = False) -> History:
        """The history that notes as they are kept tell, in whatever order they come. Changes and plan are added by `dataclasses.replace`."""
        return cls(kept, own_page, tuple(sorted(map(PastNote.of, notes), key=lambda note: note.at, reverse=True)))

    def asked(self) -> frozenset[str]:
        """The ids of the prompts that were asked, or answered: never proposed again."""
        return frozenset(note.prompt_id for note in self.notes if note.prompt_id and note.kind in ("asked", "answered", "shared", "learned"))

    def last_answer(self) -> PastNote | None:
        """The newest thing they told me."""
        return next((note for note in self.notes if note.kind in ("answered", "learned")), None)

    def last_time(self) -> tuple[str, ...]:
        """What is new on their page, then the newest notes in their words."""
        return self.changes + tuple(f"{note.at:%Y-%m-%d}: {note.text}" for note in self.notes[:_RECENT])
