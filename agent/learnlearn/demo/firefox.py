"""Firefox with the unpacked extension, spoken to by WebDriver BiDi over its own socket: no driver program is needed."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp

from learnlearn.demo.profile import ended, profile
from learnlearn.demo.sockets import Commands, Values
from learnlearn.demo.throwaway import DemoError

NAMES = ("firefox-esr", "firefox")
_PREFERENCES: dict[str, bool | int | str] = {
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "app.normandy.enabled": False,
    "extensions.getAddons.cache.enabled": False,
}
_ENTER = "\ue007"  # WebDriver's code point for the key
_EVERY = 0.05
_CLICK = """(id) => {
  const window = Services.wm.getMostRecentWindow("navigator:browser");
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  const extension = ExtensionParent.WebExtensionPolicy.getByID(id).extension;
  ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
}"""


class Firefox:
    """A running Firefox with one tab that matters."""

    def __init__(self, commands: Commands, extension: str) -> None:
        self._commands = commands
        self._extension = extension
        self._tab = ""

    async def open(self, url: str) -> None:
        """Opens the address in a new tab and waits until it has loaded."""
        self._tab = (await self._commands.send("browsingContext.create", {"type": "tab"}))["context"]
        await self._commands.send("browsingContext.navigate", {"context": self._tab, "url": url, "wait": "complete"})

    async def press_button(self) -> None:
        """Waits for the button that the extension puts into the page with the focus on it, and presses Enter."""
        await self.sees("button")
        keys = [{"type": "keyDown", "value": _ENTER}, {"type": "keyUp", "value": _ENTER}]
        await self._commands.send("input.performActions", {"context": self._tab, "actions": [{"type": "key", "id": "keys", "actions": keys}]})

    async def click_toolbar(self) -> None:
        """Clicks the extension's button in the toolbar."""
        window = (await self._commands.send("browsingContext.getTree", {"moz:scope": "chrome"}))["contexts"][0]["context"]
        call = {
            "functionDeclaration": _CLICK,
            "arguments": [{"type": "string", "value": self._extension}],
            "target": {"context": window},
            "awaitPromise": True,
        }
        result = await self._commands.send("script.callFunction", call)
        if result["type"] == "exception":
            raise DemoError(f"Firefox did not click: {result['exceptionDetails']['text']}")

    async def sees(self, wanted: str) -> None:
        """Waits until an element with this name or `data-state` stands in the page, closed shadow roots included."""
        question = {
            "expression": "document.documentElement",
            "target": {"context": self._tab},
            "awaitPromise": False,
            "serializationOptions": {"includeShadowTree": "all", "maxDomDepth": 40},
        }
        while True:
            found = await self._commands.send("script.evaluate", question)
            if any(_is(node, wanted) for node in _nodes(found["result"])):
                return
            await asyncio.sleep(_EVERY)

    async def picture(self, dark: bool) -> bytes:
        """What a person sees, as PNG."""
        return base64.b64decode((await self._commands.send("browsingContext.captureScreenshot", {"context": self._tab}))["data"])


@contextlib.asynccontextmanager
async def firefox(program: str, extension: Path, *, hidden: bool, dark: bool) -> AsyncIterator[Firefox]:
    """Starts it with a profile that is gone afterwards and loads the extension for this run."""
    async with profile("firefox") as folder:
        preferences = _PREFERENCES | {"layout.css.prefers-color-scheme.content-override": 0 if dark else 1}
        (folder / "user.js").write_text("".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()))
        flags = [
            "--no-remote",
            "--new-instance",
            "--profile",
            str(folder),
            "--remote-debugging-port",
            "0",
            "--remote-allow-system-access",
            "--width",
            "1180",
            "--height",
            "860",
        ]
        shown = ("--headless",) if hidden else ()
        home = {**os.environ, "HOME": str(folder)}
        process = await asyncio.create_subprocess_exec(
            program, *flags, *shown, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE, env=home
        )
        try:
            address = await _address(process)
            drain = asyncio.create_task(_drain(process))
            async with aiohttp.ClientSession() as http, http.ws_connect(f"{address}/session", max_msg_size=0) as socket:
                commands = Commands(socket)
                await commands.send("session.new", {"capabilities": {}})
                installed = await commands.send("webExtension.install", {"extensionData": {"type": "path", "path": str(extension)}})
                yield Firefox(commands, installed["extension"])
                with contextlib.suppress(DemoError, TimeoutError, aiohttp.ClientError):
                    await commands.send("browser.close")
                await commands.close()
            drain.cancel()
        finally:
            await ended(process)


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stderr is not None
    async for line in process.stderr:
        if found := re.search(rb"WebDriver BiDi listening on (ws://\S+)", line):
            return found[1].decode()
    raise DemoError("Firefox ended at once; without a screen it needs --screenshot")


async def _drain(process: asyncio.subprocess.Process) -> None:
    """Reads on, so that Firefox never waits for somebody to read what it says."""
    assert process.stderr is not None
    async for _ in process.stderr:
        pass


def _nodes(value: Values) -> Iterator[Values]:
    yield value
    inner = value.get("value") or {}
    if isinstance(inner, dict):
        root = inner.get("shadowRoot")
        for child in (*(inner.get("children") or ()), *((root,) if root else ())):
            yield from _nodes(child)


def _is(node: Values, wanted: str) -> bool:
    value = node.get("value") or {}
    return bool(value.get("localName") == wanted or (value.get("attributes") or {}).get("data-state") == wanted)
