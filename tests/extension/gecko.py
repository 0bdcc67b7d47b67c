"""The same cases in Firefox, over WebDriver BiDi on its own socket. A sandbox there sees the page as a content script does: through Xrays."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp
from reader import STRICT_CSP, injected

PROGRAMS = ("firefox-esr", "firefox")
SANDBOX = "learnlearn"
PREFERENCES = {
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.dns.forceResolve": "127.0.0.1",
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}


class Gecko:
    """One tab of Firefox that reaches nothing: the address asked for is answered with the case, everything else is refused."""

    def __init__(self, loop: asyncio.AbstractEventLoop, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._loop, self._socket = loop, socket
        self._numbers = itertools.count(1)
        self._html = ""
        self.send("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
        self.send("session.subscribe", events=["network.beforeRequestSent"])
        self.send("network.addIntercept", phases=["beforeRequestSent"])
        self._context = self.send("browsingContext.create", type="tab")["context"]

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of one command; requests that come meanwhile are answered."""
        return self._loop.run_until_complete(asyncio.wait_for(self._send(method, params), 60))

    async def _send(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": params})
        while True:
            message = await self._socket.receive_json()
            if message.get("method") == "network.beforeRequestSent" and message["params"]["isBlocked"]:
                await self._answer(message["params"])
            elif message.get("id") == number:
                if message["type"] == "error":
                    raise AssertionError(f"{method}: {message['error']}: {message['message']}")
                result: dict[str, Any] = message["result"]
                return result

    async def _answer(self, params: dict[str, Any]) -> None:
        request, ours = params["request"]["request"], params["context"] == self.__dict__.get("_context") and params["navigation"]
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": STRICT_CSP}
        told: dict[str, Any] = {"request": request}
        if ours:
            told |= {"statusCode": 200, "body": {"type": "string", "value": self._html}}
            told["headers"] = [{"name": name, "value": {"type": "string", "value": value}} for name, value in headers.items()]
        method = "network.provideResponse" if ours else "network.failRequest"
        await self._socket.send_json({"id": next(self._numbers), "method": method, "params": told})

    def open(self, url: str, html: str) -> None:
        """Shows `html` at `url`."""
        self._html = html
        self.send("browsingContext.navigate", context=self._context, url=url, wait="interactive")

    def page(self, expression: str) -> Any:
        """A value from the page's own world."""
        return self._evaluate(expression, {"context": self._context})

    def capture(self, **options: Any) -> dict[str, Any]:
        """Injects the scripts into a sandbox and gives the outcome of `learnlearn.capture(options)`."""
        target = {"context": self._context, "sandbox": SANDBOX}
        told = self._evaluate(f"{injected()}\nlearnlearn.capture({json.dumps(options)}).then(JSON.stringify)", target)
        outcome: dict[str, Any] = json.loads(told)
        return outcome

    def _evaluate(self, expression: str, target: dict[str, str]) -> Any:
        result = self.send("script.evaluate", expression=expression, target=target, awaitPromise=True)
        if result["type"] == "exception":
            raise AssertionError(result["exceptionDetails"]["text"])
        return result["result"].get("value")


@contextmanager
def firefox() -> Iterator[Gecko]:
    """A headless Firefox with a profile of its own; a missing one fails here, in one line, and skips nothing."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if not program:
        raise RuntimeError("The readers are tested in Firefox, and none is installed: install the package `firefox-esr`.")
    with tempfile.TemporaryDirectory(prefix="learnlearn-readers-", ignore_cleanup_errors=True) as profile:
        wanted = "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
        (Path(profile) / "user.js").write_text(wanted)
        command = [program, "--headless", "--no-remote", "--new-instance", "--profile", profile, "--remote-debugging-port", "0"]
        environment = {**os.environ, "HOME": profile}
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, start_new_session=True)
        try:
            with asyncio.Runner() as runner:
                http, socket = runner.run(_connect(_address(process)))
                yield Gecko(runner.get_loop(), socket)
                runner.run(_close(http, socket))
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _address(process: subprocess.Popen[bytes]) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(rb"WebDriver BiDi listening on (ws://\S+)", line):
            threading.Thread(target=process.stderr.read, daemon=True).start()  # so that Firefox never waits for somebody to read on
            return found[1].decode()
    raise AssertionError("Firefox ended before it began to listen")


async def _connect(address: str) -> tuple[aiohttp.ClientSession, aiohttp.ClientWebSocketResponse]:
    http = aiohttp.ClientSession()
    return http, await http.ws_connect(f"{address}/session", max_msg_size=0)


async def _close(http: aiohttp.ClientSession, socket: aiohttp.ClientWebSocketResponse) -> None:
    await socket.close()
    await http.close()
