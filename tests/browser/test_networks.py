"""Each network under its true host name, with a policy that lets nothing in and Trusted Types: on first load, and as its app goes on to somebody else."""

from __future__ import annotations

import json

import pytest
from tests.agent.running import Running
from tests.browser.conftest import other_pairing, pair_with_port, show_in_page
from tests.browser.driver import Browser, Page, Seen, press_in, seen, sees, until
from tests.browser.networks import ALONE, MANY, OWN, PAIRS, page
from tests.browser.strangers import Stranger, conversation, pretender

_ANSWERED = ("ready", "nothing_found", "language_unknown")


async def _answered(browser_page: object, name: str) -> str:
    """Waits for an answer about this person; gives everything that stands in the sidebar."""

    async def there() -> str:
        shown = await seen(browser_page)  # type: ignore[arg-type]
        return shown.text if shown.state in _ANSWERED and shown.who == name else ""

    return await until(there, f"an answer about {name}")


@pytest.mark.parametrize("network", PAIRS)
async def test_an_app_that_goes_on_is_followed_by_click_and_never_mixed(browser: Browser, agent: Running, network: str) -> None:
    """The first person is answered; in the same turn in which the address changes nothing of them is left; while the second is still coming it says
    so; when they are there, late, they are answered, and not a word of the first."""
    before, after = (page(name) for name in PAIRS[network])
    first, second = before.expected["snapshot"]["name"], after.expected["snapshot"]["name"]
    tab = await browser.open(before.url)
    await browser.press_button(tab)
    assert first in await _answered(tab, first)
    await tab.js(f"goOn({json.dumps(after.path)}, {json.dumps(after.title)})")
    now = await seen(tab)
    assert (now.state, first in now.text) == ("moved", False)
    await press_in(tab, "button.primary")
    assert first not in (await sees(tab, "still_loading")).text
    await tab.js("arrive()")
    await press_in(tab, "button.primary", "Look again")
    told = await _answered(tab, second)
    assert first not in told
    own = [post["text"] for post in before.expected["snapshot"].get("posts", ())]
    assert [text for text in own if text in told] == []
    await tab.close()


@pytest.mark.parametrize("name", ALONE)
async def test_a_page_of_its_own_is_read_at_its_own_address(browser: Browser, agent: Running, name: str) -> None:
    """Homepages and the public profile of visitors."""
    one = page(name)
    tab = await browser.open(one.url)
    await browser.press_button(tab)
    await _answered(tab, one.expected["snapshot"]["name"])
    await tab.close()


# What my profile names, and what is shown of the page of whoever is signed in.
NAMED = [
    ([], ("own_page",)),
    (["https://github.com/Ottoline-Felt/"], ("own_page",)),
    (["https://x.com/somebody_else"], ("own_page",)),
    (["https://github.com/somebody-else"], _ANSWERED),
]


async def test_ones_own_page_is_known_by_who_is_signed_in(browser: Browser, agent: Running) -> None:
    """Their page is mine where my profile names it, or names none on that network: then nothing is said to myself, and the one button shows what of it my
    profile would take over. Where it names another account there, somebody else is signed in on this machine: they are answered as everybody is."""
    options = await browser.extension_page("options/options.html#me")
    before = await options.js("learnlearn.messages.ask('me.get').then(({value}) => value.me)")
    for addresses, states in NAMED:
        await _save_me(options, {**before, "addresses": addresses})
        tab = await browser.open(page(OWN).url)
        await browser.press_button(tab)
        shown = await until(lambda tab=tab, states=states: _settled(tab, states), f"one of {states}")  # type: ignore[misc]
        assert ("own" in shown.line) is (states == ("own_page",))
        await tab.close()
    await _save_me(options, before)
    await options.close()
    tab = await browser.open(page(OWN).url)
    await browser.press_button(tab)
    await sees(tab, "own_page")
    await press_in(tab, "button.primary")
    mine = await browser.attach("options/options.html#me")
    await until(lambda: mine.js("document.querySelectorAll('.changes li').length"), "what would change")
    await mine.close()
    await tab.close()


async def _save_me(options: Page, me: dict[str, object]) -> None:
    assert await options.js(f"learnlearn.messages.ask('me.save', {{me: {json.dumps(me)}}}).then(({{ok}}) => ok)")


async def _settled(tab: Page, states: tuple[str, ...]) -> Seen | None:
    shown = await seen(tab)
    return shown if shown and shown.state in states else None


@pytest.mark.parametrize("name", MANY)
async def test_a_page_of_many_lists_its_people(browser: Browser, agent: Running, name: str) -> None:
    """Everybody who is visible there stands in the list, with a link."""
    one = page(name)
    tab = await browser.open(one.url)
    await browser.press_button(tab)
    text = (await sees(tab, "people")).text
    assert [person["name"] for person in one.expected["people"] if person["name"] not in text] == []
    await tab.close()


async def test_with_whom_i_share_most_stands_first(browser: Browser, agent: Running) -> None:
    """On a hashtag page: who shares most comes first, with the words of both sides; who shares nothing is listed below, without a claim."""
    tab = await browser.open("https://rowers.example/tags/sculling")
    await browser.press_button(tab)
    await sees(tab, "people")
    names = await tab.inside("(root) => [...root.querySelectorAll('.card h4 a')].map(read)")
    assert names == ["Yun Adeyemi", "Ilse Vandermolen"]
    theirs = await tab.inside("(root) => [...root.querySelectorAll('.card .quotes.theirs blockquote')].map(read)")
    mine = await tab.inside("(root) => [...root.querySelectorAll('.card .quotes.mine blockquote')].map(read)")
    assert theirs and mine
    assert any("single scull" in words for words in theirs)
    others = await tab.inside("(root) => read(root.querySelector('details .people'))")
    assert "Bo Petit" in others
    await tab.close()


@pytest.mark.parametrize(("api", "told"), [(1, False), (2, True)])
async def test_an_older_agent_is_sent_only_what_it_knows(browser: Browser, api: int, told: bool) -> None:
    """Links that the network has checked came with version 2 of the wire: an agent of version 1, which refuses unknown fields, never sees the field."""
    one = page("bluesky/typical")
    assert one.expected["snapshot"]["verified_links"]
    async with other_pairing(browser), pretender({"conversation": conversation()}, api=api) as (port, log):
        await pair_with_port(browser, port)
        await show_in_page(browser)
        tab = await browser.open(one.url)
        await browser.press_button(tab)
        await sees(tab, "ready")
        assert log.got(one.expected["snapshot"]["name"])
        assert log.got('"verified_links":[') is told
        await tab.close()


# Newer hooks beside a site.json that would take a host; and code in place of hooks beside a site.json that is one.
NEWER = {
    "sites": {"github": {"version": 99, "fields": {"bio": [{"css": "main h1", "as": "text", "grade": "semantic"}]}}},
    "site_files": {"github": {"version": 99, "name": "GitHub", "hosts": ["evil.example"], "urls": {"not_a_person": {"feed": ["/*"]}}}},
}
CODE = {
    "sites": {"github": {"version": 99, "fields": {"bio": [{"css": "main h1", "run": "alert(1)"}]}}},
    "site_files": {"github": {"version": 99, "name": "GitHub Two", "urls": {"not_a_person": {"feed": ["/*"]}}}},
}


@pytest.mark.parametrize(("told", "state"), [(NEWER, "ready"), (CODE, "not_a_person")])
async def test_a_release_of_the_agent_mends_a_reader(browser: Browser, told: dict[str, object], state: str) -> None:
    """The agent tells of another place to look, or of what an address is; from the next look on it is used. What is no data of the vocabulary is passed
    over by itself: the rest of what was told is used all the same."""
    one = page("github/typical")
    bundled = one.expected["snapshot"]["headline"]
    async with other_pairing(browser), pretender({"conversation": conversation(), "hooks": told}, wrong=frozenset({"hooks"})) as (port, log):
        await pair_with_port(browser, port)
        await show_in_page(browser)
        await browser.stop_worker()  # a new life, which asks anew
        for expected in ("ready", state):
            tab = await browser.open(one.url)
            await browser.press_button(tab)
            await sees(tab, expected)
            await until(lambda: _asked(log, "/v1/hooks"), "the agent is asked for newer hooks")
            await tab.close()
        headlines = [json.loads(body)["snapshot"]["headline"] for _, path, _, body in log.requests if path == "/v1/conversation"]
        assert headlines[0] == bundled
        assert [one for one in headlines[1:] if one == bundled] == []


async def _asked(log: Stranger, path: str) -> bool:
    return path in log.paths
