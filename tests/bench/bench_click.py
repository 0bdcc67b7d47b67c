"""From the click to the painted sidebar in Chromium, beside a trivial agent that answers the same bytes: `python -m tests.bench.bench_click`.

Prints a table and judges nothing. Aim: at most 1.5 times the trivial agent in the same run. The clock runs from the moment the browser is told of
the click to the end of the frame in which the page has the sidebar, as the page itself sees it. No debugger holds the worker. The two agents take
turns, so that whatever else the machine does falls on both.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.agent.running import running
from tests.browser.chromium import Chromium, ChromiumPage, chromium
from tests.browser.conftest import knows_me, pair_by_link, pair_with_port, show_in_page
from tests.browser.driver import sees, until
from tests.browser.site import site
from tests.browser.strangers import pretender

_PAGES = itertools.count()
# A message that is sent in an animation frame arrives after that frame was painted.
_WATCH = """new MutationObserver(() => { if (!document.querySelector("learnlearn-sidebar")) return;
  requestAnimationFrame(() => { const after = new MessageChannel();
    after.port1.onmessage = () => { globalThis.painted ??= performance.timeOrigin + performance.now() }; after.port2.postMessage(0); })
}).observe(document.documentElement, {childList: true})"""


def fresh_url() -> str:
    """A page that nobody has looked at yet: the agent remembers what it found on the last one."""
    return f"https://teodor.example/long/{next(_PAGES)}/"


async def one(browser: Chromium, *, stopped: bool, again: bool) -> float:
    """Milliseconds of one click on a fresh page, or of the second on a page that was read before."""
    page = await browser.open(fresh_url())
    if again:
        await browser.press_button(page)
        await sees(page, "ready")
        await browser.press_button(page)
        await until(lambda: page.js("!document.querySelector('learnlearn-sidebar')"), "the sidebar closed")
    if stopped:
        await browser.stop_worker()
    await page.send("Page.bringToFront")
    await page.js(_WATCH)
    began = time.time() * 1000
    await browser.press_button(page)
    painted = await until(lambda: page.js("globalThis.painted ?? 0"), "the painted sidebar")
    assert (await sees(page, "ready")).who
    await page.close()
    return float(painted) - began


async def connection(page: ChromiumPage) -> dict[str, Any]:
    """Pairing and settings, to change between two agents."""
    return dict(await page.js("chrome.storage.local.get()"))


async def use(page: ChromiumPage, kept: dict[str, Any]) -> None:
    """Lets the extension speak with that agent from now on, and has it know who that is, as a browser in use does."""
    await page.js(f"chrome.storage.local.set({json.dumps(kept)}).then(() => learnlearn.messages.ask('settings.save', {{}}))")
    assert (await page.js("learnlearn.messages.ask('status')"))["value"]["state"] == "ready"


async def measure(rounds: int) -> None:
    """Prints the table."""
    folder = Path(tempfile.mkdtemp())
    with running(folder) as agent:
        knows_me(agent)
        async with site(folder) as port, chromium(port) as browser:
            own = await browser.extension_page("options/choice.html")
            await pair_by_link(browser, agent)
            await show_in_page(browser)
            real = await connection(own)
            answer, size = await same_bytes(browser, own)
            async with pretender({"conversation": answer, "me/get": {"me": {}, "is_blank": False}}) as (trivial_port, _):
                await pair_with_port(browser, trivial_port)
                trivial = await connection(own)
                print(f"snapshot {size / 1000:.0f} KB, answer {len(json.dumps(answer)) / 1000:.0f} KB, {rounds} clicks each, milliseconds\n")
                print(f"{'':34} {'agent':>15} {'trivial agent':>15} {'ratio':>6}")
                print(f"{'':34} {'median':>7} {'p95':>7} {'median':>7} {'p95':>7}")
                for name, how in (
                    ("first click on a page", {"stopped": False, "again": False}),
                    ("another click on it", {"stopped": False, "again": True}),
                    ("first click, worker stopped", {"stopped": True, "again": False}),
                    ("another click, worker stopped", {"stopped": True, "again": True}),
                ):
                    await row(name, how, browser, own, (real, trivial), rounds)


async def same_bytes(browser: Chromium, own: ChromiumPage) -> tuple[dict[str, Any], int]:
    """What the real agent answers for this page, and the size of what it was asked."""
    page = await browser.open(fresh_url())
    await browser.press_button(page)
    await sees(page, "ready")
    looks = await own.js("chrome.storage.session.get()")
    look = next(look for key, look in looks.items() if key.startswith("tab:"))
    await page.close()
    return look["shown"]["conversation"], len(json.dumps(look["snapshot"]))


async def row(
    name: str, how: dict[str, bool], browser: Chromium, own: ChromiumPage, agents: tuple[dict[str, Any], dict[str, Any]], rounds: int
) -> None:
    """One line: both agents in turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for at in range(rounds):
        for which in (0, 1) if at % 2 else (1, 0):
            await use(own, agents[which])
            times[which].append(await one(browser, **how))
    middle = [statistics.median(found) for found in times]
    late = [statistics.quantiles(found, n=20)[-1] for found in times]
    print(f"{name:34} {middle[0]:7.1f} {late[0]:7.1f} {middle[1]:7.1f} {late[1]:7.1f} {middle[0] / middle[1]:6.2f}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    asyncio.run(measure(parser.parse_args().rounds))
