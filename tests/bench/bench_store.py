"""The store beside an appended and flushed 5 KB, in turn in the same run: `python tests/bench/bench_store.py`.

Prints a table and judges nothing. A ratio is the median over the rounds, in which each thing is done once after the yardstick, to the yardstick's
median over all of them. A bare replacement of a file (two flushes, in a thread as the store's) stands beside it: what no store of this form can be
under. Aims: a note or a page of a typical person under 5 times the yardstick at 30 people (8 of one with very much) and at 30,000 under 1.1 times
that; a view under 1 time (2 over several devices). Opening 30,000 under 1 s with the cache, 10 s without; import of them under 15 s. A search under
10 ms. The loop never held 5 ms: beside it stands how long it was held while the store did nothing, which is the machine's own share.

`--flush-ms 1` measures the ratios a second time, with every flush, of a file or a folder and the yardstick's as much as the store's, waiting so many
milliseconds after the true one. It plays a disk on which a flush costs what it does on an ordinary SSD. It is simulated: only the count of flushes
and the work of the processor are true.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a program: the project is the place to import from
from tests.agent.devices import SECRET, joined, opened, unlocked
from tests.bench.crowd import PARTS, exported, rich, searched, snapshot

from learnlearn.contract.note import AddNote
from learnlearn.contract.person import PersonRef
from learnlearn.safefile import atomic_write
from learnlearn.store.embedded import EmbeddedStore

_YARDSTICK = 5_000
_AT_ONCE = 500


@dataclass
class Held:
    """How long the event loop was held at a stretch, as a task on it notices."""

    longest: float = 0.0
    over: int = 0
    looked: int = 0
    _task: asyncio.Task[None] | None = field(default=None, repr=False)

    async def __aenter__(self) -> Held:
        self._task = asyncio.create_task(self._look())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _look(self) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            late = (time.perf_counter() - began - 0.001) * 1000
            self.longest = max(self.longest, late)
            self.over += late > 5
            self.looked += 1

    def __str__(self) -> str:
        return f"longest {self.longest:.1f} ms, over 5 ms {self.over} of {self.looked} times"


class Yardstick:
    """5 KB appended to a file beside the store, flushed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._handle = os.open(folder / "yardstick", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        self._data = os.urandom(_YARDSTICK)

    def once(self) -> float:
        """Seconds."""
        began = time.perf_counter()
        os.write(self._handle, self._data)
        os.fsync(self._handle)
        return time.perf_counter() - began


@contextmanager
def slower_flushes(milliseconds: float) -> Iterator[None]:
    """Every flush takes so much longer, in whichever thread it is; others go on meanwhile, as they do while a disk works."""
    true = os.fsync

    def flush(handle: int) -> None:
        true(handle)
        if milliseconds:
            time.sleep(milliseconds / 1000)

    os.fsync = flush
    try:
        yield
    finally:
        os.fsync = true


async def beside(yardstick: Yardstick, rounds: int, work: dict[str, Callable[[int], Awaitable[object]]]) -> None:
    """Each once a round, with the yardstick before each; prints medians.

    Before every one of them there is a flush that is not counted: what other programs left to be written is then in nobody's time.
    """
    took: dict[str, list[float]] = {name: [] for name in work}
    measured: list[float] = []
    for number in range(rounds):
        for name, once in work.items():
            yardstick.once()
            measured.append(yardstick.once())
            yardstick.once()
            began = time.perf_counter()
            await once(number)
            took[name].append(time.perf_counter() - began)
    print(f"  the yardstick{'':31}{statistics.median(measured) * 1e3:9.3f} ms{sorted(measured)[int(len(measured) * 0.99)] * 1e3:9.2f} p99")
    for name, times in took.items():
        ratio = statistics.median(times) / statistics.median(measured)
        p99 = sorted(times)[int(len(times) * 0.99)]
        print(f"  {name:44}{statistics.median(times) * 1e3:9.3f} ms{p99 * 1e3:9.2f} p99{ratio:8.2f} times the yardstick")


def ref(number: int) -> PersonRef:
    """One of the crowd."""
    return PersonRef(site="linkedin", url=snapshot(number).url, name="")


async def writes_and_views(store: EmbeddedStore, yardstick: Yardstick, people: int, rounds: int, done: int = 0) -> None:
    """A note, a page, a view; of somebody typical and of somebody with very much. `done`: how many rounds there were before, for pages are new."""
    dice = random.Random(7)
    who = [dice.randrange(people) for _ in range(rounds)]
    refs = [ref(one) for one in who]  # all of them before: to invent somebody takes longer than to view them
    new = [snapshot(10 * people + 1_000 + done + number) for number in range(rounds)]
    pages = [snapshot(one, revision=1 + done + number) for number, one in enumerate(who)]
    many = people + 1  # the one with very much
    rich_one = ref(many)
    fat = [snapshot(many, revision=1_000 + done + number) for number in range(rounds)]
    data = os.urandom(_YARDSTICK)
    text = "Told me over coffee that the press is from 1894 and still prints. " * 3
    await beside(
        yardstick,
        rounds,
        {
            "a bare flushed replacement of 5 KB": lambda number: asyncio.to_thread(atomic_write, yardstick.folder / f"bare-{number % 30}", data),
            "a view": lambda number: store.view(refs[number].url),
            "the same view again": lambda number: store.view(refs[number].url),
            "a note": lambda number: store.add_note(AddNote(person=refs[number], text=text)),
            "a page": lambda number: store.keep(pages[number]),
            "somebody new": lambda number: store.keep(new[number]),
            "a view of somebody with very much": lambda number: store.view(rich_one.url),
            "a note on somebody with very much": lambda number: store.edit_note(notes[number % len(notes)], f"{text}{done + number}"),
            "a page of somebody with very much": lambda number: store.keep(fat[number]),
        },
    ) if (notes := [one.id for one in await store.notes(rich_one)]) else None


async def filled(folder: Path, people: int) -> EmbeddedStore:
    """A store with so many people, imported in pieces; prints how long that took."""
    store = opened(folder / "store", state=folder / "state")
    await store.look()
    spent = computed = 0.0
    for first in range(0, people, _AT_ONCE):
        crowd = tuple(exported(number) for number in range(first, min(first + _AT_ONCE, people)))
        began, computing = time.perf_counter(), time.process_time()
        await store.load(crowd)
        spent, computed = spent + time.perf_counter() - began, computed + time.process_time() - computing
        print(f"\r  imported {first + len(crowd)} of {people}", end="", flush=True)
    began = time.perf_counter()
    await store.look()
    await store.load((rich(people + 1),))
    found = time.perf_counter() - began
    print(f"\r  import of {people} people: {spent:.2f} s ({computed:.2f} of the processor's), and {found:.2f} s until their words are found")
    return store


async def reopened(folder: Path, *, cached: bool) -> EmbeddedStore:
    """Opens anew and prints how long until the first view, and until everybody was looked at."""
    if not cached:
        (folder / "state/index.cache").unlink(missing_ok=True)
    seventh = ref(7)
    began, computing = time.perf_counter(), time.process_time()
    async with Held() as held:
        store = await asyncio.to_thread(opened, folder / "store", state=folder / "state")
        await store.view(seventh.url)
        first = time.perf_counter() - began
        async for _ in store.people(after="~"):  # nobody comes after it, which is known when everybody is
            pass
        whole, computed = time.perf_counter() - began, time.process_time() - computing
    print(f"  opened {'with' if cached else 'without'} the cache: first view after {first * 1e3:.1f} ms, ", end="")
    print(f"everybody after {whole:.2f} s ({computed:.2f} of the processor's); loop: {held}")
    return store


async def searches(store: EmbeddedStore, rounds: int) -> None:
    """As somebody types."""
    for kind, texts in searched().items():
        times = []
        for number in range(rounds):
            began = time.perf_counter()
            await store.search(texts[number % len(texts)], 20)
            times.append(time.perf_counter() - began)
        print(f"  search, {kind:36}{statistics.median(times) * 1e3:9.3f} ms{max(times) * 1e3:9.2f} most")


async def loop_held(store: EmbeddedStore, people: int) -> None:
    """What a look, a save of the cache and busy writing do to the loop, beside nothing at all."""
    async with Held() as held:
        await asyncio.sleep(2)
    print(f"  loop while the store does nothing: {held}")
    async with Held() as held:
        await store.look()
    print(f"  loop during a look into {people} files: {held}")
    refs = [ref(number % people) for number in range(200)]
    async with Held() as held:
        for number in range(200):
            await store.add_note(AddNote(person=refs[number], text=f"busy {number}"))
            await store.search(PARTS[number % len(PARTS)], 20)
    print(f"  loop during 200 notes and searches: {held}")


async def two_devices(folder: Path, yardstick: Yardstick, rounds: int, flush: float) -> None:
    """A view of people that two devices have written on."""
    secret = joined(folder / "store", unlocked(folder / "store"), "Desktop")
    desktop = opened(folder / "store", secret)
    await desktop.look()
    for number in range(rounds):
        await desktop.add_note(AddNote(person=ref(number % 30), text="from the other device"))
    await desktop.close()
    laptop = opened(folder / "store", SECRET, state=folder / "state")
    await laptop.look()
    refs = [ref(number % 30) for number in range(rounds)]
    await asyncio.sleep(2.5)  # so that the files have lain for a while, as most do (folder/at_hand.py)
    for slower in (0, flush) if flush else (0,):
        with slower_flushes(slower):
            over = f"a view over two devices{f', flushes {flush:g} ms longer' * bool(slower)}"
            await beside(yardstick, rounds, {over: lambda number: laptop.view(refs[number].url)})
            await beside(yardstick, rounds, {f"again, {over.removeprefix('a view ')}": lambda number: laptop.view(refs[number].url)})
    await laptop.close()


async def run(folder: Path, sizes: list[int], rounds: int, flush: float) -> None:
    """Everything, for each size."""
    for people in sizes:
        home = folder / str(people)
        home.mkdir(parents=True)
        yardstick = Yardstick(home)
        print(f"{people} people")
        store = await filled(home, people)
        gc.collect()
        gc.freeze()  # as the agent does once it is warm
        await store.close()
        for cached in (False, True):
            store = await reopened(home, cached=cached)
            if not cached:
                await store.close()
        await writes_and_views(store, yardstick, people, rounds)
        if flush:
            print(f"  simulated: every flush takes {flush:g} ms longer")
            with slower_flushes(flush):
                await writes_and_views(store, yardstick, people, rounds, rounds)
        await searches(store, 200)
        await loop_held(store, people)
        began = time.perf_counter()
        await store.close()
        print(f"  closed, the cache saved: {time.perf_counter() - began:.2f} s")
        if people == min(sizes):
            await two_devices(home, yardstick, 30, flush)
        shutil.rmtree(home)


def main() -> None:
    """Runs it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[30, 30_000])
    parser.add_argument("--rounds", type=int, default=250)
    parser.add_argument("--folder", type=Path, help="on the disk to measure; the system's temporary folder otherwise")
    parser.add_argument("--flush-ms", type=float, default=0, help="the ratios once more, with each flush taking so much longer: simulated")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        asyncio.run(run(Path(folder), options.people, options.rounds, options.flush_ms))


if __name__ == "__main__":
    main()
