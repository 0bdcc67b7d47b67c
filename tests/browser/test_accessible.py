"""axe-core finds nothing to object to, in light and in dark, on everything a person sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browser.chromium import Chromium, ChromiumPage
from tests.browser.conftest import other_pairing, pair_with_port, show_in_page
from tests.browser.driver import press_in, sees, until
from tests.browser.people import ADA, ME, linkedin_url
from tests.browser.strangers import conversation, pretender

_AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """axe.run(%s, {resultTypes: ["violations"]}).then(({violations, passes}) => ({
  passed: passes.length, found: violations.map((one) => one.id + ": " + one.nodes.map((node) => node.html.slice(0, 120) + " " + node.failureSummary).join(" | ")) }))"""
_ME = {"me/get": {"me": {**ME, "positions": [{"title": "Hydrologist", "organization": "A town"}]}, "is_blank": False}}


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


async def test_the_panel_with_notes(chromium: Chromium) -> None:
    """The view with one of everything, unfolded, and notes below."""
    note = {
        "id": "01JC0000000000000000000000",
        "kind": "learned",
        "text": "They keep four hives.",
        "at": "2026-10-01T10:00:00Z",
        "prompt_id": "",
        "prompt_text": "",
        "edited_at": None,
    }
    answers = {"conversation": conversation(person={**conversation()["person"], "kept": True}), "notes/list": {"notes": [note]}}
    async with other_pairing(chromium), pretender(answers) as (port, _):
        await pair_with_port(chromium, port)
        await show_in_page(chromium)
        page = await chromium.open(linkedin_url(ADA))
        await chromium.press_button(page)
        await sees(page, "ready")
        own = await chromium.extension_page("options/choice.html")
        looks = await own.js("chrome.storage.session.get()")
        tab = next(key.split(":")[1] for key, look in looks.items() if key.startswith("tab:") and look["shown"]["state"] == "ready")
        await own.close()
        panel = await chromium.extension_page(f"panel/panel.html?tab={tab}")
        await until(lambda: panel.js("document.querySelector('.notes')?.textContent.includes('hives')"), "the notes")
        await panel.js("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        await _audit(panel, "panel")
        await panel.close()
        await page.close()


async def test_the_sidebar_in_a_page(chromium: Chromium) -> None:
    """The closed root is opened for the audit alone, by the debugger: everything unfolded, what would be kept included."""
    async with other_pairing(chromium), pretender({"conversation": conversation()}) as (port, _):
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
        await _audit(page, "sidebar", "document.querySelector('learnlearn-sidebar')")
        await page.close()
