"""The application: the table of routes, the two layers every request passes (problem shape, guard), and what starts and ends with it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from aiohttp import web

from learnlearn import __version__
from learnlearn.api import problems, routes
from learnlearn.api.agent import AGENT, Agent
from learnlearn.api.body import BODY_LIMIT
from learnlearn.api.call import Page
from learnlearn.api.guard import TABLE, guarded, unreached
from learnlearn.contract.pairing import API_VERSION

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
    app = web.Application(middlewares=[problems.shaped, guarded], client_max_size=BODY_LIMIT)
    app[AGENT] = agent
    app[TABLE] = {entry.path: entry for entry in routes.all_routes()}
    for entry in app[TABLE].values():
        if isinstance(entry, Page):
            app.router.add_get(entry.path, unreached, allow_head=False)
        else:
            app.router.add_post(entry.path, unreached)
    app.on_response_prepare.append(_add_headers)
    app.cleanup_ctx.append(_running)
    return app


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)


async def _running(app: web.Application) -> AsyncIterator[None]:
    agent = app[AGENT]
    warming = asyncio.create_task(agent.warm())
    yield
    warming.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await warming
    await agent.close()
