"""What is already between the two: it decides what is asked again (nothing) and what comes first (their last answer)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from learnlearn.contract.note import Note, NoteKind

_RECENT = 3


@dataclass(frozen=True, slots=True)
class PastNote:
    """One note, as far as a conversation needs it."""

    kind: NoteKind
    text: str
    at: dt.datetime
    prompt_id: str = ""
    prompt_text: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """What the store knows of the person on this page. The default is a stranger."""

    kept: bool = False
    own_page: bool = False
    notes: tuple[PastNote, ...] = ()  # newest first

    @classmethod
    def of(cls, notes: Iterable[Note], *, kept: bool, own_page: bool = False) -> History:
        """The history that notes as they are kept tell, in whatever order they come."""
        past = (PastNote(note.kind, note.text, note.at, note.prompt_id, note.prompt_text) for note in notes)
        return cls(kept, own_page, tuple(sorted(past, key=lambda note: note.at, reverse=True)))

    def asked(self) -> frozenset[str]:
        """The ids of the prompts that were asked, or answered: never proposed again."""
        return frozenset(note.prompt_id for note in self.notes if note.prompt_id and note.kind in ("asked", "answered", "shared", "learned"))

    def last_answer(self) -> PastNote | None:
        """The newest thing they told me."""
        return next((note for note in self.notes if note.kind in ("answered", "learned")), None)

    def last_time(self) -> tuple[str, ...]:
        """The newest lines, in the words of the notes."""
        return tuple(f"{note.at:%Y-%m-%d}: {note.text}" for note in self.notes[:_RECENT])
