"""A step that is done changes the plan and leaves a note in one write: killed at any moment, both are there or neither."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import multiprocessing
import os
import signal
import sys
from pathlib import Path

import pytest
from tests.agent.devices import opened

from learnlearn.acts.planning import take_step
from learnlearn.contract.note import AddNote
from learnlearn.contract.person import PersonRef
from learnlearn.contract.plan import PersonPlan, TakeStep

WHO = PersonRef(site="web", url="https://anna.example/", name="Anna")
DAY = dt.date(2026, 11, 1)
MOST = 12  # files that one step may replace


async def settle(folder: Path, *, apart: bool) -> None:
    """Does the first step of a plan, with a note. `apart` is the control: the note first, then the plan."""
    store = opened(folder)
    if apart:
        await store.add_note(AddNote(person=WHO, text="Read it all."))
        await store.save_plan(WHO, PersonPlan(circle="friends", first_steps=1))
    else:
        await take_step(store, TakeStep(person=WHO, act="done", text="Read it all."), DAY)
    await store.close()


def killed(folder: Path, at: int, *, apart: bool) -> bool:
    """Settles in a process that kills itself when it is about to replace its `at`-th file; whether it came so far."""
    child = multiprocessing.get_context("fork").Process(target=_settle_until, args=(folder, at, apart))
    child.start()
    child.join()
    assert child.exitcode in (0, -signal.SIGKILL)
    return child.exitcode != 0


def _settle_until(folder: Path, at: int, apart: bool) -> None:
    left = itertools.count(1)

    def about(event: str, _: tuple[object, ...]) -> None:
        if event == "os.rename" and next(left) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(about)
    asyncio.run(settle(folder, apart=apart))


async def stands(folder: Path) -> tuple[int, int]:
    """How many steps the plan says were taken, and how many notes tell of one."""
    store = opened(folder)
    view = await store.view(WHO.url)
    assert view is not None
    await store.close()
    return view.plan.first_steps, len(view.notes)


@pytest.mark.parametrize("apart", [False, True])
def test_a_step_and_its_note_stand_or_fall_together(tmp_path: Path, apart: bool) -> None:
    """Killed before every single file that it replaces; in the control, note and plan apart, some kill leaves a note that no plan knows of."""
    found: set[tuple[int, int]] = set()
    for at in range(1, MOST):
        folder = tmp_path / str(at)
        asyncio.run(_begin(folder))
        came_so_far = killed(folder, at, apart=apart)
        found.add(asyncio.run(stands(folder)))
        if not came_so_far:
            break
    print(f"killed before {at - 1} replacements: {sorted(found)}")
    assert (1, 1) in found
    assert (found == {(0, 0), (1, 1)}) is not apart
    assert ((0, 1) in found) is apart


async def _begin(folder: Path) -> None:
    store = opened(folder)
    await store.save_plan(WHO, PersonPlan(circle="friends"))
    await store.close()
