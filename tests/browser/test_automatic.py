"""Showing by itself, and keeping whoever is looked at, are chosen by the user, one site at a time."""

from __future__ import annotations

import json

from tests.agent.running import Running
from tests.browser.conftest import other_pairing
from tests.browser.driver import Browser, Page, press_in, seen, sees, until
from tests.browser.firefox import Firefox
from tests.browser.keeper import Keeper
from tests.browser.people import ADA, BRAM, linkedin_url

_ROW = "[...document.querySelectorAll('#site-list li')].find((one) => one.textContent.includes('linkedin.com'))"


async def _allow(browser: Browser) -> None:
    """Headless, nobody can answer the browser's own question. Firefox answers yes by a preference; Chromium has been told beforehand."""
    if not isinstance(browser, Firefox):
        page = await browser.open("chrome://extensions/")
        await page.js(f"chrome.developerPrivate.addHostPermission({browser.extension_origin.split('/')[2]!r}, 'https://*.linkedin.com/*')")
        await page.close()


async def test_a_site_the_user_allowed_shows_by_itself_and_another_does_not(browser: Browser, agent: Running) -> None:
    """Off until it is turned on in the options; then a profile is answered without a click, in-app navigation included; turned off, it is still."""
    async with other_pairing(browser):
        page = await browser.open(linkedin_url(ADA))
        await page.js("new Promise((done) => setTimeout(done, 400))")
        assert not await seen(page), "the control: nothing happens by itself before it is turned on"
        await page.close()
        await _allow(browser)
        options = await browser.extension_page("options/options.html#sites")
        await until(lambda: options.js(f"Boolean({_ROW})"), "the list of sites")
        await press_in(options, "#site-list input")
        automatic = "learnlearn.messages.ask('settings.get').then(({value}) => value.automatic.length)"
        await until(lambda: options.js(automatic), "it is turned on")
        page = await browser.open(linkedin_url(ADA))
        assert (await sees(page, "ready")).who == ADA["name"]
        await page.js(f"goOn({json.dumps(BRAM)})")

        async def second() -> bool:
            return (await seen(page)).who == BRAM["name"]

        await until(second, "the second person of the same app")
        await page.close()
        await press_in(options, "#site-list input")

        async def off() -> bool:
            return await options.js(automatic) == 0

        await until(off, "it is turned off")
        page = await browser.open(linkedin_url(ADA))
        await page.js("new Promise((done) => setTimeout(done, 400))")
        assert not await seen(page)
        await page.close()
        await options.close()


async def test_whoever_is_looked_at_is_kept_only_where_that_was_chosen(browser: Browser, keeper: Keeper) -> None:
    """Looking keeps nothing. Chosen for a site, it keeps who is looked at there and says so; on another site it still keeps nothing."""

    def kept() -> list[str]:
        return [person["name"] for person in keeper.post("export", confirmed=True)["people"]]

    async def look(url: str) -> Page:
        page = await browser.open(url)
        await browser.press_button(page)
        await sees(page, "ready")
        return page

    async with other_pairing(browser):
        page = await look(linkedin_url(ADA))
        assert "nothing kept" in (await seen(page)).text
        await page.close()
        assert kept() == [], "the control"
        options = await browser.extension_page("options/options.html#sites")
        await until(lambda: options.js(f"Boolean({_ROW})"), "the list of sites")
        await press_in(options, "#site-list [data-choice=sites_keeping]")
        await until(lambda: options.js("learnlearn.messages.ask('settings.get').then(({value}) => value.keeping.length)"), "it is chosen")
        await options.close()
        page = await look(linkedin_url(ADA))

        async def said() -> bool:
            text = (await seen(page)).text
            return "You keep this person" in text and "nothing kept" not in text

        await until(said, "it says that the person is kept")
        await page.close()
        assert kept() == [ADA["name"]]
        await (await look("https://teodor.example/about/")).close()
        assert kept() == [ADA["name"]]
