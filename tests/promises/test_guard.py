"""The guard: whatever is wrong with a request, alone or together, it is refused; and the same request without the fault passes."""

from __future__ import annotations

import json

import pytest
from tests.agent.running import CHROMIUM, FIREFOX, Paired, Running, person, snapshot

from learnlearn.api.call import Access, Page
from learnlearn.api.routes import all_routes

JSON = {"Content-Type": "application/json"}
ROUTES = [route for route in all_routes() if not isinstance(route, Page)]
LIST = json.dumps({"person": person()}).encode()


def listing(agent: Running, headers: dict[str, str], **change: object) -> tuple[int, str]:
    """A call that a paired browser may make, with one thing changed."""
    body = change.pop("body", LIST)
    target = change.pop("target", "/v1/notes/list")
    method = change.pop("method", "POST")
    reply = agent.request(str(method), str(target), body, headers)  # type: ignore[arg-type]
    return reply.status, reply.code


@pytest.fixture
def good(browser: Paired) -> dict[str, str]:
    """The headers of a request that passes."""
    return JSON | browser.headers


def test_the_control_passes(agent: Running, good: dict[str, str]) -> None:
    """What every refusal below is compared with."""
    assert listing(agent, good) == (200, "")


def test_only_the_own_host_is_answered(agent: Running, good: dict[str, str]) -> None:
    """DNS rebinding: a foreign name, with and without port, other spellings of our own, and none at all."""
    hosts = [
        f"rebind.example:{agent.port}",
        "rebind.example",
        "127.0.0.1",
        f"127.0.0.1:{agent.port + 1}",
        f"localhost:{agent.port}",
        f"[::1]:{agent.port}",
        f"127.0.0.1.:{agent.port}",
        f"127.1:{agent.port}",
        f"2130706433:{agent.port}",
        f"0.0.0.0:{agent.port}",
        f"127.0.0.1:{agent.port}.example",
        f"user@127.0.0.1:{agent.port}",
        f"127.0.0.1:0{agent.port}",
        "",
    ]
    for host in hosts:
        for path in ("/v1/notes/list", "/v1/health", "/nowhere"):
            assert listing(agent, good | {"Host": host}, target=path) == (421, "wrong_host"), host
    assert agent.request("GET", "/pair", None, {"Host": "rebind.example"}).status == 421
    assert listing(agent, good | {"Host": f"127.0.0.1:{agent.port}"}) == (200, "")
    print(f"{len(hosts)} hosts refused on 4 routes")


@pytest.mark.parametrize(
    "target",
    [
        "//v1/notes/list",
        "/v1//notes/list",
        "/%76%31/notes/list",
        "/v1/notes%2flist",
        "/v1/notes/%6cist",
        "/v1/./notes/list",
        "/v1/x/../notes/list",
        "/v1/..%2fv1/notes/list",
        "/v1/notes/list/",
        "/v1/notes/list?",
        "/v1/notes/list?a=1",
        "/v1/notes/list#x",
        "/V1/notes/list",
        "/v1/notes/list;x",
        "/v1/notes/list%00",
        "http://127.0.0.1/v1/notes/list",
        "http://evil.example/v1/notes/list",
        "*",
    ],
)
def test_another_spelling_of_a_path_is_no_path(agent: Running, good: dict[str, str], target: str) -> None:
    """Doubled slashes, encoded letters, dots, queries, the absolute form: refused with a valid token and without."""
    for headers in (good, JSON):
        status, code = listing(agent, headers, target=target)
        assert (status, code) in ((404, "unknown_route"), (400, "malformed_request")), target


def test_no_method_but_post_and_no_override(agent: Running, good: dict[str, str]) -> None:
    """Preflights, GETs and WebSocket upgrades end here; override headers mean nothing, and there are no CORS headers to find."""
    for method in ("GET", "OPTIONS", "PUT", "CONNECT", "TRACE"):
        status, code = listing(agent, good, method=method, body=None)
        assert (status, code) in ((405, "wrong_method"), (404, "unknown_route"), (400, "malformed_request"))
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    assert listing(agent, upgrade | {"Origin": CHROMIUM}, method="GET", body=None) == (405, "wrong_method")
    assert listing(agent, good | {"X-HTTP-Method-Override": "GET"}) == (200, "")
    assert listing(agent, good | {"X-HTTP-Method-Override": "POST"}, method="GET", body=None) == (405, "wrong_method")


@pytest.mark.parametrize("path", [route.path for route in ROUTES] + ["/pair"])
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_a_browser_calls_foreign_is_refused_everywhere(agent: Running, good: dict[str, str], path: str, site: str) -> None:
    """Pages of the web and of other local servers, on open routes and the pairing page too; none and same-origin are the extension's own. The pairing
    page alone may be opened from elsewhere in a tab of its own, and in no frame."""
    method = "GET" if path == "/pair" else "POST"
    body = None if path == "/pair" else LIST
    assert listing(agent, good | {"Sec-Fetch-Site": site}, target=path, method=method, body=body) == (403, "foreign_page")
    for own in ("none", "same-origin"):
        assert listing(agent, good | {"Sec-Fetch-Site": own}) == (200, "")
    for place, status in (("document", 200 if path == "/pair" else 403), ("iframe", 403), ("image", 403), ("empty", 403)):
        asked = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": place}
        assert agent.request(method, path, body, {"Content-Type": "application/json"} | good | asked).status == status


@pytest.mark.parametrize(
    "origin",
    [
        "https://www.linkedin.com",
        "http://127.0.0.1:8000",
        "http://localhost",
        "null",
        "",
        "file://",
        "chrome-extension://",
        "https://chrome-extension.example",
        "chrome-extension://abc/../",
        "safari-web-extension://abcdef",
        "CHROME-EXTENSION://abcdefghijklmnopabcdefghijklmnop",
    ],
)
def test_a_page_as_origin_is_refused_everywhere(agent: Running, good: dict[str, str], origin: str) -> None:
    """Open routes included: a page learns not even that the agent is there."""
    for route in ROUTES:
        status, code = listing(agent, good | {"Origin": origin}, target=route.path)
        assert (status, code) == (403, "foreign_page"), route.path


def test_a_token_works_from_its_own_origin_only(agent: Running, good: dict[str, str], browser: Paired, page_only: Paired) -> None:
    """A stolen token: with another extension's Origin, with another paired browser's, without one, with two."""
    assert listing(agent, good | {"Origin": "chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba"}) == (403, "origin_refused")
    assert listing(agent, good | {"Origin": FIREFOX}) == (403, "origin_refused")
    assert listing(agent, JSON | {"Authorization": f"Bearer {browser.token}"}) == (403, "origin_refused")
    assert listing(agent, JSON | page_only.headers) == (200, "")


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/problem+json",
        "application/json; charset=utf-16",
        "text/json",
        "",
    ],
)
def test_only_json_is_taken(agent: Running, good: dict[str, str], kind: str) -> None:
    """What a form or a no-cors fetch can send is refused before anything is read; JSON with its charset passes."""
    assert listing(agent, good | {"Content-Type": kind}) == (415, "wrong_content_type")
    assert listing(agent, {name: value for name, value in good.items() if name != "Content-Type"}) == (415, "wrong_content_type")
    assert listing(agent, good | {"Content-Type": "application/json; charset=utf-8"}) == (200, "")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "identity"])
def test_a_compressed_body_is_refused_unread(agent: Running, good: dict[str, str], encoding: str) -> None:
    """No bomb is ever unpacked."""
    assert listing(agent, good | {"Content-Encoding": encoding})[0] in (400, 415)


def test_the_body_limit_counts_what_is_declared_and_what_arrives(agent: Running, good: dict[str, str]) -> None:
    """A declared length above 4 MiB is refused at once; a chunked body when it passes the limit; just below it passes the guard."""
    big = b'{"person": "' + b"x" * (4 * 1024 * 1024) + b'"}'
    assert listing(agent, good, body=big) == (413, "body_too_large")
    chunked = b"".join(b"10000\r\n" + b"x" * 0x10000 + b"\r\n" for _ in range(65)) + b"0\r\n\r\n"
    assert listing(agent, good | {"Transfer-Encoding": "chunked"}, body=chunked) == (413, "body_too_large")
    below = LIST + b" " * (4 * 1024 * 1024 - len(LIST))
    assert listing(agent, good, body=below) == (200, "")


def test_a_token_must_be_whole_and_alone(agent: Running, browser: Paired) -> None:
    """Missing, cut, changed in one digit, in upper case, as Basic, in the address: not paired."""
    token = browser.token
    changed = token[:-1] + ("0" if token[-1] != "0" else "1")
    for value in (
        "",
        "Bearer",
        "Bearer ",
        f"Bearer {token[:-1]}",
        f"Bearer {changed}",
        f"Bearer {token.upper()}",
        f"Basic {token}",
        token,
        f"Bearer {token} x",
    ):
        assert listing(agent, JSON | {"Origin": browser.origin, "Authorization": value}) == (401, "not_paired"), value
    assert listing(agent, JSON | {"Origin": browser.origin}) == (401, "not_paired")
    assert listing(agent, JSON | {"Origin": browser.origin}, target=f"/v1/notes/list?token={token}")[0] == 404
    assert listing(agent, JSON | browser.headers) == (200, "")


def test_a_pairing_does_only_what_it_was_given(agent: Running, browser: Paired, page_only: Paired) -> None:
    """Every route against a token of scope page, and against one with all three: exactly the routes of its scopes answer."""
    tried = 0
    for route in ROUTES:
        if route.access is Access.OPEN:
            continue
        body = b"{}"
        only_page = listing(agent, JSON | page_only.headers, target=route.path, body=body)
        everything = listing(agent, JSON | browser.headers, target=route.path, body=body)
        assert (only_page == (403, "scope_missing")) is (route.access is not Access.PAGE), route.path
        assert (everything == (403, "scope_missing")) is (route.access is Access.CONTROL), route.path
        tried += 1
    assert tried >= 20
    print(f"{tried} routes, two tokens")


def test_the_command_line_token_is_refused_from_a_browser(agent: Running) -> None:
    """It opens everything to this user's commands, and nothing to an extension that found it."""
    token = json.loads((agent.home / "learnlearn/state/control.json").read_text())["token"]
    headers = JSON | {"Authorization": f"Bearer {token}"}
    assert listing(agent, headers) == (200, "")
    assert listing(agent, headers, target="/v1/control/clients/list", body=b"{}") == (200, "")
    assert listing(agent, headers | {"Origin": CHROMIUM}) == (403, "origin_refused")
    assert listing(agent, headers | {"Origin": CHROMIUM}, target="/v1/control/clients/list", body=b"{}") == (403, "origin_refused")


def test_a_programs_token_works_without_an_origin_only(agent: Running) -> None:
    """`learnlearn pair --client`: scopes as given, refused as soon as an Origin is there."""
    token = agent.cli("pair", "--client", "my script", "--scope", "page").stdout.strip()
    headers = JSON | {"Authorization": f"Bearer {token}"}
    assert listing(agent, headers) == (200, "")
    assert listing(agent, headers | {"Origin": CHROMIUM}) == (403, "origin_refused")
    assert listing(agent, headers, target="/v1/export", body=b'{"confirmed": true}') == (403, "scope_missing")


def test_faults_together_are_refused_by_the_first_of_them(agent: Running, good: dict[str, str]) -> None:
    """The order of the guard: each later fault is added to the earlier ones and the first one still answers."""
    steps = [
        ({"Host": "rebind.example"}, {}, (421, "wrong_host")),
        ({}, {"method": "GET", "body": None}, (405, "wrong_method")),
        ({"Sec-Fetch-Site": "cross-site"}, {}, (403, "foreign_page")),
        ({"Origin": "https://evil.example"}, {}, (403, "foreign_page")),
        ({"Content-Type": "text/plain"}, {}, (415, "wrong_content_type")),
        ({}, {"body": b"x" * (4 * 1024 * 1024 + 1)}, (413, "body_too_large")),
        ({"Authorization": "Bearer " + "0" * 64}, {}, (401, "not_paired")),
    ]
    for first in range(len(steps)):
        headers, change = dict(good), {}
        for extra, more, _ in reversed(steps[first:]):
            headers |= extra
            change |= more
        assert listing(agent, headers, **change) == steps[first][2], steps[first]


def test_open_routes_tell_nothing_personal(agent: Running, browser: Paired) -> None:
    """After a person was kept and a browser paired, health and the pairing page say what they said to a stranger."""
    before = agent.post("/v1/health", {}).json
    agent.post("/v1/keep", {"snapshot": snapshot(name="Radoslav Thielemann", slug="radoslav")}, browser.headers)
    after = agent.post("/v1/health", {})
    assert after.json == before
    assert set(before) == {"name", "version", "api", "oldest_api", "store"}
    page = agent.request("GET", "/pair", None, {})
    assert page.status == 200
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    assert b"<script" not in page.body
    assert b"Radoslav" not in page.body + after.body
