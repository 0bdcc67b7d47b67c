"""One state out of what several devices wrote: the union of their rows, in whatever order they come."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic_core import to_json

from learnlearn.store.folder.seal import Document, Tables


def unite(states: Sequence[Tables]) -> Tables:
    """Every row of every state. Commutative, associative, idempotent.

    Two rows of one id are the same row; should they differ after all (a repair by hand), the same one wins everywhere.
    """
    if len(states) == 1:
        return states[0]
    united: Tables = {}
    for state in states:
        for table, rows in state.items():
            into = united.setdefault(table, {})
            for row_id, row in rows.items():
                known = into.get(row_id)
                if known is None or (known != row and _bytes(row) > _bytes(known)):
                    into[row_id] = row
    return united


def newest(tables: Tables) -> str:
    """The greatest id of any row, "" when there is none: a new row's id has to be greater."""
    return max((max(rows) for rows in tables.values() if rows), default="")


def _bytes(row: Document) -> bytes:
    return to_json(dict(sorted(row.items())))
