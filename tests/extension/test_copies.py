"""A page that was saved and stands elsewhere: in a file, in an archive, on a server of this machine, on somebody's site."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from reader import Case, Reader, cases

TYPICAL = ("linkedin/member-2022-typical", "linkedin/member-2026-typical", "linkedin/guest-typical", "x/typical", "github/typical",
           "bluesky/typical", "mastodon/web-app", "web/h-card-home", "web/json-ld-person")  # fmt: skip
ALL = {str(case): case for case in cases()}


def as_saved(case: Case) -> str:
    """What a browser's "save page as" makes of a case: a comment that says where it is from, before the root element."""
    return case.html.replace("<!-- ", f"<!-- saved from url=({len(case.url):04})", 1)


def as_single_file(case: Case) -> str:
    """What an extension that saves pages as one file makes of it."""
    rest = case.html.split("\n", 1)[1]
    at = rest.index(">", rest.lower().index("<html")) + 1
    return f"{rest[:at]}<!--\n Page saved with SingleFile \n url: {case.url} \n saved date: Thu Oct 01 2026\n-->{rest[at:]}"


def with_canonical(case: Case) -> str:
    """The page as it was, with its canonical address in the head."""
    rest = case.html.split("\n", 1)[1]
    return rest.replace("<head>", f'<head><link rel="canonical" href="{case.url}">', 1)


def read(reader: Reader, url: str, html: str) -> dict[str, Any]:
    """The snapshot of a page, without the moment it was taken at."""
    reader.open(url, html)
    outcome = reader.capture()
    assert outcome["outcome"] == "profile", (url, outcome["outcome"])
    snapshot: dict[str, Any] = outcome["snapshot"]
    snapshot.pop("captured_at")
    return snapshot


def expected(name: str) -> dict[str, Any]:
    """What stands beside the case."""
    told: dict[str, Any] = json.loads(ALL[name].expected.read_text())["snapshot"]
    return told


@pytest.mark.parametrize(("name", "save"), list(zip(TYPICAL, [as_saved, as_single_file, with_canonical] * 3, strict=True)))
def test_a_saved_file_is_read_as_the_page_it_was(reader: Reader, name: str, save: Any) -> None:
    """From a server of this machine, by either of its names: the same person at the same address, to the letter."""
    host = ("localhost:8000/saved", "127.0.0.1")[TYPICAL.index(name) % 2]
    assert read(reader, f"http://{host}/page.html", save(ALL[name])) == expected(name)


def test_a_file_is_no_page_of_the_web_unless_it_says_so(reader: Reader, tmp_path: Path) -> None:
    """On the disk a page is known by what was written into it when it was saved; without that it is nobody's, and nothing is read."""
    browser = reader.page.context.browser
    assert browser is not None
    page = browser.new_page()
    tab = Reader(page, page.context.new_cdp_session(page))
    case = ALL["mastodon/redesign-2026"]
    saved, plain = tmp_path / "saved.html", tmp_path / "plain.html"
    saved.write_text(as_saved(case))
    plain.write_text(case.html.split("\n", 1)[1])
    page.goto(saved.as_uri())
    assert tab.capture()["snapshot"]["url"] == expected("mastodon/redesign-2026")["url"]
    page.goto(plain.as_uri())
    assert tab.capture()["outcome"] == "unsupported"
    page.close()


@pytest.mark.parametrize("name", TYPICAL)
def test_an_archive_s_copy_is_read_by_its_address(reader: Reader, name: str) -> None:
    """An archive's address holds the page's own."""
    case = ALL[name]
    url = f"https://web.archive.org/web/20261001120000/{case.url}"
    assert read(reader, url, case.html.split("\n", 1)[1]) == expected(name)


@pytest.mark.parametrize("name", [name for name in TYPICAL if name.split("/")[0] in {"linkedin", "x", "github", "bluesky"}])
def test_a_copy_on_somebody_s_site_is_theirs_to_answer_for(reader: Reader, name: str) -> None:
    """The network's reader reads it, and it is known by where it stands: nobody becomes another person by naming their address."""
    snapshot = read(reader, "https://mirror.example/pages/7", with_canonical(ALL[name]))
    wanted = expected(name)
    assert snapshot["url"] == "https://mirror.example/pages/7"
    assert {**snapshot, "url": ""} == {**wanted, "url": ""}


REWRITE = """([url, at]) => {
    for (const one of document.querySelectorAll('script, style, meta, link, noscript, template')) one.remove();
    for (const one of document.querySelectorAll('body *')) {
        const href = one.getAttribute('href');
        for (const name of one.getAttributeNames())
            if (!/^(href|src|alt|title|datetime|lang|dir|role|aria-.*|itemprop|itemscope|itemtype|rel|hidden)$/.test(name)) one.removeAttribute(name);
        if (one.hasAttribute('src')) one.setAttribute('old-src', one.getAttribute('src'));
        if (href && /^(https?:|[^:]+$)/.test(href)) one.setAttribute('href', `https://archive.ph/o/Ab12C/${new URL(href, url).href}`);
        one.setAttribute('style', 'display:block;box-sizing:border-box;margin:0px;');
    }
    const bar = `<div id="HEADER"><form><h1>archive.today</h1><h2>webpage capture</h2><input type="text" name="q" value="${url}">
        <a href="/faq">FAQ of the archive</a>
        <p>All snapshots from host, saved from the web by the keeper of this archive, who says a good deal about it here.</p></form></div>`;
    return `<!DOCTYPE html><html prefix="og: http://ogp.me/ns#" itemscope itemtype="http://schema.org/Article"><head><title>${document.title}</title>
        <meta property="og:type" content="article"><meta property="og:site_name" content="archive.ph"><meta property="og:url" content="${at}">
        <meta property="og:description" content="archived 1 Oct 2026 12:00:00 UTC"></head><body>${bar}<div id="SOLID"><div id="CONTENT">
        <div class="html"><div class="body">${document.body.innerHTML}</div></div></div></div></body></html>`;
}"""

# What the marks that are gone do not tell; the rest is read.
TELLING = {
    "github/typical": ("name", "headline"),
    "x/typical": ("name", "headline"),
    "linkedin/member-2022-typical": ("name", "about"),
    "web/plain-page": ("name", "about"),
    "web/microdata-rtl": ("name",),
}


@pytest.mark.parametrize("name", TELLING)
def test_a_copy_that_was_made_anew_is_read_as_far_as_it_tells(reader: Reader, name: str) -> None:
    """archive.today drops classes, ids, data and the head and puts its bar above: whose page it is and what they say stays; its own stay out."""
    case, at = ALL[name], "https://archive.ph/Ab12C"
    reader.open(case.url, case.html)
    copy = reader.page.evaluate(REWRITE, [case.url, at])
    snapshot = read(reader, at, copy)
    wanted = expected(name)
    assert snapshot["url"] == wanted["url"]
    assert {field: snapshot.get(field) for field in TELLING[name]} == {field: wanted[field] for field in TELLING[name]}
    assert not [word for word in ("archive.", "snapshots", "webpage capture", "archived 1") if word in json.dumps({**snapshot, "reader": ""})]


@pytest.mark.parametrize("name", ["x/typical", "github/typical", "bluesky/typical", "web/h-card-home", "web/wordpress-author-archive"])
def test_a_file_without_its_address_is_known_by_what_the_page_tells(reader: Reader, name: str) -> None:
    """Saved with whole links and nothing else: its data, or the link to the account that its title names, tells where it is from."""
    case = ALL[name]
    reader.open(case.url, case.html)
    reader.page.evaluate("for (const one of document.querySelectorAll('link[rel=canonical], [property=\"og:url\"]')) one.remove()")
    reader.page.evaluate("for (const one of document.querySelectorAll('a[href]')) one.setAttribute('href', one.href)")
    assert read(reader, "http://localhost:8000/page.html", reader.page.content())["url"] == expected(name)["url"]


def in_root(html: str, template: str, element: str) -> str:
    """The page with all it shows in a shadow root, its first words given to a slot inside another."""
    head, body = re.split(r"(?<=<body)", html, maxsplit=1)
    start = body.index(">") + 1
    shown, rest = body[start:].rsplit("</body>", 1)
    inner = f"<x-inner><{template}><section><slot>Nothing was given.</slot></section></template>{shown}</x-inner>"
    return f"{head}{body[:start]}<{element}><{template}>{inner}</template><p>Not shown, for no slot takes it.</p></{element}></body>{rest}"


@pytest.mark.parametrize("name", ["github/typical", "x/typical", "mastodon/web-app", "web/h-card-home", "web/json-ld-person"])
def test_what_stands_in_open_shadow_roots_is_read_where_it_is_seen(reader: Reader, name: str) -> None:
    """On a living page in its own elements; in a saved one in any, also where an older copy's mark is none that browsers know. To the letter."""
    case = ALL[name]
    page = in_root(case.html, 'template shadowrootmode="open"', "x-app")
    assert page != case.html and read(reader, case.url, page) == expected(name)
    for template in ('template shadowrootmode="open"', 'template shadowroot="open"'):
        saved = in_root(as_saved(case), template, "div")
        assert read(reader, "http://localhost:8000/saved/page.html", saved) == expected(name), template


@pytest.mark.parametrize("name", ["github/typical", "web/h-card-home"])
def test_a_closed_shadow_root_stays_closed(reader: Reader, name: str) -> None:
    """What a page keeps from everybody is not read: the page reads as one that shows nothing."""
    case = ALL[name]
    reader.open(case.url, in_root(case.html, 'template shadowrootmode="closed"', "x-app"))
    assert reader.page.evaluate("(app => app.shadowRoot === null && app.getBoundingClientRect().height > 50)(document.querySelector('x-app'))")
    told = reader.capture().get("snapshot", {})
    assert not {"about", "posts"} & set(told)


CLAIMS = (
    "<html lang='en'><head><title>Mallory Ghost</title><link rel='canonical' href='{}'></head><body><main><h1>Mallory Ghost</h1>"
    "<p>I say whatever I like here, at some length, about bees and about bread.</p></main></body></html>"
)


@pytest.mark.parametrize("claimed", ["https://www.linkedin.com/in/ada-example/", "https://x.com/ada", "https://ada.example/"])
def test_a_claim_alone_is_not_believed(reader: Reader, claimed: str) -> None:
    """A page that names another's address and holds nothing of that network is a page like any other, at its own address."""
    snapshot = read(reader, "https://mallory.example/", CLAIMS.format(claimed))
    assert (snapshot["site"], snapshot["url"]) == ("web", "https://mallory.example/")
    on_a_network = "https://github.com/mallory"
    reader.open(on_a_network, CLAIMS.format(claimed))
    outcome = reader.capture()
    assert outcome.get("snapshot", {}).get("url", on_a_network) == on_a_network
