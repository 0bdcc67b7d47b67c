"""The index: one entry a person, kept in memory."""

from __future__ import annotations

from learnlearn.contract.note import FoundPerson
from learnlearn.store.folder.seal import Tables
from learnlearn.store.rows import person
from learnlearn.store.rows.person import Entry


class Index:
    """Changed by the writer's thread alone; readers take what is there."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._note_owner: dict[str, str] = {}

    def put(self, tables: Tables) -> None:
        """Enters a person as all devices have them."""
        if found := person.entry(tables):
            self._entries[found.identity] = found
            self._note_owner.update(dict.fromkeys(found.note_ids, found.identity))

    def drop(self, identity: str) -> None:
        """Takes a person out."""
        if found := self._entries.pop(identity, None):
            for note_id in found.note_ids:
                self._note_owner.pop(note_id, None)

    def entry(self, identity: str) -> Entry:
        """One person. Raises KeyError."""
        return self._entries[identity]

    def entries(self) -> list[Entry]:
        """Everybody, as of now."""
        return list(self._entries.values())

    def owner_of(self, note_id: str) -> str | None:
        """Whom a note is about."""
        return self._note_owner.get(note_id)

    def search(self, text: str, limit: int) -> tuple[FoundPerson, ...]:
        """People with every word; those whose name has them first."""
        words = person.fold(text).split()
        hits = [entry for entry in self.entries() if all(word in entry.folded for word in words)]
        hits.sort(key=lambda entry: (not all(word in person.fold(entry.person.name) for word in words), entry.person.name.casefold()))
        return tuple(_found(entry) for entry in hits[:limit])


def _found(entry: Entry) -> FoundPerson:
    who = entry.person
    return FoundPerson(person_id=who.id, name=who.name, site=who.site, url=who.url, headline=entry.headline, notes=entry.visible_notes)
