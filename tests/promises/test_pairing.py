"""Pairing: one code, one use, two minutes; five guesses at six digits; the agent proves itself by a key both got then."""

from __future__ import annotations

import asyncio
import hmac
import re
import subprocess
from pathlib import Path

import pytest
from tests.agent.inside import HEADERS, inside
from tests.agent.running import CHROMIUM, FIREFOX, MAIN, Json, Running, files, nonce, running

from learnlearn.acts.clients import DIGIT_TRIES, OFFER_SECONDS, Offers
from learnlearn.errors import PairingError, PairingExpiredError

SCOPES = ("page", "me", "people")
# Stands for a browser: what it was started with, what everybody can see of every program meanwhile, and the file that it was given.
_BROWSER = """#!/bin/sh
cd "$(dirname "$0")"
cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' > seen
case "$1" in file://*) cat "${1#file://}" > given; stat -c %a "${1#file://}" > mode;; esac
"""


def take(agent: Running, code: str, origin: str = CHROMIUM, scopes: tuple[str, ...] = SCOPES) -> tuple[int, str]:
    """An attempt with a code."""
    reply = agent.post("/v1/pair", {"code": code, "name": "Test browser", "scopes": scopes}, {"Origin": origin} if origin else {})
    return reply.status, reply.code


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory):
    """An agent with nobody paired."""
    with running(tmp_path_factory.mktemp("pairing"), "--log-level", "DEBUG") as started:
        yield started


def test_the_long_code_works_once(fresh: Running) -> None:
    """By the link that the command prints; the second use of it is refused."""
    offer = fresh.offer_by_command()
    code = offer["url"].partition("#")[2]
    assert offer["url"] == f"http://127.0.0.1:{fresh.port}/pair#{code}"
    assert len(code) == 32
    assert take(fresh, code) == (200, "")
    assert take(fresh, code) == (403, "pairing_expired")
    assert take(fresh, offer["digits"]) == (403, "pairing_expired")
    assert take(fresh, "0" * 32) == (403, "pairing_refused")


def test_the_code_is_in_no_programs_arguments(fresh: Running, tmp_path: Path) -> None:
    """The browser is given a file that nobody else can read and that leads to the link; it is gone when the code is. The control: started with the
    link itself, as a command line could do, every program shows it."""
    browser = tmp_path / "browser"
    browser.write_text(_BROWSER)
    browser.chmod(0o700)
    environment = {**fresh.environment, "BROWSER": str(browser)}
    with subprocess.Popen([*MAIN, "pair"], env=environment, stdout=subprocess.PIPE, text=True) as pairing:
        assert pairing.stdout is not None
        told = "".join(iter(pairing.stdout.readline, f"Both work once, for {OFFER_SECONDS} seconds.\n"))
        link = re.search(r'url=(http://127\.0\.0\.1:\d+/pair#([0-9a-f]{32}))"', (tmp_path / "given").read_text())
        assert link
        assert link[2] not in told + (tmp_path / "seen").read_text()
        assert (tmp_path / "mode").read_text() == "600\n"
        assert take(fresh, link[2]) == (200, "")
        assert "Paired with Test browser" in pairing.stdout.read()
    assert pairing.returncode == 0
    assert not (fresh.home / "learnlearn/state/pair.html").exists()
    subprocess.run([browser, link[1]], check=True)
    assert link[2] in (tmp_path / "seen").read_text(), "the control"


def test_six_digits_can_be_typed_and_guessed_at_five_times_only(fresh: Running) -> None:
    """Five wrong guesses end the digits of every open offer, and no long code."""
    first, second = fresh.offer(), fresh.offer()
    wrong = next(f"{number:06}" for number in range(10) if f"{number:06}" not in (first["digits"], second["digits"]))
    for _ in range(DIGIT_TRIES - 1):
        assert take(fresh, wrong) == (403, "pairing_refused")
    assert take(fresh, first["digits"]) == (200, "")
    assert take(fresh, wrong) == (403, "pairing_refused")
    assert take(fresh, second["digits"], FIREFOX) == (403, "pairing_expired")
    assert take(fresh, second["url"].partition("#")[2], FIREFOX) == (200, "")


def test_wrong_long_codes_burn_nothing(fresh: Running) -> None:
    """A hostile program may guess at 128 bits as long as it likes; the offer still works, by either code."""
    offer = fresh.offer()
    for number in range(50):
        assert take(fresh, f"{number:032x}") == (403, "pairing_refused")
    assert take(fresh, offer["digits"]) == (200, "")


def test_time_ends_an_offer() -> None:
    """By a clock that the test holds: one tick before the end it works, at the end it does not."""
    now = 0.0
    offers = Offers(lambda: now)
    early, late = offers.make("", SCOPES), offers.make("", SCOPES)
    now = OFFER_SECONDS - 0.001
    assert offers.take(early.code) is early
    now = OFFER_SECONDS
    for code in (late.code, late.digits):
        with pytest.raises(PairingExpiredError):
            offers.take(code)
    now = 3 * OFFER_SECONDS
    offers.make("", SCOPES)
    with pytest.raises(PairingError):  # forgotten by now
        offers.take(late.code)


@pytest.mark.parametrize("origin", ["", "https://www.linkedin.com", "null", "http://127.0.0.1:9999"])
def test_only_an_extension_pairs(fresh: Running, origin: str) -> None:
    """A page, or a program without an Origin, that has found the code gets nothing, and the code still works for the extension."""
    code = fresh.offer()["url"].partition("#")[2]
    status, told = take(fresh, code, origin)
    assert (status, told) in ((403, "foreign_page"), (403, "origin_refused"))
    assert take(fresh, code) == (200, "")


def test_pairing_again_replaces_and_the_old_token_ends(fresh: Running) -> None:
    """The same Origin keeps its place in the list; the reply says `replaced`; another browser stays as it is."""
    first, other = fresh.pair(), fresh.pair(FIREFOX)
    code = fresh.offer_by_command("--name", "Desk")["url"].partition("#")[2]
    again = fresh.post("/v1/pair", {"code": code, "name": "x", "scopes": ["page"]}, {"Origin": CHROMIUM}).json
    assert again["replaced"] is True
    assert again["client"] == first.client
    assert again["scopes"] == ["page"]
    assert fresh.post("/v1/me/get", {}, first.headers).code == "not_paired"
    assert fresh.post("/v1/me/get", {}, other.headers).status == 200
    assert fresh.post("/v1/me/get", {}, first.headers | {"Authorization": f"Bearer {again['token']}"}).code == "scope_missing"
    listed = fresh.cli("clients").stdout
    assert listed.count(first.client) == 1
    assert "Desk" in listed


def test_the_offer_limits_what_the_browser_may_ask_for(fresh: Running) -> None:
    """Granted is what is both asked for and offered; nothing in common is a refusal."""
    code = fresh.offer_by_command("--scope", "page", "--scope", "me")["url"].partition("#")[2]
    told = fresh.post("/v1/pair", {"code": code, "name": "x", "scopes": ["people", "page"]}, {"Origin": CHROMIUM}).json
    assert told["scopes"] == ["page"]
    code = fresh.offer_by_command("--scope", "page")["url"].partition("#")[2]
    assert take(fresh, code, FIREFOX, ("people",)) == (403, "pairing_refused")


def test_the_agent_proves_itself_to_the_browser_it_paired(fresh: Running) -> None:
    """HMAC by the key of that pairing, over that nonce; another Origin learns not even that the client exists."""
    paired = fresh.pair()
    for _ in range(3):
        asked = nonce()
        told = fresh.post("/v1/proof", {"client": paired.client, "nonce": asked}, {"Origin": CHROMIUM})
        expected = hmac.new(bytes.fromhex(paired.proof_key), f"learnlearn-proof:{asked}".encode(), "sha256").hexdigest()
        assert told.json == {"proof": expected}
    other = hmac.new(bytes(32), f"learnlearn-proof:{asked}".encode(), "sha256").hexdigest()
    assert told.json["proof"] != other
    stranger = fresh.post("/v1/proof", {"client": paired.client, "nonce": nonce()}, {"Origin": FIREFOX})
    nobody = fresh.post("/v1/proof", {"client": "0" * 16, "nonce": nonce()}, {"Origin": CHROMIUM})
    assert (stranger.status, stranger.body) == (nobody.status, nobody.body) == (404, nobody.body)
    assert stranger.code == "unknown_client"


def test_a_revoked_browser_is_out_at_once_and_others_are_not(fresh: Running) -> None:
    """Its token and its proof end; what was kept through it stays; so it is after a restart."""
    first, second = fresh.pair(), fresh.pair(FIREFOX)
    fresh.cli("clients", "rename", second.client, "Fox at home")
    fresh.cli("clients", "revoke", first.client)
    assert fresh.post("/v1/me/get", {}, first.headers).code == "not_paired"
    assert fresh.post("/v1/proof", {"client": first.client, "nonce": nonce()}, {"Origin": CHROMIUM}).code == "unknown_client"
    assert fresh.cli("clients", "revoke", first.client, check=False).returncode == 1
    fresh.end()
    with running(fresh.home) as again:
        assert again.post("/v1/me/get", {}, second.headers).status == 200
        assert again.post("/v1/me/get", {}, first.headers).code == "not_paired"
        assert "Fox at home" in again.cli("clients").stdout


async def test_a_change_in_work_does_not_bring_back_who_is_revoked(tmp_path: Path) -> None:
    """A new name that is just being written while the token is taken away: refused from then on, and after a restart. The control: renamed alone, it
    works on."""
    for names, status in (((), 200), (("rename", "revoke"), 401), (("revoke", "rename"), 401)):
        async with inside(tmp_path) as (_, client):

            async def call(path: str, about: Json) -> tuple[int, Json]:
                reply = await client.post(f"/v1/control/clients/{path}", json=about, headers=HEADERS)
                return reply.status, await reply.json()

            _, made = await call("make", {"name": "script", "scopes": ["me"]})
            who = made["client"]["client"]
            about = {"rename": {"client": who, "name": "another"}, "revoke": {"client": who}}
            await call("rename", about["rename"])
            await asyncio.gather(*(call(name, about[name]) for name in names))
            token = {"Authorization": f"Bearer {made['token']}"}
            assert (await client.post("/v1/me/get", json={}, headers=token)).status == status
        async with inside(tmp_path) as (_, client):
            assert (await client.post("/v1/me/get", json={}, headers=token)).status == status


def test_no_token_key_or_code_is_readable_on_disk_or_in_the_log(fresh: Running) -> None:
    """Searched as hex and as bytes in every file of the home but the control file; the control is a secret that does lie there."""
    paired, offer = fresh.pair(), fresh.offer()
    program = fresh.cli("pair", "--client", "my script", "--scope", "page").stdout.strip()
    fresh.post("/v1/me/get", {}, paired.headers)
    secrets = [paired.token, paired.proof_key, program, offer["url"].partition("#")[2]]
    found = {name: data for name, data in files(fresh.home).items() if not name.endswith("control.json")}
    assert len(found) >= 5
    for secret in secrets:
        for name, data in found.items():
            assert secret.encode() not in data, name
            assert bytes.fromhex(secret) not in data, name
    key = (fresh.home / "learnlearn/config/data.key").read_bytes().strip()
    assert any(key in data for data in found.values())
    fresh.end()
    assert not (fresh.home / "learnlearn/state/control.json").exists()
