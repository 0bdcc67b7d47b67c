"""What the page's own scripts can and cannot do about the sidebar inside it."""

from __future__ import annotations

import json

from tests.agent.running import Running
from tests.browser.driver import Browser, press_in, sees, until
from tests.browser.people import ADA, linkedin_url

SECRET = "q7z"


async def test_the_pages_scripts_cannot_read_the_sidebar(browser: Browser, agent: Running) -> None:
    """A page that opens every root made in its world, watches every element added and looks for globals learns that something stands there, no more."""
    page = await browser.open(linkedin_url(ADA))
    await page.js(
        "document.body.append(document.createElement('div')) ?? (document.body.lastChild.attachShadow({mode: 'closed'}).textContent = 'own')"
    )
    await browser.press_button(page)
    shown = await sees(page, "ready")
    spied = json.loads(await page.js("spy()"))
    assert spied["roots"] == 1, "the control: a closed root of the page's own world was opened"
    assert spied["host"]
    assert spied["root"] is None
    assert spied["text"] == spied["text"].replace("beekeeping", "")
    assert "Why you ask" in shown.text
    assert "Why you ask" not in json.dumps(spied)
    assert spied["globals"] == []
    probe = "fetch('%s/panel/panel.html').then(() => 'found', () => 'hidden')" % browser.extension_origin
    assert await page.js(probe) == "hidden"
    await page.close()


async def test_a_page_cannot_press_what_is_in_the_sidebar(browser: Browser, agent: Running) -> None:
    """Its scripted events end at the closed root: nothing is kept."""
    page = await browser.open(linkedin_url(ADA))
    await browser.press_button(page)
    await sees(page, "ready")
    await page.js("document.querySelector('learnlearn-sidebar').click()")
    await page.js(
        "document.querySelector('learnlearn-sidebar').dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, composed: true}))"
    )
    assert await page.inside("(root) => root.querySelector('.lines')") is None
    await sees(page, "ready")
    await page.close()


async def test_a_page_hears_keys_in_the_sidebar_but_never_a_note(browser: Browser, agent: Running) -> None:
    """Control first: keys pressed in the sidebar reach the page's listeners, so no private word may be typed there. The note is typed in
    the browser's own panel, and the page hears none of it."""
    page = await browser.open(linkedin_url(ADA))
    await browser.press_button(page)
    await sees(page, "ready")
    await page.press("x")
    assert "keydown:x" in await page.js("heard"), "the control: a page hears what is pressed in its sidebar"
    assert await page.inside("(root) => root.querySelector('textarea, input:not([type=checkbox]), [contenteditable]')") is None
    await page.js("heard.length = 0")
    await press_in(page, ".card button", "Note")
    panel = await browser.attach("panel/panel.html")
    box = "document.activeElement?.id === 'note-words'"
    await until(lambda: panel.js(box), "the note is ready to be written")
    await panel.press(*SECRET)
    await until(lambda: panel.js(f"document.activeElement.value === {SECRET!r}"), "the note's words")
    assert await panel.js("document.querySelector('.write .about').textContent")
    await press_in(panel, ".write button.first")
    await until(lambda: panel.js("document.querySelector('.notes')?.textContent.includes('q7z')"), "the note in the list")
    heard = await page.js("heard")
    assert not [one for one in heard if one.split(":")[1] in SECRET], heard
    assert SECRET in agent.cli("show", ADA["name"]).stdout
    await panel.close()
    await page.close()
