"""Waiting for something that takes long, with a bar that says how far it is."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

import click

T = TypeVar("T")
Told = Callable[[float], None]
LOOK_SECONDS = 0.2
_STEPS = 1_000


@contextlib.contextmanager
def bar(label: str) -> Iterator[Told]:
    """A bar on the terminal, if there is one: what is yielded wants to be told how much is done, from 0 to 1."""
    with click.progressbar(length=_STEPS, label=label, file=sys.stderr) as shown:
        yield lambda share: shown.update(int(share * _STEPS) - shown.pos)
        shown.update(_STEPS - shown.pos)


def waited(work: Callable[[], T], share: Callable[[], float], told: Told) -> T:
    """What `work` gives, done in another thread; meanwhile `told` is told what `share` says. Raises what `work` raises."""
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work)
        while not wait([done], LOOK_SECONDS).done:
            told(share())
        return done.result()
