"""A command's question answered in this process, by the same route over the same store, while no agent runs."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel

from learnlearn.api.agent import Agent
from learnlearn.api.call import Call, Caller, Page
from learnlearn.api.routes import all_routes
from learnlearn.cli.waiting import LOOK_SECONDS, Told
from learnlearn.custody.opening import Door
from learnlearn.custody.unlocking import key_place
from learnlearn.paths import Paths
from learnlearn.settings import Settings
from learnlearn.store.lock import ProcessLock

R = TypeVar("R", bound=BaseModel)


class LocalDesk:
    """This process, which owns the store for as long as it takes."""

    def __init__(self, runner: asyncio.Runner, agent: Agent) -> None:
        self._runner = runner
        self._agent = agent
        self._routes = {route.path: route for route in all_routes() if not isinstance(route, Page)}

    def call(self, path: str, message: BaseModel, reply: type[R]) -> R:
        """See `Desk`."""
        answer = self._runner.run(self._answer(path, message))
        assert isinstance(answer, reply)
        return answer

    def watched(self, path: str, message: BaseModel, reply: type[R], told: Told) -> R:
        """See `Desk`."""
        answer = self._runner.run(self._watched(path, message, told))
        assert isinstance(answer, reply)
        return answer

    async def _watched(self, path: str, message: BaseModel, told: Told) -> BaseModel:
        answer = asyncio.create_task(self._answer(path, message))
        while not (await asyncio.wait([answer], timeout=LOOK_SECONDS))[0]:
            told(self._agent.door.custodian.progress.share)
        return answer.result()

    async def _answer(self, path: str, message: BaseModel) -> BaseModel:
        answer: BaseModel = await self._routes[path].handle(Call(self._agent, Caller(is_control=True)), message)
        return answer


@contextlib.contextmanager
def local_desk(settings: Settings, paths: Paths) -> Iterator[LocalDesk]:
    """Owns the store for as long as it takes. Raises StoreInUseError, KeyUnavailableError, StoreError."""
    with ProcessLock(paths.lock_file), asyncio.Runner() as runner:
        door = Door(paths.data, key_place(settings, paths), paths.state)
        runner.run(door.open())
        agent = runner.run(_agent(door, settings))
        try:
            yield LocalDesk(runner, agent)
        finally:
            runner.run(agent.close())


async def _agent(door: Door, settings: Settings) -> Agent:
    return Agent(door, "", settings.waiting)
