"""The learn-learn ledger: what each of us has had from the other, what is promised and not yet given. Nothing in it is a score."""

from __future__ import annotations

import datetime as dt

from learnlearn.contract.base import Reply, Request
from learnlearn.contract.note import Note
from learnlearn.contract.person import PersonRef


class AskLedger(Request):
    """Asks what went between one person and me."""

    person: PersonRef


class Settled(Reply):
    """A promise and what was given, or a question and its answer."""

    first: Note
    then: Note


class Ledger(Reply):
    """Every note of a kind that goes between two people, sorted by who had it from whom. What is open comes oldest first, the rest newest first.

    `learned` holds what they answered to no question that is known, too.
    """

    learned: tuple[Note, ...]
    shared: tuple[Note, ...]
    promised: tuple[Note, ...]
    given: tuple[Settled, ...]
    asked: tuple[Note, ...]
    answered: tuple[Settled, ...]
    met: tuple[Note, ...]
    last_contact: dt.date | None
