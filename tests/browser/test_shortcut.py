"""The real key, pressed on a real screen: browsers hand their shortcuts to no automation. The extension is the store's package here."""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import shutil
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.agent.running import running
from tests.browser.chromium import chromium
from tests.browser.conftest import knows_me, pair_by_link, show_in_page
from tests.browser.driver import Browser, sees, until
from tests.browser.firefox import firefox
from tests.browser.people import ADA, linkedin_url
from tests.browser.site import Ports

from learnlearn.cli.package import Browser as StoreOf
from learnlearn.cli.package import package


@contextlib.asynccontextmanager
async def _screen(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """A screen of its own; Xvfb chooses a free number and says which."""
    assert shutil.which("Xvfb"), "Xvfb is not installed: apt-get install xvfb"
    assert shutil.which("xdotool"), "xdotool is not installed: apt-get install xdotool"
    read, write = os.pipe()
    process = await asyncio.create_subprocess_exec(
        "Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp", pass_fds=(write,), stderr=asyncio.subprocess.DEVNULL
    )
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            number = (await asyncio.to_thread(pipe.readline)).strip()
        monkeypatch.setenv("DISPLAY", f":{number}")
        yield
    finally:
        process.terminate()
        await process.wait()


def _package(browser: StoreOf, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(package(browser))) as archive:
        archive.extractall(folder)
    return folder


async def _keys(*keys: str) -> None:
    process = await asyncio.create_subprocess_exec("xdotool", "key", "--clearmodifiers", *keys)
    assert await process.wait() == 0


async def _welcomes_once(browser: Browser) -> None:
    """Just installed, the page of the first run has opened by itself, in one tab."""

    async def opened() -> int:
        return sum("welcome/welcome.html" in url for url in await browser.pages())

    await until(opened, "the page of the first run")
    assert await opened() == 1


async def _press_and_see(browser: Browser, agent_home: Path) -> None:
    await _welcomes_once(browser)
    agent_home.mkdir()
    with running(agent_home) as agent:
        knows_me(agent)
        await pair_by_link(browser, agent)
        await show_in_page(browser)
        page = await browser.open(linkedin_url(ADA))
        await page.click(40, 300)  # the page has the focus, as a reader's page has
        assert await page.js("document.querySelector('learnlearn-sidebar')") is None

        async def answered() -> bool:
            # Again until it stands: a window without a window manager may take its focus late. A second press would close it again.
            if not await page.js("Boolean(document.querySelector('learnlearn-sidebar'))"):
                await _keys("alt+shift+l")
                await asyncio.sleep(0.5)
            return bool(await page.js("Boolean(document.querySelector('learnlearn-sidebar'))"))

        await until(answered, "the shortcut to be heard")
        assert (await sees(page, "ready")).who == ADA["name"]


async def test_the_key_opens_the_sidebar_in_chromium(site: Ports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alt+Shift+L, as the manifest suggests it, is assigned and works."""
    extension = _package("chromium", tmp_path / "extension")
    async with _screen(monkeypatch), chromium(site, extension=extension, headless=False) as browser:
        own = await browser.extension_page("options/choice.html")
        commands = await own.js("chrome.commands.getAll()")
        assert [command["shortcut"] for command in commands] == ["Alt+Shift+L"]
        await own.close()
        await _press_and_see(browser, tmp_path / "home")


async def test_the_key_opens_the_sidebar_in_firefox(site: Ports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same in Firefox."""
    extension = _package("firefox", tmp_path / "extension")
    async with _screen(monkeypatch), firefox(site, extension=extension, headless=False) as browser:
        await _press_and_see(browser, tmp_path / "home")
