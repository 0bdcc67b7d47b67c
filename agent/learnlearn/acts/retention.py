"""Forgetting by age, when the user wants it: who has had nothing new for so many days is erased, as by their own word.

Somebody in a circle, on the short list, or to whom something is promised stays, however long the silence: those are people I have a plan with.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator, Callable

from learnlearn.contract.note import ExportedPerson
from learnlearn.contract.retention import LeavingPerson, Retention
from learnlearn.conversation.ledger import ledger
from learnlearn.errors import StoreLockedError, StoreOpeningError
from learnlearn.exports.selection import moments
from learnlearn.store.base import Store

SOON_DAYS = 30
_EVERY = 6 * 3600.0  # seconds: soon after midnight is soon enough
_log = logging.getLogger(__name__)


async def state(store: Store, today: dt.date) -> Retention:
    """The rule and who would leave soon."""
    days = await store.retention()
    leaving = [one async for one in _leaving(store, days, today + dt.timedelta(days=SOON_DAYS))]
    return Retention(days=days, leaving=tuple(sorted(leaving, key=lambda one: (one.on, one.name.casefold()))))


async def sweep(store: Store, today: dt.date) -> int:
    """Erases everybody whose day has come; how many."""
    gone = [one async for one in _leaving(store, await store.retention(), today)]
    for one in gone:
        await store.forget(one.url)
    if gone:
        _log.info("%d people were erased, for nothing new had come in for as long as you keep people", len(gone))
    return len(gone)


async def watch(store: Callable[[], Store], now: Callable[[], dt.datetime]) -> None:
    """Sweeps when the agent starts and some times a day, for as long as it runs. `store` raises while the store is closed: then it waits."""
    while True:
        try:
            await sweep(store(), now().date())
        except (StoreLockedError, StoreOpeningError):
            pass  # who cannot be read cannot be too old; the next round asks again
        except Exception:
            _log.exception("people who are too old could not be looked for")
        await asyncio.sleep(_EVERY)


async def _leaving(store: Store, days: int | None, until: dt.date) -> AsyncIterator[LeavingPerson]:
    if days is None:
        return
    async for person in store.people():
        last = max(moments(person)).astimezone().date()
        on = last + dt.timedelta(days=days)
        if on <= until and not _stays(person):
            yield LeavingPerson(person_id=person.id, name=person.name, site=person.site, url=person.url, on=on)


def _stays(person: ExportedPerson) -> bool:
    plan = person.plan
    return bool(plan and (plan.circle or plan.airport)) or bool(ledger(person.notes).promised)
