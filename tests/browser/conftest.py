"""Both real browsers, the real agent in a process of its own, and a fixture site with true host names. Started once for all tests here."""

from __future__ import annotations

import contextlib
import inspect
import json
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from tests.agent.running import Running, running, snapshot
from tests.browser import chromium as of_chromium
from tests.browser import firefox as of_firefox
from tests.browser.driver import PAIRING, Browser, Page, press_in, until
from tests.browser.keeper import Keeper
from tests.browser.people import ME
from tests.browser.site import Ports
from tests.browser.site import site as fixture_site
from tests.browser.strangers import Stranger, pretender

from learnlearn.lexicon.loaded import lexicon


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One event loop for browsers, site and tests, for they live as long as the run."""
    for item in items:
        if Path(__file__).parent in item.path.parents and inspect.iscoroutinefunction(getattr(item, "function", None)):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="session", autouse=True)
def _browsers_are_there() -> None:
    """A missing browser fails the run in one line; it is never skipped."""
    for programs, package in ((of_chromium.PROGRAMS, "chromium"), (of_firefox.PROGRAMS, "firefox-esr")):
        if not any(shutil.which(program) for program in programs):
            pytest.exit(f"{package} is not installed, and the browser tests cannot run without it: apt-get install {package}", returncode=1)


@pytest.fixture(scope="session", autouse=True)
def _lexicon_is_compiled() -> None:
    """Compiled here when it has changed: it takes longer than an answer may."""
    lexicon()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Ports]:
    """The fixture site's ports."""
    async with fixture_site(tmp_path_factory.mktemp("site")) as ports:
        yield ports


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium(site: Ports) -> AsyncIterator[of_chromium.Chromium]:
    """Chromium, not paired yet."""
    async with of_chromium.chromium(site) as browser:
        yield browser


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def firefox(site: Ports) -> AsyncIterator[of_firefox.Firefox]:
    """Firefox, not paired yet."""
    async with of_firefox.firefox(site) as browser:
        yield browser


@pytest_asyncio.fixture(scope="session", loop_scope="session", params=["chromium", "firefox"])
async def fresh(request: pytest.FixtureRequest, chromium: Browser, firefox: Browser) -> Browser:
    """A browser with the extension, whatever its pairing."""
    return {"chromium": chromium, "firefox": firefox}[request.param]


@pytest.fixture(scope="session")
def agents(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Running]]:
    """A real agent for each browser, so that what one keeps is not known to the other; both know me."""
    with running(tmp_path_factory.mktemp("chromium")) as one, running(tmp_path_factory.mktemp("firefox")) as other:
        for agent in (one, other):
            knows_me(agent)
        yield {"chromium": one, "firefox": other}


@pytest.fixture(scope="session")
def agent(agents: dict[str, Running], fresh: Browser) -> Running:
    """The agent of this browser."""
    return agents[fresh.name]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(fresh: Browser, agent: Running) -> Browser:
    """A browser that is paired by link, and shows the sidebar in the page on LinkedIn too."""
    await pair_by_link(fresh, agent)
    await show_in_page(fresh)
    return fresh


async def pair_by_link(browser: Browser, agent: Running, button: str = "") -> str:
    """As the user does: the page that `learnlearn pair` opens, and one click. Gives what the page then says."""
    page = await browser.open(agent.offer()["url"])
    await press_in(page, "button.first", button, PAIRING)
    told = await until(lambda: page.inside("(root) => read(root?.querySelector('[data-state]'))", PAIRING), "the pairing page's answer")
    await page.close()
    return str(told)


@contextlib.asynccontextmanager
async def other_pairing(browser: Browser) -> AsyncIterator[None]:
    """Whatever is paired or set meanwhile, the browser's own pairing is back afterwards."""
    page = await browser.extension_page("options/choice.html")
    kept = await page.js("chrome.storage.local.get()")
    try:
        yield
    finally:
        await page.js(f"chrome.storage.local.clear().then(() => chrome.storage.local.set({json.dumps(kept)})).then(() => null)")
        await page.js("learnlearn.messages.ask('settings.save', {})")  # the worker forgets which agent it knew
        await page.close()


async def pair_with_port(browser: Browser, port: int) -> None:
    """With a program that takes any code."""
    page = await browser.open(f"http://127.0.0.1:{port}/pair#{'0' * 32}")
    await press_in(page, "button.first", "", PAIRING)
    await until(lambda: page.inside("(root) => read(root?.querySelector('[data-state=paired]'))", PAIRING), "paired")
    await page.close()


@contextlib.asynccontextmanager
async def pretended(browser: Browser, answers: dict[str, Any], **more: Any) -> AsyncIterator[Stranger]:
    """A browser that is paired with a pretender, and shows the sidebar in the page. `more` as `pretender` takes it."""
    async with other_pairing(browser), pretender(answers, **more) as (port, log):
        await pair_with_port(browser, port)
        await show_in_page(browser)
        yield log


async def show_in_page(browser: Browser) -> None:
    """On LinkedIn too, as a user chose it."""
    page = await browser.extension_page("options/choice.html")
    await page.js("learnlearn.messages.ask('settings.save', {where: 'page', linkedin: 'page'})")
    await page.close()


async def panel_beside(browser: Browser, part: str) -> Page:
    """The panel for a tab that was looked at, by a part of its address; as a page of its own, for a side panel takes no driver."""
    own = await browser.extension_page("options/choice.html")
    looks = await looks_of(own)
    await own.close()
    tab = max(int(key.removeprefix("tab:")) for key, look in looks.items() if part in look["shown"]["url"])  # not one that a failed test left open
    return await browser.extension_page(f"panel/panel.html?tab={tab}")


async def looks_of(own: Page) -> dict[str, Any]:
    """What the worker remembers of tabs, by `tab:` and number, seen from a page of the extension."""
    kept = await own.js("chrome.storage.session.get()")
    return {key: look for key, look in kept.items() if key.startswith("tab:")}


def knows_me(agent: Running) -> None:
    """Tells an agent who I am, and lets it answer once, which loads what every later answer needs."""
    script = agent.pair("chrome-extension://abcdefghijklmnopabcdefghijklmnop")
    assert agent.post("/v1/me/save", {"me": ME}, script.headers).status == 200
    assert agent.post("/v1/conversation", {"snapshot": snapshot()}, script.headers).status == 200


@pytest.fixture(scope="session")
def _script(agent: Running) -> Keeper:
    return Keeper(agent, agent.pair("chrome-extension://abcdefghijklmnopabcdefghijklmnop"))


@pytest.fixture
def keeper(browser: Browser, _script: Keeper) -> Iterator[Keeper]:
    """The browser's own agent, seen from beside: nobody is kept, nor is anybody afterwards."""
    _script.forget_everybody()
    yield _script
    _script.forget_everybody()
