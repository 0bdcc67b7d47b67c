"""The networks' pages, from the cases of the site readers: each at its true address, with the next person's page ready to be drawn in its place."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SITES = Path(__file__).parents[2] / "extension" / "sites"
# First the person whose page is opened, then the one the app goes on to.
PAIRS = {
    "linkedin 2022": ("linkedin/member-2022-typical", "linkedin/member-2022-german-grouped"),
    "linkedin 2026": ("linkedin/member-2026-typical", "linkedin/member-2026-arabic"),
    "x": ("x/typical", "x/arabic-interface"),
    "bluesky": ("bluesky/typical", "bluesky/japanese-interface"),
    "mastodon": ("mastodon/web-app", "mastodon/long-hindi-interface"),
    "github": ("github/typical", "github/japanese-profile"),
}
MANY = ("linkedin/group-page", "linkedin/hashtag-page", "x/hashtag", "x/search-posts-spanish", "bluesky/hashtag", "mastodon/hashtag")
ALONE = ("web/h-card-home", "web/json-ld-person", "linkedin/guest-typical")
OWN = "github/own-profile"

# As such apps do it: the address first, the person when they have come; nothing becomes markup that was text.
_GO_ON = """<script>window.goOn = (path, title) => {
  history.pushState({}, "", path);
  window.arrive = () => { document.title = title; document.body.replaceChildren(document.querySelector("#next-person").content.cloneNode(true)); };
};</script>"""


@dataclass(frozen=True)
class NetworkPage:
    """One case: where it stands, its mark-up, and what its reader makes of it."""

    name: str
    url: str
    html: str
    expected: dict[str, Any]

    @property
    def path(self) -> str:
        """Path and query of its address."""
        parts = urlsplit(self.url)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    @property
    def body(self) -> str:
        """What stands inside its body."""
        return re.sub(r"(?is)^.*?<body[^>]*>|</body>.*$", "", self.html)

    @property
    def title(self) -> str:
        """Its title."""
        found = re.search(r"(?is)<title[^>]*>(.*?)</title>", self.html)
        return found[1] if found else ""


def page(name: str) -> NetworkPage:
    """A case by its name, such as `x/typical`."""
    site, case = name.split("/")
    file = SITES / site / "cases" / f"{case}.html"
    first, _, rest = file.read_text().partition("\n")
    url = first.removeprefix("<!--").removesuffix("-->").split()[0]
    return NetworkPage(name, url, rest, json.loads(file.with_suffix(".expected.json").read_text()))


def pages() -> dict[tuple[str, str], str]:
    """What the fixture site answers: (host, path) -> mark-up."""
    served = {}
    for name in (*MANY, *ALONE, OWN):
        one = page(name)
        served[(urlsplit(one.url).netloc, one.path)] = one.html
    for before, after in PAIRS.values():
        one, other = page(before), page(after)
        served[(urlsplit(one.url).netloc, one.path)] = f'{one.html}<template id="next-person">{other.body}</template>{_GO_ON}'
    return served
