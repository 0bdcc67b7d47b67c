"""Start and memory of the real agent, side by side with a bare aiohttp server in the same run: `python tests/bench/bench_agent.py`.

Prints a table and judges nothing. Aims (agent/README.md): start to the first answer 1 s, idle memory 110 MB.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from learnlearn.contract.conversation import Ask, Conversation
from learnlearn.contract.me import MeState, SaveMe
from learnlearn.demo import samples
from learnlearn.demo.guest import pair
from learnlearn.demo.throwaway import Throwaway

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


def round_trips(home: str, port: int, times: int) -> list[float]:
    """Milliseconds of one page's answer each, over HTTP, Me compiled."""
    guest = pair(Throwaway(Path(home), port))
    guest.ask("/v1/me/save", SaveMe(me=samples.me()), MeState)
    page = Ask(snapshot=samples.pages()[0])
    guest.ask("/v1/conversation", page, Conversation)
    found = []
    for _ in range(times):
        began = time.perf_counter()
        guest.ask("/v1/conversation", page, Conversation)
        found.append((time.perf_counter() - began) * 1000)
    return found


def main() -> None:
    """Runs both in turn and prints the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    agent, bare, memory, idle, answers = [], [], [], [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as home:
            process, port, seconds = started(
                [sys.executable, "-m", "learnlearn", "run", "--port", "0", "--key-file"],
                home,
                lambda line: int(line.split("127.0.0.1:")[1].split()[0]),
            )
            agent.append(seconds)
            answers += round_trips(home, port, 20)
            memory.append(resident(process.pid))
            process.terminate()
            process.wait()
            process, _, seconds = started([sys.executable, "-c", BARE], home, int)
            bare.append(seconds)
            idle.append(resident(process.pid))
            process.terminate()
            process.wait()
    rows = {
        "start to first answer, s": (statistics.median(agent), statistics.median(bare)),
        "memory after 20 answers, MB": (statistics.median(memory), statistics.median(idle)),
    }
    print(f"{'':30}{'agent':>10}{'bare':>10}{'ratio':>8}   ({rounds} rounds, medians)")
    for name, (ours, theirs) in rows.items():
        print(f"{name:30}{ours:10.2f}{theirs:10.2f}{ours / theirs:8.2f}")
    print(f"{'one page over HTTP, ms':30}{statistics.median(answers):10.2f}   (p95 {sorted(answers)[int(len(answers) * 0.95)]:.2f})")
    print(json.dumps({name: ours for name, (ours, _) in rows.items()}))


if __name__ == "__main__":
    main()
