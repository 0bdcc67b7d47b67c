"""The agent: what all routes share. Made once per process, torn down with it."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import gc
import logging
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

from aiohttp import web

from learnlearn.acts.answers import Answers
from learnlearn.acts.clients import ClientBook, Offers, token_hash
from learnlearn.api.call import Access
from learnlearn.contract.conversation import Conversation
from learnlearn.custody.opening import Door
from learnlearn.errors import BusyError, StoreLockedError, StoreOpeningError
from learnlearn.store.base import Store

if TYPE_CHECKING:
    from learnlearn.phrasing.jobs import Jobs

_log = logging.getLogger(__name__)


def local_now() -> dt.datetime:
    """The user's own date and time, aware of the zone: due days are days in the user's zone."""
    return dt.datetime.now().astimezone()


class Agent:
    """The store behind its door, the paired clients, the answers, and the wish to stop."""

    def __init__(
        self, door: Door, control_token: str, waiting: int, clock: Callable[[], dt.datetime] = local_now, phrasing: Jobs | None = None
    ) -> None:
        self.door = door
        self.phrasing = phrasing  # None unless a language model is switched on
        self.control_hash = token_hash(control_token)
        self.offers = Offers()
        self.answers = Answers(clock)
        self.stop = asyncio.Event()
        self.now = clock
        self._book: ClientBook | None = None
        self._waiting = waiting
        self._inside = 0

    @property
    def store(self) -> Store:
        """Raises StoreLockedError, StoreOpeningError."""
        return self.door.store

    def offered(self, told: Conversation) -> Conversation:
        """The answer with the offer to put its prompts into other words, where a model is switched on."""
        return told if self.phrasing is None else told.model_copy(update={"phrasing": self.phrasing.offer(told.prompts)})

    async def clients(self) -> ClientBook:
        """Raises StoreLockedError, StoreOpeningError."""
        if self._book is None:
            store = self.door.store
            rows = await store.clients()
            self._book = self._book or ClientBook(store, rows, self.now)
        return self._book

    @contextlib.asynccontextmanager
    async def turn(self, access: Access) -> AsyncIterator[None]:
        """One request more in work; BusyError when too many are. Open routes cost nothing and always have their turn."""
        if access is Access.OPEN:
            yield
            return
        if self._inside >= self._waiting:
            raise BusyError(headers={"Retry-After": "1"})
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1

    async def warm(self) -> None:
        """Loads the engine. A failure is logged and shows again, with its problem, when somebody asks."""
        try:
            await self.answers.warm(await self.store.me())
        except (StoreLockedError, StoreOpeningError):
            return
        except Exception:
            _log.exception("the engine could not be loaded")
        gc.freeze()  # what is there now stays: going through it again and again would hold the loop for tens of milliseconds each time

    async def close(self) -> None:
        """Ends after what is in work."""
        if self._book is not None:
            await self._book.settle()
        if self.phrasing is not None:
            await self.phrasing.close()
        await self.answers.close()
        await self.door.close()


AGENT = web.AppKey("agent", Agent)
