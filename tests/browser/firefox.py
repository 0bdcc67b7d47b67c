"""Firefox over WebDriver BiDi on its own socket: no driver program, and the extension is loaded unpacked for this run."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import json
import os
import re
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
from tests.browser.driver import EXTENSION, Json, MovedError, Page, listens, reading, until
from tests.browser.site import Ports

PROGRAMS = ("firefox-esr", "firefox")
_ID = json.loads((EXTENSION / "manifest.json").read_text())["browser_specific_settings"]["gecko"]["id"]
_UUID = "5d1c9a44-6f0e-4f5b-9a53-2f6b1f0f7a31"
_KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "Delete": "\ue017", "ArrowLeft": "\ue012", "ArrowRight": "\ue014"}
_PREFERENCES: dict[str, bool | int | str] = {
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "app.normandy.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.webextOptionalPermissionPrompts": False,  # permissions.request() answers yes without a prompt
    "extensions.webextensions.uuids": json.dumps({_ID: _UUID}),
    "browser.download.folderList": 2,  # the folder named in browser.download.dir
    "browser.download.useDownloadDir": True,
    "network.dns.forceResolve": "127.0.0.1",
    "layout.css.prefers-color-scheme.content-override": 1,
}
_OF_ROLE = {"button": "button", "heading": "h2, h3, h4", "region": "section[aria-labelledby]", "checkbox": "label input"}
# How Firefox answers when the document goes away under a command. `unknown error` is its own failure, seen between two documents of a tab.
_MOVED = ("no such frame", "no such node", "stale element reference", "unknown error")
EXTENSION_IN_CHROME = "globalThis.WebExtensionPolicy?.getByID(%s)?.extension" % json.dumps(_ID)


class BidiError(Exception):
    """The browser refused a command."""


class Bidi:
    """Commands by number, answers matched."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Json]] = {}
        self._reader = asyncio.create_task(self._read())

    async def send(self, method: str, **params: Json) -> Json:
        """The result of one command."""
        number = next(self._numbers)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params})
        message = await asyncio.wait_for(answer, 30)
        if message["type"] == "error":
            refusal = MovedError if message["error"] in _MOVED else BidiError
            raise refusal(f"{method}: {message['error']}: {message['message']}")
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


class FirefoxPage:
    """One tab."""

    def __init__(self, browser: Firefox, context: str) -> None:
        self.browser, self.context = browser, context

    async def js(self, expression: str) -> Json:
        """In the page's own world. The value comes back as JSON."""
        return await self._call("async () => JSON.stringify(await (%s))" % expression)

    async def _call(self, function: str, *arguments: Json) -> Json:
        result = await self.browser.bidi.send(
            "script.callFunction", functionDeclaration=function, arguments=arguments, target={"context": self.context}, awaitPromise=True
        )
        if result["type"] == "exception":
            raise BidiError(result["exceptionDetails"]["text"])
        text = result["result"].get("value")
        return None if text is None else json.loads(text)

    async def inside(self, function: str, host: str = "learnlearn-sidebar") -> Json:
        """BiDi hands out a closed root; the page itself never gets it."""
        if (await self.js("location.href")).startswith("moz-extension:"):
            return await self._call(f"(root) => JSON.stringify({reading(function)}(document))", {"type": "null"})
        root = await self._root(host)
        argument = {"sharedId": root["sharedId"]} if root else {"type": "null"}
        return await self._call(f"(root) => JSON.stringify({reading(function)}(root) ?? null)", argument)

    async def _root(self, host: str) -> Json:
        found = await self.browser.bidi.send(
            "script.evaluate", expression=f"document.querySelector({host!r})", target={"context": self.context}, awaitPromise=False,
            serializationOptions={"includeShadowTree": "all", "maxDomDepth": 1},
        )  # fmt: skip
        return (found["result"].get("value") or {}).get("shadowRoot")

    async def named(self, role: str, name: str) -> int:
        """By what Firefox tells screen readers of the sidebar. It is asked of what can have the role alone: for each element below that has none,
        Firefox waits a while whether it will get one."""
        root = {"sharedId": (await self._root("learnlearn-sidebar"))["sharedId"]}
        found = await self.browser.bidi.send(
            "script.callFunction", functionDeclaration="(root, css) => [...root.querySelectorAll(css)]", target={"context": self.context},
            arguments=[root, {"type": "string", "value": _OF_ROLE[role]}], awaitPromise=False,
        )  # fmt: skip
        start = [{"sharedId": one["sharedId"]} for one in found["result"]["value"]]
        if not start:
            return 0
        locator = {"type": "accessibility", "value": {"role": role, "name": name}}
        told = await self.browser.bidi.send("browsingContext.locateNodes", context=self.context, locator=locator, startNodes=start, maxNodeCount=1)
        return len(told["nodes"])

    async def click(self, x: float, y: float) -> None:
        """A real click of the mouse."""
        await self.browser.bidi.send("browsingContext.activate", context=self.context)
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y)}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        await self.browser.bidi.send("input.performActions", context=self.context, actions=[{"type": "pointer", "id": "mouse", "actions": moves}])

    async def press(self, *keys: str) -> None:
        """Real key presses."""
        strokes = [{"type": kind, "value": _KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")]
        await self.browser.bidi.send("input.performActions", context=self.context, actions=[{"type": "key", "id": "keys", "actions": strokes}])

    async def choose_file(self, selector: str, file: Path) -> None:
        """As if chosen in the browser's own window."""
        found = await self.browser.bidi.send(
            "script.evaluate", expression=f"document.querySelector({selector!r})", target={"context": self.context}, awaitPromise=False
        )
        await self.browser.bidi.send("input.setFiles", context=self.context, element={"sharedId": found["result"]["sharedId"]}, files=[str(file)])

    async def picture(self) -> bytes:
        """PNG."""
        return base64.b64decode((await self.browser.bidi.send("browsingContext.captureScreenshot", context=self.context))["data"])

    async def close(self) -> None:
        """Closes the tab."""
        with contextlib.suppress(BidiError):
            await self.browser.bidi.send("browsingContext.close", context=self.context)


class Firefox:
    """A running Firefox."""

    name = "firefox"
    extension_origin = f"moz-extension://{_UUID}"

    def __init__(self, bidi: Bidi, downloads: Path) -> None:
        self.bidi, self.downloads = bidi, downloads

    async def open(self, url: str) -> FirefoxPage:
        """A new tab, loaded."""
        context = (await self.bidi.send("browsingContext.create", type="tab"))["context"]
        await self.bidi.send("browsingContext.navigate", context=context, url=url, wait="complete")
        return FirefoxPage(self, context)

    async def extension_page(self, path: str) -> FirefoxPage:
        """A new tab with one of the extension's own pages."""
        return await self.open(f"{self.extension_origin}/{path}")

    async def pages(self) -> list[str]:
        """Tabs and popup windows, and the sidebar of the window."""
        tabs = (await self.bidi.send("browsingContext.getTree"))["contexts"]
        side = await self.chrome(
            "document.getElementById('sidebar')?.contentDocument?.getElementById('webext-panels-browser')?.currentURI.spec ?? ''"
        )
        return [*(tab["url"] for tab in tabs), *([side] if side else [])]

    async def attach(self, part: str) -> FirefoxPage:
        """By a part of its address."""
        found: list[Json] = []

        async def there() -> bool:
            found[:] = [tab for tab in (await self.bidi.send("browsingContext.getTree"))["contexts"] if part in tab["url"]]
            return bool(found)

        await until(there, f"a page whose address has {part}")
        return FirefoxPage(self, found[-1]["context"])

    async def chrome(self, expression: str) -> Json:
        """In the browser's own window, with its rights."""
        windows = (await self.bidi.send("browsingContext.getTree", **{"moz:scope": "chrome"}))["contexts"]
        result = await self.bidi.send(
            "script.callFunction", functionDeclaration=f"async () => JSON.stringify(await ({expression}) ?? null)", arguments=[],
            target={"context": windows[0]["context"]}, awaitPromise=True,
        )  # fmt: skip
        if result["type"] == "exception":
            raise BidiError(result["exceptionDetails"]["text"])
        return json.loads(result["result"]["value"])

    async def press_button(self, page: Page) -> None:
        """Like a click on the toolbar; it also grants activeTab."""
        assert isinstance(page, FirefoxPage)
        await self.bidi.send("browsingContext.activate", context=page.context)
        await self.chrome(
            "ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs').ExtensionParent.apiManager.global"
            f".browserActionFor({EXTENSION_IN_CHROME}).triggerAction(window) && null"
        )

    async def stop_worker(self) -> None:
        """As the browser does when the event page is idle."""

        async def gone() -> bool:
            # Again until it rests: a tab that has just loaded may have woken it meanwhile.
            await self.chrome(f"{EXTENSION_IN_CHROME}.terminateBackground({{ignoreDevToolsAttached: true}})")
            return await self.chrome(f"{EXTENSION_IN_CHROME}.backgroundState === 'stopped'")

        await until(gone, "the event page stopped")

    async def reload_extension(self) -> None:
        """What an update does."""
        manager = "ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs').AddonManager"
        await self.chrome(f"{manager}.getAddonByID({_ID!r}).then((one) => one.reload()).then(() => null)")

        await listens(self)

    async def install(self, extension: Path) -> None:
        """Loads it for this run, as about:debugging does."""
        await self.bidi.send("webExtension.install", extensionData={"type": "path", "path": str(extension)})


@contextlib.asynccontextmanager
async def firefox(ports: Ports, *, extension: Path = EXTENSION, headless: bool = True, **preferences: bool | int | str) -> AsyncIterator[Firefox]:
    """Every host name is this machine, its ports 443 and 80 the fixture site; nothing can leave the machine."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    assert program, "Firefox is not installed: apt-get install firefox-esr"
    with tempfile.TemporaryDirectory(prefix="learnlearn-test-", ignore_cleanup_errors=True) as profile:
        downloads = Path(profile) / "downloads"
        wanted = (
            _PREFERENCES | {"network.socket.forcePort": f"443={ports.secure};80={ports.plain}", "browser.download.dir": str(downloads)} | preferences
        )
        (Path(profile) / "user.js").write_text("".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wanted.items()))
        process = await asyncio.create_subprocess_exec(
            program, *(("--headless",) if headless else ()), "--no-remote", "--new-instance", "--profile", profile, "--remote-debugging-port", "0",
            "--remote-allow-system-access", "--width", "1180", "--height", "860",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE, env={**os.environ, "HOME": profile}, start_new_session=True,
        )  # fmt: skip
        drain = asyncio.create_task(asyncio.sleep(0))
        try:
            address = await asyncio.wait_for(_address(process), 60)
            drain = asyncio.create_task(_drain(process))
            async with aiohttp.ClientSession() as http, http.ws_connect(f"{address}/session", max_msg_size=0) as socket:
                bidi = Bidi(socket)
                await bidi.send("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
                browser = Firefox(bidi, downloads)
                await browser.install(extension)
                await listens(browser)
                yield browser
                with contextlib.suppress(BidiError, TimeoutError, ConnectionError):
                    await asyncio.wait_for(bidi.send("browser.close"), 5)
                await bidi.close()
        finally:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), 5)
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                await process.wait()
            drain.cancel()


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stderr is not None
    async for line in process.stderr:
        if found := re.search(rb"WebDriver BiDi listening on (ws://\S+)", line):
            return found[1].decode()
    raise AssertionError("Firefox ended at once")


async def _drain(process: asyncio.subprocess.Process) -> None:
    """Reads on, so that Firefox never waits for somebody to read what it says."""
    assert process.stderr is not None
    async for _ in process.stderr:
        pass
