"""What is not even HTTP gets a problem too. aiohttp answers that before any middleware, in text of its own with a piece of the request in it."""

from __future__ import annotations

from aiohttp import web

from learnlearn.api import problems
from learnlearn.errors import MalformedRequestError


class _Protocol(web.RequestHandler):
    __slots__ = ()

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        """Logged and the connection closed, as ever; answered in our one shape and without an echo."""
        super().handle_error(request, status, exc, message)
        return problems.reply(MalformedRequestError())


class ShapedRunner(web.AppRunner):
    """An AppRunner whose connections answer malformed requests with a problem."""

    async def _make_server(self) -> web.Server:
        server = await super()._make_server()

        class Shaped(type(server)):  # type: ignore[misc]  # whatever class this version of aiohttp serves with
            def __call__(self) -> web.RequestHandler:
                protocol: web.RequestHandler = super().__call__()
                protocol.__class__ = _Protocol  # no slots of its own, so the same layout; aiohttp has no other way to give a protocol class
                return protocol

        server.__class__ = Shaped
        return server
