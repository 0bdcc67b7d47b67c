"""Somebody the user keeps on another network: the proof, and the user's word, which can be taken back."""

from __future__ import annotations

from tests.agent.running import Running, snapshot
from tests.browser.driver import Browser, Page, press_in, sees, until
from tests.browser.test_click import HOMEPAGE

KEPT = {"name": "Teodor V.-L.", "site": "mastodon", "url": "https://clock.example/@teodor", "links": [HOMEPAGE]}


async def _says(page: Page, words: str) -> str:
    """Waits for words in the part about somebody already kept; empty words for its absence."""
    part = "(root) => read(root.querySelector('[aria-labelledby=ll-same]')) || 'gone'"

    async def there() -> str:
        told = str(await page.inside(part))
        return told if (words in told if words else told == "gone") else ""

    return await until(there, words or "nothing about somebody kept")


async def test_proof_is_shown_and_the_user_decides(browser: Browser, agent: Running) -> None:
    """Each page links to the other: it is said with both addresses; one, taken back, two: each stands at once, and two is not proposed again."""
    paired = agent.pair("chrome-extension://abcdefghijklmnopabcdefghijklmnop")
    assert agent.post("/v1/keep", {"snapshot": snapshot(**KEPT)}, paired.headers).status == 200
    page = await browser.open(HOMEPAGE)
    await browser.press_button(page)
    await sees(page, "ready")
    told = await _says(page, "May be the one you keep on Mastodon")
    assert "clock.example/@teodor" in told and "teodor.example/about" in told
    await press_in(page, "button", "One person")
    await _says(page, "One person for you with the one on Mastodon")
    await press_in(page, "button", "Take back")
    await _says(page, "May be")
    await press_in(page, "button", "Two people")
    await _says(page, "")
    await browser.press_button(page)  # away
    await browser.press_button(page)
    await sees(page, "ready")
    await page.js("new Promise((done) => setTimeout(done, 300))")
    await _says(page, "")
    assert agent.cli("forget", str(KEPT["url"]), "--yes").returncode == 0
    await page.close()
