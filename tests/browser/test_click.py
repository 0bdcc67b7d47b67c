"""The main job: a click on a profile page, and beside it what the two share."""

from __future__ import annotations

import json

import pytest
from tests.agent.running import Running
from tests.browser.chromium import chromium
from tests.browser.driver import Browser, press_in, seen, sees, until
from tests.browser.people import ADA, ME, linkedin_url
from tests.browser.site import Ports

HOMEPAGE = "https://teodor.example/about/"
_QUOTES = "(root) => [...root.querySelectorAll('section .quotes.%s blockquote')].map(read)"


async def test_a_click_shows_what_the_two_share(browser: Browser, agent: Running) -> None:
    """Click, read, POST, paint, on a page at its true address: up to three prompts, and the words of both sides exactly as they stand."""
    page = await browser.open(linkedin_url(ADA))
    await browser.press_button(page)
    shown = await sees(page, "ready")
    assert shown.who == ADA["name"]
    prompts = await page.inside("(root) => [...root.querySelectorAll('.card .words')].map(read)")
    theirs, mine = [await page.inside(_QUOTES % side) for side in ("theirs", "mine")]
    print(f"{browser.name}: {len(prompts)} prompts, {len(theirs)} quotes of theirs, {len(mine)} of mine")
    assert 1 <= len(prompts) <= 3
    assert theirs
    assert all(quote in ADA["about"] + ADA["headline"] for quote in theirs)
    assert mine
    assert all(quote in json.dumps(ME, ensure_ascii=False) for quote in mine)
    await page.close()


async def test_a_stopped_worker_wakes_for_the_click(browser: Browser, agent: Running) -> None:
    """Every call may be the first of the worker's life: nothing it needs was in memory only."""
    page = await browser.open(linkedin_url(ADA))
    await browser.stop_worker()
    await browser.press_button(page)
    assert (await sees(page, "ready")).who == ADA["name"]
    await browser.stop_worker()  # and what was read is still there for Keep
    await press_in(page, "button", "Keep this person")
    lines = await until(lambda: page.inside("(root) => [...root.querySelectorAll('.lines .strikeable')].map(read)"), "lines to keep")
    assert ADA["headline"] in lines
    await page.close()


async def test_the_strictest_page_gets_a_sidebar_with_its_own_look_and_does_not_move(browser: Browser, agent: Running) -> None:
    """A policy of `default-src 'none'` with trusted types changes nothing: styled, and the page's own boxes stay where they are."""
    page = await browser.open(HOMEPAGE)
    boxes = "JSON.stringify([...document.querySelectorAll('body *')].map((one) => Object.values(one.getBoundingClientRect().toJSON())))"
    before = await page.js(boxes)
    await browser.press_button(page)
    assert (await sees(page, "ready")).who == "Teodor Vasquez-Lund"
    look = await page.inside("(root) => { const view = root.querySelector('.ll'); const box = view.getBoundingClientRect();"
                             " return [getComputedStyle(view).backgroundColor, box.width, box.right - innerWidth] }")  # fmt: skip
    assert look[0] == "rgb(252, 251, 248)"
    assert 320 <= look[1] <= 380
    assert await page.js(boxes) == before
    await page.close()


async def test_the_button_closes_what_it_opened(browser: Browser, agent: Running) -> None:
    """A second press on an answered page puts the sidebar away."""
    page = await browser.open(linkedin_url(ADA))
    await browser.press_button(page)
    await sees(page, "ready")
    await browser.press_button(page)

    async def gone() -> bool:
        return not await seen(page)

    await until(gone, "the sidebar closed")
    await page.close()


async def test_the_keyboard_alone_is_enough(browser: Browser, agent: Running) -> None:
    """The sidebar has the focus, Tab goes through it in reading order with a visible ring, Escape closes it and gives the focus back."""
    page = await browser.open(linkedin_url(ADA))
    await page.js("document.querySelector('#search').focus()")
    await browser.press_button(page)
    await sees(page, "ready")
    order, rings = [], []
    for _ in range(6):
        await page.press("Tab")
        name, ring = await page.inside(
            "(root) => { const on = root.activeElement; return [on.getAttribute('aria-label') ?? read(on), getComputedStyle(on).outlineStyle] }"
        )
        order.append(name)
        rings.append(ring)
    assert order == ["Close", "When they answer", "Copy", "I asked this", "Note", order[5]]
    assert set(rings) == {"solid"}
    await page.press("Escape")

    async def given_back() -> bool:
        return bool(await page.js("!document.querySelector('learnlearn-sidebar') && document.activeElement.id === 'search'"))

    await until(given_back, "the focus came back")
    await page.close()


async def test_keeping_leaves_out_what_was_struck(browser: Browser, agent: Running) -> None:
    """Looking keeps nothing; Keep shows every line first, and what the user strikes out never reaches the store."""
    page = await browser.open(linkedin_url(ADA))
    await browser.press_button(page)
    await sees(page, "ready")
    # Control: the line would be kept, were it not struck out.
    await press_in(page, "button", "Keep this person")
    assert ADA["about"] in await until(lambda: page.inside("(root) => read(root.querySelector('.lines'))"), "lines to keep")
    await press_in(page, ".lines label", "About")
    await press_in(page, "button.first", "Keep these lines")
    await until(lambda: page.inside("(root) => read(root.querySelector('.keep .done'))"), "it says that they are kept")
    export = json.loads(agent.cli("export").stdout)
    kept = [person for person in export["people"] if person["name"] == ADA["name"]]
    assert len(kept) == 1
    assert kept[0]["snapshots"][-1]["headline"] == ADA["headline"]
    assert ADA["about"] not in json.dumps(export["people"], ensure_ascii=False)
    await page.close()


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_a_prompt_can_be_copied(browser: Browser, agent: Running, scheme: str) -> None:
    """And it says so: also on a page without TLS, which browsers give no clipboard."""
    page = await browser.open(HOMEPAGE.replace("https", scheme))
    assert await page.js("isSecureContext") == (scheme == "https")
    await browser.press_button(page)
    await sees(page, "ready")
    await press_in(page, ".card button", "Copy")
    await until(lambda: page.inside("(root) => read(root.querySelector('.card .row')).includes('Copied')"), "it says so")
    await page.close()


async def test_what_was_asked_is_remembered(browser: Browser, agent: Running) -> None:
    """ "I asked this" writes down which question it was."""
    page = await browser.open(HOMEPAGE)
    await browser.press_button(page)
    await sees(page, "ready")
    prompt = await page.inside("(root) => read(root.querySelector('.card .words'))")
    await press_in(page, ".card button", "I asked this")
    await until(lambda: page.inside("(root) => read(root.querySelector('.card .row')).includes('Remembered')"), "it says so")
    people = json.loads(agent.cli("export").stdout)["people"]
    assert [(note["kind"], note["prompt_text"]) for person in people for note in person.get("notes", ())] == [("asked", prompt)]
    await page.close()


async def test_it_speaks_the_browsers_language(site: Ports) -> None:
    """German and Spanish are there as proof that the texts are all in _locales."""
    for language, words in (("de", "läuft nicht"), ("es", "no está en marcha")):
        async with chromium(site, f"--lang={language}", environment={"LANGUAGE": language}) as browser:
            page = await browser.open(HOMEPAGE)
            await browser.press_button(page)
            assert words in (await sees(page, "agent_absent")).line
