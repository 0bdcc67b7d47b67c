"""Prompts in other words: at once the built-in ones, then the model's. Nothing goes to another machine but after a look and a yes in the panel."""

from __future__ import annotations

from pathlib import Path

from tests.agent.model_server import MODEL, reordered, serving
from tests.agent.running import running
from tests.browser.conftest import knows_me, other_pairing, pair_by_link, pair_with_port, panel_beside, show_in_page
from tests.browser.driver import Browser, press_in, sees, until
from tests.browser.people import ADA, linkedin_url
from tests.browser.strangers import conversation, pretender

_WORDS = "(root) => [...root.querySelectorAll('.card .words')].map(read)"
_SAYS = "(root) => read(root.querySelector('.phrasing'))"


async def test_a_model_on_this_machine_replaces_the_words_when_they_come(browser: Browser, tmp_path: Path) -> None:
    """The built-in words stand while it thinks; then its own, in place; and what I say that I asked is what stood there."""
    async with other_pairing(browser):
        with serving(held=True) as model:
            settings = {"LEARNLEARN_MODEL": "ollama", "LEARNLEARN_MODEL_URL": model.url, "LEARNLEARN_MODEL_NAME": MODEL, "LEARNLEARN_PHRASING": "on"}
            with running(tmp_path, **settings) as agent:
                knows_me(agent)
                await pair_by_link(browser, agent)
                await show_in_page(browser)
                page = await browser.open(linkedin_url(ADA))
                await browser.press_button(page)
                await sees(page, "ready")
                before = await page.inside(_WORDS)
                assert before
                await until(lambda: page.inside(f"(root) => ({_SAYS})(root).includes('looks for other words')"), "it says that it waits")
                model.gate.set()
                await until(lambda: page.inside(f"(root) => ({_SAYS})(root).includes('checked')"), "it says that they came")
                after = await page.inside(_WORDS)
                changed = [words for words, old in zip(after, before, strict=True) if words != old]
                print(f"{browser.name}: {len(changed)} of {len(before)} prompts in other words")
                assert changed
                assert all(words in (old, reordered(old)) for words, old in zip(after, before, strict=True))
                await press_in(page, ".card button", "I asked this")
                await until(lambda: page.inside("(root) => read(root.querySelector('.card .row')).includes('Remembered')"), "it says so")
                assert after[0] in agent.cli("show", ADA["name"]).stdout
                await page.close()


async def test_nothing_goes_to_another_machine_but_after_a_look_and_a_yes_in_the_panel(browser: Browser) -> None:
    """In the page nothing is asked and nothing sent; the panel shows every byte first, and one press sends it once."""
    offer = {"id": "0" * 32, "where": "remote", "model": "big"}
    told = conversation(phrasing=offer, second={**offer, "id": "1" * 32})
    words = [{"prompt_id": prompt["id"], "text": f"Other words {at}?", "is_rephrased": True, "flaw": ""} for at, prompt in enumerate(told["prompts"])]
    answers = {"conversation": told, "phrasing/look": {"url": "https://big.example/v1", "bodies": ['{"a": "every byte"}']},
               "phrasing/start": {"state": "done", "prompts": words},
               "second/look": {"url": "https://big.example/v1", "bodies": ['{"b": "of both pages"}']},
               "second/start": {"state": "done", "conversation": None, "added": 0, "withdrawn": 0}}  # fmt: skip
    async with other_pairing(browser), pretender(answers) as (port, log):
        await pair_with_port(browser, port)
        await show_in_page(browser)
        page = await browser.open(linkedin_url(ADA))
        await browser.press_button(page)
        await sees(page, "ready")
        assert "Nothing is sent" in await page.inside(_SAYS)
        assert not [path for path in log.paths if "phrasing" in path or "second" in path]
        panel = await panel_beside(browser, ADA["slug"])
        await sees(panel, "ready")
        await press_in(panel, ".phrasing button", "Look at it")
        await until(lambda: panel.js("document.querySelector('.phrasing pre')?.textContent === '{\"a\": \"every byte\"}'"), "every byte")
        assert "https://big.example/v1" in await panel.inside(_SAYS)
        assert [path for path in log.paths if "phrasing" in path] == ["/v1/phrasing/look"]
        await press_in(panel, ".phrasing button.first")
        await until(lambda: panel.inside(f"(root) => ({_WORDS})(root).every((one) => one.startsWith('Other words'))"), "the other words")
        sent = [body for _, path, _, body in log.requests if path == "/v1/phrasing/start"]
        assert sent == ['{"id":"' + "0" * 32 + '","consent":true}']
        await press_in(panel, ".offer.second button", "Look at it")
        await until(lambda: panel.js("document.querySelector('.offer.second pre')?.textContent === '{\"b\": \"of both pages\"}'"), "those bytes too")
        assert "/v1/second/start" not in log.paths
        await press_in(panel, ".offer.second button.first")
        await until(lambda: panel.inside("(root) => read(root.querySelector('.offer.second')).includes('found the same')"), "it says what came of it")
        assert [body for _, path, _, body in log.requests if path == "/v1/second/start"] == ['{"id":"' + "1" * 32 + '","consent":true}']
        await panel.close()
        await page.close()
