"""Whoever looks at a page stands in it too: in its navigation, its composer, its data. None of that is read; one's own page is known by it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from reader import Reader, cases

ALL = {str(case): case for case in cases()}


def expected(name: str) -> dict[str, Any]:
    """What stands beside a case."""
    told: dict[str, Any] = json.loads(ALL[name].expected.read_text())
    return told


SECRET = "Viewer Quillfeather"
# Where a network's page speaks of whoever looks at it: the page, where in it the block stands, the block, and what of it a careless reader takes.
VIEWERS: dict[str, tuple[str, str, str, str]] = {
    "linkedin, the answer about me": (
        "linkedin/member-2022-typical",
        "body",
        f"""<code style="display: none" id="bpr-guid-77">{{"data":{{"*miniProfile":"urn:li:fs_miniProfile:ACoAAme"}},"included":[{{
        "firstName":"{SECRET}","occupation":"{SECRET}","$type":"com.linkedin.voyager.identity.shared.MiniProfile"}}]}}</code>
        <code style="display: none" id="datalet-bpr-guid-77">
        {{"request":"/voyager/api/me","status":200,"body":"bpr-guid-77"}}</code>""",
        "#bpr-guid-77",
    ),
    "linkedin, the navigation": (
        "linkedin/member-2026-typical",
        "body",
        f"""<header role="banner"><nav><a href="/in/quillfeather/"><img alt="{SECRET}"><span>{SECRET}</span></a></nav></header>""",
        "nav a[href='/in/quillfeather/']",
    ),
    "linkedin, the composer": (
        "linkedin/recent-activity",
        "main",
        f"""<div class="share-box-feed-entry__top-bar"><a href="/in/quillfeather/"><img alt="{SECRET}"></a><div role="textbox" contenteditable="true">
        <p>{SECRET} has not posted this draft about bees and bridges yet.</p></div></div>""",
        "[role=textbox]",
    ),
    "linkedin, comments": (
        "linkedin/recent-activity",
        "main li",
        f"""<form class="comments-comment-box__form"><a href="/in/quillfeather/"><img alt="{SECRET}"></a>
        <div class="ql-editor" contenteditable="true"><p>{SECRET} is writing a comment.</p></div></form>""",
        ".ql-editor",
    ),
    "x, the account switcher": (
        "x/typical",
        "#react-root header, #react-root",
        f"""<button data-testid="SideNav_AccountSwitcher_Button"><div data-testid="UserAvatar-Container-quillfeather"></div><span>{SECRET}</span>
        <span>@quillfeather</span></button>""",
        "[data-testid=SideNav_AccountSwitcher_Button]",
    ),
    "x, the composer": (
        "x/typical",
        "[data-testid=primaryColumn]",
        f"""<div data-testid="tweetTextarea_0" role="textbox" contenteditable="true" dir="auto"><span>{SECRET} drafts a post.</span></div>""",
        "[data-testid=tweetTextarea_0]",
    ),
    "bluesky, the navigation": (
        "bluesky/typical",
        "body",
        f"""<nav role="navigation"><a href="/profile/quillfeather.bsky.social" aria-label="Profile"><svg></svg>
        <div dir="auto">{SECRET}</div></a></nav>""",
        "nav a[href*=quillfeather]",
    ),
    "bluesky, the composer": (
        "bluesky/typical",
        "[data-testid=postsFeed], body",
        f"""<div role="dialog" aria-modal="true"><div class="ProseMirror" contenteditable="true"><p>{SECRET} drafts a post.</p></div></div>""",
        ".ProseMirror",
    ),
    "mastodon, the state": (
        "mastodon/web-app",
        "head",
        f"""<script type="application/json" class="state">{{"meta":{{"access_token":"{SECRET}","me":"1"}},
        "accounts":{{"1":{{"display_name":"{SECRET}"}}}}}}</script>""",
        "script.state",
    ),
    "mastodon, over the compose form": (
        "mastodon/web-app",
        "#mastodon",
        f"""<div class="compose-panel"><div class="navigation-bar"><a href="/@quillfeather">
        <strong class="display-name__html">{SECRET}</strong></a></div>
        <textarea class="autosuggest-textarea__textarea">{SECRET} drafts a toot.</textarea></div>""",
        ".compose-panel",
    ),
    "github, the login": (
        "github/typical",
        "head",
        f"""<meta name="user-login" content="{SECRET}"><meta name="octolytics-actor-login" content="{SECRET}">""",
        "meta[name=user-login]",
    ),
    "github, the menu": (
        "github/typical",
        "body",
        f"""<header role="banner"><button aria-label="Open user navigation menu"><img alt="@{SECRET}" class="avatar-user"></button>
        <dialog open><span class="vcard-username">{SECRET}</span></dialog></header>""",
        "header dialog",
    ),
    "any page, a comment box": (
        "web/h-card-home",
        "main, body",
        f"""<form id="respond" class="comment-form"><p>Signed in as {SECRET}, who may write here about bees and bridges.</p>
        <textarea>{SECRET}</textarea></form>""",
        "#respond",
    ),
}
PUT = """([where, html]) => {
    const made = document.implementation.createHTMLDocument("");
    const parsed = new DOMParser().parseFromString(html, "text/html");
    const parts = [...parsed.head.childNodes, ...parsed.body.childNodes];
    document.querySelector(where).prepend(...parts);
}"""
CARELESS = """(async (told) => {
    const take = (one) => [one.getAttribute("content"), one.getAttribute("alt"), one.textContent].filter(Boolean).join(" ");
    for (const site of learnlearn.sites.values()) {
        const read = site.read;
        site.read = async (...where) => {
            const reading = await read(...where);
            return { ...reading, places: { ...reading.places, status: [["text", take(document.querySelector(told))]] } };
        };
    }
    return learnlearn.capture();
})"""


@pytest.mark.parametrize("block", VIEWERS)
def test_no_block_of_the_viewer_is_read(reader: Reader, block: str) -> None:
    """The page with the block reads as the page without it, to the letter. Control: a reader that does take it is caught by the same question."""
    name, where, html, taken = VIEWERS[block]
    case, wanted = ALL[name], expected(name)
    reader.csp = "default-src 'none'"
    try:
        reader.open(case.url, case.html)
        reader.page.evaluate(PUT, [where, html])
        assert SECRET in reader.page.content()
        outcome = reader.capture()
        careless = reader.inside(f"{CARELESS}({json.dumps(taken)})")
    finally:
        reader.csp = type(reader).csp
    outcome["snapshot"].pop("captured_at")
    assert outcome == wanted
    assert SECRET in json.dumps(careless), "the control reads nothing of the block"


# Where a page names whoever is signed in, and the address of their page.
OWN = {
    "github, the login": ("github/typical", '<meta name="user-login" content="{}">', "head", "https://github.com/{}"),
    "x, the navigation": (
        "x/typical",
        '<nav><a data-testid="AppTabBar_Profile_Link" href="/{}"><span>Profile</span></a></nav>',
        "body",
        "https://x.com/{}",
    ),
    "x, the account switcher": (
        "x/typical",
        '<button data-testid="SideNav_AccountSwitcher_Button"><div data-testid="UserAvatar-Container-{}"></div></button>',
        "body",
        "https://x.com/{}",
    ),
    "bluesky, the navigation": (
        "bluesky/typical",
        '<nav role="navigation"><a href="/profile/{}"><svg></svg></a></nav>',
        "body",
        "https://bsky.app/profile/{}",
    ),
    "mastodon, the own account": ("mastodon/web-app", '<div class="navigation-bar"><a href="/@{}"></a></div>', "body", "https://{host}/@{}"),
    "linkedin, links to edit it": (
        "linkedin/member-2022-typical",
        '<a href="/in/{}/edit/intro/"></a>',
        "main section",
        "https://www.linkedin.com/in/{}",
    ),
    "linkedin, the navigation": (
        "linkedin/member-2026-typical",
        '<header><nav class="global-nav__nav"><a href="/in/{}/"><span>Me</span></a></nav></header>',
        "body",
        "https://www.linkedin.com/in/{}",
    ),
}


def with_viewer(reader: Reader, name: str, url: str, viewer: str) -> dict[str, Any]:
    """A case as somebody who is signed in sees it."""
    case_name, block, where, _ = OWN[name]
    case = ALL[case_name]
    reader.csp = "default-src 'none'"
    try:
        reader.open(url, case.html.replace("<!-- ", f"<!-- saved from url=({len(case.url):04})", 1))
        reader.page.evaluate(PUT, [where, block.format(viewer)])
        return reader.capture()
    finally:
        reader.csp = type(reader).csp


@pytest.mark.parametrize("name", OWN)
def test_one_s_own_page_is_known_by_who_is_signed_in(reader: Reader, name: str) -> None:
    """Whoever is signed in is compared with whose page it is, and dropped: what leaves the page is the address of the page's own person, beside the
    snapshot and never in it, or nothing. A copy was made when somebody else was signed in: there it says nothing."""
    case = ALL[OWN[name][0]]
    own = re.split(r"/@?", case.url.rstrip("/"))[-1].split("?")[0]
    spelled = own.upper()
    mine = with_viewer(reader, name, case.url, spelled)
    other = with_viewer(reader, name, case.url, "quillfeather")
    copy = with_viewer(reader, name, "http://localhost/copy.html", own)
    assert mine["own"] == OWN[name][3].format(spelled, host=case.url.split("/")[2])
    assert ("own" in other, "own" in copy) == (False, False)
    assert "quillfeather" not in json.dumps(other).lower()
    assert '"own"' not in json.dumps([mine["snapshot"], other["snapshot"]])
    snapshots = [{**one["snapshot"], "captured_at": ""} for one in (mine, other)]
    assert snapshots[0] == snapshots[1]


def test_an_own_page_at_its_number_is_known_by_its_handle(reader: Reader) -> None:
    """Bluesky shows a person at their identifier too, whose address does not spell the account."""
    case = ALL["bluesky/portuguese-did"]
    handle = expected("bluesky/portuguese-did")["snapshot"]["handle"]
    reader.csp = "default-src 'none'"
    try:
        reader.open(case.url, case.html)
        reader.page.evaluate(PUT, ["body", f'<nav role="navigation"><a href="/profile/{handle}"><svg></svg></a></nav>'])
        assert "did:" in case.url
        assert reader.capture()["own"] == f"https://bsky.app/profile/{handle}"
    finally:
        reader.csp = type(reader).csp
