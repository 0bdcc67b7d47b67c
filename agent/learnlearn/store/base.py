"""What the agent asks of a store. Every write is durable when it returns, or it raised and nothing changed.

Written so that another engine (PostgreSQL) can stand behind it: rows never change, notes are append-only (an edit is a new row, a removal a
row of its own), people are known by the identity of their address. What several devices wrote is one. The tests of
`tests/agent/store_contract.py` run over every engine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias, overload

from pydantic import BaseModel, ConfigDict

from learnlearn.contract.me import Me
from learnlearn.contract.note import AddNote, ExportedPerson, FoundPerson, ImportReport, Note
from learnlearn.contract.pairing import Scope
from learnlearn.contract.person import PersonRef
from learnlearn.contract.plan import Circle, PersonPlan
from learnlearn.contract.snapshot import ProfileSnapshot

LinkSays: TypeAlias = Literal["one", "two"]


class Row(BaseModel):
    """A value that goes in and out of a store."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class ClientRow(Row):
    """A paired browser (with its Origin) or a program of the user's own (without). The token itself is nowhere, only its SHA-256."""

    id: str
    name: str
    origin: str
    scopes: tuple[Scope, ...]
    token_hash: str
    proof_key: str
    paired_at: dt.datetime
    last_seen: dt.datetime | None = None


class KeptPerson(Row):
    """Somebody who is kept."""

    id: str
    name: str
    site: str
    url: str
    kept_at: dt.datetime


class Pages(Sequence[ProfileSnapshot]):
    """Pages of one person, oldest first, each read when it is asked for: most callers look at the last one only."""

    def __init__(self, pages: Sequence[Callable[[], ProfileSnapshot]]) -> None:
        self._pages: list[Callable[[], ProfileSnapshot] | ProfileSnapshot] = list(pages)

    def __len__(self) -> int:
        return len(self._pages)

    @overload
    def __getitem__(self, place: int) -> ProfileSnapshot: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[ProfileSnapshot, ...]: ...

    def __getitem__(self, place: int | slice) -> ProfileSnapshot | tuple[ProfileSnapshot, ...]:
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(len(self))))
        page = self._pages[place]
        if not isinstance(page, ProfileSnapshot):
            page = self._pages[place] = page()
        return page

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # equal to any sequence of the same pages


@dataclass(frozen=True, slots=True)
class PersonView:
    """Everything held on one person: snapshots oldest first, visible notes newest first, and what I set for the time to come."""

    person: KeptPerson
    snapshots: Pages
    notes: tuple[Note, ...]
    plan: PersonPlan

    def exported(self) -> ExportedPerson:
        """The same as it is handed out, notes in the order in which they were made."""
        who = self.person
        notes = tuple(sorted(self.notes, key=lambda note: note.id))
        plan = None if self.plan == PersonPlan() else self.plan
        shots = tuple(self.snapshots)
        return ExportedPerson(id=who.id, name=who.name, site=who.site, url=who.url, kept_at=who.kept_at, snapshots=shots, notes=notes, plan=plan)


class Link(Row):
    """My word on two people: that they are one, or that they are two. Both stay kept as they are; `proof` is what was shown to me then."""

    id: str
    first: PersonRef
    second: PersonRef
    says: LinkSays
    proof: tuple[str, ...]
    at: dt.datetime


class Forgetting(Row):
    """What `forget` did. `beyond_reach`: where something may still lie, each a sentence."""

    erased: bool
    beyond_reach: tuple[str, ...] = ()


class StoreHealth(Row):
    """How the store is. `damaged`: the files that could not be opened, each with what it held as far as known; `waiting`: how many are sealed
    with a key that has not arrived yet; `is_complete`: whether everybody was looked at since the start.
    """

    people: int
    notes: int
    damaged: tuple[str, ...] = ()
    waiting: int = 0
    is_complete: bool = True


class Hits(Row):
    """People found, best first. `is_complete` is false when not everybody was looked at yet; `damaged` as in `StoreHealth`."""

    people: tuple[FoundPerson, ...]
    is_complete: bool
    damaged: tuple[str, ...] = ()


class Store(Protocol):
    """People, snapshots, notes, Me and the paired clients. Errors are those below StoreError."""

    async def me(self) -> Me:
        """My profile; a blank one when none was saved."""

    async def save_me(self, me: Me) -> None:
        """Replaces my profile; earlier ones stay in its history."""

    async def keep(self, snapshot: ProfileSnapshot) -> KeptPerson:
        """Keeps the person with this snapshot; the same content twice in a row is one snapshot. Lifts an earlier `forget`."""

    async def view(self, url: str) -> PersonView | None:
        """What is held on the person at this address; None for somebody who is not kept."""

    async def add_note(self, note: AddNote) -> Note:
        """Adds a note and keeps the person if need be."""

    async def edit_note(self, note_id: str, text: str) -> Note:
        """New words for a note; the old ones stay as history."""

    async def remove_note(self, note_id: str, *, undo: bool = False) -> Note:
        """Takes a note away, or brings it back."""

    async def notes(self, person: PersonRef, *, taken_away: bool = False) -> tuple[Note, ...]:
        """Visible notes on somebody, newest first; or those that were taken away."""

    async def save_plan(self, person: PersonRef, plan: PersonPlan, note: AddNote | None = None) -> PersonView:
        """Sets the plan of a person and keeps them if need be; earlier plans stay in their history.

        `note` is what was done for it: both are written at once, so that neither stands without the other.
        """

    def planned(self) -> AsyncIterator[PersonView]:
        """Those who may have something due, or stand on the short list: with a plan or a promise. The others' files are not opened."""

    async def circles(self) -> tuple[Circle, ...]:
        """My circles; none when I never set any."""

    async def save_circles(self, circles: tuple[Circle, ...]) -> None:
        """Replaces my circles."""

    async def retention(self) -> int | None:
        """After how many days without anything new people are forgotten; None, the default, for never."""

    async def save_retention(self, days: int | None) -> None:
        """Replaces that."""

    async def search(self, text: str, limit: int) -> Hits:
        """People with every word, or a word that begins with it, in name, facts or notes; case and accents do not count.

        First those whose name has them all, then those whose headline, place or interests have, then the others; among equals by name.
        Without a word everybody.
        """

    async def linking(self, addresses: Iterable[str], limit: int) -> tuple[FoundPerson, ...]:
        """Whose newest page links to one of these addresses. While not everybody was looked at since the start, of those who were."""

    async def forget(self, url: str) -> Forgetting:
        """Erases everything on this person and remembers only that no import, backup or other device may bring them back."""

    async def link(self, first: PersonRef, second: PersonRef, says: LinkSays, proof: tuple[str, ...] = ()) -> Link:
        """Says that two rows are one person, or that they are two. The newest word on a pair counts; both people stay as they are."""

    async def unlink(self, link_id: str) -> None:
        """Takes a link back, as a row of its own: an older word on the same pair counts again. Raises UnknownLinkError."""

    async def links(self, url: str = "") -> tuple[Link, ...]:
        """The links that count, oldest first; of one person when an address is given."""

    def people(self, after: str = "") -> AsyncIterator[ExportedPerson]:
        """Everybody who is kept, for an export, by their ids; with `after` those that follow this id."""

    async def load(self, people: tuple[ExportedPerson, ...]) -> ImportReport:
        """Takes people of an export back; what is already there is counted, who was forgotten is skipped."""

    async def clients(self) -> tuple[ClientRow, ...]:
        """Paired browsers and programs, oldest first."""

    async def save_client(self, client: ClientRow) -> None:
        """Adds or replaces by id."""

    async def remove_client(self, client_id: str) -> bool:
        """Revokes. False when there was none."""

    def listen(self, told: Callable[[str, bool], None]) -> None:
        """From now on tells, on this event loop, the identity of whoever changed and whether they are still kept, by whatever way it came about."""

    async def health(self) -> StoreHealth:
        """How many are kept and what could not be opened."""

    async def close(self) -> None:
        """Ends after the last write."""
