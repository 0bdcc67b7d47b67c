"""Pairing: by the link of one command, by six digits, of two browsers at once, and by nobody else."""

from __future__ import annotations

from pathlib import Path

from tests.agent.running import Running, command, running
from tests.browser.chromium import Chromium
from tests.browser.conftest import knows_me, other_pairing, pair_by_link, show_in_page
from tests.browser.driver import PAIRING, Browser, press_in, seen, sees, until
from tests.browser.firefox import Firefox
from tests.browser.people import ADA, linkedin_url
from tests.browser.strangers import pretender

from learnlearn.cli.commands.pair import LEADING


def _origins(agent: Running) -> dict[str, str]:
    """The ids of what is paired, by Origin: from the list that `learnlearn clients` prints, wide enough for a whole line."""
    listed = command("clients", environment={**agent.environment, "COLUMNS": "220"}).stdout
    rows = [line.split() for line in listed.splitlines()]
    return {word: row[0] for row in rows for word in row if "-extension://" in word}


async def test_by_link_with_one_click(fresh: Browser, tmp_path: Path) -> None:
    """The code leaves the address at once, the page says so in words, the token is of this browser; a second pairing says that it replaces."""
    async with other_pairing(fresh):
        with running(tmp_path) as agent:
            own = await fresh.extension_page("options/choice.html")
            await own.js("chrome.storage.local.clear()")
            leading = tmp_path / "pair.html"  # as the command hands it to the browser
            leading.write_text(LEADING.format(link=agent.offer_by_command()["url"]))
            page = await fresh.open(leading.as_uri())
            await until(lambda: page.inside("(root) => read(root?.querySelector('button.first'))", PAIRING), "the button")
            assert await page.js("[location.hash, document.documentElement.outerHTML.match(/[0-9a-f]{32}/)]") == ["", None]
            assert await own.js("chrome.storage.local.get('pairing')") == {}, "it paired before the click"
            await press_in(page, "button.first", "Pair", PAIRING)
            told = await until(lambda: page.inside("(root) => read(root.querySelector('[data-state=paired]'))", PAIRING), "it says so")
            assert "Paired as" in told
            assert fresh.extension_origin in _origins(agent)
            replaced = await pair_by_link(fresh, agent, "Replace")
            assert "earlier pairing is gone" in replaced
            await page.close()
            await own.close()


async def test_by_six_digits(fresh: Browser, tmp_path: Path) -> None:
    """Typed in the options; a wrong guess is refused in words, and what is allowed can be less."""
    async with other_pairing(fresh):
        with running(tmp_path) as agent:
            page = await fresh.extension_page("options/options.html#pair")
            await page.js("chrome.storage.local.clear()")
            await page.js(f"learnlearn.messages.ask('settings.save', {{port: {agent.port}}}).then(() => location.reload())")
            await until(lambda: page.js("document.querySelector('#pairing details')?.open"), "the form")
            digits = agent.offer_by_command()["digits"]
            wrong = "000000" if digits != "000000" else "111111"
            for code, answer in ((wrong, "does not fit"), (digits, "Connected")):
                await page.js("document.querySelector('#digits').focus() ?? document.querySelector('#digits').select()")
                await page.press(*code)
                await page.js("document.querySelector('#pairing').scrollIntoView({block: 'center'})")
                await press_in(page, "#pairing button.first", "Pair")
                await until(lambda wanted=answer: page.js(f"document.querySelector('#pair').textContent.includes({wanted!r})"), answer)
            assert fresh.extension_origin in _origins(agent)
            await page.close()


async def test_two_browsers_are_paired_at_once(chromium: Chromium, firefox: Firefox, tmp_path: Path) -> None:
    """Each has its own token, both are listed, and revoking one leaves the other."""
    async with other_pairing(chromium), other_pairing(firefox):
        with running(tmp_path) as agent:
            knows_me(agent)
            pages = []
            for browser in (chromium, firefox):
                await pair_by_link(browser, agent)
                await show_in_page(browser)
                pages.append(await browser.open(linkedin_url(ADA)))
            for browser, page in zip((chromium, firefox), pages, strict=True):
                await browser.press_button(page)
                assert (await sees(page, "ready")).who == ADA["name"]
            origins = _origins(agent)
            assert {chromium.extension_origin, firefox.extension_origin} <= set(origins)
            agent.cli("clients", "revoke", origins[chromium.extension_origin])
            for browser, page, state in ((chromium, pages[0], "not_paired"), (firefox, pages[1], "ready")):
                await browser.press_button(page)  # closes
                await browser.press_button(page)
                await sees(page, state)
                await page.close()


async def test_another_programs_pairing_page_gets_nothing_by_itself(browser: Browser) -> None:
    """A local server of another port may serve /pair with a code: it is named, asked about, and without the user's click nothing changes."""
    async with pretender({}) as (port, log):
        page = await browser.open(f"http://127.0.0.1:{port}/pair#{'0' * 32}")
        warned = await until(lambda: page.inside("(root) => [...root?.querySelectorAll('.remark') ?? []].map(read).join(' ')", PAIRING), "it warns")
        assert str(port) in warned
        assert "replaces the earlier pairing" in warned
        await page.js("document.querySelector('learnlearn-pair').click()")
        await page.js("[...document.querySelectorAll('button')].map((one) => one.click())")
        assert "/v1/pair" not in log.paths
        await page.close()
    page = await browser.open(linkedin_url(ADA))  # and the agent is still the one before
    await browser.press_button(page)
    await sees(page, "ready")
    await page.close()


async def test_only_the_pairing_page_itself_may_hand_in_a_code(browser: Browser) -> None:
    """The worker goes by what the browser says of the sender: a page of ours and a page of the web are both refused."""
    own = await browser.extension_page("options/choice.html")
    refused = await own.js(
        "chrome.runtime.sendMessage({ask: 'pair.link', about: {code: '0'.repeat(32), scopes: []}}).then((it) => it ?? null, () => null)"
    )
    assert refused is None
    heard = await own.js("chrome.runtime.sendMessage({ask: 'settings.get', about: {}})")
    assert heard["ok"], "the control: this page may ask what it is allowed to"
    await own.close()
    assert not await seen(await browser.open("about:blank"))
