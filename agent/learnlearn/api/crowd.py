"""How many of the people I keep share what: counted beside the answers, in memory only, so that a reason can say "two of your 640 contacts".

Everybody is read once after the start, one at a time between the answers (some ten milliseconds each), and again when they are kept anew. Who keeps
more than `MOST` people is told no numbers: a count of some of them would not be true.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from learnlearn.addresses import identity
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.errors import StoreLockedError, StoreOpeningError
from learnlearn.store.base import Store

if TYPE_CHECKING:
    from learnlearn.matching.model import Contacts

MOST = 2000  # people
_log = logging.getLogger(__name__)


class Crowd:
    """What the people I keep surely do, by labels of the lexicon."""

    def __init__(self, worker: Executor, labels: Callable[[ProfileSnapshot], tuple[str, ...]]) -> None:
        self._worker = worker
        self._labels = labels
        self._known: dict[str, tuple[str, ...]] = {}
        self._sharing: Counter[str] = Counter()
        self._counting: asyncio.Task[None] | None = None
        self._is_counted = False

    def around(self, store: Store, url: str) -> Contacts | None:
        """What those I keep share, without the person at `url`.

        None until everybody was counted, which begins with the first question, and while they are too few to tell.
        """
        from learnlearn.matching.model import Contacts  # noqa: PLC0415  the engine is loaded in its own thread
        from learnlearn.matching.rank import ENOUGH  # noqa: PLC0415

        if self._counting is None:
            self._counting = asyncio.create_task(self._count(store))
        own = self._known.get(identity(url))
        if not self._is_counted or len(self._known) - (own is not None) < ENOUGH:
            return None
        if own is None:
            return Contacts(len(self._known), dict(self._sharing))
        return Contacts(len(self._known) - 1, self._sharing - Counter(own))

    async def add(self, page: ProfileSnapshot) -> None:
        """Counts somebody who was just kept, or kept anew."""
        found = await asyncio.get_running_loop().run_in_executor(self._worker, self._labels, page)
        self.drop(page.url)
        self._known[identity(page.url)] = found
        self._sharing.update(found)

    def drop(self, url: str) -> None:
        """Somebody who was forgotten counts no more."""
        self._sharing.subtract(self._known.pop(identity(url), ()))

    def recount(self) -> None:
        """Begins anew with the next question: others were taken in."""
        self.close()
        self._counting, self._is_counted = None, False
        self._known.clear()
        self._sharing.clear()

    def close(self) -> None:
        """Ends the counting."""
        if self._counting is not None:
            self._counting.cancel()

    async def _count(self, store: Store) -> None:
        try:
            async for person in store.people():
                if len(self._known) >= MOST:
                    _log.info("more than %d people are kept: reasons tell no counts", MOST)
                    return
                if person.snapshots and identity(person.url) not in self._known:
                    await self.add(person.snapshots[-1])
            self._is_counted = True
        except (StoreLockedError, StoreOpeningError):
            self._counting = None  # again with the next question
        except Exception:
            _log.exception("the people who are kept could not be counted")
