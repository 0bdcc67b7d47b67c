"""The thread that changes the store goes on by itself, also where the machine holds it up: promises."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Iterator
from multiprocessing.sharedctypes import Synchronized

import pytest

from learnlearn.store.worker import Worker

_HOLDS = 1_500  # `--rounds 10000` for more
_HELD = 0.0004  # seconds, longer than the thread waits between two steps
_PATIENCE = 10.0


def _counting(worker: Worker, count: Synchronized[int]) -> Iterator[None]:
    while True:
        count.value += 1
        worker.ask(_nothing)
        yield


def _nothing() -> None:
    pass


def _work(count: Synchronized[int]) -> None:
    """In a process of its own: steps without end, with a pause after each."""
    ticks = iter(range(1 << 60))
    worker = Worker(clock=lambda: float(next(ticks)))
    worker.later(_counting(worker, count)).result()


def passed(seconds: float) -> None:
    """Some time, more exactly than a thread sleeps."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


def held_up(pid: int, dice: random.Random) -> None:
    """The process stands still for a moment, wherever it is."""
    passed(dice.random() * 2 * _HELD)
    os.kill(pid, signal.SIGSTOP)
    os.waitpid(pid, os.WUNTRACED)
    passed(_HELD)
    os.kill(pid, signal.SIGCONT)


def goes_on(count: Synchronized[int]) -> bool:
    """Whether one more step is done, within reason."""
    seen, until = count.value, time.perf_counter() + _PATIENCE
    while count.value == seen and time.perf_counter() < until:
        os.sched_yield()
    return count.value > seen


def test_steps_go_on_however_the_thread_is_held_up(request: pytest.FixtureRequest) -> None:
    """Nobody asks for anything and the process is held up again and again, as on a machine with too few processors: the next step always comes."""
    dice = random.Random(7)
    context = multiprocessing.get_context("fork")
    count: Synchronized[int] = context.Value("q", 0)
    worker = context.Process(target=_work, args=(count,), daemon=True)
    worker.start()
    pid = worker.pid
    assert pid is not None
    try:
        for number in range(request.config.getoption("--rounds") or _HOLDS):
            held_up(pid, dice)
            assert goes_on(count), f"stands still after {number} holds"
    finally:
        worker.kill()
        worker.join()
