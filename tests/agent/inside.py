"""The agent's application in this process, over a real port: for what needs a hand on its inside (a clock, a limit, a slow disk)."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer

from learnlearn.api.agent import Agent
from learnlearn.api.app import make_app
from learnlearn.custody.opening import Door
from learnlearn.vault.key import FileKey

CONTROL = secrets.token_hex(32)
HEADERS = {"Authorization": f"Bearer {CONTROL}"}


@asynccontextmanager
async def inside(folder: Path, waiting: int = 32) -> AsyncIterator[tuple[Agent, TestClient]]:
    """The agent and a client of it, over a new store in this folder."""
    door = Door(folder / "store", FileKey(folder / "data.key"))
    await door.open()
    agent = Agent(door, CONTROL, waiting)
    async with TestClient(TestServer(make_app(agent), host="127.0.0.1")) as client:
        yield agent, client
