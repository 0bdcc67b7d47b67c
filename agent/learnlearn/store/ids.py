"""Ids that sort by the time they were made, also within one millisecond and when the clock steps back."""

from __future__ import annotations

import threading

from ulid import ULID

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """A ULID greater than every one this process made before."""
    global _last  # noqa: PLW0603  one sequence per process is the point
    with _lock:
        _last = max(int(ULID()), _last + 1)
        return str(ULID.from_int(_last))
