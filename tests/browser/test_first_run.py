"""The first run, as somebody new to it goes through it: from the page that opens by itself to the first prompt."""

from __future__ import annotations

import time
from pathlib import Path

from tests.agent.running import running
from tests.browser.conftest import other_pairing, pair_by_link
from tests.browser.driver import Browser, press_in, sees, until

HOMEPAGE = "https://teodor.example/about/"


async def test_from_nothing_to_the_first_prompt(fresh: Browser, tmp_path: Path) -> None:
    """Each of the three steps is checked off as it is done: the agent paired, a few words of mine, somebody's page; and there is something to say."""
    async with other_pairing(fresh):
        own = await fresh.extension_page("options/choice.html")
        await own.js("chrome.storage.local.clear().then(() => learnlearn.messages.ask('settings.save', {})).then(() => null)")
        page = await fresh.extension_page("welcome/welcome.html")
        await until(lambda: page.js("document.querySelector('#agent-state').textContent !== ''"), "it says how things stand")
        assert not await page.js("document.querySelector('#step-agent').hasAttribute('data-done')")
        began = time.monotonic()
        with running(tmp_path) as agent:
            await pair_by_link(fresh, agent)
            await until(lambda: page.js("document.querySelector('#step-agent').hasAttribute('data-done')"), "the first step is done")
            assert not await page.js("document.querySelector('#step-me').hasAttribute('data-done')")
            for field, words in (("about", "I row a single scull and keep bees."), ("offers", "Reading flood maps"), ("learning", "Boatbuilding")):
                await page.js(f"document.querySelector('#short-{field}').focus()")
                await page.press(*words)
            await press_in(page, "#short-me button.first")
            await until(lambda: page.js("document.querySelector('#step-me').hasAttribute('data-done')"), "the second step is done")
            somebody = await fresh.open(HOMEPAGE)
            await fresh.press_button(somebody)
            shown = await sees(somebody, "ready")
            prompts = await somebody.inside("(root) => root.querySelectorAll('.card .words').length")
            print(f"{fresh.name}: {prompts} prompts after {time.monotonic() - began:.0f} s")
            assert shown.who == "Teodor Vasquez-Lund"
            assert prompts
            await somebody.close()
        await page.close()
        await own.close()
