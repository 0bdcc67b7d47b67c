"""The index: what lists and searches need of everybody without opening their files.

An entry is kept as the JSON it is cached as (without the identity, by which it is found), and read when it is asked for: thirty thousand small
objects would have to be looked at again and again by the garbage collector, and the event loop would wait for it.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import islice

from pydantic_core import from_json, to_json

from learnlearn.contract.note import FoundPerson
from learnlearn.store.folder.seal import Tables
from learnlearn.store.index.addresses import Addresses
from learnlearn.store.index.files import Files
from learnlearn.store.index.search import SearchIndex
from learnlearn.store.rows import person


class Index:
    """Changed by the writer's thread alone; readers take what is there."""

    def __init__(self) -> None:
        self.files: defaultdict[str, Files] = defaultdict(Files)  # by device
        self.search = SearchIndex(self._name_of)
        self.is_complete = threading.Event()
        self.is_changed = False  # since it was last saved
        self.dropped: set[str] = set()  # who was taken out while not everybody was looked at
        self.notes = 0
        self.entries: dict[str, bytes] = {}
        self.planned: set[str] = set()
        self.addresses = Addresses()
        self._note_owner: dict[str, str] = {}
        self.listeners: list[Callable[[str, bool], None]] = []  # told who changed, and whether they are still kept

    def put(self, tables: Tables) -> person.Entry | None:
        """Enters a person as all devices have them. Gives the entry; None for tables about nobody."""
        read = person.indexed(tables)
        if read is None:
            return None
        found, told = read
        self.dropped.discard(found.identity)
        self.enter(found)
        self.search.put(found.identity, told)
        if self.is_complete.is_set():  # until then everybody would be told
            self._tell(found.identity, is_kept=True)
        return found

    def enter(self, found: person.Entry) -> None:
        """Enters what is known of a person but for the words."""
        before = self.entry(found.identity)
        known, noted = (before.leads_to, before.visible_notes) if before else ([], 0)
        self.is_changed = True
        self.take(found.identity, to_json(found[1:]), found.note_ids, found.visible_notes - noted, is_planned=found.is_planned)
        if found.leads_to != known:
            self.addresses.take_out(found.identity, known)
            self.addresses.put(found.identity, found.leads_to)

    def take(self, identity: str, data: bytes, note_ids: list[str], notes_more: int, *, is_planned: bool) -> None:
        """The same in the values of the cache; `notes_more` than are counted of them already."""
        self.entries[identity] = data
        self.notes += notes_more
        for note_id in note_ids:
            self._note_owner[note_id] = identity
        (self.planned.add if is_planned else self.planned.discard)(identity)

    def drop(self, identity: str) -> None:
        """Takes a person out."""
        self._tell(identity, is_kept=False)
        if not self.is_complete.is_set():
            self.dropped.add(identity)
        found = self.entry(identity)
        if found is None:
            return
        del self.entries[identity]
        self.notes -= found.visible_notes
        self.planned.discard(identity)
        self.addresses.take_out(identity, found.leads_to)
        for note_id in found.note_ids:
            self._note_owner.pop(note_id, None)
        self.search.drop(identity)
        self.is_changed = True

    def _tell(self, identity: str, *, is_kept: bool) -> None:
        for listener in self.listeners:
            listener(identity, is_kept)

    def entry(self, identity: str) -> person.Entry | None:
        """One person; None for somebody who is not kept."""
        data = self.entries.get(identity)
        return None if data is None else person.Entry(identity, *from_json(data))

    def _name_of(self, identity: str) -> str:
        entry = self.entry(identity)
        return entry.name if entry else ""

    def by_id(self, after: str) -> list[tuple[str, str]]:
        """Everybody whose person's id is greater, as id and identity, in order."""
        # An entry begins with the id: to read all of each would hold the event loop for a tenth of a second.
        found = ((data.split(b'"', 2)[1].decode(), identity) for identity, data in list(self.entries.items()))
        return sorted(one for one in found if one[0] > after)

    def owner_of(self, note_id: str) -> str | None:
        """Whom a note is about."""
        return self._note_owner.get(note_id)

    def leading_to(self, addresses: Iterable[str], limit: int) -> tuple[FoundPerson, ...]:
        """Whose newest page leads to one of these addresses, in their one spelling."""
        found = (self.entry(identity) for identity in self.addresses.leading_to(addresses))
        return tuple(islice((entry.found() for entry in found if entry), limit))

    def find(self, text: str, limit: int) -> tuple[tuple[FoundPerson, ...], bool]:
        """People with every word, best first; and whether everybody was looked at."""
        identities, is_complete = self.search.find(text, limit)
        found = (self.entry(identity) for identity in identities)
        return tuple(entry.found() for entry in found if entry), is_complete and self.is_complete.is_set()
