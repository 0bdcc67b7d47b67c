"""Reading everybody in processes of their own, when no cache says who is kept: thirty thousand files are ten seconds of a processor, and in a thread
of the agent the event loop would wait for each of its moments. There are as many as there are processors, four at the most, and each reads some of
the folders.

A process (reader.py) reads and changes nothing. What it finds comes through a pipe, in blocks (blocks.py), some people at a time, and is believed
as the cache is: as long as the files are what they were. The look that follows reads what is missing, so a process that ends early costs time and
nothing else. The keys go through its standard input, where no list of processes shows them.
"""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from itertools import accumulate
from pathlib import Path
from typing import IO, TypeAlias

from pydantic import BaseModel

from learnlearn.store.folder.layout import Layout
from learnlearn.store.index import blocks
from learnlearn.store.index.entries import Index
from learnlearn.store.line import Line

LENGTH_BYTES = 4
_WORTH = 2_000  # files; fewer are read sooner than a process starts
_MOST = 4  # processes
_PATIENCE = 0.002  # seconds, in which others who ask the same thread wait
_PROGRAM = (sys.executable, "-P", "-m", "learnlearn.store.index.reader")
_log = logging.getLogger(__name__)


class Errand(BaseModel):
    """What a process is told, on a line: the folder, whose device this is, the key of each epoch, hex, and which share of the folders is its own."""

    folder: Path
    device: str
    epochs: dict[str, str]
    share: int = 0
    shares: int = 1


class Room(BaseModel):
    """What it says first: how many people there are at most."""

    numbers: int


class Place(BaseModel):
    """What it is told then, on a line: the number of its first one, for people are numbered over all shares."""

    first: int


# The frames of all processes as they come, each with the share it is of; None when there are no more.
_Frames: TypeAlias = Line[tuple[int, bytes | None]]


def reading(layout: Layout, device: str, epochs: dict[str, bytes], index: Index) -> Iterator[None]:
    """Fills an empty index step by step; where it ends early, with what there was. A small store is left to the look."""
    if not (yield from _is_worth_it(layout)):
        return
    errand = Errand(folder=layout.folder, device=device, epochs={epoch: key.hex() for epoch, key in epochs.items()}, shares=_processes())
    started: list[subprocess.Popen[bytes]] = []
    frames: _Frames = Line()
    try:
        for share in range(errand.shares):
            process = subprocess.Popen(_PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  our own program
            started.append(process)
            told = errand.model_copy(update={"share": share})
            threading.Thread(target=_converse, args=(process, told, frames), name="store index", daemon=True).start()
        yield from _taken(started, frames, index)
    except OSError as error:
        _log.warning("no process of its own reads everybody, which takes longer: %s", error)
    finally:
        for process in started:
            process.kill()
            process.wait()
            if process.stdin:
                process.stdin.close()


def _processes() -> int:
    processors: int | None = getattr(os, "process_cpu_count", os.cpu_count)()  # since Python 3.13: those that this process may use
    return min(processors or 1, _MOST)


def _is_worth_it(layout: Layout) -> Generator[None, None, bool]:
    """Whether there are so many files; not when a folder cannot be listed: the look that follows finds that too, and tells."""
    try:
        for count in accumulate(len(shelf) for one in layout.devices() for shelf in layout.shelves(one)):
            if count >= _WORTH:
                return True
            yield
    except OSError as error:
        _log.warning("the store's folders cannot be counted: everybody is read here: %s", error)
    return False


def _taken(started: list[subprocess.Popen[bytes]], frames: _Frames, index: Index) -> Iterator[None]:
    rooms: dict[int, int] = {}
    left, is_placed = set(range(len(started))), False
    try:
        while left:
            share, data = yield from _next(frames)
            if data is None:
                left.discard(share)
            elif share not in rooms:
                rooms[share] = Room.model_validate_json(data).numbers
            elif data:
                blocks.take(index, data)
                index.is_changed = True
            if not is_placed and left <= rooms.keys():  # each said how many, or ended
                is_placed = True
                if not rooms or not index.search.expect(sum(rooms.values())):
                    _log.warning("what the processes that read everybody say is not to be used: they are read here")
                    return
                for one, first in zip(rooms, accumulate(rooms.values(), initial=0), strict=False):
                    _tell(started[one], Place(first=first))
            yield
    except ValueError:
        _log.exception("what a process that reads everybody says is wrong: the rest is read here")
        return
    for ended in filter(None, [process.wait() for process in started]):
        _log.warning("a process that reads everybody ended with %d: the rest is read here", ended)


def _next(frames: _Frames) -> Generator[None, None, tuple[int, bytes | None]]:
    while (frame := frames.next(_PATIENCE)) is None:
        yield
    return frame


def _converse(process: subprocess.Popen[bytes], errand: Errand, frames: _Frames) -> None:
    """In a thread: what a pipe does takes as long as it takes."""
    assert process.stdout is not None
    _tell(process, errand)
    with contextlib.suppress(OSError):  # it ended; its code tells
        while (data := received(process.stdout)) is not None:
            frames.put((errand.share, data))
    frames.put((errand.share, None))


def _tell(process: subprocess.Popen[bytes], what: Errand | Place) -> None:
    assert process.stdin is not None
    with contextlib.suppress(OSError):  # it ended; its code tells
        process.stdin.write(what.model_dump_json().encode() + b"\n")
        process.stdin.flush()


def received(pipe: IO[bytes]) -> bytes | None:
    """The next frame, None when there is none any more."""
    length = pipe.read(LENGTH_BYTES)
    data = pipe.read(int.from_bytes(length)) if len(length) == LENGTH_BYTES else b""
    return data if len(length) == LENGTH_BYTES and len(data) == int.from_bytes(length) else None


def send(pipe: IO[bytes], data: bytes) -> None:
    """One frame."""
    pipe.write(len(data).to_bytes(LENGTH_BYTES) + data)
    pipe.flush()
