"""What one thread is given by others, in order, with a wait that ends.

`queue.SimpleQueue` would do, but for a fault of CPython (3.11 at least): a thread that is held up for longer than it is to wait, in the moment after
something was put in, waits without end. Where waits are short and processors are few, that happens.
"""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Line(Generic[T]):
    """Put in by any thread, taken out by one."""

    def __init__(self) -> None:
        self._items: deque[T] = deque()
        self._bell = threading.Lock()
        self._bell.acquire()

    def put(self, item: T) -> None:
        """At the end."""
        self._items.append(item)
        self.ring()

    def ring(self) -> None:
        """Ends a wait, the present one or the next."""
        with contextlib.suppress(RuntimeError):  # it rings already
            self._bell.release()

    def next(self, seconds: float | None) -> T | None:
        """The first one. None after so many seconds without one, or when it was rung for something else."""
        if not self._items and seconds != 0.0:
            self._bell.acquire(timeout=-1 if seconds is None else seconds)
        return self._items.popleft() if self._items else None

    def __bool__(self) -> bool:
        return bool(self._items)
