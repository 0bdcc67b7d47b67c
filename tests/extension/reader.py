"""The site readers in a real page: Chromium, the page's true address, an isolated world, and no network at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page, Route, sync_playwright

EXTENSION = Path(__file__).resolve().parents[2] / "extension"
SITES = EXTENSION / "sites"
CHROMIUM = "/usr/bin/chromium"
STRICT_CSP = "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"


def scripts() -> list[Path]:
    """The files the worker injects, in its order, from the one place that lists them."""
    index = json.loads((SITES / "index.json").read_text())
    names = [*index["shared"], *(f"sites/{site}/read.js" for site in index["sites"]), *index["last"]]
    return [EXTENSION / name for name in names]


def injected() -> str:
    """The same as one text: a case costs one journey to the browser in place of thirty."""
    return "\n".join(f"{script.read_text()};" for script in scripts())


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium; a missing one fails here, in one line, and skips nothing."""
    if not Path(CHROMIUM).exists():
        raise RuntimeError(f"The readers are tested in Chromium, and {CHROMIUM} is not there: install the package `chromium`.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Reader:
    """One tab. `open` shows a page at its true address; `capture` reads it as the worker would have it read."""

    page: Page
    session: CDPSession
    html: str = ""
    csp: str = STRICT_CSP

    @classmethod
    def of(cls, browser: Browser) -> Reader:
        """A fresh tab that reaches nothing: the address asked for is answered with the case, everything else is refused."""
        page = browser.new_page()
        reader = cls(page, page.context.new_cdp_session(page))
        page.route("**/*", reader._answer)
        return reader

    def _answer(self, route: Route) -> None:
        if route.request.is_navigation_request() and route.request.frame == self.page.main_frame:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": self.csp})
        else:
            route.abort()

    def open(self, url: str, html: str) -> None:
        """Shows `html` at `url`; the page's own scripts do not run (the policy forbids them)."""
        self.html = html
        self.page.goto(url, wait_until="domcontentloaded")

    def capture(self, *, times: int = 1, **options: Any) -> dict[str, Any]:
        """Injects the scripts into an isolated world (`times` over) and gives the outcome of `learnlearn.capture(options)`."""
        answer: dict[str, Any] = self.inside(f"learnlearn.capture({json.dumps(options)})", times=times)
        return answer

    def inside(self, expression: str, *, times: int = 1) -> Any:
        """The value of an expression in a fresh isolated world that holds the injected scripts; a promise is waited for."""
        return self.evaluate(self.world(times=times), expression)

    def world(self, *, times: int = 1) -> int:
        """A fresh isolated world of the page with the scripts injected `times` over, by its id."""
        tree = self.session.send("Page.getFrameTree")
        frame = tree["frameTree"]["frame"]["id"]
        context: int = self.session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "learnlearn"})["executionContextId"]
        for _ in range(times):
            self.evaluate(context, f"{injected()}\n0")
        return context

    def evaluate(self, context: int, expression: str) -> Any:
        """The value of an expression in a world; what it throws fails the test."""
        result = self.session.send("Runtime.evaluate", {"expression": expression, "contextId": context, "awaitPromise": True, "returnByValue": True})
        if "exceptionDetails" in result:
            thrown = result["exceptionDetails"]
            raise AssertionError(thrown.get("exception", {}).get("description") or thrown["text"])
        return result["result"].get("value")


@dataclass(frozen=True)
class Case:
    """A page built by hand and what its reader must make of it."""

    site: str
    name: str
    page: Path
    expected: Path

    def __str__(self) -> str:
        """How a test names it."""
        return f"{self.site}/{self.name}"

    @property
    def html(self) -> str:
        """The page; its first line is a comment with the address it stands at, and perhaps `select=<css>`."""
        return self.page.read_text()

    @property
    def url(self) -> str:
        """The true address, from the first line: `<!-- https://… -->`."""
        first = self.html.split("\n", 1)[0]
        url = first.removeprefix("<!--").removesuffix("-->").split()[0]
        if urlsplit(url).scheme not in {"http", "https"}:
            raise AssertionError(f"{self.page}: the first line must be <!-- https://the.true/address -->")
        return url

    @property
    def selected(self) -> str:
        """What the user has marked in the page, as a CSS selector; empty for nothing."""
        first = self.html.split("\n", 1)[0].removeprefix("<!--").removesuffix("-->")
        return first.split("select=", 1)[1].strip() if "select=" in first else ""


def cases() -> list[Case]:
    """Every case there is, found by looking."""
    pages = sorted(SITES.glob("*/cases/*.html"))
    return [Case(page.parents[1].name, page.stem, page, page.with_suffix(".expected.json")) for page in pages]


def outcome_of(reader: Reader, case: Case) -> dict[str, Any]:
    """What capture makes of a case, without the moment it was captured at."""
    show(reader, case)
    return without_moment(reader.capture(selection=bool(case.selected)))


def show(reader: Reader, case: Case) -> None:
    """Opens a case at its address, with the user's selection in it."""
    reader.open(case.url, case.html)
    if case.selected:
        reader.page.evaluate("css => getSelection().selectAllChildren(document.querySelector(css))", case.selected)


def without_moment(outcome: dict[str, Any]) -> dict[str, Any]:
    """The same without the moment it was captured at."""
    for snapshot in [outcome.get("snapshot"), *outcome.get("people", [])]:
        if snapshot:
            snapshot.pop("captured_at")
    return outcome
