"""The one thread that changes the store. What somebody waits for comes first; everything else is done in small steps in between.

Between two steps the thread really sleeps for a moment: a thread that only computes would hold the interpreter's lock for its whole switch
interval, and the event loop with it. That interval is 5 ms as Python comes, and 1 ms where there is a store: readers compute without pausing.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeAlias

from learnlearn.store.line import Line

Run: TypeAlias = Callable[[], None]
Steps: TypeAlias = Iterator[None]
_PAUSE = 0.0002  # seconds, between two steps
_LONG = 0.001  # steps together, before there is a pause
_SWITCH = 0.001  # for how long a thread that computes makes the others wait
_log = logging.getLogger(__name__)


@dataclass
class _Again:
    """Something done again and again."""

    seconds: float
    begin: Callable[[], Steps]
    due: float


class Worker:
    """Runs until it is closed; what was asked for before that is still done."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        sys.setswitchinterval(_SWITCH)
        self._clock = clock
        self._asked: Line[Run] = Line()
        self._lock = threading.Lock()
        self._tasks: deque[tuple[Steps, Future[None]]] = deque()
        self._again: list[_Again] = []
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)
        self._thread.start()

    def ask(self, run: Run) -> None:
        """Somebody waits for this: done next, in the order of asking. Raises RuntimeError when the store is closed."""
        with self._lock:
            if self._closing:
                raise RuntimeError("the store is closed")
            self._asked.put(run)

    def later(self, steps: Steps) -> Future[None]:
        """Done step by step while nobody waits, after what is so already. The future ends with it, cancelled when the worker is closed before;
        who cancels it waits no more, and the steps go on."""
        done: Future[None] = Future()
        with self._lock:
            if self._closing:
                done.cancel()
            else:
                self._tasks.append((steps, done))
                self._asked.ring()
        return done

    def every(self, seconds: float, begin: Callable[[], Steps]) -> None:
        """Begins these steps again and again."""
        self._again.append(_Again(seconds, begin, self._clock() + seconds))
        self._asked.ring()

    def close(self) -> None:
        """Returns when everything that was asked for is done. Steps are broken off between two of them."""
        with self._lock:
            self._closing = True
            self._asked.ring()
        self._thread.join()

    def _run(self) -> None:
        busy_since = self._clock()
        while True:
            wait = self._idle_seconds()
            if self._tasks:
                wait = _PAUSE if self._clock() - busy_since > _LONG else 0.0
            run = self._asked.next(wait)
            if run is not None:
                run()
                continue
            if wait:
                busy_since = self._clock()
            if self._closing and not self._asked:
                break
            self._begin_due()
            if self._tasks:
                self._step()
        for steps, done in self._tasks:
            steps.close()  # type: ignore[attr-defined]  # a generator
            done.cancel()

    def _idle_seconds(self) -> float | None:
        if not self._again:
            return None
        return max(0.0, min(again.due for again in self._again) - self._clock())

    def _begin_due(self) -> None:
        for again in self._again:
            if again.due <= self._clock():
                again.due = self._clock() + again.seconds
                self._tasks.append((again.begin(), Future()))

    def _step(self) -> None:
        steps, done = self._tasks[0]
        try:
            next(steps)
        except StopIteration:
            self._tasks.popleft()
            if done.set_running_or_notify_cancel():  # who waited may have gone
                done.set_result(None)
        except Exception as error:
            self._tasks.popleft()
            _log.exception("something that the store does in between failed")
            if done.set_running_or_notify_cancel():
                done.set_exception(error)
