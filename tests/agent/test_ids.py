"""Ids are in order and nobody else's, whatever the clock does."""

from __future__ import annotations

import pytest
from ulid import ULID

from learnlearn.store import ids

FUTURE = int(ULID.from_timestamp(4_000_000_000.0))


def test_ids_after_the_clock_was_set_back_are_nobody_elses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people's notes were made one after the other while the clock ran ahead. In the next life of the process, with the right time, what comes
    after the first one's last note is later than it, and not the second one's note. The control: the next number would be just that."""
    first, second = str(ULID.from_int(FUTURE)), str(ULID.from_int(FUTURE + 1))
    assert str(ULID.from_int(int(ULID.from_str(first)) + 1)) == second
    made = set()
    for _ in range(2_000):
        monkeypatch.setattr(ids, "_last", 0)
        made.add(ids.new_id(after=first))
    assert len(made) == 2_000
    assert second not in made
    assert min(made) > first


def test_ids_of_one_millisecond_are_in_order_and_hardly_run_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty thousand, made as fast as can be, are at most a tenth of a second ahead of the clock."""
    monkeypatch.setattr(ids, "_last", 0)  # whatever other tests have seen
    made = [ids.new_id() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert ULID.from_str(made[-1]).timestamp - ULID().timestamp < 0.1
