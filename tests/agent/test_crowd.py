"""Counting the people I keep costs nothing where nothing will be said of it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.agent.devices import opened
from tests.agent.store_contract import page

from learnlearn.acts import crowd
from learnlearn.acts.crowd import Counted, Crowd
from learnlearn.contract.snapshot import ProfileSnapshot

_KEPT = ("ilse", "noor", "max")


@pytest.mark.parametrize("most", [len(_KEPT), len(_KEPT) - 1])
async def test_nobody_is_read_where_too_many_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, most: int
) -> None:
    """With one person more than are counted, no page is read and no number told; with as many as are counted (the control) each is read once."""
    monkeypatch.setattr(crowd, "MOST", most)
    caplog.set_level("INFO")
    read: list[str] = []

    def labels(shown: ProfileSnapshot) -> tuple[str, ...]:
        read.append(shown.name)
        return ("sailing",)

    store = opened(tmp_path / "store")
    for slug in _KEPT:
        await store.keep(page(slug))
    await store.look()
    with ThreadPoolExecutor(1) as worker:
        counting = Crowd(worker, labels)
        async with asyncio.timeout(10):
            while True:
                counted = counting.around(store, "")
                if counted is not None or "tell no counts" in caplog.text:
                    break
                await asyncio.sleep(0)
        await counting.close()
    await store.close()
    is_counted = most == len(_KEPT)
    assert (len(read), counted) == ((3, Counted(3, {"sailing": 3})) if is_counted else (0, None))
