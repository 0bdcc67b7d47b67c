"""Start and memory of the real agent, side by side with a bare aiohttp server in the same run: `python tests/bench/bench_agent.py`.

Prints a table and judges nothing. Aims (agent/README.md): start to the first answer 1 s, idle memory 110 MB; with 30,000 people kept
(`--people 30000`) 1.2 s and 150 MB, when everybody is known again.
"""

from __future__ import annotations

import argparse
import datetime as dt
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a program: the project is the place to import from
from tests.bench.crowd import exported

from learnlearn.contract.conversation import Ask, Conversation
from learnlearn.contract.me import MeState, SaveMe
from learnlearn.contract.note import Found, NotesExport, Search
from learnlearn.demo import samples
from learnlearn.demo.guest import Guest, pair
from learnlearn.demo.throwaway import Throwaway
from learnlearn.exports.formats.jsonl import lines

BARE = """
from aiohttp import web
async def answer(request): return web.json_response({"read": len(await request.read())})
async def main():
    app = web.Application(); app.router.add_post("/v1/health", answer)
    runner = web.AppRunner(app); await runner.setup(); site = web.TCPSite(runner, "127.0.0.1", 0); await site.start()
    print(runner.addresses[0][1], flush=True)
    import asyncio; await asyncio.Event().wait()
import asyncio; asyncio.run(main())
"""


def started(command: list[str], home: str, port_of: Callable[[str], int]) -> tuple[subprocess.Popen[str], int, float]:
    """The process, its port, and the seconds from its start to its first answer."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, "LEARNLEARN_HOME": home, "PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    port = port_of(process.stdout.readline())
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", "/v1/health", b"{}", {"Content-Type": "application/json"})
    connection.getresponse().read()
    return process, port, time.perf_counter() - began


def resident(pid: int) -> float:
    """Resident memory in MB, as the kernel says."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


RUN = [sys.executable, "-m", "learnlearn", "run", "--port", "0", "--key-file"]


def port_said(line: str) -> int:
    """The port in the agent's first line."""
    return int(line.split("127.0.0.1:")[1].split(maxsplit=1)[0])


def filled(home: str, people: int) -> None:
    """Keeps so many in the agent of this home, by the command a user would give."""
    head = NotesExport(format="learnlearn-notes", version=1, exported_at=dt.datetime.now(dt.UTC), agent="bench", people=())
    process, port, _ = started(RUN, home, port_said)
    file = Path(home) / "crowd.jsonl"
    with file.open("wb") as out:
        out.writelines(lines(head, map(exported, range(people))))
    subprocess.run([sys.executable, "-m", "learnlearn", "import", str(file)], env={**os.environ, "LEARNLEARN_HOME": home}, check=True)
    file.unlink()
    known(pair(Throwaway(Path(home), port), ("people",)))
    ended(process)


def known(guest: Guest) -> float:
    """The seconds until the agent knows everybody it keeps."""
    began = time.perf_counter()
    while not guest.ask("/v1/people/search", Search(text="nobody"), Found).is_complete:
        time.sleep(0.01)
    return time.perf_counter() - began


def ended(process: subprocess.Popen[str]) -> None:
    """Ends it as a user would."""
    process.terminate()
    process.wait()


def round_trips(guest: Guest, times: int) -> list[float]:
    """Milliseconds of one page's answer each, over HTTP, Me compiled."""
    guest.ask("/v1/me/save", SaveMe(me=samples.me()), MeState)
    page = Ask(snapshot=samples.pages()[0])
    guest.ask("/v1/conversation", page, Conversation)
    found = []
    for _ in range(times):
        began = time.perf_counter()
        guest.ask("/v1/conversation", page, Conversation)
        found.append((time.perf_counter() - began) * 1000)
    return found


@dataclass
class Figures:
    """What each round gave: the agent's figures, and the bare server's beside them."""

    starts: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    known: list[float] = field(default_factory=list)
    bare_starts: list[float] = field(default_factory=list)
    bare_memory: list[float] = field(default_factory=list)

    def round(self, home: str) -> None:
        """Both once, in turn."""
        process, port, seconds = started(RUN, home, port_said)
        self.starts.append(seconds)
        guest = pair(Throwaway(Path(home), port), ("page", "me", "people"))
        self.known.append(known(guest))
        self.answers += round_trips(guest, 20)
        self.memory.append(resident(process.pid))
        ended(process)
        process, _, seconds = started([sys.executable, "-c", BARE], home, int)
        self.bare_starts.append(seconds)
        self.bare_memory.append(resident(process.pid))
        ended(process)


def main() -> None:
    """Runs both in turn and prints the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--people", type=int, default=0, help="how many the agent keeps")
    options = parser.parse_args()
    figures = Figures()
    with tempfile.TemporaryDirectory() as kept:
        if options.people:
            filled(kept, options.people)
        for _ in range(options.rounds):
            with tempfile.TemporaryDirectory() as empty:
                figures.round(kept if options.people else empty)
    rows = {
        "start to first answer, s": (statistics.median(figures.starts), statistics.median(figures.bare_starts)),
        "memory after 20 answers, MB": (statistics.median(figures.memory), statistics.median(figures.bare_memory)),
    }
    print(f"{'':30}{'agent':>10}{'bare':>10}{'ratio':>8}   ({options.rounds} rounds, medians; {options.people} people kept)")
    for name, (ours, theirs) in rows.items():
        print(f"{name:30}{ours:10.2f}{theirs:10.2f}{ours / theirs:8.2f}")
    answers = figures.answers
    print(f"{'one page over HTTP, ms':30}{statistics.median(answers):10.2f}   (p95 {sorted(answers)[int(len(answers) * 0.95)]:.2f})")
    print(f"{'everybody known, s later':30}{statistics.median(figures.known):10.2f}")
    print(json.dumps({name: ours for name, (ours, _) in rows.items()}))


if __name__ == "__main__":
    main()
