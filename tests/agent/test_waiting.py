"""Too much at once: a bounded number of requests is in work, a slow body holds nobody up, and nothing acknowledged is lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.agent.inside import HEADERS, inside
from tests.agent.running import person

from learnlearn.api import body
from learnlearn.store.folder import sealed_file


async def test_more_than_may_wait_are_told_to_come_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten notes at once where three may wait and the disk stands still: seven are refused with Retry-After; the three are saved."""
    release = asyncio.Event()
    loop = asyncio.get_running_loop()
    real = sealed_file.SealedFile.flush

    def slow(file: sealed_file.SealedFile) -> bool:
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result()
        return real(file)

    async with inside(tmp_path, waiting=3) as (agent, client):
        with monkeypatch.context() as patched:
            patched.setattr(sealed_file.SealedFile, "flush", slow)

            async def add(number: int) -> tuple[int, str | None]:
                reply = await client.post("/v1/notes/add", json={"person": person(), "text": f"note {number}"}, headers=HEADERS)
                return reply.status, reply.headers.get("Retry-After")

            asked = [asyncio.create_task(add(number)) for number in range(10)]
            waiting = set(asked)
            done: set[asyncio.Task[tuple[int, str | None]]] = set()
            try:
                async with asyncio.timeout(10):
                    while len(done) < 7:
                        more, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                        done |= more
            except TimeoutError:
                release.set()  # so that the failure is an assertion and not a test that never ends
            assert {task.result() for task in done} == {(503, "1")}
            health = await client.post("/v1/health", json={})
            assert health.status == 200  # who answers is told even then
            release.set()
            assert [(await task)[0] for task in waiting] == [200, 200, 200]
        kept = await (await client.post("/v1/notes/list", json={"person": person()}, headers=HEADERS)).json()
        assert len(kept["notes"]) == 3
        assert agent.store is not None


async def test_a_body_that_does_not_come_is_given_up_and_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One request may wait at a time here; a body that stops half-way takes no place, and ends as a problem."""
    monkeypatch.setattr(body, "_SECONDS", 0.3)
    async with inside(tmp_path, waiting=1) as (_, client):

        async def half() -> object:
            yield b'{"person": '
            await asyncio.Event().wait()

        slow = asyncio.create_task(client.post("/v1/notes/list", data=half(), headers=HEADERS | {"Content-Type": "application/json"}))
        other = await client.post("/v1/notes/list", json={"person": person()}, headers=HEADERS)
        assert other.status == 200
        reply = await slow
        assert (reply.status, (await reply.json())["code"]) == (408, "body_too_slow")


async def test_open_routes_read_little_of_a_stranger(tmp_path: Path) -> None:
    """4 KiB, declared or not; the same size passes where a token was shown."""
    async with inside(tmp_path) as (_, client):
        padded = b" " * 5_000 + b"{}"

        async def chunked() -> object:
            yield padded

        json_type = {"Content-Type": "application/json"}
        for data in (padded, chunked()):
            reply = await client.post("/v1/health", data=data, headers=json_type)
            assert (reply.status, (await reply.json())["code"]) == (413, "body_too_large")
        assert (await client.post("/v1/health", data=b" " * 3_000 + b"{}", headers=json_type)).status == 200
        assert (await client.post("/v1/me/get", data=padded, headers=HEADERS | json_type)).status == 200


async def test_an_answer_is_computed_from_me_as_saved_last(tmp_path: Path) -> None:
    """The reading of my profile is kept between requests and made anew when it changes; own page and blank profile are recognised."""
    page = {
        "site": "github", "url": "https://github.com/noor-haddad", "captured_at": "2026-10-20T09:30:00Z", "name": "Noor Haddad",
        "about": "I keep bees on a roof in Lyon and write about varroa mites.",
        "groups": ["Rooftop Beekeepers of Lyon"],
        "posts": [{"text": "Second honey harvest of the year from my two hives.", "date": "2026-10-10"}],
    }  # fmt: skip
    async with inside(tmp_path) as (agent, client):

        async def state() -> str:
            reply = await client.post("/v1/conversation", json={"snapshot": page}, headers=HEADERS)
            assert reply.status == 200, await reply.text()
            return str((await reply.json())["state"])

        assert await state() == "me_blank"
        mine = {"about": "Beekeeper with three hives, fighting varroa mites.", "groups": ["Rooftop Beekeepers of Lyon"]}
        assert (await client.post("/v1/me/save", json={"me": mine}, headers=HEADERS)).status == 200
        assert await state() == "ready"
        reading = agent.answers._read
        assert await state() == "ready"
        assert agent.answers._read is reading
        mine["addresses"] = ["http://www.github.com/Noor-Haddad/"]
        await client.post("/v1/me/save", json={"me": mine}, headers=HEADERS)
        assert await state() == "own_page"


async def test_a_second_look_at_the_same_page_is_not_compared_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Later it is the same common ground, and what was asked meanwhile is not proposed again. Another word on the page makes it anew; a person
    forgotten or some minutes leave nothing of it."""
    page = {
        "site": "github", "url": "https://github.com/noor-haddad", "captured_at": "2026-10-20T09:30:00Z", "name": "Noor Haddad",
        "about": "I keep bees on a roof in Lyon and write about varroa mites.",
    }  # fmt: skip
    async with inside(tmp_path) as (agent, client):

        async def look(**more: str) -> list[dict[str, str]]:
            reply = await client.post("/v1/conversation", json={"snapshot": page | more}, headers=HEADERS)
            assert reply.status == 200, await reply.text()
            return list((await reply.json())["prompts"])

        me = {"about": "Beekeeper with three hives, fighting varroa mites."}
        assert (await client.post("/v1/me/save", json={"me": me}, headers=HEADERS)).status == 200
        first = await look()
        compared = agent.answers._compared
        assert compared is not None
        who = {key: page[key] for key in ("site", "url", "name")}
        asked = {"person": who, "kind": "asked", "text": first[0]["text"], "prompt_id": first[0]["id"]}
        assert (await client.post("/v1/notes/add", json=asked, headers=HEADERS)).status == 200
        again = await look(captured_at="2026-10-20T09:31:00Z")
        assert agent.answers._compared is compared
        assert first[0]["id"] not in [prompt["id"] for prompt in again]
        await look(about="I keep bees on a roof in Lyon and write about wax moths.")
        assert agent.answers._compared is not compared
        assert (await client.post("/v1/people/forget", json={"person": who, "confirmed": True}, headers=HEADERS)).status == 200
        assert agent.answers._compared is None
        monkeypatch.setattr("learnlearn.acts.answers._MEMORY", 0.0)
        await look()
        await asyncio.sleep(0)
        assert agent.answers._compared is None
