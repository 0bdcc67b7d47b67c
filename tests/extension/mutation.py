"""How much of each reader survives when a network changes its pages: `python tests/extension/mutation.py [--seeds N]` prints the table.

Required of a page are the name, what the person says of themselves (headline or about) and their own posts, as far as the unchanged
page has them. A field survives when its value is the same; posts survive by the share of them that are still read, word for word.
Stolen are words of somebody else that a changed page makes the person's own: there must be none.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from reader import Case, Reader, cases, chromium

MUTATIONS = (Path(__file__).parent / "mutations.js").read_text()
KINDS = ("classes", "wrapping", "order", "headings", "saved copy", "archived copy", "hidden twins", "noise", "no id", "no data-*", "no aria-*",
         "no role", "no microdata", "no rel", "no componentkey", "no href", "no datetime", "no lang, dir", "no title, alt",
         "no JSON-LD", "no meta")  # fmt: skip
RANDOM = {"classes", "wrapping", "order", "hidden twins"}
OWN = {"post", "pinned", "reply", "quote"}


@dataclass
class Tally:
    """Fields that were there and fields that survived; those that were lost, by name; words that were stolen."""

    there: float = 0
    survived: float = 0
    lost: list[str] = field(default_factory=list)
    stolen: list[str] = field(default_factory=list)
    fields: Counter[str] = field(default_factory=Counter)  # how often each was there, and by "name survived" how often it was still there

    def add(self, other: Tally) -> None:
        """Counts another page's fields in."""
        self.there += other.there
        self.survived += other.survived
        self.lost += other.lost
        self.stolen += other.stolen
        self.fields.update(other.fields)

    def count(self, name: str, survived: float) -> None:
        """One field that was there, and the share of it that survived."""
        self.there += 1
        self.survived += survived
        self.fields.update({name: 1, f"{name} survived": survived})  # type: ignore[dict-item]  # a share of the posts
        if survived < 1:
            self.lost.append(name)

    @property
    def share(self) -> float:
        """Of the required fields, those that survived; 1 when there were none."""
        return self.survived / self.there if self.there else 1.0


def strings_of(value: Any) -> list[str]:
    """Every text in an outcome: headings that repeat one of these are the person's words and are not translated."""
    if isinstance(value, dict):
        return [one for inner in value.values() for one in strings_of(inner)]
    if isinstance(value, list):
        return [one for inner in value for one in strings_of(inner)]
    return [value] if isinstance(value, str) and value else []


def plain(text: str) -> str:
    """Text without pictures: emoji that are images are lost with their `alt`, and their loss is no theft."""
    return " ".join(re.sub(r":\w+:|[^\w\s.,:;!?#@/&'’()\-]", " ", text).split())


def own_posts(snapshot: dict[str, Any]) -> set[str]:
    """The texts of a snapshot that count as the person's own words."""
    return {plain(post["text"]) for post in snapshot.get("posts", []) if post["kind"] in OWN}


def says(snapshot: dict[str, Any]) -> str:
    """What the person says of themselves."""
    return " ".join(f"{snapshot.get('headline', '')} {snapshot.get('about', '')}".split())


def compare(before: dict[str, Any], after: dict[str, Any]) -> Tally:
    """What of the required fields of one person is still read."""
    tally = Tally()
    if before.get("name"):
        tally.count("name", float(before["name"] == after.get("name")))
    if says(before):
        tally.count("words", float(says(before) == says(after) or (bool(says(after)) and says(after) in says(before))))
    if mine := own_posts(before):
        tally.count("posts", len(mine & own_posts(after)) / len(mine))
    if any("left out" in line for line in before["reader"]["missing"]):
        return tally  # their own words, which the unchanged page asks not to be indexed
    known = own_posts(before) | {plain(before.get("about", ""))}
    tally.stolen = [text for text in own_posts(after) - own_posts(before) if not any(text in one or one in text for one in known if one)]
    return tally


def survived(reader: Reader, case: Case, kind: str, seed: int) -> Tally:
    """One case, changed in one way, read again."""
    before = json.loads(case.expected.read_text())
    reader.open(case.url, case.html)
    reader.page.evaluate(f"told => {{ {MUTATIONS} mutate(told); }}", {"kind": kind, "seed": seed, "kept": strings_of(before)})
    if kind == "archived copy":
        html = reader.page.content()
        reader.open(f"https://web.archive.org/web/20261001120000/{case.url}", html)
    after = reader.capture()
    tally = compare(before["snapshot"], after.get("snapshot", {}))
    tally.lost = [f"{case} {field}" for field in tally.lost]
    return tally


def people(site: str = "") -> list[Case]:
    """The cases of a site (of all without one) that show one person, read without a selection."""
    return [
        case for case in cases() if site in ("", case.site) and not case.selected and json.loads(case.expected.read_text())["outcome"] == "profile"
    ]


def run(reader: Reader, seeds: int, one_in: int = 1, *, site: str = "", kinds: tuple[str, ...] = KINDS) -> dict[str, dict[str, Tally]]:
    """site -> kind of change -> what survived, over all its cases; or over every case with one in so many of the changes."""
    table: dict[str, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    for number, case in enumerate(people(site)):
        for kind in kinds[number % one_in :: one_in]:
            for seed in range(1, seeds + 1 if kind in RANDOM else 2):
                table[case.site][kind].add(survived(reader, case, kind, seed * 7_919))
    return table


def as_markdown(table: dict[str, dict[str, Tally]]) -> str:
    """The table for extension/README.md: shares in percent, one column a site; a row a change, then a row a required field over all changes."""
    sites = sorted(table)
    head = f"| change | {' | '.join(sites)} |\n|---|{'---:|' * len(sites)}\n"
    rows = [f"| {kind} | {' | '.join(f'{table[site][kind].share:.0%}' for site in sites)} |" for kind in KINDS]
    whole = {site: Tally() for site in sites}
    for site in sites:
        for tally in table[site].values():
            whole[site].add(tally)
    rows.append(f"| **all** | {' | '.join(f'**{whole[site].share:.1%}**' for site in sites)} |")
    for name in ("name", "words", "posts"):
        shares = [f"{there.fields[f'{name} survived'] / there.fields[name]:.1%}" if there.fields[name] else "none" for there in whole.values()]
        rows.append(f"| of all: {name} | {' | '.join(shares)} |")
    rows.append(f"| stolen words | {' | '.join(str(len(whole[site].stolen)) for site in sites)} |")
    return head + "\n".join(rows)


def main() -> None:
    """Prints the table and, below it, every word that was stolen."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--site", default="", help="of one site only")
    parser.add_argument("--kind", choices=KINDS, action="append", help="only this change; may be given several times")
    parser.add_argument("--verbose", action="store_true", help="name every field that was lost")
    options = parser.parse_args()
    with chromium() as browser:
        reader = Reader.of(browser)
        table = run(reader, options.seeds, site=options.site, kinds=tuple(options.kind or KINDS))
    print(as_markdown(table))
    if options.verbose:
        for kinds in table.values():
            for kind, tally in kinds.items():
                for name, times in Counter(tally.lost).items():
                    print(f"lost  {kind}: {name} ({times})")
    for site, kinds in table.items():
        for kind, tally in kinds.items():
            for text in tally.stolen:
                print(f"stolen  {site}  {kind}: {text[:120]}")


if __name__ == "__main__":
    main()
