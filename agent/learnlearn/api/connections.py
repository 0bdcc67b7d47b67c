"""Connections: how many there are at once, how long one may wait in silence, and what is answered to what is not HTTP.

A connection costs whoever opens it nothing. So there is always room for one more: when all places are taken, the one gives way on which nobody
with a token was ever answered, the oldest first; then the one that has rested longest. A request in work is never cut off.
"""

from __future__ import annotations

import asyncio
import logging
import sys

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from learnlearn.api import problems
from learnlearn.errors import LearnlearnError, MalformedRequestError

MOST = 256
_FILES_ASIDE = 128  # for the store, the log and the loop itself
_WANTED_FILES = 4096
_MOST_HEADERS = 40  # a browser sends about fifteen
_SILENCE_SECONDS = 30  # to the end of a request's headers, from the connection's beginning or the last answer
_LINGERING_SECONDS = 2  # how long the rest of a refused body is still listened to, so that the refusal is heard
_log = logging.getLogger(__name__)


class Connections:
    """Who is connected, and who gives way."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._silent: dict[web.RequestHandler, None] = {}  # nobody known has spoken here; the oldest first
        self._resting: dict[web.RequestHandler, None] = {}  # somebody known has, the longest rested first
        self._in_work: set[web.RequestHandler] = set()
        self._full_was_said = False

    def opened(self, connection: web.RequestHandler) -> None:
        """One more; another one gives way if there is no place, and the new one itself only where all the others are in work."""
        count = len(self._silent) + len(self._resting) + len(self._in_work)
        self._silent[connection] = None
        if count < self.most:
            self._full_was_said &= count >= self.most // 2
            return
        self._say_full()
        oldest, rested = next(iter(self._silent)), next(iter(self._resting), None)
        leaving = rested if oldest is connection and rested is not None else oldest
        self.closed(leaving)
        leaving.force_close()

    def closed(self, connection: web.RequestHandler) -> None:
        """It is gone, or about to be."""
        self._silent.pop(connection, None)
        self._resting.pop(connection, None)
        self._in_work.discard(connection)

    def attend(self, connection: web.RequestHandler) -> None:
        """A request of somebody who may ask is in work on it."""
        if connection in self._silent or connection in self._resting:
            self.closed(connection)
            self._in_work.add(connection)

    def answered(self, connection: web.RequestHandler) -> None:
        """It rests until the next request."""
        if connection in self._in_work:
            self._in_work.remove(connection)
            self._resting[connection] = None

    def _say_full(self) -> None:
        if not self._full_was_said:
            self._full_was_said = True
            _log.warning("%d connections are open: from here on the oldest silent one is closed for each new one", self.most)


CONNECTIONS = web.AppKey("connections", Connections)


def room() -> int:
    """How many connections this process can hold. The one place that asks for more open files (POSIX; macOS begins with 256)."""
    if sys.platform == "win32":
        return MOST
    import resource  # noqa: PLC0415  absent on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return MOST
    if soft < _WANTED_FILES:
        soft = _WANTED_FILES if hard == resource.RLIM_INFINITY else min(_WANTED_FILES, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(1, min(MOST, soft - _FILES_ASIDE))


class _Protocol(web.RequestHandler):
    __slots__ = ("_book",)

    def __init__(self, manager: web.Server, book: Connections) -> None:
        super().__init__(
            manager,
            loop=asyncio.get_running_loop(),
            access_log=None,  # type: ignore[arg-type]  # aiohttp takes it, as its own runners do
            max_headers=_MOST_HEADERS,
            keepalive_timeout=_SILENCE_SECONDS,
            lingering_time=_LINGERING_SECONDS,
            auto_decompress=False,  # a bomb would else be unpacked before the guard sees its headers
        )
        self._book = book

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """One more."""
        super().connection_made(transport)
        self._book.opened(self)

    def connection_lost(self, exc: BaseException | None) -> None:
        """One fewer."""
        self._book.closed(self)
        super().connection_lost(exc)

    def log_access(self, request: web.BaseRequest, response: web.StreamResponse, time: float | None) -> None:
        """Called when an answer is written."""
        self._book.answered(self)

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        """Answered in our one shape and without an echo, where aiohttp would answer in text of its own; the connection ends.

        What is not HTTP is no error of ours: it is said at DEBUG, so that nobody can push everything else out of the log.
        """
        if isinstance(exc, HttpProcessingError):
            _log.debug("what came was not HTTP: %s", type(exc).__name__)
        else:
            super().handle_error(request, status, exc, message)
        answer = problems.reply(MalformedRequestError() if status < 500 else LearnlearnError())
        answer.force_close()
        return answer


class ShapedRunner(web.AppRunner):
    """An AppRunner whose connections keep to `Connections`, answer malformed requests with a problem, and unpack nothing that came compressed."""

    async def _make_server(self) -> web.Server:
        server = await super()._make_server()
        book = self.app[CONNECTIONS]

        class Shaped(type(server)):  # type: ignore[misc]  # whatever class this version of aiohttp serves with
            def __call__(self) -> web.RequestHandler:
                """aiohttp has no other way to give a protocol class. What it does not know of the settings is an error here, not passed over."""
                return _Protocol(self, book)

        server.__class__ = Shaped
        return server
