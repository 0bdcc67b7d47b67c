"""Giving work from the event loop to a thread. A thread pool's way costs half of a view: it is done at every one."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
Run = Callable[[], None]
_LONG, _REST = 0.002, 60.0  # seconds


def asked(work: Callable[[], T]) -> tuple[Run, asyncio.Future[T]]:
    """What a thread is to run, and what the event loop waits for meanwhile. Work whose future is cancelled before its turn is not begun."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def tell(result: T | None, error: BaseException | None) -> None:
        if answer.done():
            return
        if error is None:
            answer.set_result(result)  # type: ignore[arg-type]  # of T, when there is no error
        else:
            answer.set_exception(error)

    def run() -> None:
        if answer.cancelled():
            return
        result: T | None = None
        failed: BaseException | None = None
        try:
            result = work()
        except BaseException as error:
            failed = error
        with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits
            loop.call_soon_threadsafe(tell, result, failed)

    return run, answer


class Glances:
    """Work of some microseconds that is done on the event loop, because to give it away and take it back costs ten times that. Where it once takes
    longer (a disk that is far away), others do it for a while.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock, self._again = clock, clock()

    def do(self, work: Callable[[], T]) -> T | None:
        """What `work` gives; None while it is not to be done here."""
        began = self._clock()
        if began < self._again:
            return None
        done = work()
        ended = self._clock()
        if ended - began > _LONG:
            self._again = ended + _REST
        return done


class Readers:
    """Some threads for what only reads."""

    def __init__(self, count: int) -> None:
        self._asked: queue.SimpleQueue[Run | None] = queue.SimpleQueue()
        self._count, self._is_closed = count, False
        for _ in range(count):
            threading.Thread(target=self._run, name="store reader", daemon=True).start()

    async def do(self, work: Callable[[], T]) -> T:
        """What `work` gives. Raises what it raises, and RuntimeError when the store is closed."""
        if self._is_closed:
            raise RuntimeError("the store is closed")
        run, answer = asked(work)
        self._asked.put(run)
        return await answer

    def close(self) -> None:
        """What was asked for before is still done."""
        self._is_closed = True
        for _ in range(self._count):
            self._asked.put(None)

    def _run(self) -> None:
        while run := self._asked.get():
            run()
