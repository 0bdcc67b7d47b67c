"""An export on its way back in: what is there already stays, and whatever is passed over is said."""

from __future__ import annotations

from collections.abc import AsyncIterator

from learnlearn.contract.me import Me
from learnlearn.contract.note import ImportReport, NotesExport, Skipped
from learnlearn.contract.plan import Circle
from learnlearn.store.base import Store


async def take_back(store: Store, export: NotesExport) -> ImportReport:
    """Takes it in. My own profile and my circles are only filled where there are none."""
    report = await store.load(export.people)
    passed_over = [one async for one in _mine(store, export.me, export.circles)]
    return report.model_copy(update={"skipped": (*report.skipped, *passed_over)})


async def _mine(store: Store, me: Me | None, circles: tuple[Circle, ...]) -> AsyncIterator[Skipped]:
    mine, my_circles = await store.me(), await store.circles()
    if me is not None and mine == Me():
        await store.save_me(me)
    elif me is not None and me != mine:
        yield Skipped(what="my profile", why="You have one already; it was left as it is.")
    if circles and not my_circles:
        await store.save_circles(circles)
    elif circles and circles != my_circles:
        yield Skipped(what="my circles", why="You have your own already; they were left as they are.")
