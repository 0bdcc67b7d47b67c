"""Reading everybody in a process of its own, when no cache says who is kept: thirty thousand files are ten seconds of a processor, and in a thread
of the agent the event loop would wait for each of its moments.

The process (reader.py) reads and changes nothing. What it finds comes through a pipe, in blocks (blocks.py), some people at a time, and is believed
as the cache is: as long as the files are what they were. The look that follows reads what is missing, so a process that ends early costs time and
nothing else. The keys go through its standard input, where no list of processes shows them.
"""

from __future__ import annotations

import logging
import queue
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from itertools import accumulate
from pathlib import Path
from typing import IO

from pydantic import BaseModel

from learnlearn.store.folder.layout import Layout
from learnlearn.store.index import blocks
from learnlearn.store.index.entries import Index

LENGTH_BYTES = 4
_WORTH = 2_000  # files; fewer are read sooner than a process starts
_PATIENCE = 0.002  # seconds, in which others who ask the same thread wait
_PROGRAM = (sys.executable, "-P", "-m", "learnlearn.store.index.reader")
_log = logging.getLogger(__name__)


class Errand(BaseModel):
    """What the process is told: the folder, whose device this is, and the key of each epoch, hex."""

    folder: Path
    device: str
    epochs: dict[str, str]


class Room(BaseModel):
    """What it says first: how many people there are at most."""

    numbers: int


def reading(layout: Layout, device: str, epochs: dict[str, bytes], index: Index) -> Iterator[None]:
    """Fills an empty index step by step; where it ends early, with what there was. A small store is left to the look."""
    if not (yield from _is_worth_it(layout)):
        return
    errand = Errand(folder=layout.folder, device=device, epochs={epoch: key.hex() for epoch, key in epochs.items()})
    try:
        process = subprocess.Popen(_PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  our own program
    except OSError as error:
        _log.warning("no process of its own reads everybody, which takes longer: %s", error)
        return
    try:
        yield from _taken(process, errand, index)
    finally:
        process.kill()
        process.wait()


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


def _taken(process: subprocess.Popen[bytes], errand: Errand, index: Index) -> Iterator[None]:
    frames: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    threading.Thread(target=_converse, args=(process, errand, frames), name="store index", daemon=True).start()
    try:
        if (first := (yield from _next(frames))) is None or not index.search.expect(Room.model_validate_json(first).numbers):
            _log.warning("what the process that reads everybody says is not to be used: they are read here")
            return
        while (data := (yield from _next(frames))) is not None:
            if data:
                blocks.take(index, data)
                index.is_changed = True
            yield
    except ValueError:
        _log.exception("what the process that reads everybody says is wrong: the rest is read here")
    if ended := process.wait():
        _log.warning("the process that reads everybody ended with %d: the rest is read here", ended)


def _next(frames: queue.SimpleQueue[bytes | None]) -> Generator[None, None, bytes | None]:
    while True:
        try:
            return frames.get(timeout=_PATIENCE)
        except queue.Empty:
            yield


def _converse(process: subprocess.Popen[bytes], errand: Errand, frames: queue.SimpleQueue[bytes | None]) -> None:
    """In a thread: what a pipe does takes as long as it takes."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with process.stdin as told:
            told.write(errand.model_dump_json().encode())
        while (data := received(process.stdout)) is not None:
            frames.put(data)
    except OSError:  # it ended; its code tells
        pass
    finally:
        frames.put(None)


def received(pipe: IO[bytes]) -> bytes | None:
    """The next frame, None when there is none any more."""
    length = pipe.read(LENGTH_BYTES)
    data = pipe.read(int.from_bytes(length)) if len(length) == LENGTH_BYTES else b""
    return data if len(length) == LENGTH_BYTES and len(data) == int.from_bytes(length) else None


def send(pipe: IO[bytes], data: bytes) -> None:
    """One frame."""
    pipe.write(len(data).to_bytes(LENGTH_BYTES) + data)
    pipe.flush()
