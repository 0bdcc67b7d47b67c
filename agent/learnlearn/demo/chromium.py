"""Chromium with the unpacked extension, spoken to by CDP over its own socket."""

from __future__ import annotations

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp

from learnlearn.demo.profile import ended, profile
from learnlearn.demo.sockets import Commands, Values
from learnlearn.demo.throwaway import DemoError

NAMES = ("chromium", "chromium-browser")
_FLAGS = (
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--remote-debugging-port=0",
    "--window-size=1180,860",
)
_HIDDEN = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
_EVERY = 0.05


class Chromium:
    """A running Chromium with one tab that matters."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands
        self._session = ""
        self._target = ""

    async def open(self, url: str) -> None:
        """Opens the address in a new tab and waits until it has loaded."""
        self._target = (await self._commands.send("Target.createTarget", {"url": "about:blank"}))["targetId"]
        attached = await self._commands.send("Target.attachToTarget", {"targetId": self._target, "flatten": True})
        self._session = attached["sessionId"]
        await self._page("Page.navigate", {"url": url})
        await self._until("document.readyState === 'complete'")

    async def press_button(self) -> None:
        """Waits for the button that the extension puts into the page with the focus on it, and presses Enter."""
        await self.sees("button")
        for kind in ("rawKeyDown", "char", "keyUp"):
            await self._page(
                "Input.dispatchKeyEvent",
                {"type": kind, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r" if kind == "char" else ""},
            )

    async def click_toolbar(self) -> None:
        """Clicks the extension's button in the toolbar."""
        extension = await self._extension()
        tabs = (await self._commands.send("Target.getTargets", {"filter": [{"type": "tab"}]}))["targetInfos"]
        here = (await self._page("Runtime.evaluate", {"expression": "location.href"}))["result"]["value"]
        tab = next(tab for tab in tabs if tab["url"] == here)
        await self._commands.send("Extensions.triggerAction", {"id": extension, "targetId": tab["targetId"]})

    async def sees(self, wanted: str) -> None:
        """Waits until an element with this name or `data-state` stands in the page, closed shadow roots included."""
        while not any(_is(node, wanted) for node in _nodes((await self._page("DOM.getDocument", {"depth": -1, "pierce": True}))["root"])):
            await asyncio.sleep(_EVERY)

    async def picture(self, dark: bool) -> bytes:
        """What a person sees, as PNG."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await self._page("Emulation.setEmulatedMedia", {"features": [scheme]})
        return base64.b64decode((await self._page("Page.captureScreenshot", {"format": "png"}))["data"])

    async def _page(self, method: str, params: Values) -> Values:
        return await self._commands.send(method, params, sessionId=self._session)

    async def _until(self, expression: str) -> None:
        while not (await self._page("Runtime.evaluate", {"expression": expression}))["result"].get("value"):
            await asyncio.sleep(_EVERY)

    async def _extension(self) -> str:
        while True:
            for target in (await self._commands.send("Target.getTargets"))["targetInfos"]:
                if target["url"].startswith("chrome-extension://") and target["url"].endswith("worker.js"):
                    return str(target["url"]).split("/")[2]
            await asyncio.sleep(_EVERY)


@contextlib.asynccontextmanager
async def chromium(program: str, extension: Path, *, hidden: bool) -> AsyncIterator[Chromium]:
    """Starts it with a profile that is gone afterwards. Raises DemoError when it ends at once."""
    async with profile("chromium") as folder:
        flags = [
            *_FLAGS,
            *(_HIDDEN if hidden else ()),
            f"--user-data-dir={folder}",
            f"--disable-extensions-except={extension}",
            f"--load-extension={extension}",
        ]
        process = await asyncio.create_subprocess_exec(program, *flags, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL)
        try:
            port, path = await _address(folder / "DevToolsActivePort", process)
            async with aiohttp.ClientSession() as http, http.ws_connect(f"ws://127.0.0.1:{port}{path}", max_msg_size=0) as socket:
                commands = Commands(socket)
                yield Chromium(commands)
                with contextlib.suppress(DemoError, TimeoutError, aiohttp.ClientError):
                    await commands.send("Browser.close")
                await commands.close()
        finally:
            await ended(process)


async def _address(file: Path, process: asyncio.subprocess.Process) -> tuple[str, str]:
    while process.returncode is None:
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []  # noqa: ASYNC240  a few bytes, once in a while
        if len(lines) == 2:
            return lines[0], lines[1]
        await asyncio.sleep(_EVERY)
    raise DemoError("the browser ended at once; started as root it needs a screen or --screenshot")


def _nodes(node: Values) -> Iterator[Values]:
    yield node
    for child in (*node.get("children", ()), *node.get("shadowRoots", ())):
        yield from _nodes(child)


def _is(node: Values, wanted: str) -> bool:
    attributes = node.get("attributes", [])
    pairs = dict(zip(attributes[::2], attributes[1::2], strict=True))
    return bool(node["nodeName"].casefold() == wanted or pairs.get("data-state") == wanted)
