"""A page of many: with whom I share most, in one call, and nothing of it is kept."""

from __future__ import annotations

import json
from pathlib import Path

from tests.agent.running import Paired, Running, running, snapshot

ME = {"name": "Marit", "about": "I row a single scull before work.", "interests": ["rowing"], "addresses": ["https://rowers.example/@marit"]}
ROWER = "Out in the single scull at six, rowing home with the tide."


def person(name: str, words: str) -> dict[str, object]:
    """Somebody on the page."""
    return snapshot(name=name, url=f"https://rowers.example/@{name.lower()}", site="mastodon", posts=[{"text": words, "date": "2026-10-01"}])


def told(agent: Running, paired: Paired, *people: dict[str, object]) -> dict[str, object]:
    """The agent's answer."""
    reply = agent.post("/v1/meet", {"people": people}, paired.headers)
    assert reply.status == 200, reply.body
    answer: dict[str, object] = reply.json
    return answer


def test_a_page_of_many_is_answered_in_one_call_and_forgotten(tmp_path: Path) -> None:
    """Who shares most first; myself left out; nobody kept by it; who is kept already is marked."""
    with running(tmp_path) as agent:
        paired = agent.pair()
        assert agent.post("/v1/me/save", {"me": ME}, paired.headers).status == 200
        people = (person("Bo", "The coffee is good today."), person("Ilse", ROWER), person("Marit", ROWER))
        answer = told(agent, paired, *people)
        assert [one["person"]["name"] for one in answer["people"]] == ["Ilse"]  # type: ignore[attr-defined]
        assert answer["asked"] == 2, "I am not one of those to meet"
        assert json.loads(agent.cli("export").stdout)["people"] == []
        assert agent.post("/v1/keep", {"snapshot": people[1]}, paired.headers).status == 200
        (kept,) = told(agent, paired, *people)["people"]  # type: ignore[misc]
        assert kept["person"]["kept"] is True


def test_a_hundred_and_no_more(agent: Running, browser: Paired) -> None:
    """A hundred are compared; one more is refused with a problem that says how many, and nothing is lost by it."""
    assert told(agent, browser, *(person(f"N{n}", ROWER) for n in range(100)))["asked"] == 100
    reply = agent.post("/v1/meet", {"people": [person(f"N{n}", ROWER) for n in range(101)]}, browser.headers)
    assert (reply.status, reply.code) == (422, "invalid_body")
    assert "100" in json.dumps(reply.json)
