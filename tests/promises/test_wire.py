"""Requests that no browser sends: two readings of one message, another's name in the target, half a request for ever, ten thousand silent callers.

Each is compared with the same request without the trick, which passes.
"""

from __future__ import annotations

import asyncio
import os
import socket
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from tests.agent.inside import HEADERS, inside
from tests.agent.running import Paired, Running, person, running
from tests.promises.wire import LISTING, request, speak

from learnlearn.api import connections
from learnlearn.api.connections import CONNECTIONS, Connections, ShapedRunner, room


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """An agent that says what it usually says."""
    with running(tmp_path_factory.mktemp("usual")) as started:
        yield started


HIDDEN = b"GET /pair HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
MANY_HEADERS = b"POST /v1/health HTTP/1.1\r\n" + (b"X-Long: " + b"a" * 8_000 + b"\r\n") * 38
SIZE = f"{len(LISTING):x}\r\n".encode()


def test_the_control_passes_and_two_requests_get_two_answers(agent: Running, browser: Paired) -> None:
    """What every trick below is compared with: alone, in pieces, and one behind the other on a connection."""
    assert speak(agent.port, request(agent, browser)).statuses == [200]
    both = speak(agent.port, request(agent, browser, extra="") + request(agent, browser))
    assert both.statuses == [200, 200]
    chunked = request(agent, browser, length="Transfer-Encoding: chunked\r\n", body=SIZE + LISTING + b"\r\n0\r\n\r\n")
    assert speak(agent.port, chunked).statuses == [200]


@pytest.mark.parametrize(
    "change",
    [
        {"extra": "Transfer-Encoding: chunked\r\n", "body": b"0\r\n\r\n" + HIDDEN},
        {"extra": "Transfer-Encoding: xchunked\r\n"},
        {"extra": "Transfer-Encoding : chunked\r\n"},
        {"extra": "Transfer-Encoding:\x0bchunked\r\n"},
        {"extra": "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"},
        {"extra": "Transfer-Encoding: identity, chunked, identity\r\n"},
        {"length": "Content-Length: 0\r\n"},
        {"length": f"Content-Length: +{len(LISTING)}\r\n"},
        {"length": f"Content-Length: {len(LISTING)}, {len(LISTING)}\r\n"},
        {"length": f"Content-Length: {len(LISTING)}\r\nContent-Length: {len(LISTING)}\r\n"},
        {"length": "Content-Length: 0\r\nContent-Length: 5\r\n"},
        {"length": "Content-Length: -1\r\n"},
        {"length": "Content-Length: 0x10\r\n"},
        {"length": "Transfer-Encoding: chunked\r\n", "body": b"zz\r\n" + LISTING + b"\r\n0\r\n\r\n"},
        {"length": "Transfer-Encoding: chunked\r\n", "body": b"FFFFFFFFFFFFFFFF1\r\n" + LISTING + b"\r\n0\r\n\r\n"},
        {"length": "Transfer-Encoding: chunked\r\n", "body": b"-5\r\n" + LISTING + b"\r\n0\r\n\r\n"},
        {"length": "Transfer-Encoding: chunked\r\n", "body": SIZE.replace(b"\r", b"") + LISTING + b"\n0\n\n" + HIDDEN},
        {"extra": "X-Bare: a\rTransfer-Encoding: chunked\r\n"},
        {"extra": "X-Nul: a\x00b\r\n"},
        {"extra": "X-Folded: a\r\n Transfer-Encoding: chunked\r\n"},
        {"extra": " Transfer-Encoding: chunked\r\n"},
        {"extra": "no colon\r\n"},
        {"extra": "".join(f"X-{number}: a\r\n" for number in range(500))},
        {"extra": f"X-Long: {'a' * 9_000}\r\n"},
        {"line": f"POST /v1/notes/list{'a' * 9_000} HTTP/1.1"},
        {"line": "POST /v1/notes/list HTTP/1.1\r\n"},
        {"line": "POST /v1/notes/list HTTP/2.0"},
        {"line": "POST  /v1/notes/list  HTTP/1.1"},
    ],
)
def test_a_request_that_can_be_read_in_two_ways_is_refused_and_the_connection_ends(agent: Running, browser: Paired, change: dict[str, str]) -> None:
    """Smuggling: nothing behind a doubtful length is ever taken for a request. One problem, no second answer, no open connection."""
    heard = speak(agent.port, request(agent, browser, **change) + request(agent, browser))  # type: ignore[arg-type]
    assert heard.was_closed
    assert 200 not in heard.statuses, heard.raw
    assert heard.codes == ["malformed_request"], heard.raw


def test_bare_line_feeds_are_no_line_ends(agent: Running, browser: Paired) -> None:
    """What one reader takes for two headers another takes for one."""
    heard = speak(agent.port, request(agent, browser).replace(b"\r\n", b"\n"))
    assert heard.codes == ["malformed_request"]


@pytest.mark.parametrize("second", ["127.0.0.1:{port}", "rebind.example:{port}", ""])
def test_two_hosts_are_none(agent: Running, browser: Paired, second: str) -> None:
    """In either order, and the same one twice."""
    own, other = f"Host: 127.0.0.1:{agent.port}\r\n", f"Host: {second.format(port=agent.port)}\r\n"
    for host in (own + other, other + own, f"Host: rebind.example\r\n 127.0.0.1:{agent.port}\r\n", f"Host : 127.0.0.1:{agent.port}\r\n", ""):
        heard = speak(agent.port, request(agent, browser, host=host))
        assert heard.was_closed
        assert heard.codes in (["malformed_request"], ["wrong_host"]), heard.raw


def test_headers_that_decide_stand_once(agent: Running, browser: Paired) -> None:
    """A second Origin, token, kind of content or word of the browser, foreign or the same, behind or before the right one."""
    foreign = ["Origin: https://evil.example", "Sec-Fetch-Site: cross-site", "Content-Type: text/plain", f"Authorization: Bearer {'0' * 64}"]
    same = [f"Origin: {browser.origin}", "Content-Type: application/json", f"Authorization: Bearer {browser.token}"]
    for line in foreign + same:
        heard = speak(agent.port, request(agent, browser, extra=f"{line}\r\nConnection: close\r\n"))
        assert heard.statuses[0] in (400, 401, 403, 415), (line, heard.raw)
    twice = "Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site\r\nConnection: close\r\n"
    assert speak(agent.port, request(agent, browser, extra=twice)).codes == ["foreign_page"]


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:{port}/v1/notes/list", "http://rebind.example/v1/notes/list", "//127.0.0.1:{port}/v1/notes/list", "127.0.0.1:{port}"]
)
def test_a_target_that_names_a_host_is_no_target(agent: Running, browser: Paired, target: str) -> None:
    """Absolute form, whoever it names: by RFC 9112 it would go before the Host header, so two readers could see two hosts."""
    for method in ("POST", "CONNECT"):
        heard = speak(agent.port, request(agent, browser, line=f"{method} {target.format(port=agent.port)} HTTP/1.1"))
        assert heard.codes in (["unknown_route"], ["malformed_request"], ["wrong_method"]), heard.raw


def test_older_and_newer_http_get_no_further(agent: Running, browser: Paired) -> None:
    """HTTP/0.9, 1.0 without a host, the preface of HTTP/2, TLS: refused; and an upgrade changes nothing about the answer."""
    for raw, codes in (
        (b"GET /pair\r\n\r\n", ["wrong_host"]),
        (request(agent, browser, line="POST /v1/notes/list HTTP/1.0", host=""), ["wrong_host"]),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", ["malformed_request"]),
        (bytes.fromhex("16030100f8010000f40303") + bytes(240), ["malformed_request"]),
    ):
        assert speak(agent.port, raw).codes == codes
    upgrade = "Connection: Upgrade, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
    heard = speak(agent.port, request(agent, browser, extra=upgrade))
    assert heard.statuses == [200]
    assert b"101" not in heard.raw.split(b"\r\n")[0]


def test_trailers_add_nothing(agent: Running, browser: Paired) -> None:
    """A field behind a chunked body is no header: the guard has decided before it came."""
    late = SIZE + LISTING + f"\r\n0\r\nAuthorization: Bearer {browser.token}\r\n\r\n".encode()
    without = request(agent, browser, length="Transfer-Encoding: chunked\r\n", body=late)
    without = without.replace(f"Authorization: Bearer {browser.token}\r\n".encode(), b"", 1)
    assert speak(agent.port, without).codes == ["not_paired"]


def test_nobody_is_asked_for_a_body_before_the_guard_has_said_yes(agent: Running, browser: Paired) -> None:
    """`100 Continue` is granted to the one request that passes and to none that is refused."""
    asks = "Expect: 100-continue\r\nConnection: close\r\n"
    assert speak(agent.port, request(agent, browser, extra=asks)).statuses == [100, 200]
    for change in ({"host": "Host: rebind.example\r\n"}, {"line": "POST /nowhere HTTP/1.1"}, {"length": f"Content-Length: {8 << 20}\r\n"}):
        heard = speak(agent.port, request(agent, browser, extra=asks, body=b"", **change))  # type: ignore[arg-type]
        assert 100 not in heard.statuses
        assert len(heard.codes) == 1


def test_a_refused_body_is_no_request(agent: Running, browser: Paired) -> None:
    """A body that looks like a request stays a body, also when its request was refused before it was read."""
    inner = request(agent, browser)
    heard = speak(agent.port, request(agent, browser, host="Host: rebind.example\r\n", body=inner, extra="") + request(agent, browser))
    assert heard.statuses == [421, 200], "the refusal, then the request behind the body; nothing for the one inside it"


def test_a_replayed_proof_and_code_are_worth_nothing(agent: Running, browser: Paired) -> None:
    """What somebody overheard: the proof is over another nonce, the code is used up. The control: the proof of the same nonce is the same."""
    asked = [os.urandom(32).hex() for _ in range(2)]
    told = [agent.post("/v1/proof", {"client": browser.client, "nonce": nonce}, {"Origin": browser.origin}).json for nonce in (*asked, asked[0])]
    assert told[0] == told[2]
    assert told[0] != told[1]
    code = agent.offer()["url"].partition("#")[2]
    body = {"code": code, "name": "Test browser", "scopes": ["page"]}
    origin = {"Origin": "chrome-extension://replayreplayreplayreplayreplayre"}
    assert agent.post("/v1/pair", body, origin).status == 200
    assert agent.post("/v1/pair", body, origin).code == "pairing_expired"


def test_a_token_in_the_address_is_refused_and_written_nowhere(agent: Running, browser: Paired) -> None:
    """Query, fragment, path and user part; then the log, which says everything, is searched. The control: without it there is an answer."""
    bare = f"Origin: {browser.origin}\r\nContent-Type: application/json\r\nConnection: close\r\n"
    for target in ("/v1/notes/list?token={}", "/v1/notes/list#{}", "/v1/notes/list/{}", "/{}/v1/notes/list", "http://{}@127.0.0.1/v1/notes/list"):
        raw = f"POST {target.format(browser.token)} HTTP/1.1\r\nHost: 127.0.0.1:{agent.port}\r\n{bare}Content-Length: {len(LISTING)}\r\n\r\n"
        assert speak(agent.port, raw.encode() + LISTING).codes[0] in ("unknown_route", "malformed_request")
    assert speak(agent.port, request(agent, browser)).statuses == [200]
    assert "ready on port" in agent.log
    assert browser.token not in agent.log


def test_what_is_not_http_cannot_push_everything_else_out_of_the_log(agent: Running, usual: Running) -> None:
    """Hundreds of broken requests add not a line to a log of the usual level; the control is DEBUG, where each is a line."""
    for one, expected in ((usual, 0), (agent, 300)):
        before = one.log.count("\n")
        for _ in range(300):
            assert speak(one.port, b"NOT HTTP\r\n\r\n").codes == ["malformed_request"]
        assert one.log.count("\n") - before == expected


@contextmanager
def silent(port: int, count: int, first: bytes = b"") -> Iterator[list[socket.socket]]:
    """That many connections on which nothing more is said."""
    with ExitStack() as stack:
        held = []
        for _ in range(count):
            one = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            one.sendall(first)
            held.append(one)
        yield held


def memory_of(pid: int) -> int:
    """Resident, in KB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def handles_of(pid: int) -> int:
    """Open files and sockets."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def test_silent_callers_take_nobodys_place(usual: Running, request: pytest.FixtureRequest) -> None:
    """More connections than there are places (10,000 with --rounds), silent, with half a request, with as many long headers as are taken: the
    paired browser is answered on a new connection and on the one that it had, memory stays, only so many are held, and the log says it once."""
    count = request.config.getoption("--rounds") or connections.MOST + 100
    browser, before = usual.pair(), memory_of(usual.process.pid)
    with socket.create_connection(("127.0.0.1", usual.port), timeout=30) as own:
        asking = browser_request(usual, browser)
        own.sendall(asking)
        assert b"200 OK" in own.recv(65_536)
        for first in (b"", b"POST /v1/health HTTP/1.1\r\nHost: 127", MANY_HEADERS):
            callers = min(count, connections.MOST + 100) if first is MANY_HEADERS else count
            with silent(usual.port, callers, first):
                assert usual.post("/v1/notes/list", {"person": person()}, browser.headers).status == 200
                own.sendall(asking)
                assert b"200 OK" in own.recv(65_536), "the connection of somebody known was kept"
                held, grown = handles_of(usual.process.pid), memory_of(usual.process.pid) - before
            print(f"{callers} callers ({len(first)} bytes each): {held} files open, {grown} KB more")
            assert held < connections.MOST + 50
            assert grown < 200 * 1024
    assert usual.log.count("connections are open") in (1, 2, 3)


def browser_request(agent: Running, browser: Paired) -> bytes:
    """One that keeps its connection."""
    return request(agent, browser, extra="")


def test_the_control_without_a_limit_holds_them_all() -> None:
    """The book itself. With room for all nobody leaves; with room for three it is the oldest silent one, then the longest rested; never who works."""

    class Connection:
        gone = False

        def force_close(self) -> None:
            self.gone = True

    def left(most: int, *, at_work: tuple[int, ...] = (), rested: tuple[int, ...] = ()) -> list[int]:
        book, made = Connections(most), [Connection() for _ in range(6)]
        for number, one in enumerate(made):
            book.opened(one)  # type: ignore[arg-type]
            if number in at_work + rested:
                book.attend(one)  # type: ignore[arg-type]
            if number in rested:
                book.answered(one)  # type: ignore[arg-type]
        return [number for number, one in enumerate(made) if not one.gone]

    assert left(6) == [0, 1, 2, 3, 4, 5]
    assert left(3) == [3, 4, 5]
    assert left(3, rested=(0, 1)) == [0, 1, 5]
    assert left(3, rested=(0, 1, 2, 3, 4, 5)) == [3, 4, 5]
    assert left(3, at_work=(0, 1, 2)) == [0, 1, 2], "whoever works stays; whoever comes to a full house leaves"


def test_there_is_room_for_the_store_beside_the_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Played by a fake of the call: macOS begins with 256 open files and lets a process have more; a small hard limit leaves fewer connections."""
    import resource  # noqa: PLC0415

    for limits, expected, wanted in (((256, 10_240), 256, (4096, 10_240)), ((256, 300), 172, (300, 300)), ((20_000, 20_000), 256, None)):
        asked: list[tuple[int, int]] = []
        monkeypatch.setattr(resource, "getrlimit", lambda _kind, limits=limits: limits)
        monkeypatch.setattr(resource, "setrlimit", lambda _kind, new, asked=asked: asked.append(new))
        assert room() == expected
        assert asked == ([wanted] if wanted else [])


async def test_half_a_request_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Headers that never end are not waited for beyond the time for silence, and a byte now and then does not prolong it. The control: without
    that time the connection is open still."""

    async def is_given_up(seconds: float) -> bool:
        monkeypatch.setattr(connections, "_SILENCE_SECONDS", seconds)
        async with served(web.Application()) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
            ended = asyncio.create_task(reader.read(1))
            for _ in range(20):
                writer.write(b"a")
                await asyncio.wait([ended], timeout=0.05)
            writer.close()
            is_over = ended.done()
            ended.cancel()
            return is_over

    assert await is_given_up(0.3)
    assert not await is_given_up(3_600)


@asynccontextmanager
async def served(app: web.Application, runner: type[web.AppRunner] = ShapedRunner) -> AsyncIterator[int]:
    """Any application behind the agent's own connections, or behind aiohttp's. Gives its port."""
    app[CONNECTIONS] = Connections(9)
    running_app = runner(app, shutdown_timeout=1)
    await running_app.setup()
    await web.TCPSite(running_app, "127.0.0.1", 0).start()
    try:
        yield running_app.addresses[0][1]
    finally:
        await running_app.cleanup()


async def test_nothing_that_came_compressed_is_unpacked(tmp_path: Path) -> None:
    """A bomb of 2 KB that would be 2 MB: refused, and below the guard it is 2 KB still. The control: aiohttp's own runner unpacks it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = packer.compress(bytes(2 << 20)) + packer.flush()
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    async with inside(tmp_path) as (_, client):
        refused = await client.post("/v1/health", data=bomb, headers=headers | HEADERS)
        assert refused.status == 415
    sizes = []
    for kind in (ShapedRunner, web.AppRunner):
        app = web.Application(client_max_size=8 << 20)

        async def size(request: web.Request) -> web.Response:
            return web.json_response(len(await request.read()))

        app.router.add_post("/", size)
        async with served(app, kind) as port, aiohttp.request("POST", f"http://127.0.0.1:{port}/", data=bomb, headers=headers) as reply:
            sizes.append(await reply.json())
    assert sizes == [len(bomb), 2 << 20]
