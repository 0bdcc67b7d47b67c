"""axe-core finds nothing to object to, in light and in dark, on everything a person sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.agent.running import Running
from tests.browser.chromium import Chromium, ChromiumPage
from tests.browser.conftest import other_pairing, pair_with_port, panel_beside, show_in_page
from tests.browser.driver import AS_TEXT, Browser, press_in, sees, until
from tests.browser.people import ADA, ME, linkedin_url
from tests.browser.strangers import conversation, note, pretender, what_is_kept

# What has a name by its words, and its role.
_NAMED = """(root) => { for (const one of root.querySelectorAll('details')) one.open = true;
  const roles = {button: 'button', h2: 'heading', h3: 'heading', h4: 'heading', 'section[aria-labelledby]': 'region', label: 'checkbox'};
  return Object.entries(roles).flatMap(([selector, role]) => [...root.querySelectorAll('.ll ' + selector)].map((one) => [role,
    (one.getAttribute('aria-label') ?? read(root.getElementById(one.getAttribute('aria-labelledby')) ?? one)).replace(/\\s+/g, ' ').trim()])) }"""
_AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """axe.run(%s, {resultTypes: ["violations"]}).then(({violations, passes}) => ({
  passed: passes.length, found: violations.map((one) => one.id + ": " + one.nodes.map((node) => node.html.slice(0, 120) + " " + node.failureSummary).join(" | ")) }))"""
_ME = {"me/get": {"me": {**ME, "positions": [{"title": "Hydrologist", "organization": "A town"}]}, "is_blank": False}}

REMEMBERED = {
    "seen_on": "2026-09-30",
    "changes": [{"of": "position", "text": "Coach, Riverside", "date": None}, {"of": "post", "text": "Saturday", "date": "2026-10-18"}],
    "promised": [note("promised", "The list of bee plants")],
    "last_answer": note("answered", "They sing"),
    "recent": [note("met", "At the regatta")],
}


async def _audit(page: ChromiumPage, what: str, context: str = "document") -> None:
    source = _AXE.read_text()
    await page.js(f"globalThis.axe ? null : void (0, eval)({source!r})" if context != "document" else f"void ({_as_function(source)})()")
    for dark in (False, True):
        await page.dark(dark)
        result = await page.js(_RUN % context)
        print(f"{what}, {'dark' if dark else 'light'}: {result['passed']} rules passed")
        assert result["passed"] > 5
        assert result["found"] == []


def _as_function(source: str) -> str:
    """An extension's page evaluates no text; the debugger may."""
    return f"() => {{ {source} }}"


@pytest.mark.parametrize("path", ["options/options.html", "options/choice.html?tab=1", "welcome/welcome.html"])
async def test_the_extensions_pages(chromium: Chromium, path: str) -> None:
    """Options with everything unfolded, the question of LinkedIn's first use, the first run."""
    async with other_pairing(chromium), pretender({"conversation": conversation(), **_ME}) as (port, _):
        await pair_with_port(chromium, port)
        page = await chromium.extension_page(path)
        await page.send("Page.bringToFront")
        if path.startswith("options/options"):
            await until(
                lambda: page.js("!document.querySelector('#me-form').hidden && document.querySelectorAll('#site-list li').length > 0"), "the form"
            )
        await page.js("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        await _audit(page, path)
        await page.close()


async def test_the_panel_with_a_person(chromium: Chromium) -> None:
    """The view with one of everything, unfolded; the notes with the ledger; the plan. Then without a person: what is due."""
    known = conversation(person={**conversation()["person"], "kept": True}, remembered=REMEMBERED, step=what_is_kept()["plan/get"]["step"],
                         phrasing={"id": "0" * 32, "where": "remote", "model": "big"})  # fmt: skip
    phrasing = {"phrasing/look": {"url": "https://big.example/v1", "bodies": ["{}"]}}
    async with other_pairing(chromium), pretender({"conversation": known, **what_is_kept(), **phrasing}) as (port, _):
        await pair_with_port(chromium, port)
        await show_in_page(chromium)
        page = await chromium.open(linkedin_url(ADA))
        await chromium.press_button(page)
        await sees(page, "ready")
        panel = await panel_beside(chromium, ADA["slug"])
        await until(lambda: panel.js("document.querySelector('.notes')?.textContent.includes('hives')"), "the notes")
        for tab in ("talk", "notes", "plan"):
            await press_in(panel, f"#tab-{tab}")
            if tab == "talk":
                await press_in(panel, ".phrasing button")
                await until(lambda: panel.js("document.querySelector('.phrasing pre')?.textContent"), "what would be sent")
            await panel.js("document.querySelectorAll('details').forEach((one) => { one.open = true })")
            await _audit(panel, f"panel, {tab}")
        await panel.close()
        await page.close()
        own = await chromium.extension_page("options/choice.html")
        nobody = await own.js("chrome.tabs.create({url: 'about:blank', active: false}).then((tab) => tab.id)")
        panel = await chromium.extension_page(f"panel/panel.html?tab={nobody}")
        await until(lambda: panel.js("document.querySelectorAll('.due li').length"), "what is due")
        await _audit(panel, "panel, due")
        await own.js(f"chrome.tabs.remove({nobody})")
        await panel.close()
        await own.close()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
async def test_the_page_of_everybody_and_of_one(chromium: Chromium, direction: str) -> None:
    """The list with the airport, circles, files and the questions before them; then one person, and the question before they are erased.

    In both directions of writing: nothing sticks out at the side.
    """
    async with other_pairing(chromium), pretender(what_is_kept()) as (port, _):
        await pair_with_port(chromium, port)
        page = await chromium.extension_page("people/people.html")
        await page.send("Page.bringToFront")
        await until(lambda: page.js("document.querySelectorAll('#found li, #airport-list li, tbody tr').length >= 4"), "the lists")
        await page.js(f"document.documentElement.dir = {direction!r}")
        await press_in(page, "[data-format=csv]")
        await _audit(page, f"people, {direction}")
        assert await page.js("document.documentElement.scrollWidth <= innerWidth")
        await page.js("document.querySelector('#found a').click()")
        await until(lambda: page.js("document.querySelectorAll('#somebody .notes .note').length"), "everything on one")
        await page.js("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        await press_in(page, "button", "Forget this person")
        await _audit(page, f"one person, {direction}")
        assert await page.js("document.documentElement.scrollWidth <= innerWidth")
        await page.close()


async def test_the_sidebar_in_a_page(chromium: Chromium) -> None:
    """The closed root is opened for the audit alone, by the debugger: everything unfolded, what would be kept included.

    Its words are made text for the audit: axe reads no generated content. Browsers do, as the next test shows.
    """
    known = conversation(remembered=REMEMBERED, step=what_is_kept()["plan/get"]["step"])
    async with other_pairing(chromium), pretender({"conversation": known}) as (port, _):
        await pair_with_port(chromium, port)
        await show_in_page(chromium)
        page = await chromium.open("https://teodor.example/plain/")
        await chromium.press_button(page)
        await sees(page, "ready")
        await press_in(page, "button.second", "Keep")
        await until(lambda: page.inside("(root) => root.querySelectorAll('.lines li').length"), "the lines")
        await page.inside(
            "(root) => { root.querySelectorAll('details').forEach((one) => { one.open = true }); Object.defineProperty(root.host, 'shadowRoot', {value: root}); return true }"
        )
        await page.inside(AS_TEXT)
        await _audit(page, "sidebar", "document.querySelector('learnlearn-sidebar')")
        await page.close()


async def test_a_screen_reader_is_told_every_word_of_the_sidebar(browser: Browser, agent: Running) -> None:
    """Buttons, headings, parts and the lines to keep bear the names that can be read there. The control: without the words they bear none."""
    page = await browser.open(linkedin_url(ADA))
    await browser.press_button(page)
    await sees(page, "ready")
    await press_in(page, ".keep > .second")
    await until(lambda: page.inside("(root) => root.querySelectorAll('.lines li').length"), "the lines")
    found = await page.inside(_NAMED)
    for role, name in found:
        assert await page.named(role, name), (role, name)
    print(f"{browser.name}: {len(found)} names told")
    await page.inside("(root) => { for (const one of root.querySelectorAll('[data-words]')) one.remove(); return true }")
    told = {tuple(one) for one in found if await page.named(*one)}
    assert told <= {("button", "Close"), ("heading", ADA["name"])}, "the control: what is no text, and what the page says too"
    await page.close()
