"""What is already between the two: it decides what is asked again (nothing) and what comes first (their last answer)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from learnlearn.contract.conversation import Change, Remembered
from learnlearn.contract.note import Note
from learnlearn.contract.plan import Step
from learnlearn.conversation.ledger import in_order, ledger

_RECENT = 3


@dataclass(frozen=True, slots=True)
class History:
    """What the store knows of the person on this page. The default is a stranger."""

    kept: bool = False
    own_page: bool = False
    notes: tuple[Note, ...] = ()  # newest first
    changes: tuple[Change, ...] = ()  # what is new on their page since it was kept last
    seen_on: dt.date | None = None  # the day of that
    step: Step | None = None  # the next small step with them
    seen_weekly: bool = False

    @classmethod
    def of(cls, notes: Iterable[Note], *, kept: bool, own_page: bool = False) -> History:
        """The history that notes as they are kept tell, in whatever order they come. Changes and plan are added by `dataclasses.replace`."""
        return cls(kept, own_page, tuple(reversed(in_order(notes))))

    def asked(self) -> frozenset[str]:
        """The ids of the prompts that were asked, or answered: never proposed again."""
        return frozenset(note.prompt_id for note in self.notes if note.prompt_id and note.kind in ("asked", "answered", "shared", "learned"))

    def last_answer(self) -> Note | None:
        """The newest thing they told me."""
        return next((note for note in self.notes if note.kind in ("answered", "learned")), None)

    def remembered(self) -> Remembered | None:
        """What comes first when I come back to somebody who is kept."""
        if not self.kept:
            return None
        promised = ledger(self.notes).promised
        return Remembered(seen_on=self.seen_on, changes=self.changes, promised=promised, last_answer=self.last_answer(), recent=self.notes[:_RECENT])
