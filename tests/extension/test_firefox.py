"""Firefox reads each page as Chromium does: the same cases, the same expectations, in a sandbox that sees the page as a content script."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from gecko import Gecko, firefox
from reader import Case, cases


@pytest.fixture(scope="module")
def gecko() -> Iterator[Gecko]:
    """A tab of Firefox without network."""
    with firefox() as tab:
        yield tab


@pytest.mark.parametrize("case", cases(), ids=str)
def test_firefox_reads_what_chromium_reads(gecko: Gecko, case: Case) -> None:
    """To the letter, under the page's true address and its strict policy."""
    gecko.open(case.url, case.html)
    if case.selected:
        gecko.page(f"getSelection().selectAllChildren(document.querySelector({json.dumps(case.selected)}))")
    outcome = gecko.capture(selection=bool(case.selected))
    for snapshot in [outcome.get("snapshot"), *outcome.get("people", [])]:
        if snapshot:
            snapshot.pop("captured_at")
    assert outcome == json.loads(case.expected.read_text())
