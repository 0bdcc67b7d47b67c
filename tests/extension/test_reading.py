"""What holds for every reader: whose words they are, what is never read, what happens when a page or a reader is not as it should be."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from reader import Case, Reader, cases
from test_sites import snapshots_in

from learnlearn.contract import snapshot as contract

ALL = {str(case): case for case in cases()}
VIEWER = ("Viewer Not-To-Be-Read", "the person at the keyboard", "never-to-be-read", "Words of the viewer", "Note of the viewer", "the-viewer")
OTHERS = (
    "Kubernetes trainer",
    "ubmarine welding instructor",
    "trained by falcons",
    "Words of the one before",
    "gehören jemand anderem",
    "kettle corn",
    "tax law",
)


def expected(name: str) -> dict[str, Any]:
    """What stands beside a case."""
    told: dict[str, Any] = json.loads(ALL[name].expected.read_text())
    return told


def show_next(reader: Reader, name: str) -> None:
    """The app goes on to another person as such apps do: body and title change, the head stays that of the first page."""
    case = ALL[name]
    reader.page.evaluate(
        """html => {
            const next = new DOMParser().parseFromString(html, "text/html");
            document.body.replaceWith(next.body);
            document.title = next.title;
        }""",
        case.html,
    )


PAIRS = [
    ("linkedin/member-2022-typical", "linkedin/member-2022-german-grouped"),
    ("linkedin/member-2026-typical", "linkedin/member-2026-arabic"),
    ("x/typical", "x/arabic-interface"),
    ("bluesky/typical", "bluesky/japanese-interface"),
    ("mastodon/web-app", "mastodon/long-hindi-interface"),
    ("github/typical", "github/japanese-profile"),
]


@pytest.mark.parametrize(("before", "after"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_an_app_that_goes_on_to_somebody_else_is_waited_for(reader: Reader, before: str, after: str) -> None:
    """With the new address and the old page nothing is read; with the new page, late, the new person is, and not one word of the first."""
    reader.open(ALL[before].url, ALL[before].html)
    reader.page.evaluate("url => history.pushState(null, '', url)", "/" + ALL[after].url.split("/", 3)[3])
    assert reader.capture() == {"outcome": "still_loading"}
    reader.csp = "default-src 'none'"
    try:
        reader.open(ALL[before].url, ALL[before].html)
        reader.page.evaluate("url => history.pushState(null, '', url)", "/" + ALL[after].url.split("/", 3)[3])
        show_next(reader, after)
        read = reader.capture()["snapshot"]
    finally:
        reader.csp = type(reader).csp
    wanted = expected(after)["snapshot"]
    for field in ("name", "handle", "headline", "about", "posts"):
        assert read.get(field) == wanted.get(field), field
    told = json.dumps(read, ensure_ascii=False)
    assert [post["text"] for post in expected(before)["snapshot"].get("posts", ()) if post["text"] in told] == []


def test_a_page_left_while_it_is_read_is_not_handed_out(reader: Reader) -> None:
    """The address changes between two slices: the words read so far belong to nobody that could be named, so nothing is given."""
    case = ALL["bluesky/long"]
    reader.open(case.url, case.html)
    leaving = "const reading = learnlearn.capture(); history.pushState(null, '', '/profile/somebody-else.bsky.social'); return reading;"
    slow = "const busy = learnlearn.breathe; learnlearn.breathe = () => new Promise((go) => setTimeout(go)); "
    assert reader.inside(f"(async () => {{ {slow}{leaving} }})()") == {"outcome": "still_loading"}
    reader.open(case.url, case.html)
    assert reader.inside(f"(async () => {{ {slow} return learnlearn.capture(); }})()")["outcome"] == "profile"


LANGUAGES = {"en", "es", "de", "fr", "pt", "ja", "ar", "hi"}


@pytest.mark.parametrize(("site", "without"), [("linkedin", set()), ("x", set()), ("mastodon", set()), ("bluesky", {"ar"})])
def test_the_viewer_s_language_does_not_matter(site: str, without: set[str]) -> None:
    """Each network's interface stands in the cases in eight languages (Bluesky has no Arabic one), and each page gives name, words and posts."""
    people = [expected(name)["snapshot"] for name in ALL if name.startswith(f"{site}/") and expected(name)["outcome"] == "profile"]
    whole = [one for one in people if one.get("name") and (one.get("headline") or one.get("about")) and (one.get("posts") or one.get("positions"))]
    assert {one["page_language"] for one in whole} >= LANGUAGES - without


def test_the_viewer_and_their_secrets_are_never_read() -> None:
    """The page holds the viewer's name, note, token and draft; no outcome holds any of them. Control: the pages do hold them."""
    held = {word for case in ALL.values() for word in VIEWER if word in case.html}
    assert len(held) == len(VIEWER)
    for name in ALL:
        told = json.dumps(expected(name), ensure_ascii=False)
        assert [word for word in VIEWER if word in told] == [], name


def test_the_words_of_others_are_not_theirs() -> None:
    """People also viewed, recommendations, stale blocks: in the pages, in no outcome. What is reposted is marked as a repost."""
    held = {word for case in ALL.values() for word in OTHERS if word in case.html}
    assert len(held) >= len(OTHERS) - 1
    for name in ALL:
        told = json.dumps(expected(name), ensure_ascii=False)
        assert [word for word in OTHERS if word in told] == [], name
    posts = [post for name in ALL for snapshot in snapshots_in(expected(name)) for post in snapshot.get("posts", [])]
    welding = [post["kind"] for post in posts if re.search(r"welding|mattress|three seats left", post["text"], re.IGNORECASE)]
    assert welding and set(welding) == {"repost"}
    print(f"{len(posts)} posts, {len(welding)} of them somebody else's")


BROKEN = "learnlearn.sites.get('github').detect = () => { throw new RangeError('somebody') };"


def test_one_broken_reader_breaks_no_other(reader: Reader) -> None:
    """A reader that throws is told by the error's name alone, and the page falls to the next reader; other sites do not notice."""
    case = ALL["github/typical"]
    reader.open(case.url, case.html)
    outcome = reader.inside(f"(async () => {{ {BROKEN} return learnlearn.capture(); }})()")
    assert outcome["outcome"] == "profile"
    assert outcome["snapshot"]["site"] == "web"
    everything = "for (const site of learnlearn.sites.values()) site.detect = () => { throw new RangeError('somebody') };"
    outcome = reader.inside(f"(async () => {{ {everything} return learnlearn.capture(); }})()")
    assert outcome["outcome"] == "unsupported"
    assert {"site": "github", "problem": "RangeError"} in outcome["report"]["troubles"]
    assert "somebody" not in json.dumps(outcome)
    other = ALL["x/typical"]
    reader.open(other.url, other.html)
    assert reader.inside(f"(async () => {{ {BROKEN} return learnlearn.capture(); }})()")["snapshot"]["site"] == "x"


def test_limits_are_the_contract_s(reader: Reader) -> None:
    """A page may hold more than the contract takes: what is cut is cut where the contract says, and the agent accepts the rest."""
    bio, many = (
        "ab 🎻" * 20_000,
        "".join(f"<li class='h-entry'><a class='u-url' href='/{n}'></a><p class='e-content'>Note number {n}</p></li>" for n in range(2_500)),
    )
    name = f"<a class='p-name u-url' rel='me' href='https://huge.example/'>{'Name ' * 200}</a>"
    page = f"<html lang='en'><body><div class='h-card'>{name}<p class='p-note'>{bio}\ud83c</p></div><ul>{many}</ul></body></html>"
    reader.open("https://huge.example/", page.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
    snapshot = reader.capture()["snapshot"]
    read = contract.ProfileSnapshot.model_validate(snapshot)
    assert len(read.posts) == contract.MAX_POSTS
    assert 290 <= len(read.name) <= 300
    assert 30_000 < len(read.about) <= 40_000


TRICKY = (
    "<h1>Eve\u202egnp.exe</h1><p>Writes \u0000\u0007 about locks\u200b and \ufeffkeys, and about much else besides, in three languages at least.</p>"
)


def test_text_cannot_trick_a_reader(reader: Reader) -> None:
    """Bidi overrides, controls and invisible characters are gone before anything leaves the page; joiners that words need stay."""
    reader.open(
        "https://eve.example/", f"<title>Eve</title><main>{TRICKY}<p>می‌خواهم 👩‍🚀 क्‍ष, words enough to be a paragraph of its own here.</p></main>"
    )
    about = reader.capture()["snapshot"]["about"]
    assert not re.search("[\u0000-\u0008\u200b\u202a-\u202e\u2066-\u2069\ufeff]", about)
    assert "می‌خواهم" in about
    assert "👩‍🚀" in about


def test_no_page_of_the_web_at_all(reader: Reader) -> None:
    """An address that is no http page is not supported, and says so without reading."""
    reader.page.goto("about:blank")
    reader.page.set_content(f"<main><h1>Ada Example</h1><p>{'Words enough to be read, were it a page of the web. ' * 5}</p></main>")
    assert reader.capture()["outcome"] == "unsupported"


def test_nothing_selected_is_said(reader: Reader) -> None:
    """The user asked for their selection and has none: the outcome says that, not an empty person."""
    case: Case = ALL["web/selection"]
    reader.open(case.url, case.html)
    assert reader.capture(selection=True) == {"outcome": "nothing_selected"}


def test_a_selection_on_a_profile_carries_the_name(reader: Reader) -> None:
    """On a page whose reader knows the person, what is selected stands under that name; on others under none."""
    case = ALL["mastodon/web-app"]
    reader.open(case.url, case.html)
    reader.page.evaluate("getSelection().selectAllChildren(document.querySelector('.account__header__content'))")
    snapshot = reader.capture(selection=True)["snapshot"]
    assert snapshot["name"] == "Eluned Prys-Haruna"
    assert snapshot["page"] == "selection"
    assert snapshot["about"].startswith("Love-spoon carver")


TITLED = "<html lang='en'><title>{0}</title><main><h1>{1}</h1><p>Hammers and tongs of all kinds, since 1911, in three halls by the river.</p></main>"


@pytest.mark.parametrize(
    ("title", "heading", "name"),
    [
        ("Tova Exampledottir - Member profile", "Tova Exampledottir", "Tova Exampledottir"),
        ("Tova Exampledottir - Members", "Tova Exampledottir", None),
        ("Company profile - Acme Tools", "Acme Tools", None),
        ("Tova Exampledottir - Some Site", "Some Site", None),
    ],
)
def test_a_title_that_says_profile_makes_a_heading_somebody_s_name(reader: Reader, title: str, heading: str, name: str | None) -> None:
    """Title and heading may agree on anything. That the title calls the page a profile makes them a name; of a firm's profile it makes none."""
    reader.open("https://some.example/x/7", TITLED.format(title, heading))
    assert reader.capture()["snapshot"].get("name") == name


def test_a_broken_escape_in_an_address_breaks_nothing(reader: Reader) -> None:
    """Percent signs that spell no character stand in addresses and links of the web: the page is read all the same, as what it is."""
    case = ALL["x/hashtag"]
    reader.open("https://x.com/hashtag/%E0%A4%A?src=hashtag_click", case.html)
    assert reader.capture()["outcome"] == "people"
    case = ALL["web/plain-page"]
    link, before = '<a href="https://www.linkedin.com/in/oda%E0%A4%A">LinkedIn</a>', "<h2>Wen ich suche"
    reader.open("https://many.example/u/oda", case.html.replace(before, link + before))
    assert reader.capture()["snapshot"]["name"] == expected("web/plain-page")["snapshot"]["name"]


PLACE = "<html lang='en'><title>{0} - A</title><h1>{0}</h1><p>Every week we list nine tools, and one of us answers what is asked about them.</p>"


@pytest.mark.parametrize(
    ("path", "heading", "name"),
    [
        ("users/sign_in", "Sign in", None),
        ("user/register", "Register", None),
        ("people/engineering", "Engineering", None),
        ("members/search", "Search", None),
        ("tools", "Tools", None),
        ("users/ada_l", "ada_l", "ada_l"),
        ("u/ada-lark", "Ada Lark", "Ada Lark"),
    ],
)
def test_a_department_and_a_form_are_nobody(reader: Reader, path: str, heading: str, name: str | None) -> None:
    """They stand at addresses that have the form of somebody's page; title and heading agree on them. Control: an account and a name."""
    reader.open(f"https://a.example/{path}", PLACE.format(heading))
    assert reader.capture()["snapshot"].get("name") == name


SOME_OTHER_PAGE = """(async () => {
    const other = document.implementation.createHTMLDocument("Ada Lark");
    other.documentElement.lang = "de";
    const main = other.body.appendChild(other.createElement("main"));
    for (const words of %s) main.appendChild(other.createElement("p")).textContent = words;
    return learnlearn.readable.read(other, new Set(), true);
})()"""


def test_a_day_is_known_in_the_language_of_the_page_that_is_read(reader: Reader) -> None:
    """Not in that of the page the reader stands in: a day in German, read from within an English page, is nobody's words."""
    said = "Ich stimme Glocken und höre der Bronze zu, bis fünf Teiltöne einig sind."
    reader.open("https://a.example/", "<!DOCTYPE html><html lang='en'><title>A</title><p>A</p>")
    assert reader.inside(SOME_OTHER_PAGE % json.dumps([said, "am Montag, 3. Oktober 2024"])) == said
