"""What went between two people, read from the notes: what each has had from the other, what is open. Nothing is counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from learnlearn.contract.ledger import Ledger, Settled
from learnlearn.contract.note import Note, NoteKind

_BOTH_WAYS: frozenset[NoteKind] = frozenset({"met", "answered", "learned"})  # they were there, or said something
_ANSWERS: frozenset[NoteKind] = frozenset({"answered", "learned"})


def ledger(notes: Iterable[Note]) -> Ledger:
    """The ledger of notes in any order."""
    ordered = in_order(notes)
    closed = settled(ordered)
    latest = ordered[::-1]
    answers = {note.id for note in closed.values()}
    return Ledger(
        learned=tuple(note for note in latest if note.kind == "learned" or (note.kind == "answered" and note.id not in answers)),
        shared=_of(latest, "shared"),
        promised=tuple(note for note in _of(ordered, "promised") if note.id not in closed),
        given=tuple(Settled(first=note, then=closed[note.id]) for note in _of(latest, "promised") if note.id in closed),
        asked=tuple(note for note in _of(ordered, "asked") if note.id not in closed),
        answered=tuple(Settled(first=note, then=closed[note.id]) for note in _of(latest, "asked") if note.id in closed),
        met=_of(latest, "met"),
        last_contact=last_contact(ordered)[0],
    )


def in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Oldest first, whatever order several devices gave them."""
    return tuple(sorted(notes, key=lambda note: (note.at, note.id)))


def settled(ordered: Sequence[Note]) -> dict[str, Note]:
    """What settled a promise or a question, by the id of the promise or question.

    A note settles what it names in `settles`; an answer without it settles the question that was asked by the same prompt. Nothing is
    guessed beyond that: to give one thing does not keep the promise of another.
    """
    closed: dict[str, Note] = {}
    asked = {note.prompt_id: note.id for note in ordered if note.kind == "asked" and note.prompt_id}
    for note in ordered:
        first = note.settles or (asked.get(note.prompt_id) if note.kind in _ANSWERS else None)
        if first:
            closed.setdefault(first, note)
    return closed


def last_contact(ordered: Sequence[Note]) -> tuple[dt.date | None, Sequence[Note]]:
    """The day of the last real two-way contact, and the notes that came after it: all of them when there was none."""
    for at in range(len(ordered) - 1, -1, -1):
        if ordered[at].kind in _BOTH_WAYS:
            return ordered[at].at.date(), ordered[at + 1 :]
    return None, ordered


def _of(notes: Sequence[Note], kind: NoteKind) -> tuple[Note, ...]:
    return tuple(note for note in notes if note.kind == kind)
