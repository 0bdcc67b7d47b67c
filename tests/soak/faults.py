"""What no program expects, in the middle of its work: SIGTERM, a process that is stopped and goes on, a clock that jumps.

    python -m tests.soak.faults --rounds 20

Four writers send notes over HTTP all the while. Afterwards a fresh agent over the same folder is compared with everything that was acknowledged.
The clock is `shifted_clock.c` before the system's own. `--control` takes the newest file of a person away
before it compares: losses must show.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.agent.running import Running, person, running

WRITERS = 4
_DAY = 86_400
JUMPS = (0, 400 * _DAY, -900 * _DAY, 3 * _DAY, -3_600)  # seconds from the true time
Fault = Callable[[Running, random.Random, Path], None]


class Writers:
    """Note after note until the agent is gone or it is enough; what was acknowledged, and what was answered otherwise."""

    def __init__(self, agent: Running) -> None:
        self._agent, self._headers = agent, agent.pair().headers
        self._enough = threading.Event()
        self.acknowledged: dict[str, str] = {}
        self.refused: list[int] = []
        self._threads = [threading.Thread(target=self._write, args=(number,)) for number in range(WRITERS)]
        for thread in self._threads:
            thread.start()

    def wait_for(self, count: int) -> None:
        """Until so many more are acknowledged."""
        aim = len(self.acknowledged) + count
        ends = time.monotonic() + 60
        while len(self.acknowledged) < aim:
            if time.monotonic() > ends:
                raise SystemExit(f"no {count} notes within a minute: {len(self.acknowledged)} of {aim}, refused: {self.refused[-5:]}")
            time.sleep(0.01)

    def end(self) -> None:
        """No more."""
        self._enough.set()
        for thread in self._threads:
            thread.join()

    def _write(self, writer: int) -> None:
        for number in range(1_000_000):
            if self._enough.is_set():
                return
            text = f"writer {writer} note {number}"
            try:
                told = self._agent.post("/v1/notes/add", {"person": person(f"person-{number % 9}"), "text": text}, self._headers)
            except (OSError, http.client.HTTPException):
                return
            if told.status == 200:
                self.acknowledged[told.json["id"]] = text
            else:
                self.refused.append(told.status)


def terminated(agent: Running, _dice: random.Random, _clock: Path) -> None:
    """An orderly end while requests are in work."""
    if code := agent.end(signal.SIGTERM):
        raise SystemExit(f"SIGTERM ended it with {code}")


def suspended(agent: Running, dice: random.Random, _clock: Path) -> None:
    """As a laptop sleeps; it goes on as if nothing had been."""
    agent.process.send_signal(signal.SIGSTOP)
    time.sleep(dice.uniform(0.5, 3))
    agent.process.send_signal(signal.SIGCONT)


def suspended_for_good(agent: Running, _dice: random.Random, _clock: Path) -> None:
    """As a laptop sleeps and its battery ends."""
    agent.process.send_signal(signal.SIGSTOP)
    time.sleep(0.5)
    agent.end(signal.SIGKILL)


def jumped(_agent: Running, dice: random.Random, clock: Path) -> None:
    """The clock is put to another day."""
    new = clock.with_suffix(".new")
    new.write_text(str(dice.choice(JUMPS)))
    new.replace(clock)


FAULTS: dict[str, Fault] = {one.__name__: one for one in (terminated, suspended, suspended_for_good, jumped)}
GOES_ON = {"suspended", "jumped"}


def struck(home: Path, fault: str, dice: random.Random) -> tuple[dict[str, str], list[int], str]:
    """One agent, writing, and the fault in the middle of it."""
    clock = home / "clock"
    clock.write_text("0")
    library = home / "shifted_clock.so"
    if not library.exists():
        subprocess.run(["cc", "-shared", "-fPIC", "-o", library, Path(__file__).with_name("shifted_clock.c"), "-ldl"], check=True)
    shifted = {"LD_PRELOAD": str(library), "SHIFT_FILE": str(clock)}
    with running(home, **(shifted if fault == "jumped" else {})) as agent:
        before = len(agent.log)
        writers = Writers(agent)
        writers.wait_for(dice.randint(5, 30))
        FAULTS[fault](agent, dice, clock)
        if fault in GOES_ON:
            writers.wait_for(20)
        writers.end()
        log = agent.log[before:]
    return writers.acknowledged, writers.refused, log


def main() -> int:
    """Runs them and prints the figures; 1 when something was lost (0 in the control when something was)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="of each fault")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--control", action="store_true")
    options = parser.parse_args()
    dice, bad = random.Random(options.seed), 0
    for fault in FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            home, acknowledged, refused, errors = Path(folder), dict[str, str](), list[int](), 0
            for _ in range(options.rounds):
                heard, no, log = struck(home, fault, dice)
                acknowledged |= heard
                refused += no
                errors += log.count(" ERROR ")
            if options.control:
                max((home / "learnlearn/data/people").rglob("*.json"), key=lambda path: path.stat().st_size).unlink()
            with running(home) as agent:
                export = agent.post("/v1/export", {"confirmed": True}, agent.pair().headers).json
                said = json.dumps(agent.log).count("did not end in order")
        found = {note["id"]: note["text"] for who in export["people"] for note in who["notes"]}
        lost = [key for key, text in acknowledged.items() if found.get(key) != text]
        bad += len(lost) + len(refused) + errors
        print(
            f"{fault:20}{options.rounds} times, "
            f"{len(acknowledged)} acknowledged, {len(lost)} lost, {len(refused)} refused, {errors} errors in the log, "
            f"{said} starts that named a disorderly end",
            flush=True,
        )
    return int(bool(bad)) if not options.control else int(not bad)


if __name__ == "__main__":
    sys.exit(main())
