"""Every failure, on every route, is one RFC 9457 problem with a code and a next action."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import socket

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from tests.agent.running import Paired, Reply, Running, snapshot

import learnlearn
from learnlearn import errors
from learnlearn.api import problems
from learnlearn.api.call import Page
from learnlearn.api.routes import all_routes
from learnlearn.contract.problem import Problem

POSTS = [route.path for route in all_routes() if not isinstance(route, Page) and route.path != "/v1/control/stop"]
BROWSER_POSTS = [path for path in POSTS if not path.startswith("/v1/control/")]
JSON = {"Content-Type": "application/json"}


def assert_problem(reply: Reply, status: int, code: str) -> Problem:
    """The one shape: content type, status in both places, every field, a hint that is a sentence."""
    assert (reply.status, reply.code) == (status, code), reply.body
    problem = Problem.model_validate_json(reply.body, strict=True)
    assert problem.status == status
    assert problem.type == f"urn:learnlearn:problem:{code}"
    assert problem.title
    assert problem.hint.endswith((".", ")")) or "learnlearn" in problem.hint
    assert reply.headers["cache-control"] == "no-store"
    assert not [name for name in reply.headers if name.startswith("access-control-")]
    return problem


FAULTS = [
    ("not JSON", b"{", 400, "not_json"),
    ("empty", b"", 400, "not_json"),
    ("not UTF-8", b'{"a": "\xff\xfe"}', 400, "not_json"),
    ("a lone surrogate", b'{"a": "\\ud800"}', 400, "not_json"),
    ("nested too deeply", b"[" * 1_000 + b"]" * 1_000, 400, "too_deep"),
    ("a list, not an object", b"[]", 422, "invalid_body"),
    ("a field nobody knows", b'{"no_such_field": 1}', 422, "invalid_body"),
    ("more than 4 MiB", b'{"a": "' + b"x" * (4 * 1024 * 1024) + b'"}', 413, "body_too_large"),
]


@pytest.mark.parametrize("path", POSTS)
def test_every_route_refuses_every_bad_body_in_the_same_shape(agent: Running, browser: Paired, path: str) -> None:
    """Eight faults on every POST route; the control is that a proper body gets past them all (another problem at most)."""
    control = json.loads((agent.home / "learnlearn/state/control.json").read_text())["token"]
    headers = {"Authorization": f"Bearer {control}"} if path.startswith("/v1/control/") else browser.headers
    for name, body, status, code in FAULTS:
        reply = agent.request("POST", path, body, JSON | headers)
        assert reply.code == code, name
        assert_problem(reply, status, code)
    proper = agent.request("POST", path, b"{}", JSON | headers)
    assert proper.code in ("", "invalid_body")


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
def test_a_wrong_method_is_a_problem_too(agent: Running, path: str, method: str) -> None:
    """Every method but POST, preflights included, is told which one is right."""
    reply = agent.request(method, path, None, {})
    assert reply.status == 405
    assert reply.headers["allow"] == "POST"
    if method != "HEAD":
        assert_problem(reply, 405, "wrong_method")


@pytest.mark.parametrize("target", ["/", "/v1", "/v1/nothing", "/v2/health", "/favicon.ico", "/pair/", "/v1/health/", "/%00"])
def test_an_unknown_address_is_a_problem(agent: Running, target: str) -> None:
    """Whatever is asked for by whatever method."""
    for method in ("GET", "POST"):
        assert_problem(agent.request(method, target, b"{}" if method == "POST" else None, JSON), 404, "unknown_route")


@pytest.mark.parametrize(
    "raw",
    [
        b"GARBAGE the-planted-words\r\n\r\n",
        b"POST /v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: the-planted-words" + b"a" * 20_000 + b"\r\n\r\n",
        b"POST /v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        b"POST /v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: the-planted-words\r\n\r\n",
        b"POST /v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc",
    ],
)
def test_what_is_not_http_gets_the_shape_and_no_echo(agent: Running, raw: bytes) -> None:
    """A broken request line, headers beyond measure, two lengths (request smuggling): a problem without a piece of the request."""
    with socket.create_connection(("127.0.0.1", agent.port), timeout=10) as connection:
        connection.sendall(raw)
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
    head, _, body = answer.partition(b"\r\n\r\n")
    assert re.match(rb"HTTP/1\.[01] 400 ", head), head
    assert b"application/problem+json" in head
    assert Problem.model_validate_json(body).code == "malformed_request"
    assert b"the-planted-words" not in answer
    assert "the-planted-words" not in agent.log


def test_an_expectation_that_nobody_has_is_a_problem(agent: Running, browser: Paired) -> None:
    """aiohttp would answer it before any of our code; `100-continue` is granted."""
    refused = agent.request("POST", "/v1/health", b"{}", JSON | {"Expect": "a miracle"})
    assert_problem(refused, 400, "malformed_request")
    assert_problem(agent.request("POST", "/nowhere", b"{}", JSON | {"Expect": "a miracle"}), 400, "malformed_request")
    assert agent.request("POST", "/v1/me/get", b"{}", JSON | browser.headers | {"Expect": "100-continue"}).status == 200


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"snapshot": snapshot() | {"surprise": 1}}, "snapshot.surprise"),
        ({"snapshot": snapshot(name=5)}, "snapshot.name"),
        ({"snapshot": snapshot(posts=[{"text": "a", "date": "quittenmus"}])}, "snapshot.posts.0.date"),
        ({"snapshot": snapshot(url="javascript:quittenmus")}, "snapshot.url"),
        ({"snapshot": snapshot(site="Quittenmus quittenmus")}, "snapshot.site"),
        ({"snapshot": snapshot(captured_at="2026-10-20T09:30:00")}, "snapshot.captured_at"),
        ({"snapshot": {"site": "linkedin", "url": "https://www.linkedin.com/in/x", "captured_at": "2026-10-20T09:30:00Z"}}, "snapshot"),
        ({"snapshot": snapshot(posts=[{"text": "a"}] * 5_000)}, "snapshot.posts"),
        ({"snapshot": snapshot(about="\U0001f600" * 250_000)}, "snapshot.about"),
        ({}, "snapshot"),
    ],
)
def test_a_snapshot_that_lies_is_told_where(agent: Running, browser: Paired, body: object, where: str) -> None:
    """The place is named, the value is not repeated; the control is the same snapshot without the lie."""
    problem = assert_problem(agent.post("/v1/keep", body, browser.headers), 422, "invalid_body")
    assert where in [fault.path for fault in problem.faults]
    assert "Ilse" not in problem.model_dump_json()
    assert "quittenmus" not in problem.model_dump_json()
    assert agent.post("/v1/keep", {"snapshot": snapshot(slug="control")}, browser.headers).status == 200


@pytest.mark.parametrize(
    ("path", "body", "where"),
    [
        ("/v1/people/search", {"text": "x", "limit": "5"}, "limit"),
        ("/v1/people/search", {"text": "x", "limit": 5.5}, "limit"),
        ("/v1/notes/remove", {"id": "01M84QYM9A41YAF8XVT4HJT7AK", "undo": "true"}, "undo"),
        ("/v1/export", {"confirmed": "true"}, "confirmed"),
    ],
)
def test_types_are_taken_strictly(agent: Running, browser: Paired, path: str, body: object, where: str) -> None:
    """A number in quotes is no number, and a word confirms nothing."""
    problem = assert_problem(agent.post(path, body, browser.headers), 422, "invalid_body")
    assert [fault.path for fault in problem.faults] == [where]


def test_a_thousand_faults_are_twenty_and_a_number(agent: Running, browser: Paired) -> None:
    """A problem stays small whatever is wrong with the request, and cuts long names of fields."""
    body = {"snapshot": snapshot(posts=[{"text": 1, "x" * 500: 2}] * 1_000)}
    problem = assert_problem(agent.post("/v1/conversation", body, browser.headers), 422, "invalid_body")
    assert len(problem.faults) == 20
    assert re.fullmatch(r"and \d+ more", problem.detail)
    assert max(len(fault.path) for fault in problem.faults) < 200


async def test_the_unexpected_has_the_same_shape_and_says_nothing_of_its_values() -> None:
    """An error nobody foresaw, aiohttp's own errors and ours: one shape. The control without the middleware shows another one."""

    async def broken(_request: web.Request) -> web.Response:
        raise ValueError("the planted words")

    async def teapot(_request: web.Request) -> web.Response:
        raise web.HTTPConflict(text="the planted words")

    for layers, expected in (([problems.shaped], True), ([], False)):
        app = web.Application(middlewares=layers)
        app.router.add_get("/broken", broken)
        app.router.add_get("/teapot", teapot)
        async with TestClient(TestServer(app)) as client:
            for path in ("/broken", "/teapot", "/nowhere"):
                reply = await client.get(path)
                text = await reply.text()
                assert (reply.content_type == "application/problem+json") is expected
                if expected:
                    assert "planted" not in text
                    Problem.model_validate_json(text)


def test_every_error_has_its_own_code_a_title_and_a_next_action() -> None:
    """Whichever room raises it: codes are unique, and nobody is left without something to do."""
    for module in pkgutil.walk_packages(learnlearn.__path__, "learnlearn."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: dict[str, type[errors.LearnlearnError]] = {}
    queue = [errors.LearnlearnError]
    while queue:
        kind = queue.pop()
        queue += [child for child in kind.__subclasses__() if child.__module__.startswith("learnlearn.")]
        if kind is errors.KeyUnavailableError or "code" not in vars(kind):
            continue  # the vault's seven codes (test_vault); a family's root, and what speaks in the agent's own words
        assert kind.code not in found, kind
        found[kind.code] = kind
        assert kind.hint and kind.title and 400 <= kind.status < 600
    assert len(found) >= 50
    print(f"{len(found)} errors")
