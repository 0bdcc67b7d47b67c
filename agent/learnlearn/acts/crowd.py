"""How many of the people I keep share what: counted beside the answers, in memory only, so that a reason can say "two of your 640 contacts".

Everybody is read once, as soon as the store knows everybody, one at a time between the answers (some ten milliseconds each). From then on the
store says who came, changed or went, by whatever way: kept, imported, restored, forgotten by hand or by age, here or on another device. Who keeps
more than `MOST` people is told no numbers, for a count of some of them would not be true, and nobody is read.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from learnlearn.addresses import identity
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.errors import StoreDamagedError, StoreLockedError, StoreOpeningError, StoreWaitingError
from learnlearn.store.base import Store

MOST = 2000  # people
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people are kept, and how many of them share what, by label."""

    total: int
    sharing: Mapping[str, int]


class Crowd:
    """What the people I keep surely do, by labels of the lexicon. Lives on the event loop."""

    def __init__(self, worker: Executor, labels: Callable[[ProfileSnapshot], tuple[str, ...]]) -> None:
        self._worker = worker
        self._labels = labels
        self._known: dict[str, tuple[str, ...]] = {}
        self._sharing: Counter[str] = Counter()
        self._counting: asyncio.Task[None] | None = None
        self._is_counted = False
        self._changed: dict[str, None] = {}  # in order; to be read anew
        self._woken = asyncio.Event()

    def around(self, store: Store, url: str) -> Counted | None:
        """What those I keep share, without the person at `url`. None until everybody was counted, which begins with a question."""
        if self._counting is None:
            self._counting = asyncio.create_task(self._follow(store))
        if not self._is_counted:
            return None
        own = self._known.get(identity(url))
        if own is None:
            return Counted(len(self._known), dict(self._sharing))
        return Counted(len(self._known) - 1, self._sharing - Counter(own))

    def changed(self, who: str, *, is_kept: bool) -> None:
        """The store has somebody anew, or no more. Whoever went counts no more at once, and is looked at again in case they are counted just now."""
        if not is_kept:
            self._drop(who)
        if self._counting is not None and not self._counting.done():
            self._changed[who] = None
            self._woken.set()

    async def close(self) -> None:
        """Ends the counting."""
        if self._counting is not None:
            self._counting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._counting

    async def _follow(self, store: Store) -> None:
        """Counts everybody, and then whoever changes, for as long as the agent runs."""
        try:
            health = await store.health()
            if not health.is_complete:
                self._counting = None  # again with a later question
                return
            if health.people > MOST:  # to read as many as may be counted would take from the answers for a minute, and say nothing in the end
                _log.info("more than %d people are kept: reasons tell no counts", MOST)
                return
            async for person in store.people():
                if len(self._known) >= MOST:
                    _log.info("more than %d people are kept: reasons tell no counts", MOST)
                    return
                await self._count(identity(person.url) or person.url.strip(), person.snapshots)
            await self._catch_up(store)
            self._is_counted = True
            while len(self._known) <= MOST:
                await self._woken.wait()
                self._woken.clear()
                await self._catch_up(store)
            _log.info("more than %d people are kept by now: reasons tell no counts", MOST)
        except (StoreLockedError, StoreOpeningError):
            self._counting = None  # again with the next question
        except Exception:
            _log.exception("the people who are kept could not be counted")
        finally:
            self._is_counted = False
            for kept in (self._known, self._sharing, self._changed):
                kept.clear()

    async def _catch_up(self, store: Store) -> None:
        while self._changed and len(self._known) <= MOST:
            who = next(iter(self._changed))
            del self._changed[who]
            try:
                view = await store.view(who)
            except (StoreDamagedError, StoreWaitingError):
                view = None  # the store names it
            if view is None:
                self._drop(who)
            else:
                await self._count(who, view.snapshots)

    async def _count(self, who: str, pages: Sequence[ProfileSnapshot]) -> None:
        found = await asyncio.get_running_loop().run_in_executor(self._worker, self._labels, pages[-1]) if pages else ()
        self._drop(who)
        self._known[who] = found
        self._sharing.update(found)

    def _drop(self, who: str) -> None:
        self._sharing.subtract(self._known.pop(who, ()))
