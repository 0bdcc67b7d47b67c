"""The demo in a browser: a sample profile with the sidebar open, to try or to photograph."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol

from aiohttp import web

from learnlearn.contract.me import MeState, SaveMe
from learnlearn.demo import chromium, firefox, samples
from learnlearn.demo.guest import pair
from learnlearn.demo.throwaway import DemoError, Throwaway, throwaway

_PATIENCE = 60  # seconds from the browser's start to the painted sidebar, on a slow machine
_PAGE = Path(__file__).parent / "page"


class Browser(Protocol):
    """What the demo asks of a browser."""

    async def open(self, url: str) -> None:
        """Opens the address in a new tab."""

    async def press_button(self) -> None:
        """Presses the one button on the pairing page."""

    async def click_toolbar(self) -> None:
        """Clicks the extension's button."""

    async def sees(self, wanted: str) -> None:
        """Waits for an element."""

    async def picture(self, dark: bool) -> bytes:
        """What a person sees."""


def show(wanted: str, screenshot: Path | None, extension: Path, *, dark: bool, say: Callable[[str], object]) -> None:
    """Opens it; with `screenshot`, unseen, saves the picture and ends. `extension` is the unpacked folder. Raises DemoError."""
    name, program = _installed(wanted)
    hidden = screenshot is not None or (sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")))
    if hidden and screenshot is None:
        raise DemoError("there is no screen here; give --screenshot FILE to get a picture instead")
    with throwaway() as agent:
        pair(agent).ask("/v1/me/save", SaveMe(me=samples.me()), MeState)
        say("The agent's home is thrown away afterwards; its key lies there in a file. The people are invented.")
        asyncio.run(_visit(name, _start(name, program, extension, hidden=hidden, dark=dark), agent, screenshot, dark=dark, say=say))


def _installed(wanted: str) -> tuple[str, str]:
    """Which browser and where. Branded Google Chrome takes no extension from the command line, so it is not looked for."""
    families = {"chromium": chromium.NAMES, "firefox": firefox.NAMES}
    if wanted not in (*families, "any"):
        raise DemoError(f"{wanted!r} is neither chromium nor firefox")
    for family in families if wanted == "any" else (wanted,):
        for name in families[family]:
            if program := shutil.which(name):
                return family, program
    raise DemoError(
        "no Chromium and no Firefox was found. (Branded Google Chrome takes no extension from the command line; load the folder there by hand.)"
    )


def _start(name: str, program: str, extension: Path, *, hidden: bool, dark: bool) -> AbstractAsyncContextManager[Browser]:
    if name == "chromium":
        return chromium.chromium(program, extension, hidden=hidden)
    return firefox.firefox(program, extension, hidden=hidden, dark=dark)


async def _visit(
    name: str, start: AbstractAsyncContextManager[Browser], agent: Throwaway, screenshot: Path | None, *, dark: bool, say: Callable[[str], object]
) -> None:
    page, address = await _serve()
    try:
        async with start as browser:
            async with asyncio.timeout(_PATIENCE):
                await browser.open(f"http://127.0.0.1:{agent.port}{agent.offer().path}")
                await browser.press_button()
                await browser.sees("p")
                await browser.open(address)
                await browser.click_toolbar()
                await browser.sees("ready")
            if screenshot is None:
                say(f"{name.capitalize()} shows the sample profile with the sidebar open. Press Enter here to end.")
                await asyncio.to_thread(sys.stdin.readline)
            else:
                screenshot.write_bytes(await browser.picture(dark))  # noqa: ASYNC240  once, at the end
                say(f"Saved {screenshot}")
    except TimeoutError:
        raise DemoError(f"{name} did not show the sidebar within {_PATIENCE} seconds") from None
    finally:
        await page.cleanup()


async def _sample(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(_PAGE / "index.html")


async def _serve() -> tuple[web.AppRunner, str]:
    """The sample profile on a free port of this machine."""
    app = web.Application()
    app.router.add_get("/", _sample)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/"
