"""One agent for all promises that only ask; those that end, damage or fill it start their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.agent.running import FIREFOX, Paired, Running, running


@pytest.fixture(scope="session")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A running agent with all its log."""
    with running(tmp_path_factory.mktemp("agent"), "--log-level", "DEBUG") as started:
        yield started


@pytest.fixture(scope="session")
def browser(agent: Running) -> Paired:
    """A paired Chromium that may do everything."""
    return agent.pair()


@pytest.fixture(scope="session")
def page_only(agent: Running) -> Paired:
    """A paired Firefox that may only read pages."""
    return agent.pair(FIREFOX, ("page",))
