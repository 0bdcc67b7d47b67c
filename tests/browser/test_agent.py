"""The agent is absent, comes back, is of another version, or is not the agent at all."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

from tests.agent.running import Running, running
from tests.browser.chromium import chromium
from tests.browser.conftest import knows_me, looks_of, other_pairing, pair_by_link, pretended, show_in_page
from tests.browser.driver import EXTENSION, Browser, Page, press_in, seen, sees, until
from tests.browser.people import ADA, linkedin_url
from tests.browser.site import Ports
from tests.browser.strangers import Stranger, conversation, health, stranger

_CHECK = "if (answer.proof !== expected) throw"


async def test_an_absent_agent_is_named_and_its_return_needs_no_pairing(browser: Browser, tmp_path: Path) -> None:
    """One line and one button while it is away; when it runs again, the same button brings the answer."""
    async with other_pairing(browser):
        with running(tmp_path) as agent:
            knows_me(agent)
            await pair_by_link(browser, agent)
            await show_in_page(browser)
            port = str(agent.port)
            agent.end()
        page = await browser.open(linkedin_url(ADA))
        await browser.press_button(page)
        told = await sees(page, "agent_absent")
        assert "learnlearn run" in told.line
        with running(tmp_path, "--port", port):
            await press_in(page, "button.primary")
            assert (await sees(page, "ready")).who == ADA["name"]
        await page.close()


_OTHERS: list[tuple[dict[str, object], str]] = [
    (health(api=0, oldest=0), "agent_too_old"),
    (health(api=9, oldest=9), "extension_too_old"),
    ({"error": "not found"}, "port_taken"),
]


async def test_another_version_is_said_plainly(browser: Browser) -> None:
    """Each side can be too old; the line says which. A program that is no agent is said to be one. None is given the token or the page."""
    async with pretended(browser, {"conversation": conversation()}):
        page = await browser.extension_page("options/choice.html")
        token = (await page.js("chrome.storage.local.get('pairing')"))["pairing"]["token"]
        await page.close()
        for told, state in _OTHERS:
            async with stranger(0, {"/v1/health": told}) as other:
                await _move_to(browser, other)
                page = await browser.open(linkedin_url(ADA))
                await browser.press_button(page)
                await sees(page, state)
                assert "/v1/health" in other.paths
                assert not other.got(token)
                assert not other.got("hives")
                await page.close()


async def test_an_answer_of_another_shape_is_not_shown_by_halves(browser: Browser) -> None:
    """An agent that leaves something out is said to be too old. Control: with all of it the answer is shown."""
    whole = conversation()
    half = {key: value for key, value in whole.items() if key != "set_aside"}
    async with pretended(browser, {"conversation": [whole, half]}, wrong=frozenset({"conversation"})):
        for state in ("ready", "agent_too_old"):
            page = await browser.open(linkedin_url(ADA))
            await browser.press_button(page)
            await sees(page, state)
            await page.close()


async def _move_to(browser: Browser, other: Stranger) -> None:
    page = await browser.extension_page("options/choice.html")
    await page.js(f"learnlearn.messages.ask('settings.save', {{port: {other.port}, linkedin: 'page'}})")
    await page.close()


async def _squat(browser: Browser, agent: Running) -> tuple[Stranger, str, str]:
    """A worker that has just spoken with the agent; then the agent ends, another program takes its port, and the user clicks."""
    page = await browser.open(linkedin_url(ADA))
    await browser.press_button(page)
    await sees(page, "ready")
    await browser.press_button(page)  # closes
    own = await browser.extension_page("options/choice.html")
    token = (await own.js("chrome.storage.local.get('pairing')"))["pairing"]["token"]
    await own.close()
    agent.end()
    # It says what the agent says, as anybody can; what it cannot know is the key.
    answers = {"/v1/health": health(), "/v1/proof": {"proof": "0" * 64}, "/v1/conversation": conversation()}
    async with stranger(agent.port, answers) as log:
        await browser.press_button(page)

        async def settled() -> str:
            return (await seen(page)).state

        state = await until(settled, "some state")
        await page.close()
    return log, token, state


async def test_a_squatter_on_the_agents_port_gets_nothing(browser: Browser, tmp_path: Path) -> None:
    """It may answer health and say that all is well: without the key no token and no word of the page leaves the extension."""
    async with other_pairing(browser):
        with running(tmp_path) as agent:
            await pair_by_link(browser, agent)
            await show_in_page(browser)
            knows_me(agent)
            log, token, state = await _squat(browser, agent)
    print(f"{browser.name}: the squatter was asked {log.paths}")
    assert "/v1/proof" in log.paths
    assert not log.got(token)
    assert not log.got(ADA["name"])
    assert state == "port_taken"


async def test_without_the_proof_the_squatter_would_have_had_the_token(site: Ports, tmp_path: Path) -> None:
    """The control: the same extension with the check of the proof taken out hands over the token and the page."""
    copy = tmp_path / "extension"
    shutil.copytree(EXTENSION, copy, ignore=shutil.ignore_patterns("cases"))
    file = copy / "background" / "agent.js"
    assert _CHECK in file.read_text()
    file.write_text(file.read_text().replace(_CHECK, "if (false) throw"))
    with running(tmp_path) as agent:
        knows_me(agent)
        async with chromium(site, extension=copy) as browser:
            await pair_by_link(browser, agent)
            await show_in_page(browser)
            log, token, _ = await _squat(browser, agent)
    assert log.got(token)
    assert log.got(ADA["name"])


async def test_a_late_answer_is_not_shown_beside_another_page(browser: Browser, tmp_path: Path) -> None:
    """The agent is held up, the app goes on to somebody else or the tab is closed, the answer arrives: it is dropped. Control: on the same page it is shown."""
    async with other_pairing(browser):
        with running(tmp_path) as agent:
            knows_me(agent)
            await pair_by_link(browser, agent)
            await show_in_page(browser)
            own = await browser.extension_page("options/choice.html")
            for meanwhile in ("nothing", "goes on", "is closed"):
                page = await browser.open(linkedin_url(ADA))
                os.kill(agent.process.pid, signal.SIGSTOP)
                try:
                    await browser.press_button(page)
                    await sees(page, "reading")
                    if meanwhile == "goes on":
                        await page.js("history.pushState({}, '', '/in/somebody-else/')")
                        await sees(page, "moved")
                    elif meanwhile == "is closed":
                        await page.close()
                        await until(lambda: _nothing_remembered(own), "the tab is forgotten")
                finally:
                    os.kill(agent.process.pid, signal.SIGCONT)
                if meanwhile == "nothing":
                    assert (await sees(page, "ready")).who == ADA["name"]
                else:
                    # The agent has answered once a later call of the same worker is through.
                    assert (await own.js("learnlearn.messages.ask('status')"))["ok"]
                if meanwhile == "goes on":
                    assert ADA["name"] not in (await seen(page)).text
                    assert (await seen(page)).state == "moved"
                if meanwhile != "is closed":
                    await page.close()
                    await until(lambda: _nothing_remembered(own), "the tab is forgotten")
            await until(lambda: _nothing_remembered(own), "an answer for a tab that is gone is forgotten")
            await own.close()


async def _nothing_remembered(own: Page) -> bool:
    return not await looks_of(own)
