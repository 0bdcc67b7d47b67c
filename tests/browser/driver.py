"""What the tests ask of a browser, the same for Chromium and Firefox: a real click, a real page, the sidebar inside its closed root."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

EXTENSION = Path(__file__).parents[2] / "extension"
PATIENCE = 30  # seconds for anything a person would see within a blink, on a machine whose cores are busy with other things
SIDEBAR = "learnlearn-sidebar"
PAIRING = "learnlearn-pair"

Json = Any  # what came out of a browser
_READ = "const read = (one) => one ? one.dataset?.words ?? (one.nodeType === 3 ? one.data : [...one.childNodes].map(read).join('')) : '';"
T = TypeVar("T")


class MovedError(Exception):
    """The page became another document while it was asked: no answer, and no refusal either."""


class Browser(Protocol):
    """A running browser with the extension loaded unpacked."""

    name: str
    extension_origin: str
    downloads: Path

    async def open(self, url: str) -> Page:
        """A new tab, loaded."""

    async def extension_page(self, path: str) -> Page:
        """A new tab with one of the extension's own pages."""

    async def pages(self) -> list[str]:
        """The addresses of everything that is open, side panel included."""

    async def attach(self, part: str) -> Page:
        """A page that is open already, by a part of its address."""

    async def press_button(self, page: Page) -> None:
        """The extension's toolbar button, with this page in front."""

    async def stop_worker(self) -> None:
        """Ends the extension's background, as the browser does when it is idle."""

    async def reload_extension(self) -> None:
        """What an update does: the extension starts anew, the scripts in open pages are left behind."""


class Page(Protocol):
    """A tab."""

    async def js(self, expression: str) -> Json:
        """What the page's own script sees."""

    async def inside(self, function: str, host: str = SIDEBAR) -> Json:
        """`function(root)` on the closed shadow root of an element, or on null when there is none. For what a person sees, not the page.

        It may call `read(element)` for its text as it is read: in a page all of it stands there as generated content.
        """

    async def named(self, role: str, name: str) -> int:
        """How many things of this role and accessible name a screen reader is told of in the sidebar; Firefox stops at the first."""

    async def click(self, x: float, y: float) -> None:
        """A real click of the mouse."""

    async def press(self, *keys: str) -> None:
        """Real key presses: characters, or `Enter`, `Escape`, `Tab`."""

    async def choose_file(self, selector: str, file: Path) -> None:
        """In an input for files."""

    async def picture(self) -> bytes:
        """PNG."""

    async def close(self) -> None:
        """Closes the tab."""


# What is generated content in a page, as text.
AS_TEXT = "(root) => { for (const one of root.querySelectorAll('[data-words]')) one.replaceWith(one.dataset.words); return true }"


def reading(function: str) -> str:
    """A function for `Page.inside`, with `read`."""
    return f"((root) => {{ {_READ} return ({function})(root) }})"


async def until(question: Callable[[], Awaitable[T]], what: str, seconds: float = PATIENCE) -> T:
    """Asks until the answer is true. A page that moves on in the middle of a question is asked again."""
    end = time.monotonic() + seconds
    moved: MovedError | None = None
    while time.monotonic() < end:
        try:
            if answer := await question():
                return answer
        except MovedError as no_answer:
            moved = no_answer
        await asyncio.sleep(0.02)
    raise AssertionError(f"waited {seconds} s in vain for: {what}") from moved


async def listens(browser: Browser) -> None:
    """Waits until the extension has started: a click before its first start is lost, as for a user in the second after installing it."""
    page = await browser.extension_page("options/choice.html")
    await until(lambda: page.js("learnlearn.messages.ask('settings.get').then(() => true, () => false)"), "the extension listens")
    await page.close()


@dataclass(frozen=True)
class Seen:
    """What a person sees in the sidebar or panel."""

    state: str
    who: str
    line: str
    text: str

    def __bool__(self) -> bool:
        return bool(self.state)


_SEEN = """(root) => { const view = root?.querySelector(".ll"); return view && {
  state: view.dataset.state ?? "", who: read(root.querySelector(".who")), line: read(root.querySelector(".status")), text: read(view) } }"""
_PLACE = """(root) => { const found = root && [...root.querySelectorAll(%r)].find((one) => !%r || read(one).includes(%r));
  if (!found) return null; found.scrollIntoView({block: "center"}); const box = found.getBoundingClientRect();
  return box.width ? [box.x + box.width / 2, box.y + box.height / 2] : null }"""


async def seen(page: Page, host: str = SIDEBAR) -> Seen:
    """What stands in the sidebar now; false when there is none."""
    found = await page.inside(_SEEN, host)
    return Seen(**found) if found else Seen("", "", "", "")


async def sees(page: Page, state: str, host: str = SIDEBAR) -> Seen:
    """Waits for a state."""
    last = Seen("", "", "", "")

    async def there() -> bool:
        nonlocal last
        last = await seen(page, host)
        return last.state == state

    try:
        await until(there, f"state {state}")
    except AssertionError as error:
        raise AssertionError(f"{error}; what stands there: {last.state!r} {last.line!r}") from None
    return last


def saved_files(browser: Browser) -> set[tuple[Path, int]]:
    """What the browser has saved, whole, with the time: Chromium, told where to, writes over a file of the same name."""
    files = browser.downloads.glob("*") if browser.downloads.exists() else ()
    return {(file, file.stat().st_mtime_ns) for file in files if file.suffix not in (".part", ".crdownload") and file.stat().st_size}


async def press_in(page: Page, selector: str, text: str = "", host: str = SIDEBAR) -> None:
    """A real click on an element inside the closed root."""
    last: Json = None

    async def settled() -> Json:
        nonlocal last
        before, last = last, await page.inside(_PLACE % (selector, text, text), host)
        return last if last == before else None  # something above it may still be coming

    await page.click(*await until(settled, f"{selector} {text}"))
