"""A second reading: the first answer stands at once; what it changed takes its place, but never under a pointer, and what is open stays open."""

from __future__ import annotations

from typing import Any

from tests.browser.conftest import panel_beside, pretended
from tests.browser.driver import Browser, Page, press_in, sees, until
from tests.browser.people import ADA, linkedin_url
from tests.browser.strangers import conversation

_OFFER = {"id": "0" * 32, "where": "local", "model": "tiny"}
_CARDS = "(root) => [...root.querySelectorAll('.card')].map((card) => card.dataset.prompt)"
_FOUND = "(root) => [...root.querySelectorAll('[aria-labelledby=ll-common] h4')].map(read)"
_SAYS = "(root) => read(root.querySelector('.offer.second'))"
# The very element, whether its steps are open, and how far below the edge it stands.
_MARK = "(root) => { root.querySelector('[data-prompt=p1]').mark = true; return true }"
_FIRST = """(root) => { const card = root.querySelector('[data-prompt=p1]');
  return [card.mark === true, card.querySelector('details').open, Math.round(card.getBoundingClientRect().top)] }"""


def _answers() -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """The first answer; that of a second reading still at work; and its last, with one thing more and one prompt in another's place."""
    first = conversation(second=_OFFER)
    found = {**first["common"][0], "label": "lighthouses"}
    prompts = [first["prompts"][0], first["prompts"][1], {**first["prompts"][2], "id": "p4"}]
    after = {**first, "second": None, "common": [found, *first["common"]], "prompts": prompts}
    waits = {"state": "waiting", "conversation": None, "added": 0, "withdrawn": 0}
    return first, waits, {**waits, "state": "done", "conversation": after, "added": 1}


async def _looked_at(browser: Browser) -> Page:
    page = await browser.open(linkedin_url(ADA))
    await browser.press_button(page)
    await sees(page, "ready")
    return page


async def test_what_a_second_reading_changed_comes_into_its_place(browser: Browser) -> None:
    """By itself where nobody has a hand in it; where somebody has, it says so and waits for a press. What was there stays where it was."""
    first, waits, done = _answers()
    answers = {"conversation": first, "second/start": waits, "second/poll": [waits, done, waits, waits, waits, done]}
    async with pretended(browser, answers) as log:
        page = await _looked_at(browser)
        assert await page.inside(_CARDS) == ["p1", "p2", "p3"]
        assert "once more" in await page.inside(_SAYS)
        await until(lambda: page.inside(f"(root) => ({_CARDS})(root).includes('p4')"), "the answer after it")
        assert await page.inside(_CARDS) == ["p1", "p2", "p4"]
        assert await page.inside(_FOUND) == ["beekeeping", "lighthouses"]
        assert "New, each proved: 1." in await page.inside(_SAYS)
        await page.close()

        page = await _looked_at(browser)
        await press_in(page, "[data-prompt=p1] summary")  # the pointer stays there
        await page.inside(_MARK)
        before = await page.inside(_FIRST)
        assert before[:2] == [True, True]
        await until(lambda: page.inside(f"(root) => ({_SAYS})(root).includes('Show it')"), "it says that there is something")
        polls = log.paths.count("/v1/second/poll")
        assert await page.inside(_CARDS) == ["p1", "p2", "p3"], "nothing moves under a hand"
        await press_in(page, ".offer.second button", "Show it")
        await until(lambda: page.inside(f"(root) => ({_CARDS})(root).includes('p4')"), "the answer after it")
        assert (await page.inside(_FIRST))[:2] == [True, True], "the same card, its steps still open"
        assert await page.inside(_FOUND) == ["beekeeping", "lighthouses"]
        assert log.paths.count("/v1/second/poll") == polls, "what has come is not asked for again"
        await page.close()


async def test_sidebar_and_panel_beside_it_show_the_same(browser: Browser) -> None:
    """Both wait for the second reading, the agent tells what came once, and both show it."""
    first, waits, done = _answers()
    async with pretended(browser, {"conversation": first, "second/start": waits, "second/poll": waits}) as log:
        page = await _looked_at(browser)
        panel = await panel_beside(browser, ADA["slug"])
        await sees(panel, "ready")
        for view in (page, panel):
            await until(lambda view=view: view.inside(f"(root) => ({_SAYS})(root).includes('once more')"), "it says that it waits")
        log.turns("second/poll", done)
        for view in (page, panel):
            await until(lambda view=view: view.inside(f"(root) => ({_CARDS})(root).includes('p4')"), "the answer after it")
            assert await view.inside(_FOUND) == ["beekeeping", "lighthouses"]
            assert "New, each proved: 1." in await view.inside(_SAYS)
        await panel.close()
        await page.close()
