"""Several places of a page may tell one field: the best of those that are there wins, and the snapshot says which."""

from __future__ import annotations

import json
from typing import Any

import pytest
from reader import Reader, cases

ALL = {str(case): case for case in cases()}

NO_TEST_IDS = "for (const one of document.querySelectorAll('[data-testid]')) one.removeAttribute('data-testid')"
# A case, what the network takes away, and for a field: the place that tells it before and after. The words stay the same.
LOST: list[tuple[str, str, str, str, str]] = [
    ("github/typical", "for (const one of document.querySelectorAll('.p-note')) { one.removeAttribute('data-bio-text'); one.className = ''; }",
     "headline", "semantic", "structure"),
    ("github/typical", "for (const one of document.querySelectorAll('h1 [itemprop]')) { one.removeAttribute('itemprop'); one.className = ''; }",
     "name", "semantic", "structure"),
    ("github/changed-markup", "document.querySelector('h1.vcard-names').remove()", "name", "semantic", "text"),
    ("x/typical", NO_TEST_IDS, "name", "semantic", "structure"),
    ("x/typical", NO_TEST_IDS, "posts", "semantic", "structure"),
    ("x/typical", "document.querySelector('[data-testid=UserName]').remove()", "name", "semantic", "text"),
    ("x/typical", "document.querySelector('[data-testid=UserName]').remove(); document.title = 'X'", "name", "semantic", "head"),
    ("bluesky/typical", "for (const one of document.querySelectorAll('*')) for (const name of one.getAttributeNames())"
     " if (name.startsWith('data-')) one.removeAttribute(name)", "headline", "semantic", "structure"),
    ("bluesky/typical", "document.querySelector('[data-testid=profileScreen]').remove()", "name", "semantic", "text"),
    ("mastodon/web-app", "for (const one of document.querySelectorAll('#mastodon [class]')) one.className = ''", "headline", "semantic", "structure"),
    ("mastodon/web-app", "document.querySelector('.account__header').remove()", "name", "semantic", "head"),
    ("linkedin/guest-typical", "document.querySelector('h1').className = 'x1'", "name", "semantic", "structure"),
    ("linkedin/guest-typical", "for (const one of document.querySelectorAll('h1')) one.remove()", "name", "semantic", "text"),
    ("linkedin/member-2022-typical", "for (const one of document.querySelectorAll('.pv-profile-card__anchor')) one.removeAttribute('id')",
     "about", "semantic", "text"),
    ("linkedin/member-2022-typical", "document.querySelector('main h1').remove()", "name", "structure", "text"),
    ("web/json-ld-person", "document.querySelector('script[type$=json]').remove()", "name", "embedded", "text"),
]  # fmt: skip


def grades(snapshot: dict[str, Any]) -> dict[str, str]:
    """field -> the place that told it."""
    return dict(line.split(": ") for line in snapshot["reader"]["found"])


@pytest.mark.parametrize(("name", "loss", "field", "before", "after"), LOST, ids=[f"{name} {field} {after}" for name, _, field, _, after in LOST])
def test_what_one_place_lost_another_tells(reader: Reader, name: str, loss: str, field: str, before: str, after: str) -> None:
    """The network takes a place away: the same value comes from the next, and the snapshot names the place in both."""
    case = ALL[name]
    reader.open(case.url, case.html)
    whole = reader.capture()["snapshot"]
    reader.page.evaluate(f"() => {{ {loss} }}")
    rest = reader.capture()["snapshot"]
    assert grades(whole)[field] == before
    assert grades(rest)[field] == after
    told = [[post["text"] for post in one[field] if post["kind"] != "repost"] if field == "posts" else one[field] for one in (whole, rest)]
    assert told[0] == told[1]


def test_each_site_has_a_field_that_falls_back() -> None:
    """None is left out above, and each snapshot of one person that stands beside a case names the place of each field it found."""
    assert {name.split("/")[0] for name, *_ in LOST} == {case.site for case in ALL.values()}
    told = [json.loads(case.expected.read_text()).get("snapshot") for case in ALL.values() if not case.selected]
    people = [one for one in told if one]
    seen = [grade for one in people for grade in grades(one).values()]
    assert set(seen) == {"embedded", "semantic", "structure", "text", "head", "address"}
    assert all(set(grades(one)) <= set(one) for one in people)
    print(f"{len(seen)} fields of {len(people)} people: " + ", ".join(f"{grade} {seen.count(grade)}" for grade in sorted(set(seen))))


TITLES = [
    ("linkedin/member-2022-typical", "main h1", "(12) Ada | Tides | Kelp | LinkedIn", "Ada | Tides | Kelp"),
    ("linkedin/details-skills", "main h1, main h2", "(3) Skills | Ada | Tides | LinkedIn", "Ada | Tides"),
    ("linkedin/guest-typical", "h1, script[type$=json], [property^=profile]", "Ada | Tides - Harbour pilot | LinkedIn", "Ada | Tides"),
    ("linkedin/group-page", "main h1", "(3) Tides | Bees | Groups | LinkedIn", "Tides | Bees"),
]


@pytest.mark.parametrize(("name", "lost", "title", "named"), TITLES, ids=[title for _, _, title, _ in TITLES])
def test_a_name_with_a_bar_in_it_stays_whole(reader: Reader, name: str, lost: str, title: str, named: str) -> None:
    """Where nothing but the title tells a name, a bar in it is part of it; what the interface writes before or behind it is not."""
    case = ALL[name]
    reader.open(case.url, case.html)
    reader.page.evaluate(
        "([lost, title]) => { for (const one of document.querySelectorAll(`${lost}, [property='og:title']`)) one.remove(); document.title = title; }",
        [lost, title],
    )
    outcome = reader.capture()
    assert (outcome.get("snapshot") or outcome["page"])["name"] == named


BEST = """(() => {
    const asked = [];
    const late = (value) => () => { asked.push(value); return value; };
    const { best, choose } = learnlearn.fallbacks;
    const won = (field, ...places) => best(field, places)?.value ?? null;
    return {
        grade: won("name", ["text", "Third"], ["semantic", "Second"], ["embedded", "First"]),
        order: won("name", ["semantic", "First"], ["semantic", "Second"]),
        empty: won("name", ["embedded", ""], ["semantic", null], ["structure", "** **"], ["text", "Only"]),
        cut: won("about", ["semantic", "I mend clocks and oth…"], ["structure", "I mend clocks and other things."]),
        only: won("about", ["semantic", "I mend clocks and oth…"], ["structure", "What a post says."]),
        nothing: won("about", ["semantic", ""]),
        lazy: [won("name", ["semantic", late("First")], ["text", late("Never")]), asked],
        layout: choose({ name: [["structure", "A", "old"]], posts: [["semantic", [{ text: "b", kind: "post" }], "new"]] }),
    };
})()"""


def test_the_best_score_wins(reader: Reader) -> None:
    """By grade, of equals by order; what ends in the middle gives way to the whole of it alone; a place that cannot win is not asked."""
    reader.open("https://empty.example/", "<p>x</p>")
    told = reader.inside(BEST)
    assert (told["grade"], told["order"], told["empty"]) == ("First", "First", "Only")
    assert (told["cut"], told["only"], told["nothing"]) == ("I mend clocks and other things.", "I mend clocks and oth…", None)
    assert told["lazy"] == ["First", ["First"]]
    assert told["layout"]["grades"] == {"name": "structure", "posts": "semantic"}
    assert told["layout"]["layout"] == "new"
