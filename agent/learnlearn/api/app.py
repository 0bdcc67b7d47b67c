"""The application: the table of routes, the two layers every request passes (problem shape, guard), and what starts and ends with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from aiohttp import web

from learnlearn import __version__
from learnlearn.acts import retention
from learnlearn.api import problems, routes
from learnlearn.api.agent import AGENT, Agent
from learnlearn.api.body import is_expected
from learnlearn.api.call import TABLE
from learnlearn.api.connections import CONNECTIONS, Connections, room
from learnlearn.api.guard import guarded, unreached
from learnlearn.contract.pairing import API_VERSION
from learnlearn.errors import MalformedRequestError

# Answers are for whoever asked, now: not to be kept, guessed at, or framed. `Learnlearn-Api` tells the agent from another program.
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Server": f"learnlearn/{__version__}",
    "Learnlearn-Api": str(API_VERSION),
}


def make_app(agent: Agent) -> web.Application:
    """The agent as an aiohttp application. It owns `agent` and closes it."""
    app = web.Application(middlewares=[problems.shaped, guarded])
    app[AGENT] = agent
    app[TABLE] = {entry.path: entry for entry in routes.all_routes()}
    app[CONNECTIONS] = Connections(room())
    # One resource for every path and method: what they mean is decided by the guard alone.
    app.router.add_route("*", "/{path:.*}", unreached, expect_handler=_expect)
    app.on_response_prepare.append(_add_headers)
    app.cleanup_ctx.append(_running)
    return app


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)


async def _expect(request: web.Request) -> web.Response | None:
    """`Expect: 100-continue` is granted when the guard has let the request through (`body.read_message`); nothing else can be expected of us."""
    return None if is_expected(request) else problems.reply(MalformedRequestError())


async def _running(app: web.Application) -> AsyncIterator[None]:
    agent = app[AGENT]
    beside = [asyncio.create_task(agent.warm()), asyncio.create_task(retention.watch(lambda: agent.store, agent.now))]
    yield
    for task in beside:
        task.cancel()
    await asyncio.gather(*beside, return_exceptions=True)
    await agent.close()
