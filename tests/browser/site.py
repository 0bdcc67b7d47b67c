"""The fixture site: answers over TLS for every host name, so that pages have their true addresses and nothing leaves the machine."""

from __future__ import annotations

import contextlib
import datetime as dt
import html
import ssl
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

from aiohttp import web
from tests.browser.networks import pages
from tests.browser.people import ADA, BRAM

_WORDS = (
    "varnish, three coats, and a fourth for the wasps.",
    "a rigger bent like a question.",
    "beekeeping in the rain is mostly waiting.",
    "an accordion that will not say its low notes.",
    "somebody's grandfather's oar.",
)
_PAGES = Path(__file__).parent / "pages"
_NETWORKS = pages()
_PEOPLE = {person["slug"]: person for person in (ADA, BRAM)}
# As strict as pages get: no style sheet, frame or connection of others, and no text becomes markup.
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; require-trusted-types-for 'script'; frame-ancestors 'none'"


_FILES = {"about": "homepage.html", "tags": "hashtag.html"}  # somebody's homepage, a hashtag page of a Mastodon server
_STUBS = {
    "company": "<!DOCTYPE html><html lang=en><title>A company</title><main><h1>Wickerwork Ltd</h1><p>About us</p></main></html>",
    "authwall": "<!DOCTYPE html><html lang=en><title>Sign in</title><main><form class=join-form action=/login-submit></form></main></html>",
}


async def _page(request: web.Request) -> web.Response:
    if network := _NETWORKS.get((request.host, request.path_qs)):
        return _html(network, {})
    parts = request.path.strip("/").split("/")
    if parts[0] == "in" and len(parts) == 2 and (person := _PEOPLE.get(parts[1])):
        other = next(slug for slug in _PEOPLE if slug != parts[1])
        return _html((_PAGES / "linkedin.html").read_text(), person | {"next_slug": other})
    if parts[0] in _FILES:
        return _html((_PAGES / _FILES[parts[0]]).read_text(), {})
    if parts[0] == "plain":  # the homepage with no policy: for tools that must bring their own script
        return web.Response(text=(_PAGES / "homepage.html").read_text(), content_type="text/html")
    if parts[0] == "long":  # another one for every number
        return web.Response(text=_long_page(int(parts[1])), content_type="text/html")
    if parts[0] in _STUBS:
        return _html(_STUBS[parts[0]], {})
    raise web.HTTPNotFound


def _long_page(first: int) -> str:
    """A homepage with so many posts that its snapshot has about 40 KB, each post different, numbered from `first`."""
    day = dt.date(2026, 10, 20)
    posts = "".join(
        f'<article class="h-entry"><p class="e-content">Day {n} on the boathouse floor: {_WORDS[n % len(_WORDS)]} The {n}th plank is the one that gives, and the river'
        f" had {n} opinions about it, none of them short. I wrote each of them down beside the hives, where nobody hurries, and read them to the"
        f" apprentices at noon, who asked {n % 7 + 2} better questions than I had brought, and answered one of them themselves before the tea was cold."
        f'</p><time class="dt-published" datetime="{day - dt.timedelta(days=3 * n)}">{n}</time></article>'
        for n in range(first, first + 90)
    )
    return (_PAGES / "homepage.html").read_text().replace("</main>", f'<section class="h-feed">{posts}</section></main>')


def _html(text: str, values: dict[str, str]) -> web.Response:
    for name, value in values.items():
        text = text.replace("{{%s}}" % name, html.escape(value))
    return web.Response(text=text, content_type="text/html", headers={"Content-Security-Policy": _POLICY})


def _certificate(folder: Path) -> ssl.SSLContext:
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", certificate,
         "-days", "30", "-subj", "/CN=fixture", "-addext", "subjectAltName=DNS:www.linkedin.com"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


class Ports(NamedTuple):
    """Where port 443 and port 80 of every host name are to lead."""

    secure: int
    plain: int


@contextlib.asynccontextmanager
async def site(folder: Path) -> AsyncIterator[Ports]:
    """Over TLS, and without it for what a page may do less then."""
    app = web.Application()
    app.router.add_get("/{path:.*}", _page)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=_certificate(folder)).start()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield Ports(*(address[1] for address in runner.addresses))
    finally:
        await runner.cleanup()
