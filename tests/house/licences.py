"""Writes agent/LICENCES.md anew, from the lock files and what the packages say of themselves: `python -m tests.house.licences`.

A package that a lock holds for another system only is not installed here: its row stays as it stands in the page.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "agent/LICENCES.md"
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==", re.MULTILINE)
_ROW = re.compile(r"^\| ([a-z0-9._-]+) \| ([^|]+) \|", re.MULTILINE)
# What older packages wrote before there was one spelling (SPDX).
_SPELLINGS = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT, BSD": "MIT AND BSD-3-Clause",  # PyStemmer: its own words MIT, Snowball below it BSD
    "ISC License (ISCL)": "ISC",
    "LGPLv3": "LGPL-3.0-only",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}
_HEAD = """# What Learnlearn is built of, and under which licences

Learnlearn itself is Apache-2.0. This page is written by `tests/house/licences.py` from the lock files and from what each package says of itself.

## The agent

Everything that `agent/requirements.lock` holds; the extension has no dependency at all.

| package | licence |
|---|---|
"""
_SEMANTIC = """
## The extra `semantic`

Only where somebody installs it, for a sentence encoder of their own: what `agent/semantic.lock` holds beside the above.

| package | licence |
|---|---|
"""
_TESTS = """
## Tests only

Never part of what is installed: what `tests/requirements.lock` holds beside the above.

| package | licence |
|---|---|
"""
_NODE = """
The extension's checks (`tests/package-lock.json`), packages by licence:

| licence | packages |
|---|---|
"""


def locked(lock: str) -> list[str]:
    """Names in a lock file."""
    return sorted(set(_LOCKED.findall((ROOT / lock).read_text(encoding="utf-8"))))


def licence(name: str) -> str:
    """As the installed package says it, in SPDX's spelling; "" when it is not installed or says nothing."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    classifiers = [line.rpartition("::")[2].strip() for line in said.get_all("Classifier") or [] if line.startswith("License ::")]
    written = (said.get("License") or "").strip()
    named = [one for one in (said.get("License-Expression") or "", written if len(written) < 40 else "", *classifiers) if one]
    return _SPELLINGS.get(named[0], named[0]) if named else ""


def page() -> str:
    """The whole page."""
    before = dict(_ROW.findall(PAGE.read_text(encoding="utf-8"))) if PAGE.exists() else {}

    def rows(names: list[str]) -> str:
        return "".join(f"| {name} | {licence(name) or before.get(name, '?')} |\n" for name in names)

    agent, semantic, tests = (locked(f"{lock}.lock") for lock in ("agent/requirements", "agent/semantic", "tests/requirements"))
    packages = json.loads((ROOT / "tests/package-lock.json").read_text(encoding="utf-8"))["packages"]
    node = Counter(str(one.get("license", "?")).strip("()") for path, one in packages.items() if path)
    counted = "".join(f"| {name} | {count} |\n" for name, count in sorted(node.items()))
    return (
        _HEAD
        + rows(agent)
        + _SEMANTIC
        + rows([name for name in semantic if name not in agent])
        + _TESTS
        + rows([name for name in tests if name not in agent])
        + _NODE
        + counted
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
