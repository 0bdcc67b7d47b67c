"""A second real extension with every permission, in the same browser: what it can reach of ours, and what no extension can be kept from."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

from tests.agent.running import Running, running
from tests.browser.chromium import Chromium, chromium
from tests.browser.conftest import knows_me, other_pairing, pair_by_link, show_in_page
from tests.browser.driver import Browser, press_in, sees, until
from tests.browser.firefox import Firefox
from tests.browser.people import ADA, linkedin_url
from tests.browser.site import Ports

INTRUDER = Path(__file__).parent / "intruder"
SECRET = "heron-4711"
_SCRIPT = [{"matches": ["<all_urls>"], "js": ["content.js"], "run_at": "document_start"}]
_MANIFESTS = {
    "chromium": {
        "manifest_version": 3,
        "permissions": ["webRequest", "scripting", "tabs", "storage"],
        "host_permissions": ["<all_urls>"],
        "background": {"service_worker": "background.js"},
    },
    "firefox": {
        "manifest_version": 2,
        "permissions": ["webRequest", "tabs", "storage", "<all_urls>"],
        "background": {"scripts": ["background.js"]},
        "browser_specific_settings": {"gecko": {"id": "intruder@intruder.example"}},
    },
}


@contextlib.asynccontextmanager
async def beside_an_intruder(browser: Browser, site: Ports, folder: Path) -> AsyncIterator[Browser]:
    """A browser with both extensions. A Chromium of its own, for the other one was told to load ours alone."""
    shutil.copytree(INTRUDER, folder, dirs_exist_ok=True)
    manifest = {"name": "Intruder", "version": "1", "content_scripts": _SCRIPT, **_MANIFESTS[browser.name]}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    if isinstance(browser, Chromium):
        both = f"{browser.extension},{folder}"
        async with chromium(site, f"--disable-extensions-except={both}", f"--load-extension={both}") as other:
            yield other
        return
    assert isinstance(browser, Firefox)
    async with other_pairing(browser):
        loaded = await browser.bidi.send("webExtension.install", extensionData={"type": "path", "path": str(folder)})
        try:
            yield browser
        finally:
            await browser.bidi.send("webExtension.uninstall", extension=loaded["extension"])


async def test_another_extension_with_every_permission(fresh: Browser, site: Ports, tmp_path: Path) -> None:
    """It hears none of our requests, gets no answer with a token that it stole, cannot speak to our worker nor run in our pages, and our notes are
    not in any page. What it can: read every page, the sidebar in it included: the browsers give that to extensions.

    The control: its own request is heard with its token, so it does listen; and the open route answers it.
    """
    with running(tmp_path) as agent:
        knows_me(agent)
        async with beside_an_intruder(fresh, site, tmp_path / "intruder") as browser:
            await pair_by_link(browser, agent)
            await show_in_page(browser)
            await attacked(browser, agent)


async def attacked(browser: Browser, agent: Running) -> None:
    """A look at somebody, a note about them, and then all that it tries."""
    options = await browser.extension_page("options/choice.html")
    (pairing,) = [one for one in (await options.js("chrome.storage.local.get()")).values() if isinstance(one, dict) and "token" in one]
    page = await browser.open(linkedin_url(ADA))
    await browser.press_button(page)
    await sees(page, "ready")
    await press_in(page, ".card button", "Note")
    panel = await browser.attach("panel/panel.html")
    await until(lambda: panel.js("document.activeElement?.id === 'note-words'"), "the note is ready to be written")
    await panel.press(*SECRET)
    await until(lambda: panel.js(f"document.activeElement.value === {SECRET!r}"), "the note's words")
    await press_in(panel, ".write button.first")
    await until(lambda: panel.js(f"document.querySelector('.notes')?.textContent.includes({SECRET!r})"), "the note in the list")
    person = {"site": "linkedin", "url": linkedin_url(ADA), "name": ADA["name"]}
    orders = {"port": agent.port, "token": pairing["token"], "person": person, "page": browser.extension_origin}
    orders["id"] = browser.id if isinstance(browser, Chromium) else "learnlearn@learnlearn.local"
    await page.js(f"(document.documentElement.dataset.orders = {json.dumps(json.dumps(orders))}, dispatchEvent(new Event('intrude')), null)")
    await until(lambda: page.js("document.documentElement.dataset.found ?? ''"), "what the other extension found")
    found = json.loads(await page.js("document.documentElement.dataset.found"))
    assert found["page"], "the control: it reads the page"
    assert found["answers"]["health"] == "200 "
    assert f"Bearer {pairing['token']}" in found["authorised"], "the control: it hears its own request"
    ours = [one for one in found["requests"] if one.startswith(browser.extension_origin)]
    assert ours == []
    assert found["authorised"] == [f"Bearer {pairing['token']}"]
    assert found["answers"]["stolen"] == "403 origin_refused"
    assert found["answers"]["nothing"] == "401 not_paired"
    assert found["answers"]["message"].startswith(("refused", "got undefined")), found["answers"]
    assert found["answers"]["script"].startswith("refused"), found["answers"]
    assert found["globals"] == []
    assert "Why you ask" in found["sidebar"], "what no extension can be kept from"
    assert SECRET not in json.dumps(found)
    for one in (panel, page, options):
        await one.close()
