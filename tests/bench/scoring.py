"""Counts how well named common ground meets the labels of a case. Cases are described in `cases/README.md`.

Each predicted item, in order, is one of: *hit* (names an expected item that nobody hit yet, or quotes it on both sides and shares a word with it),
*trap* (names what a keyword matcher falls for), *fair* (optional, a learn or share topic, or an expected item again: not counted), *wrong*.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Case = dict[str, Any]  # a labelled pair as JSON has it
LONGEST_LABEL = 8  # words
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SMALL = frozenset("a an and the of in on for to with at by from my your their his her our is are was be i me we you it this that as or not".split())  # noqa: SIM905  a line of words reads better


@dataclass
class Item:
    """One thing an engine names: a label and its quotes."""

    label: str
    mine: list[str]
    theirs: list[str]


@dataclass
class Answer:
    """What an engine says of one case, best first."""

    common: list[Item] = field(default_factory=list)
    learn: list[Item] = field(default_factory=list)
    share: list[Item] = field(default_factory=list)


def load(path: Path) -> list[Case]:
    """The cases of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def plain(text: str) -> str:
    """Lower-case words without plural s."""
    text = unicodedata.normalize("NFKC", text)
    text = _HUMP.sub(" ", text) if text.startswith("#") else text
    parts = [part.strip(".") for part in re.sub(r"[^\w+.]+", " ", text.lower()).split()]
    return " ".join(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in parts if w)


def words(text: str) -> set[str]:
    """The telling words."""
    return {word for word in plain(text).split() if word not in _SMALL}


def names(label: str, entry: Case) -> bool:
    """Whether a label is one of an entry's names, or holds one as whole words."""
    got = plain(label)
    wanted = [plain(name) for name in [*entry.get("accept", []), entry["label"]]]
    return any(want and (got == want or ((" " in want or len(want) >= 4) and f" {want} " in f" {got} ")) for want in wanted)


def overlap(quotes: list[str], gold: list[str]) -> bool:
    """Whether a quote holds a labelled one or lies within it, and is no longer than needed."""
    return any(len(q) > 2 < len(g) and (q in g or g in q) and len(q) <= max(160, 3 * len(g)) for q in quotes for g in gold)


def proves(item: Item, gold: Case) -> bool:
    """Whether the quotes meet the label's on both sides and the names share a word."""
    told = {w for text in [*gold["mine"], *gold["theirs"], *gold["accept"], gold["label"]] for w in words(text) if len(w) > 1}
    return overlap(item.mine, gold["mine"]) and overlap(item.theirs, gold["theirs"]) and bool(told & words(item.label))


def meets(item: Item, topic: Case) -> bool:
    """Whether an item names a learn or share topic."""
    return bool(words(topic["topic"]) & words(item.label)) and overlap(item.theirs, topic["theirs"])


def verdicts(case: Case, items: list[Item]) -> tuple[list[str], list[Case]]:
    """A verdict for each item, and the expected items nobody named."""
    expected, found, said = case["expected"], set[int](), list[str]()
    fair = [*case.get("learn", []), *case.get("share", [])]
    for item in items:
        open_ = [at for at in range(len(expected)) if at not in found]
        hit = next((at for at in open_ if names(item.label, expected[at])), None)
        if len(item.label.split()) > LONGEST_LABEL:
            said.append("wrong")
            continue
        if hit is None and any(names(item.label, trap) for trap in case.get("traps", [])):
            said.append("trap")
            continue
        hit = next((at for at in open_ if proves(item, expected[at])), None) if hit is None else hit
        if hit is not None:
            found.add(hit)
            said.append("hit")
        elif (
            any(names(item.label, one) for one in case.get("optional", []))
            or any(names(item.label, one) or proves(item, one) for one in expected)
            or any(meets(item, topic) for topic in fair)
        ):
            said.append("fair")
        else:
            said.append("wrong")
    return said, [one for at, one in enumerate(expected) if at not in found]


def texts(side: object) -> list[str]:
    """Every text of a side."""
    if isinstance(side, str):
        return [side]
    values = side.values() if isinstance(side, dict) else side if isinstance(side, list) else []
    return [text for value in values for text in texts(value)]


def f1(hit: int, wrong: int, missed: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * hit / (2 * hit + wrong + missed) if hit else 0.0


def totals(cases: list[Case], answers: list[Answer]) -> dict[str, float]:
    """All figures over all cases."""
    n: Counter[str] = Counter()
    for case, answer in zip(cases, answers, strict=True):
        said, missed = verdicts(case, answer.common)
        n.update(said)
        n["missed"] += len(missed)
        first = [one for one in said if one != "fair"][:3]
        n["shown"] += len(first)
        n["shown_hit"] += first.count("hit")
        n["traps_set"] += len(case.get("traps", []))
        if not case["expected"]:
            n["empty"] += 1
            n["empty_right"] += not {"wrong", "trap"} & set(said)
        pools = {"mine": texts(case["me"]), "theirs": texts(case["them"])}
        n["ungrounded"] += sum(
            not any(quote in text for text in pools[side]) for one in answer.common for side in pools for quote in getattr(one, side) or [""]
        )
        for side in ("learn", "share"):
            gold, got = case.get(side, []), getattr(answer, side)
            hit = sum(any(meets(one, topic) for one in got) for topic in gold)
            n[f"{side}_hit"] += hit
            n[f"{side}_missed"] += len(gold) - hit
            n[f"{side}_wrong"] += sum(not any(meets(one, topic) for topic in gold) for one in got)
    wrong = n["wrong"] + n["trap"]
    return {
        "f1": f1(n["hit"], wrong, n["missed"]),
        "precision": n["hit"] / (n["hit"] + wrong) if n["hit"] + wrong else 0.0,
        "recall": n["hit"] / (n["hit"] + n["missed"]) if n["hit"] + n["missed"] else 0.0,
        "p3": n["shown_hit"] / n["shown"] if n["shown"] else 0.0,
        "traps": n["trap"],
        "traps_set": n["traps_set"],
        "empty_right": n["empty_right"],
        "empty": n["empty"],
        "ungrounded": n["ungrounded"],
        "learn": f1(n["learn_hit"], n["learn_wrong"], n["learn_missed"]),
        "share": f1(n["share_hit"], n["share_wrong"], n["share_missed"]),
    }
