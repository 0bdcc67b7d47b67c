"""TinyDB over one sealed file: its documents and tables, our storage. Read once, changed in memory, written once, whole and flushed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from learnlearn.safefile import atomic_write
from learnlearn.store.seal import Document, Seal, Tables


class SealedStorage(Storage):
    """What TinyDB asks of a storage. Nothing is on disk before `flush`, so several calls make one change or none."""

    def __init__(self, path: Path, seal: Seal, identity: str) -> None:
        self.path = path
        self._seal = seal
        self._identity = identity
        self._tables: Tables | None = None
        self._changed = False

    def read(self) -> Tables:
        """The tables; empty for a file that does not exist yet. Raises StoreDamagedError."""
        if self._tables is None:
            self._tables = read_sealed(self.path, self._seal, self._identity)
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Takes the new tables; `flush` makes them last."""
        self._tables = {table: {str(key): dict(row) for key, row in rows.items()} for table, rows in data.items()}
        self._changed = True

    def flush(self) -> None:
        """One durable write, if anything changed."""
        if self._changed:
            atomic_write(self.path, self._seal.close(self.read(), self._identity))
            self._changed = False


class _Rows(Table):
    document_id_class = str  # type: ignore[assignment]  # TinyDB declares int and takes any class; ULIDs are never used again, its numbers are


class SealedFile(TinyDB):
    """A TinyDB whose row ids are strings and whose storage is sealed."""

    table_class = _Rows

    def __init__(self, path: Path, seal: Seal, identity: str) -> None:
        super().__init__(path, seal, identity, storage=SealedStorage)

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
        """Adds or replaces, for the few rows that are a present state and not history."""
        self.table(table).upsert(TinyDocument(row, row_id))  # type: ignore[arg-type]

    def drop(self, table: str, row_ids: list[str]) -> None:
        """Removes rows for good."""
        self.table(table).remove(doc_ids=row_ids)  # type: ignore[arg-type]

    def flush(self) -> None:
        """Writes what changed, durably."""
        storage = self.storage
        assert isinstance(storage, SealedStorage)
        storage.flush()


def read_sealed(path: Path, seal: Seal, identity: str) -> Tables:
    """The tables in a file; empty when there is no such file. Raises StoreDamagedError."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    return seal.open(data, identity)
