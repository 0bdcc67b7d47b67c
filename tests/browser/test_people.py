"""The page of everybody who is kept: found as one types, everything on one, the airport, circles, files out and in, forgotten for good."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import other_pairing, pair_with_port
from tests.browser.driver import Browser, Page, press_in, saved_files, until
from tests.browser.keeper import URL, WHO, Keeper
from tests.browser.people import ADA
from tests.browser.strangers import pretender, what_is_kept

YUSUF = {"site": "mastodon", "url": "https://social.example/@yusuf", "name": "يوسف القرطبي"}
_NAMES = "[...document.querySelectorAll('#found a')].map((one) => one.textContent)"


async def _people(browser: Browser) -> Page:
    page = await browser.extension_page("people/people.html")
    parts = "['#find-told', '#due', '#circles-form', '#export-place', '#import-place']"
    await until(
        lambda: page.js(f"!document.querySelector('#everybody').hidden && {parts}.every((one) => document.querySelector(one).firstChild)"), "the page"
    )
    return page


async def _says(page: Page, selector: str, words: str) -> None:
    await until(
        lambda: page.js(f"[...document.querySelectorAll({selector!r})].some((one) => one.textContent.includes({words!r}))"), f"{selector}: {words}"
    )


def _set(keeper: Keeper) -> None:
    page = {**WHO, "captured_at": "2026-09-20T09:30:00Z", "headline": "Teacher of geography", "interests": ["rowing", "bees"]}
    keeper.post("keep", snapshot=page)
    keeper.post("keep", snapshot={**page, "captured_at": "2026-11-02T09:30:00Z", "headline": "Head of the school"})
    keeper.note("learned", "They keep four hives")
    keeper.note("met", "By the cake stall", at="2026-09-12T10:00:00Z")
    keeper.post("plan/save", person=WHO, plan={"circle": "friends", "airport": "both"})
    keeper.post("plan/save", person=YUSUF, plan={"airport": "i_would"})


async def test_people_are_found_as_one_types_and_opened_by_keys_alone(browser: Browser, keeper: Keeper) -> None:
    """By name, and by the words of a note; Enter on a name shows everything on them, and the way back leads back."""
    _set(keeper)
    page = await _people(browser)
    assert await page.js(_NAMES) == [ADA["name"], YUSUF["name"]]
    await page.js("document.querySelector('#find-words').focus()")
    for words, names in (
        ("four hives", [ADA["name"]]),
        ("four hives x", []),
        ("", [ADA["name"], YUSUF["name"]]),
        ("يوسف", [YUSUF["name"]]),
        ("adaeze", [ADA["name"]]),
    ):
        await page.js("document.querySelector('#find-words').select()")
        await page.press(*words) if words else await page.press("Delete")
        await until(lambda wanted=names: page.js(f"JSON.stringify({_NAMES}) === JSON.stringify({wanted!r})"), f"{words}: {names}")
    await page.press("Tab", "Enter")
    await _says(page, "#somebody h2", ADA["name"])
    assert await page.js("document.activeElement.textContent") == ADA["name"]
    await page.js("history.back()")
    await until(lambda: page.js("!document.querySelector('#everybody').hidden && document.querySelector('#somebody').hidden"), "back")
    await page.close()


async def test_everything_on_one_person(browser: Browser, keeper: Keeper) -> None:
    """Facts with their source and day, what they said before and no longer, notes and plan to work with."""
    _set(keeper)
    page = await browser.extension_page(f"people/people.html#person={URL.replace(':', '%3A').replace('/', '%2F')}")
    await _says(page, ".facts > ul li", "Head of the school")
    told = await page.js("[...document.querySelectorAll('.facts > ul li')].map((one) => one.textContent)")
    assert any("Head of the school" in line and "LinkedIn" in line and "2, 2026" in line for line in told), told
    assert not any("geography" in line for line in told)
    assert "Teacher of geography" in await page.js("document.querySelector('.facts details').textContent")
    await _says(page, ".notes .said", "four hives")
    assert await page.js("document.querySelector('.timeline')") is None
    await page.js("document.querySelector('#note-words').focus()")
    await page.press(*"The list of plants")
    await press_in(page, "[data-kind=promised]")
    await _says(page, ".ledger_promised", "The list of plants")
    await _says(page, ".plan .next-step", "The list of plants")
    assert ("promised", "The list of plants") in keeper.notes()
    # Three notes make a line of time, the oldest first; with two there was none.
    await until(lambda: page.js("document.querySelectorAll('.timeline circle').length === 3"), "the line of time")
    dots = await page.js("[...document.querySelectorAll('.timeline circle')].map((one) => [one.className.baseVal, Number(one.getAttribute('cx'))])")
    assert [kind for kind, _ in sorted(dots, key=lambda dot: dot[1])] == ["met", "learned", "promised"]
    await page.close()


async def test_the_airport_and_the_circles(browser: Browser, keeper: Keeper) -> None:
    """The short list both ways; a circle of one's own is kept, and one that makes no sense is not."""
    _set(keeper)
    page = await _people(browser)
    told = await page.js("[...document.querySelectorAll('#airport-list li')].map((one) => one.textContent)")
    assert told == [ADA["name"] + "They would drive you, and you would drive them.", YUSUF["name"] + "You would drive them."]
    await press_in(page, "#circles-form button", "Another circle")
    await until(lambda: page.js("document.activeElement.closest('tr') === document.querySelector('tbody').lastElementChild"), "a new row")
    await page.press(*"Ghent")
    longest = "document.querySelector('tbody').lastElementChild.querySelectorAll('input')[2]"
    for days, answer in ((3, "Each circle needs"), (90, "Saved.")):
        await page.js(f"Object.assign({longest}, {{value: {days}}}) && null")
        await press_in(page, "#circles-form button.first")
        await _says(page, "#circles-form [role=status]", answer)
    circles = keeper.post("circles/get")["circles"]
    assert circles[0]["name"] == "close", "the ones to begin with keep the name that plans know them by"
    assert circles[-1] == {"name": "Ghent", "ideal_days": 30, "longest_days": 90}
    keeper.post("circles/save", circles=circles[:-1])
    await page.close()


@pytest.mark.parametrize("form", ["json", "jsonl", "markdown", "csv", "vcard", "jscontact"])
async def test_a_file_in_every_form_by_one_click_and_a_second_one(browser: Browser, keeper: Keeper, form: str) -> None:
    """Asked once more before it is made; then it is there, with both people in it."""
    _set(keeper)
    page = await _people(browser)
    assert _READERS[form](await _file(browser, page, "#export", form)) == {ADA["name"], YUSUF["name"]}
    await page.close()


async def _file(browser: Browser, page: Page, place: str, form: str) -> bytes:
    """Made by two clicks, and by no less."""
    before = saved_files(browser)
    await press_in(page, f"{place} [data-format={form}]")
    await _says(page, f"{place} .confirm", "not be encrypted")
    assert saved_files(browser) == before, "handed out by one click"
    await press_in(page, f"{place} .confirm button.first")
    await _says(page, f"{place} .confirm", "Saved:")

    async def there() -> set[tuple[Path, int]]:
        return saved_files(browser) - before

    ((file, _),) = await until(there, "the file")
    return file.read_bytes()


def _vcards(data: bytes) -> set[str]:
    return {line.removeprefix("FN:") for line in data.decode().splitlines() if line.startswith("FN:")}


def _pages(data: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist()]
    return {json.loads(line.removeprefix("name: ")) for text in texts for line in text.splitlines() if line.startswith("name: ")}


_READERS: dict[str, Any] = {
    "json": lambda data: {one["name"] for one in json.loads(data)["people"]},
    "jsonl": lambda data: {json.loads(line)["name"] for line in data.splitlines()[1:]},
    "markdown": _pages,
    "csv": lambda data: {row["person"] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))},
    "vcard": _vcards,
    "jscontact": lambda data: {one["name"]["full"] for one in json.loads(data)},
}


async def test_a_part_of_what_is_kept(browser: Browser, keeper: Keeper) -> None:
    """Of a circle, of those with something new since a day, of one person: each file holds those and nobody else."""
    _set(keeper)
    read = []
    page = await _people(browser)
    for narrow in ("Object.assign(document.querySelector('#export-circle'), {value: 'friends'})",
                   "Object.assign(document.querySelector('#export-circle'), {value: ''}) && Object.assign(document.querySelector('#export-since'), {value: '2026-11-01'})"):  # fmt: skip
        await page.js(f"{narrow} && null")
        read.append(_READERS["jscontact"](await _file(browser, page, "#export", "jscontact")))
    await page.close()
    page = await browser.extension_page(f"people/people.html#person={YUSUF['url'].replace(':', '%3A').replace('/', '%2F')}")
    await _says(page, "#somebody h2", YUSUF["name"])
    read.append(_READERS["json"](await _file(browser, page, "#somebody", "json")))
    assert read == [{ADA["name"]}, {ADA["name"], YUSUF["name"]}, {YUSUF["name"]}]
    await page.close()


async def test_a_file_is_taken_in_with_a_report(browser: Browser, keeper: Keeper, tmp_path: Path) -> None:
    """JSON and JSONL: what is in it is said before it is taken; a line that cannot be read and an entry that is wrong are left out and named, and cost nobody else."""
    head = {"format": "learnlearn-notes", "version": 1, "exported_at": "2026-10-20T09:30:00Z", "agent": "0.1.0"}
    good, other, wrong = (_exported(name) for name in (f"One{browser.name}", f"Two{browser.name}", "Wrong"))
    wrong["kept_at"] = "some day"
    files = {
        "notes.json": json.dumps({**head, "people": [good, wrong, other]}),
        "notes.jsonl": "\n".join([json.dumps(head), json.dumps(good), "{broken", json.dumps(other)]),
        "other.json": json.dumps({"people": [good]}),
        "newer.json": json.dumps({**head, "version": 2, "people": []}),
    }
    page = await _people(browser)
    for name, (first, second) in {
        "other.json": ("no file of Learnlearn", ""),
        "newer.json": ("A newer Learnlearn", ""),
        "notes.json": ("People in this file: 3", "Taken in: people 2, notes 2, pages 0."),
        "notes.jsonl": ("People in this file: 2", "There already: "),
    }.items():
        (tmp_path / name).write_text(files[name])
        await page.choose_file("#import-file", tmp_path / name)
        await _says(page, "#import .confirm", first)
        if second:
            await press_in(page, "#import .confirm button.first")
            await _says(page, "#import .confirm", second)
            told = await page.js("document.querySelector('#import .confirm').textContent")
            assert ("Wrong kept_at: " if name == "notes.json" else "Line 3") in told, told
    assert await page.js(_NAMES) == [good["name"], other["name"]], "the list shows them at once"
    await page.close()


def _exported(name: str) -> dict[str, Any]:
    number = sum(name.encode())
    note = {"id": f"01K8Q4M0C7T2V9B6N3X5Z1{number:04}", "kind": "learned", "text": f"Of {name}", "at": "2026-10-01T10:00:00Z"}
    return {"id": f"01K8Q4M0C7T2V9B6N3X5Z0{number:04}", "name": name, "site": "web", "url": f"https://{name.lower()}.example/", "kept_at": "2026-10-01T10:00:00Z",
            "notes": [note]}  # fmt: skip


async def test_forgetting_takes_a_second_click_and_is_for_good(browser: Browser, keeper: Keeper, tmp_path: Path) -> None:
    """Cancel is under the finger and keeps everything; then they are erased, what is beyond reach is listed, and an import does not bring them back."""
    _set(keeper)
    export = keeper.post("export", confirmed=True)
    page = await browser.extension_page(f"people/people.html#person={URL.replace(':', '%3A').replace('/', '%2F')}")
    await _says(page, "#somebody h2", ADA["name"])
    await press_in(page, "button", "Forget this person")
    await until(lambda: page.js("document.activeElement.textContent === 'Cancel'"), "the safe answer has the focus")
    await page.press("Enter")
    assert keeper.notes()
    await press_in(page, "button", "Forget this person")
    await press_in(page, "button.danger")
    await _says(page, "#somebody", "is forgotten")
    assert "Exports and backups you made earlier." in await page.js("document.querySelector('#somebody').textContent")
    assert [person["name"] for person in keeper.post("export", confirmed=True)["people"]] == [YUSUF["name"]]
    await page.close()
    page = await _people(browser)
    (tmp_path / "notes.json").write_text(json.dumps(export))
    await page.choose_file("#import-file", tmp_path / "notes.json")
    await press_in(page, "#import .confirm button.first")
    await _says(page, "#import .confirm", "Left out, and why:")
    assert ADA["name"] not in await page.js(_NAMES)
    await page.close()


async def test_no_other_page_may_ask_for_what_this_one_may(browser: Browser, keeper: Keeper) -> None:
    """The worker goes by what the browser says of the sender: the options, a page of ours as well, get nobody. Control: this page does."""
    _set(keeper)
    told = []
    for path in ("options/choice.html", "people/people.html"):
        page = await browser.extension_page(path)
        for ask, about in (("people.search", {"text": ""}), ("people.export", {"format": "json", "which": {}})):
            answer = "chrome.runtime.sendMessage({ask: %r, about: %s}).then((it) => Boolean(it?.ok), () => false)" % (ask, json.dumps(about))
            told.append(await page.js(answer))
        await page.close()
    assert told == [False, False, True, True]


async def test_an_agent_just_started_is_asked_until_it_has_looked_at_everybody(browser: Browser) -> None:
    """Whom it found so far is shown at once, and that there may be more; then the rest, without a key pressed."""
    kept = what_is_kept()
    (ada,) = kept["people/search"]["people"]
    whole = {"people": [ada, {**ada, "name": "Bram", "url": "https://bram.example/"}], "is_complete": True, "unopened": []}
    kept["people/search"] = [{"people": [ada], "is_complete": False, "unopened": []}] * 6 + [whole]
    async with other_pairing(browser), pretender(kept) as (port, _):
        await pair_with_port(browser, port)
        page = await browser.extension_page("people/people.html")
        await _says(page, "#find-told", "Looking at everybody")
        assert await page.js("document.querySelectorAll('#found li').length") == 1
        await _says(page, "#find-told", "Found: 2")
        assert await page.js("document.querySelectorAll('#found li').length") == 2
        await page.close()


async def test_files_that_do_not_open_are_told_where_somebody_is_looked_for(browser: Browser) -> None:
    """How many, which, and the next action; control: nothing of it while all open."""
    kept = what_is_kept()
    whole = kept["people/search"]
    kept["people/search"] = [whole, {**whole, "unopened": ["damaged/1f.json (2 notes)"]}]
    shown = "getComputedStyle(document.querySelector('#unopened')).display !== 'none'"
    async with other_pairing(browser), pretender(kept) as (port, _):
        await pair_with_port(browser, port)
        page = await browser.extension_page("people/people.html")
        await _says(page, "#find-told", "Found: 1")
        assert not await page.js(shown)
        await page.js(
            "(document.querySelector('#find-words').value = 'a', document.querySelector('#find-words').dispatchEvent(new Event('input')), 0)"
        )
        await _says(page, "#unopened summary", "Files that do not open: 1")
        await _says(page, "#unopened li", "damaged/1f.json (2 notes)")
        await _says(page, "#unopened p", "learnlearn store check")
        await page.close()


async def test_a_browser_that_may_not_see_the_people_says_so(browser: Browser) -> None:
    """Paired without that, the page shows nobody and leads to the pairing. It asks nothing of the agent by itself."""
    problem = {
        "type": "about:blank",
        "title": "Not allowed",
        "status": 403,
        "code": "scope_missing",
        "detail": "",
        "hint": "Pair again.",
        "faults": [],
    }
    async with other_pairing(browser), pretender({"due": problem}, refusing={"due": 403}) as (port, _):
        await pair_with_port(browser, port)
        page = await browser.extension_page("people/people.html")
        await _says(page, "#trouble", "may not see the people you keep")
        assert await page.js("document.querySelector('#everybody').hidden")
        await press_in(page, "#mend button", "Pair this browser")
        options = await browser.attach("options/options.html#pair")
        await options.close()
        await page.close()
