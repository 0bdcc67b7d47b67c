"""Ids that sort by the time they were made, also within one millisecond, when the clock steps back, and after what another device made.

A ULID is a time and randomness. The time alone is not to be trusted: a clock that was set back would make a later wording of a note older
than the wording it replaces. So an id is also greater than every id that its maker has seen in the same file (a hybrid logical clock, Kulkarni
et al. 2014, with the ULID as its one number). It is greater by chance and not by one: after a clock was set back, the number next to the last one
of somebody's file may be that of another's note.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import threading
import time

from ulid import ULID

_RANDOM_BITS = 80
_STEP_BITS = 64  # some hundred thousand steps fit into a millisecond
_lock = threading.Lock()
_last = 0


def new_id(after: str = "") -> str:
    """A ULID greater than every one this process made before, and than `after`."""
    global _last  # noqa: PLW0603  one sequence per process is the point
    with _lock:
        now = (int(time.time() * 1000) << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
        step = 1 + secrets.randbits(_STEP_BITS)
        _last = max(now, _last + step)
        made = str(ULID.from_int(_last))
        if made <= after:
            _last = int(ULID.from_str(after)) + step
            made = str(ULID.from_int(_last))
        return made


def id_of(at: dt.datetime, content: bytes) -> str:
    """The id of something that was made elsewhere at that time: the same one on every device that takes it in."""
    milliseconds = max(0, int(at.timestamp() * 1000))
    rest = int.from_bytes(hashlib.blake2b(content, digest_size=_RANDOM_BITS // 8).digest())
    return str(ULID.from_int((milliseconds << _RANDOM_BITS) | rest))
