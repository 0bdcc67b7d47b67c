"""Every case of every site: a page at its true address in a real browser, read as the extension reads it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from reader import EXTENSION, SITES, Case, Reader, cases, outcome_of, scripts, show, without_moment

from learnlearn.contract.snapshot import ProfileSnapshot

ALL = cases()
NOW = "2026-10-01T12:00:00+00:00"
STATE = "[document.documentElement.outerHTML, scrollX, scrollY, location.href]"


def snapshots_in(outcome: dict[str, Any]) -> list[dict[str, Any]]:
    """The snapshots an outcome carries: one person, or the people of a group or hashtag page."""
    return [*([outcome["snapshot"]] if "snapshot" in outcome else []), *outcome.get("people", [])]


@dataclass(frozen=True)
class Look:
    """A case read once, for several promises: what came of it, the report a user may copy, and the page before and after."""

    outcome: dict[str, Any]
    report: str
    before: list[Any]
    after: list[Any]


LOOKS: dict[str, Look] = {}


def look(reader: Reader, case: Case) -> Look:
    """Opens and reads the case the first time it is asked for."""
    if str(case) not in LOOKS:
        show(reader, case)
        before = reader.page.evaluate(STATE)
        read = f"learnlearn.capture({json.dumps({'selection': bool(case.selected)})})"
        outcome, report = reader.inside(f"(async () => [await {read}, learnlearn.report.make(document, location, [], undefined)])()")
        LOOKS[str(case)] = Look(without_moment(outcome), json.dumps(report, ensure_ascii=False), before, reader.page.evaluate(STATE))
    return LOOKS[str(case)]


@pytest.mark.parametrize("case", ALL, ids=str)
def test_a_page_is_read_as_expected(reader: Reader, case: Case) -> None:
    """What the reader makes of the page is what stands beside it, to the letter, and the contract accepts it. The page is left as it was:
    nothing is clicked, added, marked or scrolled."""
    assert case.expected.exists(), f"{case} has no expectation: run `python tests/extension/update_cases.py {case}` and read what it wrote"
    seen = look(reader, case)
    assert seen.outcome == json.loads(case.expected.read_text())
    assert seen.before == seen.after
    for snapshot in snapshots_in(seen.outcome):
        ProfileSnapshot.model_validate({**snapshot, "captured_at": NOW})


@pytest.mark.parametrize("case", [case for case in ALL if "snapshot" in json.loads(case.expected.read_text())], ids=str)
def test_a_report_of_a_page_not_understood_holds_nothing_of_anybody(reader: Reader, case: Case) -> None:
    """The report that a user may copy tells the page's structure: no name, no handle, no word of a post, no address."""
    snapshot, report = json.loads(case.expected.read_text())["snapshot"], look(reader, case).report
    told = [snapshot.get("name", ""), snapshot.get("handle", "").lstrip("@").split("@")[0], snapshot.get("headline", "")]
    told += [post["text"] for post in snapshot.get("posts", [])] + snapshot.get("links", [])
    words = {word for text in told for word in re.findall(r"[^\W\d_]{5,}", text) if word.lower() in case.html.lower()}
    structural = {word.lower() for word in re.findall(r"[A-Za-z]{5,}", re.sub(r'"[^"]*"|>[^<]*<', "><", case.html))}  # tags and attribute names
    structural |= {"posts", "profile", "status", "https", "about", "people", "place", "other"}
    leaked = [word for word in words if word.lower() not in structural and re.search(rf"\b{re.escape(word)}\b", report, re.IGNORECASE)]
    assert leaked == []
    assert '"structure": [' in report and len(report) > 200


@pytest.mark.parametrize("site", sorted(path.parent.name for path in SITES.glob("*/site.json")))
def test_each_site_has_at_least_six_cases(site: str) -> None:
    """Typical, sparse, long, another language, signed out, changed mark-up: fewer would leave one of them untried."""
    assert len([case for case in ALL if case.site == site]) >= 6


def test_the_list_of_files_is_the_folders() -> None:
    """sites/index.json names every script of every site folder, names nothing that is not there, and ends with capture and with `web`."""
    index = json.loads((SITES / "index.json").read_text())
    listed = {str(path.relative_to(EXTENSION)) for path in scripts()}
    there = {str(path.relative_to(EXTENSION)) for path in SITES.glob("*/*.js")}
    assert sorted(index["sites"]) == sorted(path.parent.name for path in SITES.glob("*/site.json"))
    assert there <= listed
    assert [name for name in listed if not (EXTENSION / name).exists()] == []
    assert index["sites"][-1] == "web"


def test_injecting_twice_changes_nothing(reader: Reader) -> None:
    """A second click injects everything again on the same page: the same outcome, and no error."""
    case = next(case for case in ALL if str(case) == "linkedin/guest-typical")
    reader.open(case.url, case.html)
    once, twice = reader.capture()["snapshot"], reader.capture(times=2)["snapshot"]
    assert {**once, "captured_at": ""} == {**twice, "captured_at": ""}


def test_an_expectation_is_no_rubber_stamp(reader: Reader, tmp_path: Path) -> None:
    """The control: the same page with one word changed does not pass for the page that was expected."""
    case = next(case for case in ALL if str(case) == "github/typical")
    page = tmp_path / "typical.html"
    page.write_text(case.html.replace("Harp maker", "Lute maker"))
    assert outcome_of(reader, Case(case.site, case.name, page, case.expected)) != json.loads(case.expected.read_text())


MARKING = "(async () => { const outcome = await learnlearn.capture(); document.body.setAttribute('data-read', ''); return outcome; })()"


def test_a_reader_that_marks_the_page_is_noticed(reader: Reader) -> None:
    """The control of "the page is left as it was": one attribute more, and the page is not the same."""
    case = next(case for case in ALL if str(case) == "github/typical")
    reader.open(case.url, case.html)
    before = reader.page.evaluate(STATE)
    reader.inside(MARKING)
    assert reader.page.evaluate(STATE) != before
