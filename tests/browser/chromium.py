"""Chromium over raw CDP, attached to pages only: no debugger holds the extension's worker, so it lives and dies as it does for a user."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import itertools
import os
import re
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
from tests.browser.driver import EXTENSION, Json, MovedError, Page, listens, reading, until
from tests.browser.site import Ports

PROGRAMS = ("chromium", "chromium-browser")
_KEYS = {"Enter": (13, "\r"), "Escape": (27, ""), "Tab": (9, ""), "Delete": (46, ""), " ": (32, " "), "ArrowLeft": (37, ""), "ArrowRight": (39, "")}
_FLAGS = (
    "--no-sandbox", "--no-first-run", "--no-default-browser-check", "--disable-sync", "--disable-component-update", "--disable-background-networking",
    "--disable-gpu", "--ignore-certificate-errors", "--remote-debugging-port=0", "--window-size=1180,860",
)  # fmt: skip
# How Chromium answers when the document goes away under a command.
_MOVED = re.compile(r"context (was destroyed|with specified id)|Inspected target navigated|(node|object) with (given )?id")


class CdpError(Exception):
    """The browser refused a command."""


class Cdp:
    """Commands by number, answers matched."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Json]] = {}
        self._reader = asyncio.create_task(self._read())

    async def send(self, method: str, session: str = "", **params: Json) -> Json:
        """The result of one command."""
        number = next(self._numbers)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params, **({"sessionId": session} if session else {})})
        message = await asyncio.wait_for(answer, 30)
        if "error" in message:
            told = message["error"]["message"]
            raise (MovedError if _MOVED.search(told) else CdpError)(f"{method}: {told}")
        return message["result"]

    async def close(self) -> None:
        """Stops reading."""
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)

    async def _read(self) -> None:
        async for raw in self._socket:
            message = raw.json()
            if (answer := self._waiting.pop(message.get("id"), None)) and not answer.done():
                answer.set_result(message)


class ChromiumPage:
    """One tab, or one page of the extension."""

    def __init__(self, browser: Chromium, target: str, session: str) -> None:
        self.browser, self.target, self.session = browser, target, session

    async def send(self, method: str, **params: Json) -> Json:
        """One CDP command to this page."""
        return await self.browser.cdp.send(method, self.session, **params)

    async def js(self, expression: str) -> Json:
        """In the page's own world."""
        result = await self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise CdpError(str(result["exceptionDetails"].get("exception", result["exceptionDetails"]))[:400])
        return result["result"].get("value")

    async def inside(self, function: str, host: str = "learnlearn-sidebar") -> Json:
        """The debugger hands out a closed root; the page itself never gets it."""
        if (await self.js("location.href")).startswith(self.browser.extension_origin):
            return await self.js(f"{reading(function)}(document)")
        found = await self.send("Runtime.evaluate", expression=f"document.querySelector({host!r})")
        root: Json = {"value": None}
        if node := found["result"].get("objectId"):
            about = (await self.send("DOM.describeNode", objectId=node, depth=1, pierce=True))["node"]
            resolved = await self.send("DOM.resolveNode", backendNodeId=about["shadowRoots"][0]["backendNodeId"])
            root = {"objectId": resolved["object"]["objectId"]}
        scope = (await self.send("Runtime.evaluate", expression="globalThis"))["result"]["objectId"]
        result = await self.send(
            "Runtime.callFunctionOn", objectId=scope, functionDeclaration=reading(function), arguments=[root], returnByValue=True
        )
        if "exceptionDetails" in result:
            raise CdpError(str(result["exceptionDetails"].get("exception", result["exceptionDetails"]))[:400])
        return result["result"].get("value")

    async def named(self, role: str, name: str) -> int:
        """By the tree that Chromium gives to screen readers."""
        nodes = (await self.send("Accessibility.getFullAXTree"))["nodes"]
        told = [(one["role"]["value"], one.get("name", {}).get("value")) for one in nodes if not one["ignored"]]
        return told.count((role, name))

    async def click(self, x: float, y: float) -> None:
        """A real click of the mouse."""
        await self.send("Page.bringToFront")
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            await self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="none" if kind == "mouseMoved" else "left", clickCount=1)

    async def press(self, *keys: str) -> None:
        """Real key presses."""
        for key in keys:
            code, text = _KEYS.get(key, (ord(key.upper()[0]), key))
            about = {"key": key, "windowsVirtualKeyCode": code, "code": key if key in _KEYS else ""}
            await self.send("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **about)
            await self.send("Input.dispatchKeyEvent", type="keyUp", **about)

    async def choose_file(self, selector: str, file: Path) -> None:
        """As if chosen in the browser's own window."""
        found = await self.send("Runtime.evaluate", expression=f"document.querySelector({selector!r})")
        await self.send("DOM.setFileInputFiles", files=[str(file)], objectId=found["result"]["objectId"])

    async def dark(self, on: bool) -> None:
        """The look that the system asks for."""
        await self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if on else "light"}])

    async def picture(self) -> bytes:
        """PNG."""
        return base64.b64decode((await self.send("Page.captureScreenshot", format="png"))["data"])

    async def close(self) -> None:
        """Closes the tab."""
        with contextlib.suppress(CdpError):
            await self.browser.cdp.send("Target.closeTarget", targetId=self.target)


class Chromium:
    """A running Chromium."""

    name = "chromium"

    def __init__(self, cdp: Cdp, extension: Path, downloads: Path) -> None:
        self.cdp, self.extension, self.downloads = cdp, extension, downloads
        # An unpacked extension's id is made of the folder's path.
        digest = hashlib.sha256(str(extension.resolve()).encode()).hexdigest()[:32]
        self.id = "".join(chr(ord("a") + int(digit, 16)) for digit in digest)
        self.extension_origin = f"chrome-extension://{self.id}"

    async def open(self, url: str) -> ChromiumPage:
        """A new tab, loaded: the page itself, or the one that it led on to at once."""
        target = (await self.cdp.send("Target.createTarget", url="about:blank"))["targetId"]
        page = await self._page(target)
        await page.send("Page.navigate", url=url)
        there = "true" if url == "about:blank" else "!/^(about:blank|chrome-error:)/.test(location.href)"
        await until(lambda: page.js(f"{there} && document.readyState === 'complete'"), f"{url} loaded")
        return page

    async def extension_page(self, path: str) -> ChromiumPage:
        """A new tab with one of the extension's own pages."""
        return await self.open(f"{self.extension_origin}/{path}")

    async def pages(self) -> list[str]:
        """Side panels are pages too."""
        return [target["url"] for target in await self._targets() if target["type"] == "page"]

    async def attach(self, part: str) -> ChromiumPage:
        """By a part of its address."""
        found: list[Json] = []

        async def there() -> bool:
            found[:] = [target for target in await self._targets() if target["type"] == "page" and part in target["url"]]
            return bool(found)

        await until(there, f"a page whose address has {part}")
        return await self._page(found[-1]["targetId"])

    async def press_button(self, page: Page) -> None:
        """Like a click on the toolbar; it also grants activeTab."""
        assert isinstance(page, ChromiumPage)
        await page.send("Page.bringToFront")
        here = await page.js("location.href")
        tabs = (await self.cdp.send("Target.getTargets", filter=[{"type": "tab"}]))["targetInfos"]
        tab = [tab for tab in tabs if tab["url"] == here][-1]
        await self.cdp.send("Extensions.triggerAction", id=self.id, targetId=tab["targetId"])

    async def stop_worker(self) -> None:
        """As the browser does when the worker is idle."""
        blank = await self.open("about:blank")
        await blank.send("ServiceWorker.enable")
        await blank.send("ServiceWorker.stopAllWorkers")

        async def gone() -> bool:
            return not await self.workers()

        await until(gone, "the worker stopped")
        await blank.close()

    async def workers(self) -> list[str]:
        """Which workers run."""
        return [target["url"] for target in await self._targets() if target["type"] == "service_worker"]

    async def reload_extension(self) -> None:
        """What an update does."""
        await self.cdp.send("Extensions.loadUnpacked", path=str(self.extension))
        await listens(self)

    async def _targets(self) -> list[Json]:
        return list((await self.cdp.send("Target.getTargets"))["targetInfos"])

    async def _page(self, target: str) -> ChromiumPage:
        session = (await self.cdp.send("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        page = ChromiumPage(self, target, session)
        await page.send("Runtime.enable")
        await page.send("Page.enable")
        return page


@contextlib.asynccontextmanager
async def chromium(
    ports: Ports, *flags: str, extension: Path = EXTENSION, headless: bool = True, environment: dict[str, str] | None = None
) -> AsyncIterator[Chromium]:
    """Every host name is the fixture site; 127.0.0.1 stays itself; nothing can leave the machine."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    assert program, "Chromium is not installed: apt-get install chromium"
    rules = f"MAP *:443 127.0.0.1:{ports.secure}, MAP *:80 127.0.0.1:{ports.plain}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with tempfile.TemporaryDirectory(prefix="learnlearn-test-", ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            program, *_FLAGS, *(("--headless",) if headless else ()), f"--user-data-dir={profile}", f"--disable-extensions-except={extension}",
            f"--load-extension={extension}", f"--host-resolver-rules={rules}", *flags,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL, env={**os.environ, **(environment or {})},
        )  # fmt: skip
        try:
            port, path = await _address(Path(profile) / "DevToolsActivePort", process)
            async with aiohttp.ClientSession() as http, http.ws_connect(f"ws://127.0.0.1:{port}{path}", max_msg_size=0) as socket:
                cdp = Cdp(socket)
                browser = Chromium(cdp, extension, Path(profile) / "downloads")
                await cdp.send("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(browser.downloads))
                await listens(browser)
                yield browser
                with contextlib.suppress(CdpError, TimeoutError, ConnectionError):
                    await asyncio.wait_for(cdp.send("Browser.close"), 5)
                await cdp.close()
        finally:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), 5)
            if process.returncode is None:
                process.kill()
                await process.wait()


async def _address(file: Path, process: asyncio.subprocess.Process) -> tuple[str, str]:
    async def lines() -> list[str]:
        assert process.returncode is None, "Chromium ended at once"
        found = file.read_text().splitlines() if file.exists() else []
        return found if len(found) == 2 else []

    port, path = await until(lines, "Chromium listens", 30)
    return port, path
