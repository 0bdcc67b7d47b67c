"""TinyDB over one sealed file: its documents and tables, our storage. Read once, changed in memory, written once, whole and flushed."""

from __future__ import annotations

from typing import Any, Protocol

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from learnlearn.store.folder.seal import Document, Tables


class Box(Protocol):
    """Where the tables of one file come from and go to."""

    def read(self) -> Tables:
        """The tables; empty for a file that does not exist yet. Raises StoreDamagedError, StoreWaitingError."""

    def write(self, tables: Tables) -> None:
        """Makes them last, all or none."""


class SealedStorage(Storage):
    """What TinyDB asks of a storage. Nothing is on disk before `flush`, so several calls make one change or none."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self._tables: Tables | None = None
        self._changed = False

    def read(self) -> Tables:
        """The tables. Raises StoreDamagedError, StoreWaitingError."""
        if self._tables is None:
            self._tables = self._box.read()
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Takes the new tables; `flush` makes them last."""
        self._tables = data
        self._changed = True

    def flush(self) -> bool:
        """One durable write, if anything changed; says whether."""
        changed = self._changed
        if changed:
            self._box.write(self.read())
            self._changed = False
        return changed


class _Rows(Table):
    document_id_class = str  # type: ignore[assignment]  # TinyDB declares int and takes any class; ULIDs are never used again, its numbers are


class SealedFile(TinyDB):
    """A TinyDB whose row ids are strings and whose storage is sealed."""

    table_class = _Rows

    def __init__(self, box: Box) -> None:
        super().__init__(box, storage=SealedStorage)
        self.box = box

    def content(self) -> Tables:
        """Everything in the file, with the changes not yet written."""
        storage = self.storage
        assert isinstance(storage, SealedStorage)
        return storage.read()

    def rows(self, table: str) -> dict[str, Document]:
        """One table, by row id."""
        return self.content().get(table, {})

    def add(self, table: str, row_id: str, row: Document) -> None:
        """A new row. Rows never change."""
        self.table(table).insert(TinyDocument(row, row_id))  # type: ignore[arg-type]

    def put(self, table: str, row_id: str, row: Document) -> None:
        """Adds or replaces, for the few rows that are a present state and not history. (TinyDB's own `upsert` would keep fields left out.)"""
        if row_id in self.rows(table):
            self.drop(table, [row_id])
        self.add(table, row_id, row)

    def drop(self, table: str, row_ids: list[str]) -> None:
        """Removes rows for good."""
        if row_ids:
            self.table(table).remove(doc_ids=row_ids)  # type: ignore[arg-type]

    def touch(self) -> None:
        """Has the file written anew by the next flush, though no row changed."""
        storage = self.storage
        assert isinstance(storage, SealedStorage)
        storage.write(storage.read())

    def flush(self) -> bool:
        """Writes what changed, durably; says whether anything did."""
        storage = self.storage
        assert isinstance(storage, SealedStorage)
        return storage.flush()
