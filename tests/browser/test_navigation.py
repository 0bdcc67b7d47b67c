"""These sites change the person without loading a page."""

from __future__ import annotations

import json

from tests.agent.running import Running
from tests.browser.driver import Browser, press_in, seen, sees
from tests.browser.people import ADA, BRAM, linkedin_url


async def test_in_app_navigation_clears_the_sidebar_at_once_and_waits_for_a_click(browser: Browser, agent: Running) -> None:
    """In the same turn in which the address changes nothing of the first person is left; the second is read on the user's click only."""
    page = await browser.open(linkedin_url(ADA))
    await browser.press_button(page)
    assert ADA["name"] in (await sees(page, "ready")).text  # the control: it stood there
    await page.js(f"goOn({json.dumps(BRAM)}, 50)")
    now = await seen(page)
    assert now.state == "moved"
    assert ADA["name"] not in now.text
    await page.js("new Promise((done) => setTimeout(done, 300))")
    assert (await seen(page)).state == "moved", "it read the second person by itself"
    await press_in(page, "button.primary")
    shown = await sees(page, "ready")
    assert shown.who == BRAM["name"]
    assert ADA["name"] not in shown.text
    await page.close()


async def test_a_place_on_the_same_page_is_no_other_page(browser: Browser, agent: Running) -> None:
    """A jump to `#about` keeps the answer."""
    page = await browser.open(linkedin_url(ADA))
    await browser.press_button(page)
    await sees(page, "ready")
    await page.js("location.hash = 'about'")
    assert (await seen(page)).state == "ready"
    await press_in(page, "button", "Keep")
    await page.close()


async def test_a_page_whose_person_is_not_there_yet_is_not_read_as_the_one_before(browser: Browser, agent: Running) -> None:
    """The address already names the second person, the page still shows the first: still loading, never a wrong name."""
    page = await browser.open(linkedin_url(ADA))
    await page.js(f"goOn({json.dumps(BRAM)}, 60000)")
    await browser.press_button(page)
    assert ADA["name"] not in (await sees(page, "still_loading")).text
    await page.close()
