"""Whether memory stays: pages without end, no two alike, and what the process holds after each tenth of them.

    python -m tests.soak.memory --rounds 100000

A few senders at once, as browsers would; every answer is read. Growth is counted from the end of the first tenth, when everything that is loaded
once is loaded. `--control` makes the agent remember every message, as a leak would: it must show.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

import aiohttp
from tests.agent.running import ROOT, Running, running
from tests.soak.load import resident

from learnlearn.demo import samples

SENDERS = 4
MOST_GROWTH = 0.05
PARTS = 20
LEAK = """
from learnlearn.api import body
honest, kept = body.parse, []
def parse(data, model):
    kept.append(honest(data, model))
    return kept[-1]
body.parse = parse
"""


async def sent(agent: Running, rounds: int) -> list[float]:
    """Megabytes after each part."""
    browser = agent.pair()
    agent.post("/v1/me/save", {"me": json.loads(samples.me().model_dump_json())}, browser.headers)
    pages = [json.loads(page.model_dump_json()) for page in samples.pages()]
    held, numbers = list[float](), iter(range(rounds))
    async with aiohttp.ClientSession(headers=browser.headers) as session:

        async def sender() -> None:
            for number in numbers:
                changed = {"site": "web", "url": f"https://somebody-{number}.example/", "name": f"Somebody {number}", "status": f"day {number}"}
                body = {"snapshot": pages[number % len(pages)] | changed}
                async with session.post(f"http://127.0.0.1:{agent.port}/v1/conversation", json=body) as reply:
                    await reply.read()
                    reply.raise_for_status()
                if (number + 1) % max(1, rounds // PARTS) == 0:
                    held.append(resident(agent.process.pid))
                    print(f"{number + 1} pages: {held[-1]:.1f} MB", flush=True)

        async with asyncio.TaskGroup() as group:
            for _ in range(SENDERS):
                group.create_task(sender())
    return held


def main() -> int:
    """Runs it and prints the figures; 1 when memory grew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100_000)
    parser.add_argument("--control", action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as leak:
        if options.control:
            (Path(leak) / "sitecustomize.py").write_text(LEAK)
        agent_and_leak = os.pathsep.join((leak, str(ROOT / "agent")))
        with running(Path(home), PYTHONPATH=agent_and_leak) as agent:
            held = asyncio.run(sent(agent, options.rounds))
            errors = agent.log.count(" ERROR ")
    first, most = held[PARTS // 10 - 1], max(held[PARTS // 10 :])
    growth = most / first - 1
    print(
        f"{options.rounds} pages in {time.monotonic() - began:.0f} s: {first:.1f} MB after the first tenth, at most {most:.1f} MB later "
        f"({growth:+.1%}), {errors} errors in the log"
    )
    is_flat = growth <= MOST_GROWTH and not errors
    return int(is_flat if options.control else not is_flat)


if __name__ == "__main__":
    sys.exit(main())
