"""A reason tells how many of the people I keep share a thing, when there are enough of them to tell."""

from __future__ import annotations

import time
from pathlib import Path

from tests.agent.running import Json, Paired, Running, person, running, snapshot

BAKER = {"posts": [{"text": "The stiff starter is happy again, banneton ready."}]}
RINGER = {"posts": [{"text": "Fired out of Stedman Triples again, and we had promised a quarter peal."}]}
BOTH = {"posts": [*BAKER["posts"], *RINGER["posts"]]}
PATIENCE = 30  # seconds


def _page(name: str, facts: Json) -> Json:
    return snapshot(**facts, name=name, url=f"https://www.linkedin.com/in/{name.lower().replace(' ', '-')}")


def _reasons(agent: Running, paired: Paired) -> dict[str, str]:
    told = agent.post("/v1/conversation", {"snapshot": _page("Somebody new", BOTH)}, paired.headers)
    assert told.status == 200, told.body
    return {one["label"]: one["reason"] for one in told.json["common"]}


def _counted(agent: Running, paired: Paired, words: str) -> dict[str, str]:
    end = time.monotonic() + PATIENCE
    while True:
        reasons = _reasons(agent, paired)
        if any(words in one for one in reasons.values()):
            return reasons
        assert time.monotonic() < end, reasons


def test_the_reason_counts_the_people_i_keep(tmp_path: Path) -> None:
    """Also after a restart, with who came by an import, and without who was forgotten, by hand or by age; control: with two dozen kept it tells no
    number."""
    kept = [*(_page(f"Baker {at}", BAKER) for at in range(22)), _page("Ringer 1", RINGER), _page("Ringer 2", RINGER)]
    with running(tmp_path) as agent:
        paired = agent.pair()
        me = {"interests": ["sourdough", "bell ringing"]}
        assert agent.post("/v1/me/save", {"me": me}, paired.headers).status == 200
        for one in kept:
            assert agent.post("/v1/keep", {"snapshot": one}, paired.headers).status == 200
        assert not any("of your" in reason for reason in _reasons(agent, paired).values())
        for one in (_page("Ringer 3", RINGER), _page("Baker 23", BAKER)):
            assert agent.post("/v1/keep", {"snapshot": one}, paired.headers).status == 200
        reasons = _counted(agent, paired, "of your 26 contacts")
        assert reasons["bell ringing"].startswith("three of your 26 contacts, and ")
        assert list(reasons) == ["bell ringing", "sourdough baking"]
    with running(tmp_path) as agent:
        _counted(agent, paired, "of your 26 contacts")
        gone = {"person": person("ringer-3", "Ringer 3"), "confirmed": True}
        assert agent.post("/v1/people/forget", gone, paired.headers).status == 200
        assert _counted(agent, paired, "of your 25 contacts")["bell ringing"].startswith("two of your 25 contacts, and ")
        assert agent.post("/v1/import", {"confirmed": True, "export": _export()}, paired.headers).status == 200
        _counted(agent, paired, "of your 26 contacts")
        assert agent.post("/v1/retention/save", {"days": 3_000, "confirmed": True}, paired.headers).status == 200
        _counted(agent, paired, "of your 25 contacts")


def _export() -> Json:
    """Somebody of long ago, without a page."""
    note = {"id": "01JAAAAAAAAAAAAAAAAAAAAAAA", "text": "long ago", "kind": "note", "at": "2012-03-04T05:06:07Z"}
    one = {"id": "01JAAAAAAAAAAAAAAAAAAAAAAB", "name": "Old Friend", "site": "linkedin", "url": "https://www.linkedin.com/in/old-friend"}
    return {
        "format": "learnlearn-notes",
        "version": 1,
        "exported_at": "2012-03-04T05:06:07Z",
        "agent": "0.1",
        "people": [{**one, "kept_at": "2012-03-04T05:06:07Z", "snapshots": [], "notes": [note]}],
    }
