"""kill -9 in the middle of writing, over and over: no acknowledged note may be lost and no file unreadable.

    python tests/soak/kill_store.py --rounds 1000

A child writes notes through the store and logs each one it was told is safe to a file of its own (flushed before the next write). It is killed
at a random moment after some notes, `--notes` at the most: a busy machine writes as many. A fresh store over the same folder is then compared
with everything ever logged. `--control` acknowledges before writing: losses must show, or the comparison sees nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import random
import sys
import tempfile
import time
from pathlib import Path

# run as a program: the project is the place to import from
sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.agent.devices import opened

from learnlearn.contract.note import AddNote
from learnlearn.contract.person import PersonRef

PEOPLE = 40
_PROCESSES = multiprocessing.get_context("forkserver")  # a process of its own, without half a second of imports for each
_PROCESSES.set_forkserver_preload(["learnlearn.store.embedded"])


def ref(number: int) -> PersonRef:
    """One of the people the notes are about."""
    return PersonRef(site="web", url=f"https://person-{number}.example/", name=f"Person {number}")


async def write(folder: Path, log: Path, *, control: bool) -> None:
    """Writes until it is killed; the log gets a line a note, after the store acknowledged it (before, in the control)."""
    store = opened(folder)
    with log.open("a", encoding="utf-8") as acknowledged:
        number = int(time.time() * 1000)
        while True:
            number += 1
            text = f"note {number} " + "x" * random.Random(number).randrange(200)
            if control:
                _log(acknowledged, text)
            await store.add_note(AddNote(person=ref(number % PEOPLE), text=text))
            if not control:
                _log(acknowledged, text)


def _log(file: object, text: str) -> None:
    file.write(text + "\n")  # type: ignore[attr-defined]
    file.flush()  # type: ignore[attr-defined]
    os.fsync(file.fileno())  # type: ignore[attr-defined]


async def held(folder: Path) -> tuple[set[str], int]:
    """Every note a fresh store gives back, and how many files it could not open."""
    store = opened(folder)
    notes = {note.text for number in range(PEOPLE) for note in await store.notes(ref(number))}
    damaged = len((await store.health()).damaged)
    await store.close()
    return notes, damaged


def write_on(folder: Path, log: Path, control: bool) -> None:
    """What the child does."""
    asyncio.run(write(folder, log, control=control))


def one(folder: Path, log: Path, notes: int, seconds: float, *, control: bool) -> None:
    """Starts the writer, waits until it has written so many notes, and kills it so many seconds later."""
    before = log.stat().st_size if log.exists() else 0
    child = _PROCESSES.Process(target=write_on, args=(folder, log, control))
    child.start()
    while _lines(log, before) < notes:
        if not child.is_alive():
            raise SystemExit(f"the writer ended by itself with {child.exitcode}")
        time.sleep(0.002)
    time.sleep(seconds)
    child.kill()
    child.join()


def _lines(log: Path, before: int) -> int:
    if not log.exists():
        return 0
    with log.open("rb") as file:
        file.seek(before)
        return file.read().count(b"\n")


def main() -> int:
    """Runs it and prints the figures; 1 when something was lost (0 in the control when something was)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--control", action="store_true")
    parser.add_argument("--notes", type=int, default=50)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as home:
        folder, log = Path(home) / "data", Path(home) / "acknowledged.log"
        lost: set[str] = set()
        damaged = 0
        for number in range(1, options.rounds + 1):
            one(folder, log, dice.randint(1, options.notes), dice.uniform(0, 0.05), control=options.control)
            if number % 20 == 0 or number == options.rounds or options.control:
                # a kill may cut the last line of the log: a note without its line was not acknowledged
                acknowledged = {line for line in log.read_text(encoding="utf-8").split("\n")[:-1] if line}
                notes, damaged = asyncio.run(held(folder))
                lost |= acknowledged - notes
        print(
            f"{options.rounds} kills, {len(acknowledged)} acknowledged, {len(lost)} lost, {damaged} files unreadable"
            + (" (control)" if options.control else "")
        )
    return int(bool(lost or damaged)) if not options.control else int(not lost)


if __name__ == "__main__":
    sys.exit(main())
