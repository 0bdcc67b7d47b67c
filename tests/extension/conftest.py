"""One Chromium for each module of tests of the readers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from reader import Reader, chromium


@pytest.fixture(scope="module")  # no longer: Playwright keeps a loop running in this thread, beside which no other may
def reader() -> Iterator[Reader]:
    """A tab without network."""
    with chromium() as browser:
        yield Reader.of(browser)
