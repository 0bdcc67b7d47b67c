"""The agent: what all routes share. Made once per process, torn down with it."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import gc
import logging
from collections.abc import AsyncIterator, Callable

from aiohttp import web

from learnlearn.acts import planning
from learnlearn.acts.answers import Answers
from learnlearn.acts.clients import ClientBook, Offers, token_hash
from learnlearn.acts.sameness import one_with, united
from learnlearn.api.call import Access
from learnlearn.api.models import Slower
from learnlearn.contract.conversation import Conversation
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.custody.opening import Door
from learnlearn.errors import BusyError, StoreLockedError, StoreOpeningError
from learnlearn.store.base import Store

_log = logging.getLogger(__name__)


def local_now() -> dt.datetime:
    """The user's own date and time, aware of the zone: due days are days in the user's zone."""
    return dt.datetime.now().astimezone()


class Agent:
    """The store behind its door, the paired clients, the answers, and the wish to stop."""

    def __init__(
        self, door: Door, control_token: str, waiting: int, clock: Callable[[], dt.datetime] = local_now, slower: Slower | None = None
    ) -> None:
        self.door = door
        self.slower = slower or Slower()
        self.control_hash = token_hash(control_token)
        self.offers = Offers()
        self.answers = Answers(clock, self.slower.second.opinions if self.slower.second else None)
        self.stop = asyncio.Event()
        self.now = clock
        self._book: ClientBook | None = None
        self._waiting = waiting
        self._inside = 0

    @property
    def store(self) -> Store:
        """Raises StoreLockedError, StoreOpeningError."""
        return self.door.store

    async def answer(self, page: ProfileSnapshot) -> Conversation:
        """What the person of a page and I share, as it is known now; of somebody who is kept, the notes are taken into account, from wherever I keep
        them. With what may come after it."""
        store = self.store
        known = united(await store.view(page.url), await one_with(store, page.url))
        found = await self.answers.answer(store, page, await store.me(), known, await planning.circles(store))
        return self.slower.offered(found, page)

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
        await self.slower.close()
        await self.answers.close()
        await self.door.close()


AGENT = web.AppKey("agent", Agent)
