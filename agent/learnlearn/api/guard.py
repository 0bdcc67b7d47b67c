"""The one gate of the agent: default deny, decided on the exact route, in a fixed order. Only the guard calls what a route does.

    1 exact Host            a rebinding page arrives under its own name; nothing else gives it away
    2 exact path, method    `//v1`, `/%76%31`, `..%2F` and a query name no route of ours
    3 Sec-Fetch-Site        a browser says cross-site or same-site: a page asks, not the extension (which sends none or same-origin);
                            the static page may be opened from elsewhere, in a tab and no frame: `learnlearn pair` does so from a file
    4 Origin                an extension's, or none at all; never a page's
    5 content type          application/json, not compressed: forms, no-cors and `text/plain` cannot say that
    6 body limit            the declared length first; the reader counts what arrives
    7 token                 by hash, in constant time, bound to the Origin it was given to
    8 scope                 of the route

No CORS header is ever sent: a preflight ends at 2, and so does a WebSocket upgrade, which is a GET.
"""

from __future__ import annotations

import hmac
import re

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from learnlearn.acts.clients import token_hash
from learnlearn.api.agent import AGENT, Agent
from learnlearn.api.body import BODY_LIMIT, OPEN_BODY_LIMIT, read_message, write_message
from learnlearn.api.call import TABLE, Access, AnyRoute, Call, Caller, Page
from learnlearn.api.connections import CONNECTIONS
from learnlearn.errors import (
    BodyTooLargeError,
    ContentTypeError,
    ForeignPageError,
    NotPairedError,
    OriginError,
    ScopeError,
    UnknownRouteError,
    WrongHostError,
    WrongMethodError,
)

_EXTENSION = re.compile(r"^(?:chrome|moz)-extension://[a-z0-9-]{1,64}$")
_FOREIGN = frozenset({"cross-site", "same-site"})
_BEARER = re.compile(r"^Bearer ([0-9a-f]{64})$")


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Lets a request through to its route, or raises what it lacks. aiohttp's own handler stands for nothing and is never called."""
    _check_host(request)
    route = _route(request)
    _check_fetch_site(request, is_page=isinstance(route, Page))
    if isinstance(route, Page):
        return web.Response(text=route.html, content_type="text/html", headers={"Content-Security-Policy": route.policy})
    origin = _origin(request)
    limit = OPEN_BODY_LIMIT if route.access is Access.OPEN else BODY_LIMIT
    _check_body_headers(request, limit)
    agent = request.app[AGENT]
    caller = await _caller(request, agent, route, origin)
    if not caller.may(route.access):
        raise ScopeError(f"it needs the scope {route.access.value}")
    message = await read_message(request, route.request, limit)
    if route.access is not Access.OPEN:
        request.app[CONNECTIONS].attend(request.protocol)
    async with agent.turn(route.access):
        answer = await route.handle(Call(agent, caller), message)
    return web.Response(body=await write_message(answer, route.large_reply), content_type="application/json")


async def unreached(request: web.Request) -> web.StreamResponse:
    """What aiohttp is told to call for every path. The guard calls the route instead; reaching this means that there is no guard."""
    raise AssertionError("a request came past the guard")


def _check_host(request: web.Request) -> None:
    transport = request.transport
    port = transport.get_extra_info("sockname")[1] if transport else 0
    if request.headers.getall(hdrs.HOST, []) != [f"127.0.0.1:{port}"]:
        raise WrongHostError


def _route(request: web.Request) -> AnyRoute | Page:
    """By the raw target, so that no query, no other spelling and no absolute form leads anywhere."""
    route = request.app[TABLE].get(request.raw_path)
    if route is None:
        raise UnknownRouteError
    method = hdrs.METH_GET if isinstance(route, Page) else hdrs.METH_POST
    if request.method != method:
        raise WrongMethodError(headers={"Allow": method})
    return route


def _check_fetch_site(request: web.Request, *, is_page: bool) -> None:
    is_opened = is_page and request.headers.getall("Sec-Fetch-Dest", []) == ["document"]
    if not is_opened and _FOREIGN.intersection(request.headers.getall("Sec-Fetch-Site", [])):
        raise ForeignPageError


def _origin(request: web.Request) -> str:
    origins = request.headers.getall(hdrs.ORIGIN, [])
    if not origins:
        return ""
    if len(origins) > 1 or not _EXTENSION.fullmatch(origins[0]):
        raise ForeignPageError
    return origins[0]


def _check_body_headers(request: web.Request, limit: int) -> None:
    charset = (request.charset or "utf-8").lower()
    if request.content_type != "application/json" or charset != "utf-8" or hdrs.CONTENT_ENCODING in request.headers:
        raise ContentTypeError
    if (request.content_length or 0) > limit:
        raise BodyTooLargeError


async def _caller(request: web.Request, agent: Agent, route: AnyRoute, origin: str) -> Caller:
    if route.access is Access.OPEN:
        return Caller(origin=origin)
    credentials = request.headers.getall(hdrs.AUTHORIZATION, [])
    match = _BEARER.fullmatch(credentials[0]) if len(credentials) == 1 else None
    token = match.group(1) if match else ""
    if hmac.compare_digest(agent.control_hash, token_hash(token)):
        if origin:
            raise OriginError("commands come from no browser")
        return Caller(is_control=True)
    clients = await agent.clients()
    client = clients.holder(token)
    if client is None:
        raise NotPairedError
    if client.origin != origin:
        raise OriginError("it was given to another browser" if client.origin else "it was given to a program, not to a browser")
    clients.saw(client)
    return Caller(client, origin=origin)
