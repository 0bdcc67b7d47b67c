"""The main job: a click on a profile page, and beside it what the two share."""

from __future__ import annotations

from tests.agent.running import Running
from tests.browser.driver import Browser, sees
from tests.browser.people import ADA, linkedin_url


async def test_a_click_shows_what_the_two_share(browser: Browser, agent: Running) -> None:
    """Click, read, POST, paint, on a page at its true address: both sides' own words stand in the sidebar."""
    page = await browser.open(linkedin_url(ADA))
    await browser.press_button(page)
    shown = await sees(page, "ready")
    assert shown.who == ADA["name"]
    print(shown.text)
    assert "hives" in shown.text
    await page.close()
