"""What I said of two people, over all devices: that they are one, or that they are two. The newest word on a pair counts; taking it back is a row."""

from __future__ import annotations

from collections.abc import Callable

from learnlearn.store.base import Link
from learnlearn.store.folder.seal import Document
from learnlearn.store.rows.model import LinkRow

Identify = Callable[[str], str]


def in_force(rows: dict[str, Document], identity: Identify, tombstones: Callable[[str], frozenset[str]]) -> list[Link]:
    """The links that count, oldest first: not taken back, not overruled by a newer word on the same pair, and of nobody who was forgotten since."""
    found = {row_id: LinkRow.model_validate(row) for row_id, row in sorted(rows.items())}
    taken_back = {row.of for row in found.values() if row.of}
    newest: dict[frozenset[str], tuple[str, LinkRow]] = {}
    for row_id, row in found.items():
        if row.first is None or row.second is None or row_id in taken_back:
            continue
        pair = frozenset((identity(row.first.url), identity(row.second.url)))
        if all(tombstones(one) <= set(row.after) for one in pair):
            newest[pair] = (row_id, row)
    return [_link(row_id, row) for row_id, row in sorted(newest.values(), key=lambda item: item[0])]


def about(rows: dict[str, Document], who: str, identity: Identify) -> list[str]:
    """The ids of all rows that name this person."""
    return [row_id for row_id, row in rows.items() if who in _named(LinkRow.model_validate(row), identity)]


def _named(row: LinkRow, identity: Identify) -> set[str]:
    return {identity(ref.url) for ref in (row.first, row.second) if ref is not None}


def _link(row_id: str, row: LinkRow) -> Link:
    assert row.first is not None
    assert row.second is not None
    return Link(id=row_id, first=row.first, second=row.second, says=row.says, proof=row.proof, at=row.at)
