"""One person on two networks: shown with the proof, one only on my word, two when I say so, and taken back as if it had not been said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.agent.running import Json, Paired, Running, running, snapshot

GITHUB, MASTODON = "https://github.com/ilse-v", "https://clock.example/@ilse"
ON_GITHUB = {"name": "Ilse V.", "site": "github", "url": GITHUB, "links": [MASTODON]}
ON_MASTODON = {"name": "Ilse Vandermolen", "site": "mastodon", "url": MASTODON, "links": [GITHUB]}
STRANGER = {"name": "Ilse Vandermolen", "site": "x", "url": "https://x.com/ilse_other"}


@pytest.fixture
def agent(tmp_path: Path) -> Iterator[Running]:
    """An agent that keeps her GitHub page, with one note."""
    with running(tmp_path) as started:
        paired = started.pair()
        assert started.post("/v1/keep", {"snapshot": snapshot(**ON_GITHUB)}, paired.headers).status == 200
        started.cli("note", GITHUB, "She told me about the turret clock in Cork", "--kind", "answered")
        yield started


@pytest.fixture
def paired(agent: Running) -> Paired:
    """A browser."""
    return agent.pair()


def ask(agent: Running, paired: Paired, **page: object) -> Json:
    """Whom I keep that this page's person may be."""
    reply = agent.post("/v1/same", {"snapshot": snapshot(**page)}, paired.headers)
    assert reply.status == 200, reply.body
    return reply.json["people"]


def say(agent: Running, paired: Paired, says: str, one: dict[str, object] = ON_MASTODON) -> Json:
    """My word."""
    first = {key: one[key] for key in ("site", "url", "name")}
    reply = agent.post("/v1/same/say", {"first": first, "second": {"site": "github", "url": GITHUB}, "says": says, "proof": [GITHUB]}, paired.headers)
    assert reply.status == 200, reply.body
    return reply.json


def remembers(agent: Running, paired: Paired) -> bool:
    """Whether the note from the other network counts on this page."""
    reply = agent.post("/v1/conversation", {"snapshot": snapshot(**ON_MASTODON)}, paired.headers)
    return "turret clock in Cork" in reply.body.decode()


def test_proof_is_shown_and_makes_nobody_one_by_itself(agent: Running, paired: Paired) -> None:
    """Both pages link to each other: shown, with the addresses. Nothing of the other row is used before I say so; a mere namesake is not named."""
    (found,) = ask(agent, paired, **ON_MASTODON)
    assert (found["person"]["url"], found["says"], found["link"]) == (GITHUB, None, None)
    assert found["proof"] == [{"kind": "links_both_ways", "here": GITHUB, "there": MASTODON}]
    assert not remembers(agent, paired)
    assert ask(agent, paired, **STRANGER) == []


def test_who_links_here_is_found_under_any_name(agent: Running, paired: Paired) -> None:
    """A network has checked that the kept page's link is theirs: the page it leads to need not link back, nor bear the name. One site of their own in
    both bios is enough where the names agree, also when this page's name has a word more."""
    checked = {
        "name": "grasshopper",
        "site": "bluesky",
        "url": "https://bsky.app/profile/ilse.example",
        "links": [],
        "verified_links": ["https://ilse.example/"],
    }
    assert agent.post("/v1/keep", {"snapshot": snapshot(**checked)}, paired.headers).status == 200
    (found,) = ask(agent, paired, name="Ilse Vandermolen", site="web", url="https://www.ilse.example", links=[])
    assert (found["person"]["url"], found["proof"][0]["kind"]) == (checked["url"], "checked_link")
    on_git = {"name": "Bo Petit", "site": "github", "url": "https://github.com/bo-petit", "links": ["https://bo.example"]}
    assert agent.post("/v1/keep", {"snapshot": snapshot(**on_git)}, paired.headers).status == 200
    elsewhere = {"site": "x", "url": "https://x.com/bop", "links": ["https://bo.example/"]}
    (found,) = ask(agent, paired, name="Bo Aurelius Petit", **elsewhere)
    assert (found["person"]["url"], found["proof"][0]["kind"]) == (on_git["url"], "same_site")
    assert ask(agent, paired, name="Somebody Else", **elsewhere) == [], "the control: a colleague who names the same site"


def test_on_my_word_they_are_one_and_it_can_be_taken_back(agent: Running, paired: Paired) -> None:
    """What she told me on the one network is remembered on the other; taken back, it is as before, and both rows stand as they stood."""
    word = say(agent, paired, "one")
    (found,) = ask(agent, paired, **ON_MASTODON)
    assert (found["says"], found["link"]) == ("one", word["link"])
    assert remembers(agent, paired)
    assert agent.post("/v1/same/take-back", {"link": word["link"]}, paired.headers).json == {"link": None, "says": None}
    (found,) = ask(agent, paired, **ON_MASTODON)
    assert found["says"] is None
    assert not remembers(agent, paired)
    again = agent.post("/v1/same/take-back", {"link": word["link"]}, paired.headers)
    assert (again.status, again.code) == (404, "unknown_link")


def test_that_they_are_two_is_remembered_over_a_restart(tmp_path: Path) -> None:
    """Said once, never proposed again, however good the proof."""
    with running(tmp_path) as agent:
        paired = agent.pair()
        assert agent.post("/v1/keep", {"snapshot": snapshot(**ON_GITHUB)}, paired.headers).status == 200
        assert len(ask(agent, paired, **ON_MASTODON)) == 1, "the control: it would be proposed"
        say(agent, paired, "two")
        assert ask(agent, paired, **ON_MASTODON) == []
    with running(tmp_path) as agent:
        assert ask(agent, agent.pair(), **ON_MASTODON) == []


def test_who_keeps_no_page_is_told_of_nobody(agent: Running, page_scope: Paired) -> None:
    """The route needs the scope of pages, as looking does; without a token it answers nothing."""
    assert agent.post("/v1/same", {"snapshot": snapshot(**ON_MASTODON)}, page_scope.headers).status == 200
    without = {key: value for key, value in page_scope.headers.items() if key != "Authorization"}
    assert agent.post("/v1/same", {"snapshot": snapshot(**ON_MASTODON)}, without).status == 401


@pytest.fixture
def page_scope(agent: Running) -> Paired:
    """A browser that may only read pages."""
    return agent.pair(scopes=("page",))
