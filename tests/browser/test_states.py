"""Every state is one line and one button."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.agent.running import Running, running
from tests.browser.conftest import other_pairing, pair_by_link, pair_with_port, pretended, show_in_page
from tests.browser.driver import Browser, press_in, seen, sees, until
from tests.browser.people import ADA, linkedin_url
from tests.browser.strangers import conversation, pretender

_BUTTONS = "(root) => [...root.querySelectorAll('button.primary')].map(read)"


@pytest.mark.parametrize(
    ("path", "state", "words"),
    [("company/wickerwork", "not_a_person", "company"), ("authwall", "sign_in_wall", "sign in"), ("jobs/view/7", "not_a_person", "job")],
)
async def test_pages_that_are_nobodys(browser: Browser, agent: Running, path: str, state: str, words: str) -> None:
    """Said per kind, with one button."""
    page = await browser.open(f"https://www.linkedin.com/{path}")
    await browser.press_button(page)
    assert words in (await sees(page, state)).line
    assert len(await page.inside(_BUTTONS)) == 1
    await page.close()


_ANSWERS: list[tuple[dict[str, object], str]] = [
    ({"state": "own_page"}, "own_page"), ({"state": "me_blank"}, "me_blank"), ({"state": "nothing_found", "common": [], "prompts": []}, "nothing_found"),
    ({"state": "page_blank", "common": [], "prompts": []}, "page_blank"),
    ({"state": "nothing_found", "common": [], "prompts": [], "language_note": "I do not speak Georgian yet."}, "language_unknown"),
]  # fmt: skip


async def test_what_the_agent_may_answer(browser: Browser) -> None:
    """Each state of an answer has its line and its one button."""
    async with pretended(browser, {"conversation": [conversation(**more) for more, _ in _ANSWERS]}) as log:
        for _, state in _ANSWERS:
            page = await browser.open(linkedin_url(ADA))
            await browser.press_button(page)
            shown = await sees(page, state)
            assert shown.line
            assert len(await page.inside(_BUTTONS)) == 1
            await page.close()
        assert log.paths.count("/v1/conversation") == len(_ANSWERS)


async def test_a_locked_store_and_an_unpaired_browser(browser: Browser, tmp_path: Path) -> None:
    """The line says what to unlock; without a pairing the button leads to it."""
    async with other_pairing(browser):
        async with pretender({"conversation": conversation()}, store="locked") as (port, log):
            await pair_with_port(browser, port)
            await show_in_page(browser)
            page = await browser.open(linkedin_url(ADA))
            await browser.press_button(page)
            assert "keyring" in (await sees(page, "store_locked")).line
            assert not log.got("hives"), "the page was sent to an agent that cannot use it"
            await page.close()
        with running(tmp_path) as agent:
            await pair_by_link(browser, agent)
            own = await browser.extension_page("options/choice.html")
            await own.js("learnlearn.messages.ask('pair.forget')")
            await own.close()
            page = await browser.open(linkedin_url(ADA))
            await browser.press_button(page)
            await sees(page, "not_paired")
            await press_in(page, "button.primary")
            options = await browser.attach("options/options.html#pair")
            await options.close()
            await page.close()


async def test_a_selection_serves_where_no_reader_does(browser: Browser, agent: Running) -> None:
    """On a page of nobody's, the words the user marks are answered; pressing the button does not take the selection away."""
    page = await browser.open("https://www.linkedin.com/company/wickerwork")
    await browser.press_button(page)
    await sees(page, "not_a_person")
    await page.js("document.querySelector('p').textContent = 'We keep bees: beekeeping on Fridays.'")
    await press_in(page, "button.primary")
    await sees(page, "nothing_selected")
    await page.js("getSelection().selectAllChildren(document.querySelector('p'))")
    await press_in(page, "button.primary")
    assert "eekeeping" in (await sees(page, "ready")).text
    await page.close()


async def test_this_is_me_shows_what_would_change_before_it_is_kept(browser: Browser, tmp_path: Path) -> None:
    """On one's own page: the changes stand in the options, can be corrected, and are kept on Save only."""
    async with other_pairing(browser):
        with running(tmp_path) as agent:
            await pair_by_link(browser, agent)
            await show_in_page(browser)
            page = await browser.open(linkedin_url(ADA))
            await browser.press_button(page)
            await sees(page, "me_blank")
            await press_in(page, "button.link", "This is me")
            options = await browser.attach("options/options.html#me")
            await until(lambda: options.js("document.querySelectorAll('.changes li').length"), "the changes")
            ask = "learnlearn.messages.ask('me.get').then(({value}) => [value.is_blank, value.me.headline])"
            assert await options.js(ask) == [True, ""]
            await options.js("document.querySelector('#me-headline').focus() ?? document.querySelector('#me-headline').select()")
            await options.press(*"Rower")
            await press_in(options, "#me-form button.first")
            await until(lambda: options.js("document.querySelector('#me-state').textContent.startsWith('Saved')"), "saved")
            assert await options.js(ask) == [False, "Rower"]
            await options.close()
            await browser.press_button(page)
            await sees(page, "own_page")
            await page.close()


async def test_a_page_the_browser_does_not_allow_is_said_at_the_button(browser: Browser, agent: Running) -> None:
    """On the browser's own pages no sidebar can stand: the button says so, and the next page has the plain button again."""
    own = await browser.extension_page("options/choice.html")
    page = await browser.open("about:blank" if browser.name == "chromium" else "about:about")
    await browser.press_button(page)

    async def marked() -> bool:
        looks = await own.js("chrome.storage.session.get()")
        return any(look.get("shown", {}).get("state") == "not_allowed" for key, look in looks.items() if key.startswith("tab:"))

    await until(marked, "said that it is not allowed")
    assert not await seen(page)
    await page.close()
    await own.close()


async def test_what_nobody_foresaw_is_said_and_can_be_tried_again(browser: Browser, agent: Running) -> None:
    """A pairing that something has spoilt is no failure the worker knows by name: it still ends in a line and a button, and trying again once it is mended works."""
    own = await browser.extension_page("options/choice.html")
    async with other_pairing(browser):
        kept = (await own.js("chrome.storage.local.get('pairing')"))["pairing"]
        await own.js(f"chrome.storage.local.set({json.dumps({'pairing': {**kept, 'proof_key': 7}})}).then(() => null)")
        page = await browser.open(linkedin_url(ADA))
        await browser.press_button(page)
        assert "Something went wrong" in (await sees(page, "problem")).line
        assert await page.inside(_BUTTONS) == ["Try again"]
        await own.js(f"chrome.storage.local.set({json.dumps({'pairing': kept})}).then(() => null)")
        await press_in(page, "button.primary")
        await sees(page, "ready")
        await page.close()
    await own.close()


async def test_a_tab_that_was_closed_ends_its_look_quietly(browser: Browser) -> None:
    """Nobody is there to be told: nothing is thrown, no button is marked, and nothing is remembered of it."""
    own = await browser.extension_page("options/choice.html")
    closed = await own.js("chrome.tabs.create({url: 'about:blank', active: false}).then(({id}) => chrome.tabs.remove(id).then(() => id))")
    looked = f"import('/background/look.js').then(({{look}}) => look({closed}, {{place: 'page'}})).then(() => 'ended', String)"
    assert await own.js(looked) == "ended"
    assert f"tab:{closed}" not in await own.js("chrome.storage.session.get()")
    await own.close()


async def test_a_problem_is_said_in_the_browsers_own_words(browser: Browser) -> None:
    """By its code where the extension has words for it; in the agent's where it has none."""
    unlike = {"status": 503, "title": "In the agent's words", "hint": "Do that."}
    problems = [{**unlike, "type": "about:blank", "code": code} for code in ("busy", "body_too_large", "unheard_of")]
    async with pretended(browser, {"conversation": problems}, refusing={"conversation": 503}):
        lines = []
        for _ in problems:
            page = await browser.open(linkedin_url(ADA))
            await browser.press_button(page)
            lines.append((await sees(page, "problem")).line)
            await page.close()
    assert "too much to do" in lines[0]
    assert "more than the agent takes" in lines[1]
    assert lines[2] == "In the agent's words. Do that."


async def test_an_update_asks_to_reload_the_page(browser: Browser, agent: Running) -> None:
    """The scripts an update leaves behind say so in place of failing silently; a fresh click then shows one sidebar, not two."""
    page = await browser.open(linkedin_url(ADA))
    await browser.press_button(page)
    await sees(page, "ready")
    await browser.reload_extension()
    if browser.name == "chromium":  # Firefox takes the old script's listeners away with the old extension
        await press_in(page, "button.second", "Keep")
        assert "Reload" in (await sees(page, "extension_updated")).line
    await browser.press_button(page)
    await sees(page, "ready")
    assert await page.js("document.querySelectorAll('learnlearn-sidebar').length") == 1
    await page.close()
