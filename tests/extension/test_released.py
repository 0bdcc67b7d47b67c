"""What a release of the agent may change of a reader without a new extension: hooks and `site.json`, as data, each judged by itself."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from reader import SITES, Reader, cases

ALL = {str(case): case for case in cases()}
FILES = {path.parent.name: json.loads(path.read_text()) for path in SITES.glob("*/site.json")}
WITH_HOSTS = sorted(site for site, file in FILES.items() if file["hosts"])


def expected(name: str) -> dict[str, Any]:
    """What stands beside a case."""
    told: dict[str, Any] = json.loads(ALL[name].expected.read_text())
    return told


NEWER = {"version": 2, "fields": {"status": [{"css": "[data-new-status]", "as": "text", "grade": "semantic"}]}}


def test_newer_hooks_mend_a_reader_without_code(reader: Reader) -> None:
    """GitHub moves the status: the bundled reader finds none, the same reader with newer data does, and afterwards the bundled data stand again."""
    case = ALL["github/typical"]
    reader.open(case.url, case.html.replace('class="user-status-message-wrapper', 'data-new-status class="x1'))
    assert "status" not in reader.capture()["snapshot"]
    newer = json.dumps({"hooks": {"github": NEWER}})
    mended, bundled = reader.inside(f"(async () => [await learnlearn.capture({newer}), await learnlearn.capture()])()")
    assert mended["snapshot"]["status"] == "Re-stringing a low-headed harp"
    assert "status" not in bundled["snapshot"]


# One reading of the open page after the other.
EACH = "(async () => {{ const told = []; for (const one of {list}) told.push(await learnlearn.capture({wanted})); return told; }})()"

REFUSED: list[Any] = [
    {"version": 2, "fields": {"bio": [{"css": "p", "run": "alert(1)"}]}},
    {"version": 2, "fields": {"bio": [{"css": "p:has("}]}},
    {"version": 2, "fields": {"bio": [{"css": "p", "attr": "onclick=x"}]}},
    {"version": 2, "fields": {"bio": [{"css": "p", "as": "code"}]}},
    {"version": 2, "fields": {"bio": "p"}},
    {"version": 2, "fields": {}, "script": "x"},
    {"version": 1, "fields": {"bio": [{"css": "nav"}]}},
    {"fields": {}},
    [],
    "x",
]


def test_hooks_outside_the_vocabulary_are_passed_over(reader: Reader) -> None:
    """Anything but the closed vocabulary, or no newer than what is bundled: the bundled hooks are used, and the page is read as ever."""
    case = ALL["github/typical"]
    reader.open(case.url, case.html)
    told = reader.inside(EACH.format(list=json.dumps(REFUSED), wanted="{hooks: {github: one}}"))
    for hooks, outcome in zip(REFUSED, told, strict=True):
        outcome["snapshot"].pop("captured_at")
        assert outcome == expected("github/typical"), hooks


def test_bundled_hooks_are_data_of_the_vocabulary(reader: Reader) -> None:
    """Each site's own hooks pass the check that newer ones must pass, and survive being written as JSON."""
    reader.open("https://empty.example/", "<p>x</p>")
    told = "[site.id, learnlearn.hooks.faults(JSON.parse(JSON.stringify(site.hooks)), document)]"
    faults = reader.inside(f"Object.fromEntries([...learnlearn.sites.values()].map((site) => {told}))")
    assert faults == {path.parent.name: [] for path in SITES.glob("*/site.json")}


X_MOVED = {
    "version": 2,
    "name": "X",
    "urls": {
        "profile": ["https://x.com/{handle}", "https://x.com/people/{handle}/profile"],
        "hashtag": ["https://x.com/hashtag/{tag}", "https://x.com/t/{tag}"],
        "sign_in_wall": ["/enter", "/enter/*"],
        "not_a_person": {"job": ["https://x.com/work/{number}"], "feed": ["/{top,latest}"]},
    },
}
# Where the page stands now, and what the bundled reader and a newer site.json make of it.
MOVED = [
    ("x/typical", "https://x.com/people/zola_strings/profile", "Zola Mbeki-Strand 🎻"),
    ("x/typical", "https://x.com/people/zola_strings/profile/", "Zola Mbeki-Strand 🎻"),
    ("x/typical", "https://x.com/enter/with", "sign_in_wall"),
    ("x/typical", "https://x.com/latest", "feed"),
    ("x/typical", "https://x.com/work/7", "job"),
]


@pytest.mark.parametrize(("name", "url", "told"), MOVED, ids=[url for _, url, _ in MOVED])
def test_a_newer_site_json_knows_addresses_that_moved(reader: Reader, name: str, url: str, told: str) -> None:
    """A network gives its pages other addresses. A profile is read as if it stood at the form the reader knows, and the person is known by that;
    afterwards the bundled copy stands again. Control: without the newer file it is not."""
    reader.open(url, ALL[name].html)
    capture = f"learnlearn.capture({json.dumps({'siteFiles': {'x': X_MOVED}})})"
    moved, bundled = reader.inside(f"(async () => [await {capture}, await learnlearn.capture()])()")
    assert told in (moved.get("kind"), moved["outcome"], moved.get("snapshot", {}).get("name"))
    assert told not in (bundled.get("kind"), bundled["outcome"], bundled.get("snapshot", {}).get("name"))
    if "snapshot" in moved:
        moved["snapshot"].pop("captured_at")
        assert moved["snapshot"] == expected(name)["snapshot"]


def test_a_hashtag_page_that_moved_is_named_by_its_tag(reader: Reader) -> None:
    """The tag stands in the address."""
    case = ALL["x/hashtag"]
    tag = case.url.split("hashtag/")[1].split("?")[0]
    reader.open(f"https://x.com/t/{tag}", case.html)
    assert reader.capture(siteFiles={"x": X_MOVED})["page"]["name"] == expected("x/hashtag")["page"]["name"]


def with_urls(**urls: Any) -> dict[str, Any]:
    """A newer file of X."""
    return {"version": 2, "name": "X", "urls": urls}


WRONG_FILES: list[Any] = [
    {**X_MOVED, "hosts": ["x.com", "evil.example"]},
    {**X_MOVED, "terms_notice": False},
    {**X_MOVED, "script": "alert(1)"},
    {**X_MOVED, "name": "<b>X</b>"},
    {**X_MOVED, "version": 1},
    {**X_MOVED, "version": "2"},
    with_urls(not_a_person={"feed": ["https://evil.example/zola_strings"]}),
    with_urls(not_a_person={"feed": ["https://x.com.evil.example/*"]}),
    with_urls(not_a_person={"friend": ["/zola_strings"]}),
    with_urls(not_a_person=["/zola_strings"]),
    with_urls(not_a_person={"feed": "/zola_strings"}),
    with_urls(not_a_person={"feed": ["zola_strings"]}),
    with_urls(not_a_person={"feed": ["/(zola|a+)+strings"]}),
    with_urls(not_a_person={"feed": ["/*z*l*a*"]}),
    with_urls(not_a_person={"feed": ["/{a}{b}"]}),
    with_urls(not_a_person={"feed": ["/zola_strings"] * 41}),
    with_urls(not_a_person={"feed": [{"path": "/zola_strings"}]}),
    with_urls(home=["/zola_strings"]),
    {"version": 2, "name": "X"},
    [],
    "x",
]


def test_a_site_json_outside_the_vocabulary_is_passed_over(reader: Reader) -> None:
    """Another host, a key that is none, code in place of an address, no newer than what is bundled: the page is read as ever. Control: the
    same address in the vocabulary is followed."""
    case = ALL["x/typical"]
    reader.open(case.url, case.html)
    files = json.dumps([*WRONG_FILES, with_urls(not_a_person={"feed": ["/zola_strings"]})])
    *told, followed = reader.inside(EACH.format(list=files, wanted="{siteFiles: {x: one}}"))
    for file, outcome in zip(WRONG_FILES, told, strict=True):
        outcome["snapshot"].pop("captured_at")
        assert outcome == expected("x/typical"), file
    assert followed == {"outcome": "not_a_person", "kind": "feed"}


def test_one_broken_file_breaks_no_other(reader: Reader) -> None:
    """What is wrong with one site's data leaves the other's newer, and the broken site's hooks apart from its file."""
    case = ALL["github/typical"]
    reader.open(case.url, case.html.replace('class="user-status-message-wrapper', 'data-new-status class="x1'))
    broken = {
        "hooks": {"x": {"version": 2, "fields": "none"}, "github": NEWER},
        "siteFiles": {"x": 7, "github": {"hosts": ["evil.example"]}, "nobody": X_MOVED},
    }
    assert reader.capture(**broken)["snapshot"]["status"] == "Re-stringing a low-headed harp"
    other = ALL["x/typical"]
    reader.open("https://x.com/people/zola_strings/profile", other.html)
    outcome = reader.capture(hooks={"x": {"version": 9, "fields": {"posts": [{"css": ":("}]}}}, siteFiles={"x": X_MOVED, "github": []})
    assert outcome["snapshot"]["posts"] == expected("x/typical")["snapshot"]["posts"]


@pytest.mark.parametrize("site", WITH_HOSTS)
def test_the_bundled_file_is_data_of_the_vocabulary(reader: Reader, site: str) -> None:
    """It passes the check that a newer one must pass, has the hooks' version, and where the address alone decides, says what the reader does."""
    file = FILES[site]
    reader.open("https://empty.example/", "<p>x</p>")
    of_file = {key: file[key] for key in ("version", "name", "urls")}
    assert reader.inside(f"learnlearn.routes.faults({json.dumps(of_file)}, learnlearn.sites.get({json.dumps(site)}).hosts)") == []
    assert reader.inside(f"[...learnlearn.sites.get({json.dumps(site)}).hosts, learnlearn.sites.get({json.dumps(site)}).hooks.version]") == [
        *file["hosts"],
        file["version"],
    ]
    samples = [(kind, pattern) for kind, patterns in file["urls"]["not_a_person"].items() for pattern in patterns if pattern != "/{organization}"]
    told = {}
    for _, pattern in samples:
        path = re.sub(r"\{[^{},]*\}", "sample", re.sub(r"\{(\w+),[^{}]*\}", r"\1", pattern)).replace("*", "").replace("{reserved}", "settings")
        url = f"https://{file['hosts'][0]}{path.replace('/sample/', '/settings/') if pattern.startswith('/{reserved}') else path}"
        found = reader.inside(
            f"learnlearn.sites.get({json.dumps(site)}).detect(document.implementation.createHTMLDocument(''), new URL({json.dumps(url)}))"
        )
        told[pattern] = found.get("kind", found["page"]) if found else None
    print(f"{len(told)} addresses")
    assert told == {pattern: kind for kind, pattern in samples}
