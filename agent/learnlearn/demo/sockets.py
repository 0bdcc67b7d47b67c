"""A browser spoken to over its own WebSocket: commands by number, answers matched. Both CDP and WebDriver BiDi work like this."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

from aiohttp import ClientWebSocketResponse

from learnlearn.demo.throwaway import DemoError

_PATIENCE = 30  # seconds that one command may take on a slow machine

Values = dict[str, Any]  # another program's JSON, not a value between our modules


class Commands:
    """Sends commands and gives back their results."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Values]] = {}
        self._reader = asyncio.create_task(self._read())

    async def send(self, method: str, params: Values | None = None, **envelope: str) -> Values:
        """The result of one command. Raises DemoError with the browser's own words."""
        number = next(self._numbers)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params or {}, **envelope})
        async with asyncio.timeout(_PATIENCE):
            message = await answer
        if "error" in message:
            raise DemoError(f"the browser refused {method}: {message.get('message') or message['error']}")
        result: Values = message["result"]
        return result

    async def close(self) -> None:
        """Stops reading."""
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)

    async def _read(self) -> None:
        async for message in self._socket:
            values = message.json()
            if (answer := self._waiting.pop(values.get("id"), None)) and not answer.done():
                answer.set_result(values)
