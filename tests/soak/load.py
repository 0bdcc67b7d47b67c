"""How much the agent takes, how it answers at half of that, and what it says at twice as much.

    python -m tests.soak.load --seconds 120

Fifty programs, each with a token of its own, send pages of invented people, no two alike; one request in ten is a note.

saturation   each sends as soon as it was answered, and waits when it is told to: answers a second
half         as many as half of that come at random moments, whoever is answered or not: no error, and p99 under 20 times p50
twice        twice as many: 503 with Retry-After, never more in work than may wait; each note that was acknowledged is there afterwards
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from tests.agent.running import Json, Running, person, running

from learnlearn.demo import samples

CLIENTS = 50
WAITING = 32  # the setting `waiting`
NOTE_EVERY = 10
HIGHEST_RATIO = 20


@dataclass
class Heard:
    """What came back in one phase."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    notes: dict[str, str] = field(default_factory=dict)
    without_retry: int = 0
    most_waiting: int = 0
    waiting: int = 0

    def percentile(self, share: float) -> float:
        """In milliseconds, of what was answered with 200."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(len(self.seconds) * share))] * 1000


class Senders:
    """Fifty of them over one agent."""

    def __init__(self, agent: Running, session: aiohttp.ClientSession, tokens: list[str]) -> None:
        self._url = f"http://127.0.0.1:{agent.port}"
        self._session, self._tokens = session, tokens
        self._pages = [json.loads(page.model_dump_json()) for page in samples.pages()]
        self._numbers = itertools.count()

    async def one(self, sender: int, heard: Heard) -> float:
        """One request, its answer counted. How long the sender was told to wait, in seconds."""
        path, body = self._message(next(self._numbers))
        headers = {"Authorization": f"Bearer {self._tokens[sender]}"}
        heard.waiting += 1
        heard.most_waiting = max(heard.most_waiting, heard.waiting)
        began = time.perf_counter()
        try:
            async with self._session.post(self._url + path, json=body, headers=headers) as reply:
                answer = await reply.json(content_type=None)
        finally:
            heard.waiting -= 1
        heard.statuses[reply.status] += 1
        if reply.status == 200:
            heard.seconds.append(time.perf_counter() - began)
            if path.endswith("add"):
                heard.notes[answer["id"]] = body["text"]
        elif "Retry-After" not in reply.headers:
            heard.without_retry += 1
        return float(reply.headers.get("Retry-After", 0))

    def _message(self, number: int) -> tuple[str, Json]:
        if number % NOTE_EVERY == 0:
            return "/v1/notes/add", {"person": person(f"person-{number % 70}"), "text": f"note {number}"}
        page = self._pages[number % len(self._pages)]
        url = f"https://www.linkedin.com/in/somebody-{number}"
        return "/v1/conversation", {"snapshot": page | {"site": "linkedin", "url": url, "name": f"Somebody {number}"}}


async def saturation(senders: Senders, seconds: float) -> Heard:
    """Everybody at once."""
    heard, ends = Heard(), time.monotonic() + seconds

    async def sender(number: int) -> None:
        while time.monotonic() < ends:
            told_to_wait = await senders.one(number, heard)
            await asyncio.sleep(told_to_wait)

    await asyncio.gather(*map(sender, range(CLIENTS)))
    return heard


async def arriving(senders: Senders, rate: float, seconds: float, dice: random.Random) -> Heard:
    """At random moments, `rate` a second on the average, whether or not the earlier ones were answered."""
    heard, tasks = Heard(), set[asyncio.Task[float]]()
    began, at = time.monotonic(), 0.0
    for number in itertools.count():
        at += dice.expovariate(rate)
        if at > seconds:
            break
        await asyncio.sleep(max(0.0, began + at - time.monotonic()))
        task = asyncio.create_task(senders.one(number % CLIENTS, heard))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)
    return heard


async def measured(agent: Running, seconds: float, seed: int) -> tuple[dict[str, Heard], float]:
    """The three phases, and the saturation rate."""
    control = json.loads((agent.home / "learnlearn/state/control.json").read_text())["token"]
    make = {"Authorization": f"Bearer {control}"}
    told = [agent.post("/v1/control/clients/make", {"name": f"p{number}", "scopes": ["page"]}, make).json for number in range(CLIENTS)]
    me = json.loads(samples.me().model_dump_json())
    agent.post("/v1/me/save", {"me": me}, make)
    dice = random.Random(seed)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(60)) as session:
        senders = Senders(agent, session, [one["token"] for one in told])
        await saturation(senders, 3)  # warm
        span = max(5.0, seconds / 6)
        phases = {"saturation": await saturation(senders, span)}
        rate = phases["saturation"].statuses[200] / span
        phases["half"] = await arriving(senders, rate / 2, seconds, dice)
        phases["twice"] = await arriving(senders, rate * 2, seconds / 4, dice)
    return phases, rate


def resident(pid: int) -> float:
    """Megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def told(name: str, heard: Heard) -> str:
    """One row."""
    p50, p99 = heard.percentile(0.5), heard.percentile(0.99)
    return (
        f"{name:12}{dict(sorted(heard.statuses.items()))}  p50 {p50:.1f} ms  p99 {p99:.1f} ms (x {p99 / p50:.1f})  mean "
        f"{statistics.mean(heard.seconds) * 1000:.1f} ms  most at once {heard.most_waiting}  refused without Retry-After {heard.without_retry}"
    )


def main() -> int:
    """Runs it and prints the figures; 1 when something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, running(Path(home), LEARNLEARN_WAITING=str(WAITING)) as agent:
        phases, rate = asyncio.run(measured(agent, options.seconds, options.seed))
        memory = resident(agent.process.pid)
        export = agent.post("/v1/export", {"confirmed": True}, agent.pair().headers).json
        log = agent.log
    kept = {note["id"]: note["text"] for who in export["people"] for note in who["notes"]}
    notes = {key: text for heard in phases.values() for key, text in heard.notes.items()}
    lost = [key for key, text in notes.items() if kept.get(key) != text]
    for name, heard in phases.items():
        print(told(name, heard))
    half, twice = phases["half"], phases["twice"]
    print(f"saturation {rate:.0f} a second; {len(notes)} notes acknowledged, {len(lost)} lost; {memory:.0f} MB afterwards")
    holds = {
        "half: no error": set(half.statuses) == {200},
        f"half: p99 under {HIGHEST_RATIO} x p50": half.percentile(0.99) < HIGHEST_RATIO * half.percentile(0.5),
        "twice: some are refused, with 503 and Retry-After, and nothing else": set(twice.statuses) == {200, 503} and not twice.without_retry,
        "nothing acknowledged is lost": not lost,
        "no error in the log": " ERROR " not in log,
    }
    for claim, is_so in holds.items():
        print(f"{'yes' if is_so else 'NO ':4}{claim}")
    return int(not all(holds.values()))


if __name__ == "__main__":
    sys.exit(main())
