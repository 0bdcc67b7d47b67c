"""What is between one person and me, in the panel: notes of every kind in one gesture, the ledger, the plan; and what is due, wherever it shows."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

from tests.agent.running import running
from tests.browser.conftest import knows_me, other_pairing, pair_by_link, panel_beside, show_in_page
from tests.browser.driver import Browser, Page, press_in, saved_files, sees, until
from tests.browser.keeper import URL, WHO, Keeper
from tests.browser.people import ADA


@contextlib.asynccontextmanager
async def _panel(browser: Browser, tab: str = "notes") -> AsyncIterator[Page]:
    page = await browser.open(URL)
    await browser.press_button(page)
    await sees(page, "ready")
    panel = await panel_beside(browser, ADA["slug"])
    await sees(panel, "ready")
    await press_in(panel, f"#tab-{tab}")
    try:
        yield panel
    finally:
        await panel.close()
        await page.close()


async def _shows(panel: Page, selector: str, words: str) -> None:
    await until(
        lambda: panel.js(f"[...document.querySelectorAll({selector!r})].some((one) => one.textContent.includes({words!r}))"), f"{selector}: {words}"
    )


async def test_a_note_of_every_kind_takes_one_gesture(browser: Browser, keeper: Keeper) -> None:
    """Write, and press what it is. "We met" needs no words. Each is in the store under its kind, and the header says that the person is kept."""
    kinds = ("learned", "shared", "promised", "asked", "answered", "note")
    async with _panel(browser) as panel:
        assert "nothing kept" in await panel.js("document.querySelector('.where').textContent")
        for kind in kinds:
            await panel.js("document.querySelector('#note-words').focus()")
            await panel.press(*f"Words {kind}")
            await press_in(panel, f"[data-kind={kind}]")
            await _shows(panel, ".notes .said", f"Words {kind}")
        await press_in(panel, "[data-kind=met]")
        await _shows(panel, ".notes .said", "We met.")
        assert sorted(keeper.notes()) == sorted([*((kind, f"Words {kind}") for kind in kinds), ("met", "We met.")])
        assert "nothing kept" not in await panel.js("document.querySelector('.where').textContent")
        for part, words in (("promised", "promised"), ("asked", "asked"), ("from_them", "learned"), ("from_me", "shared")):
            await _shows(panel, f".ledger_{part}", f"Words {words}")
        # Pressed without words it says so and keeps nothing; taken back, the last note is gone.
        await press_in(panel, "[data-kind=learned]")
        await _shows(panel, ".told", "Write it first")
        assert len(keeper.notes()) == 7


async def test_a_note_has_its_day_and_the_prompt_it_came_from(browser: Browser, keeper: Keeper) -> None:
    """Written about a prompt it says which; given an earlier day it stands on that day; taken back at once it is gone."""
    async with _panel(browser, "talk") as panel:
        prompt = await panel.js("document.querySelector('.card .words').textContent")
        await press_in(panel, ".card button", "Note")
        await until(lambda: panel.js("document.activeElement?.id === 'note-words'"), "ready to write")
        await panel.press(*"Four hives")
        await panel.js("document.querySelector('#note-day').value = '2026-10-03'")
        await press_in(panel, ".kinds button.first", "I learned")
        await _shows(panel, ".notes .said", "Four hives")
        (note,) = keeper.post("notes/list", person=WHO)["notes"]
        assert (note["kind"], note["prompt_text"], note["at"][:10]) == ("learned", prompt, "2026-10-03")
        await press_in(panel, ".told button", "Undo")
        await _shows(panel, ".notes", "Nothing noted yet")
        assert keeper.notes() == []


async def test_a_note_is_changed_taken_away_and_brought_back_by_keys_alone(browser: Browser, keeper: Keeper) -> None:
    """Its earlier wording stays in its history; what was taken away can be brought back at once, and later too."""
    keeper.note("learned", "Three hives")
    async with _panel(browser) as panel:
        await _shows(panel, ".notes .said", "Three hives")
        await panel.js("document.querySelector('.notes button').focus()")
        await panel.press("Enter")
        await until(lambda: panel.js("document.activeElement?.tagName === 'TEXTAREA' && document.activeElement.value === 'Three hives'"), "the words")
        await panel.js("document.activeElement.select()")
        await panel.press(*"Four hives", "Tab", "Enter")
        await _shows(panel, ".notes .said", "Four hives")
        (note,) = keeper.post("notes/list", person=WHO)["notes"]
        assert (note["text"], [earlier["text"] for earlier in note["earlier"]]) == ("Four hives", ["Three hives"])
        assert await panel.js("document.activeElement.textContent") == "Edit", "the focus is lost"
        await panel.press("Tab", "Enter")
        await _shows(panel, ".notes", "Removed")
        assert keeper.notes() == []
        assert await panel.js("document.activeElement.textContent") == "Undo"
        await panel.press("Enter")
        await _shows(panel, ".notes .said", "Four hives")
        assert keeper.notes() == [("learned", "Four hives")]
        keeper.post("notes/remove", id=note["id"])
        await press_in(panel, "#panel-notes .more summary", "Taken away")
        await press_in(panel, "#panel-notes .more button", "Bring back")
        await until(
            lambda: panel.js("document.querySelector('#panel-notes details.more').textContent.includes('Nothing was taken away')"), "brought back"
        )
        assert keeper.notes() == [("learned", "Four hives")]


async def test_a_promise_is_given_and_a_question_answered(browser: Browser, keeper: Keeper) -> None:
    """One press moves a promise to what they had from me; an answer is written to the question it answers. The number on the button follows."""
    keeper.note("promised", "The list of bee plants")
    keeper.note("asked", "What do your bees do in a storm?")
    async with _panel(browser) as panel:
        await _shows(panel, ".ledger_promised", "bee plants")
        await panel.js("learnlearn.messages.ask('due.get')")
        assert await panel.js("chrome.action.getBadgeText({})") == "1"
        await press_in(panel, ".ledger_promised button")
        await _shows(panel, ".ledger_from_me", "bee plants")
        assert await panel.js("document.querySelector('.ledger_promised')") is None
        await until(lambda: panel.js("chrome.action.getBadgeText({}).then((text) => text === '')"), "nothing is due")
        await press_in(panel, ".ledger_asked button")
        await until(lambda: panel.js("document.activeElement?.id === 'note-words'"), "ready to write the answer")
        await panel.press(*"They sing")
        await press_in(panel, ".kinds button.first", "They answered")
        await _shows(panel, ".ledger_from_them", "They sing")
        ledger = keeper.post("ledger", person=WHO)
        assert (ledger["promised"], ledger["asked"]) == ([], [])
        assert [(one["first"]["text"], one["then"]["text"]) for one in ledger["answered"]] == [("What do your bees do in a storm?", "They sing")]


async def test_a_half_written_note_stands_whatever_it_is_about(browser: Browser, keeper: Keeper) -> None:
    """*They answered…*, *Not about this* and *Note* under a prompt say what the note is about; the words and the day chosen for them stand until they are saved."""
    keeper.note("asked", "What do your bees do in a storm?")
    async with _panel(browser) as panel:
        await _shows(panel, ".ledger_asked", "storm")
        await panel.js("document.querySelector('#note-words').focus()")
        await panel.press(*"Half a thought")
        await panel.js("document.querySelector('#note-day').value = '2026-10-03'")

        async def stands(about: str) -> None:
            await until(lambda: panel.js(f"document.querySelector('.write .about').textContent.includes({about!r})"), f"about {about}")
            written = await panel.js("['#note-words', '#note-day'].map((one) => document.querySelector(one).value)")
            assert written == ["Half a thought", "2026-10-03"]

        await press_in(panel, ".ledger_asked button")
        await stands("storm")
        await press_in(panel, ".write .about button", "Not about this")
        await stands("")
        assert await panel.js("document.querySelector('.write .about').hidden")
        await press_in(panel, "#tab-talk")
        prompt = await panel.js("document.querySelector('.card .words').textContent")
        await press_in(panel, ".card button", "Note")
        await stands(prompt)
        await press_in(panel, ".kinds button.first", "I learned")
        await _shows(panel, ".notes .said", "Half a thought")
        assert await panel.js("document.querySelector('#note-words').value") == "", "what is saved is written down once"
        assert ("learned", "Half a thought") in keeper.notes()


async def test_the_plan_is_kept_as_it_is_chosen(browser: Browser, keeper: Keeper) -> None:
    """Circle, tags, airport both ways, weekly, work; the next step is done, put off or passed over; the plan rests and is taken up again."""
    keeper.note("met", "At the regatta", at="2026-01-10T10:00:00Z")
    async with _panel(browser, "plan") as panel:
        await until(lambda: panel.js("document.querySelector('#plan-circle')?.options.length > 4"), "my circles")
        await panel.js("Object.assign(document.querySelector('#plan-circle'), {value: 'close'}).dispatchEvent(new Event('change'))")
        await _shows(panel, ".plan .next-step", "Check in")
        for box in ("They would drive me", "I would drive them"):
            await press_in(panel, ".plan .choice", box)
        await panel.js("document.querySelector('#plan-tags').focus()")
        await panel.press(*"rowing, Ghent, rowing", "Tab")

        async def kept() -> bool:
            plan = keeper.post("plan/get", person=WHO)["plan"]
            return (plan["circle"], plan["airport"], plan["tags"]) == ("close", "both", ["rowing", "Ghent"])

        await until(kept, "the plan as chosen")
        await press_in(panel, ".next-step button", "In a week")
        await _shows(panel, ".plan .next-step", "Put off")
        assert await panel.js("document.querySelector('#plan-not-before').value") == keeper.post("plan/get", person=WHO)["plan"]["snoozed_until"]
        await panel.js("Object.assign(document.querySelector('#plan-not-before'), {value: '2100-01-02'}).dispatchEvent(new Event('change'))")
        await until(lambda: _snoozed(keeper, "2100-01-02"), "a day of my own")
        await _shows(panel, ".plan > [role=status]", "Saved")  # with it the step and its buttons come anew
        await press_in(panel, ".plan button", "Let the plan rest")
        await _shows(panel, ".plan", "The plan rests")
        assert keeper.post("due")["people"] == []
        await press_in(panel, ".plan button", "Take it up again")
        await _shows(panel, ".plan .next-step", "Give")
        assert keeper.post("plan/get", person=WHO)["plan"]["stopped"] is False


async def _snoozed(keeper: Keeper, until_day: str) -> bool:
    return bool(keeper.post("plan/get", person=WHO)["plan"]["snoozed_until"] == until_day)


async def test_the_tabs_go_by_arrow_keys(browser: Browser, keeper: Keeper) -> None:
    """As assistive technology expects: one stop for Tab, arrows within, the panel named by its tab."""
    async with _panel(browser, "talk") as panel:
        await panel.js("document.querySelector('#tab-talk').focus()")
        seen = []
        for _ in range(3):
            await panel.press("ArrowRight")
            seen.append(
                await panel.js(
                    "[document.activeElement.id, [...document.querySelectorAll('[role=tabpanel]')].filter((one) => !one.hidden).map((one) => one.getAttribute('aria-labelledby')).join()]"
                )
            )
        assert seen == [["tab-notes"] * 2, ["tab-plan"] * 2, ["tab-talk"] * 2]
        assert await panel.js("document.querySelectorAll('[role=tab][tabindex=\"0\"]').length") == 1


async def test_coming_back_begins_with_what_was_said_and_what_is_due(browser: Browser, keeper: Keeper) -> None:
    """On the page itself: what is new, what they told me and the follow-up to it, and the step that is due, before anything else; done by a real press only."""
    keeper.post("keep", snapshot={**WHO, "captured_at": "2026-09-20T09:30:00Z", "headline": "Teacher of geography"})
    keeper.note("answered", "The smallest hive is the fiercest", at="2026-10-02T10:00:00Z")
    keeper.note("promised", "The list of bee plants")
    page = await browser.open(URL)
    await browser.press_button(page)
    await sees(page, "ready")
    parts = await page.inside("(root) => [...root.querySelector('.body').children].slice(0, 3).map(read)")
    assert "New headline: " + ADA["headline"] in parts[0]
    assert "They told you: The smallest hive is the fiercest" in parts[0]
    assert "You promised" in parts[1]
    assert "The list of bee plants" in parts[1]
    assert "fiercest" in parts[2], "the follow-up to their last answer comes first"
    await page.js("document.querySelector('learnlearn-sidebar').click()")
    assert keeper.post("ledger", person=WHO)["promised"]
    await press_in(page, ".next-step button", "Done")
    await until(lambda: page.inside("(root) => read(root.querySelector('.next-step .done'))"), "it says what came of it")
    assert keeper.post("ledger", person=WHO)["promised"] == []
    await page.close()


async def test_without_a_person_the_panel_says_who_is_due(browser: Browser, keeper: Keeper) -> None:
    """The longest waiting first, each a link to their page and a step to do; and the same as a calendar file."""
    keeper.note("promised", "The list of bee plants", at="2026-09-01T10:00:00Z")
    keeper.post(
        "notes/add",
        person={**WHO, "url": "https://bram.example/", "site": "web", "name": "Bram"},
        kind="promised",
        text="Rye",
        at="2026-08-01T10:00:00Z",
    )
    own = await browser.extension_page("options/choice.html")
    nobody = await own.js("chrome.tabs.create({url: 'about:blank', active: false}).then((tab) => tab.id)")
    panel = await browser.extension_page(f"panel/panel.html?tab={nobody}")
    await until(lambda: panel.js("document.querySelectorAll('.due li').length === 2"), "both")
    told = await panel.js(
        "[...document.querySelectorAll('.due li')].map((one) => [one.querySelector('a').href, one.querySelector('.words').textContent])"
    )
    assert told == [["https://bram.example/", "Rye"], [URL, "The list of bee plants"]]
    await press_in(panel, ".due button", "Calendar file")

    async def there() -> list[Path]:
        return [file for file, _ in saved_files(browser) if file.suffix == ".ics"]

    (calendar,) = await until(there, "the calendar file")
    assert calendar.read_text().count("BEGIN:VEVENT") == 2
    await press_in(panel, ".due button", "Done")
    await until(lambda: panel.js("document.querySelector('.due .done')?.textContent.includes('Done.')"), "it says so")
    assert [one["url"] for one in keeper.post("due")["people"]] == [URL]
    await own.js(f"chrome.tabs.remove({nobody})")
    await panel.close()
    await own.close()


async def test_what_is_typed_is_not_lost(browser: Browser, tmp_path: Path) -> None:
    """The agent goes away while I write: it is said beside the words, which stay. The page goes on to somebody else and comes back: they stay too."""
    async with other_pairing(browser):
        with running(tmp_path) as agent:
            knows_me(agent)
            await pair_by_link(browser, agent)
            await show_in_page(browser)
            async with _panel(browser) as panel:
                await panel.js("document.querySelector('#note-words').focus()")
                await panel.press(*"Half a thought")
                agent.end()
                await press_in(panel, "[data-kind=learned]")
                await _shows(panel, ".trouble", "not running")
                assert await panel.js("document.querySelector('#note-words').value") == "Half a thought"
                with running(tmp_path, "--port", str(agent.port)):
                    moved = {"url": "https://elsewhere.example/", "state": "idle", "kind": "paste"}
                    here = await panel.js("chrome.storage.session.get().then((all) => Object.entries(all).find(([key]) => key.startsWith('tab:')))")
                    sender = await browser.extension_page("options/choice.html")
                    for shown in (moved, here[1]["shown"]):
                        tell = {"tell": "show", "tab": int(here[0].removeprefix("tab:")), "shown": shown}
                        await sender.js(f"chrome.runtime.sendMessage({json.dumps(tell)}).then(() => null, () => null)")
                        await until(
                            lambda wanted=shown["state"]: panel.js(f"document.querySelector('.ll').dataset.state === {wanted!r}"), shown["state"]
                        )
                        words = await panel.js("document.querySelector('#note-words')?.value ?? ''")
                        assert words == ("" if shown is moved else "Half a thought")
                    await press_in(panel, "#tab-notes")
                    await press_in(panel, "[data-kind=learned]")
                    await _shows(panel, ".notes .said", "Half a thought")
                    await sender.close()
