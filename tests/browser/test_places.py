"""Where the answer is shown: LinkedIn's first use asks; then in the page, in the browser's panel, or from pasted words only."""

from __future__ import annotations

from tests.agent.running import Running
from tests.browser.conftest import other_pairing, panel_beside
from tests.browser.driver import Browser, press_in, seen, sees, until
from tests.browser.people import ADA, linkedin_url


async def _forget_choice(browser: Browser) -> None:
    page = await browser.extension_page("options/choice.html")
    await page.js(
        "chrome.storage.local.get('settings').then(({settings}) => { delete settings.linkedin; return chrome.storage.local.set({settings}) }).then(() => null)"
    )
    await page.js("learnlearn.messages.ask('settings.save', {})")
    await page.close()


async def test_linkedin_asks_first_and_nothing_is_selected_beforehand(browser: Browser, agent: Running) -> None:
    """The question stands on a page of ours, says what the terms say, and until it is answered LinkedIn's page is neither read nor changed."""
    async with other_pairing(browser):
        await _forget_choice(browser)
        page = await browser.open(linkedin_url(ADA))
        await browser.press_button(page)
        choice = await browser.attach("options/choice.html?tab=")
        await until(lambda: choice.js("document.querySelectorAll('#answers button').length === 3"), "three answers")
        assert "forbids" in await choice.js("document.body.textContent")
        assert await choice.js("document.querySelectorAll('[checked], [aria-pressed=true], [aria-checked=true], input:checked').length") == 0
        assert await page.js("added.length") == 0
        await press_in(choice, "[data-choice=page]")
        assert (await sees(page, "ready")).who == ADA["name"]
        # Remembered: the next press does not ask.
        await browser.press_button(page)

        async def closed() -> bool:
            return not await seen(page)

        await until(closed, "the sidebar closed, nothing was asked")
        await page.close()


async def test_the_browsers_own_panel_leaves_the_page_untouched(browser: Browser, agent: Running) -> None:
    """Chosen as the place, it opens on the click, even when the worker slept, and shows the same; the page gets no element."""
    async with other_pairing(browser):
        await _forget_choice(browser)
        own = await browser.extension_page("options/choice.html")
        await own.js("learnlearn.messages.ask('settings.save', {linkedin: 'panel'})")
        page = await browser.open(linkedin_url(ADA))
        await browser.stop_worker()
        await browser.press_button(page)
        # A page of the extension may look into its panel, wherever the browser has put it.
        panel = "chrome.extension.getViews().find((one) => one.location.pathname === '/panel/panel.html' && one !== window)"

        async def there() -> bool:
            return ADA["name"] in (await own.js(f"{panel}?.document.querySelector('.who')?.textContent ?? ''"))

        await until(there, "the person in the panel")
        assert await own.js(f"{panel}.document.querySelector('.ll').dataset.state") == "ready"
        assert await page.js("added.length") == 0
        await own.js(f"{panel}.close()")
        await own.close()
        await page.close()


async def test_pasted_words_are_enough(browser: Browser, agent: Running) -> None:
    """The third answer: the page is not read at all; the user pastes what they want to talk about."""
    async with other_pairing(browser):
        await _forget_choice(browser)
        own = await browser.extension_page("options/choice.html")
        await own.js("learnlearn.messages.ask('settings.save', {linkedin: 'paste'})")
        await own.close()
        page = await browser.open(linkedin_url(ADA))
        await browser.press_button(page)
        panel = await panel_beside(browser, ADA["slug"])
        await until(lambda: panel.js("Boolean(document.querySelector('#paste-text'))"), "the field")
        await panel.js("document.querySelector('#paste-text').focus()")
        await panel.press(*"Beekeeping on the school roof")
        await press_in(panel, ".paste button.first")
        assert "eekeeping" in (await sees(panel, "ready")).text
        assert await page.js("added.length") == 0
        await panel.close()
        await page.close()
