"""What others make: under known licences, pinned by hash; and what we hand out is the same bytes whoever makes it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from tests.house import licences

from learnlearn.cli.package import Browser, folder, package

# Everybody may use, change and pass on what comes under these, also inside something under another licence.
FREE = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "MPL-2.0", "PSF-2.0", "Unlicense"}


def strange(names: dict[str, str]) -> dict[str, str]:
    """Those of which not one choice is free: `A OR B` is a choice, `A AND B` is both."""

    def is_free(licence: str) -> bool:
        return any(all(part.strip() in FREE for part in choice.split(" AND ")) for choice in licence.split(" OR "))

    return {name: licence for name, licence in names.items() if not is_free(licence)}


def test_the_page_of_licences_is_the_generated_one() -> None:
    """Every package of the locks and every kind of licence of the one of node, and none whose licence nobody knows."""
    written = licences.PAGE.read_text(encoding="utf-8")
    assert written == licences.page(), "run `python -m tests.house.licences`"
    assert "| ? |" not in written
    assert licences.licence("no-such-package") == "", "the control: what nobody knows stays unknown"


def test_what_the_agent_is_built_of_is_free() -> None:
    """Not one licence that would reach over to what is ours. The control: two that would are named."""
    agent = {name: licences.licence(name) for name in licences.locked("agent/requirements.lock")}
    known = {name: licence for name, licence in agent.items() if licence}
    print(f"{len(agent)} packages, {len(known)} of them installed here")
    assert len(known) > 40
    assert strange(known) == {}
    assert strange({"a": "GPL-3.0-or-later", "b": "MIT AND GPL-2.0", "c": "MIT OR GPL-2.0"}) == {"a": "GPL-3.0-or-later", "b": "MIT AND GPL-2.0"}


@pytest.mark.parametrize("lock", ["agent/requirements.lock", "agent/semantic.lock", "tests/requirements.lock"])
def test_every_locked_version_has_its_hashes(lock: str) -> None:
    """pip refuses what it cannot compare. The control: an entry without one is noticed."""

    def bare(text: str) -> list[str]:
        entries = re.split(r"(?m)^(?=[A-Za-z0-9])", text)
        return [entry.split()[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry]

    text = (licences.ROOT / lock).read_text(encoding="utf-8")
    assert bare(text) == []
    assert bare(text + "evil==1.0\n") == ["evil==1.0"]


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_the_extensions_zip_is_the_same_whoever_makes_it(tmp_path: Path, browser: Browser) -> None:
    """From a copy with other dates, rights and order on the disk: byte for byte. The control: one changed letter is another zip. The wheel's turn is
    `tests/soak/reproducible.py`."""
    copy = tmp_path / "extension"
    for source in sorted(folder().rglob("*"), reverse=True):
        if source.is_file() and "node_modules" not in source.parts:
            target = copy / source.relative_to(folder())
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            target.chmod(0o777)
            os.utime(target, (1e9, 1e9))
    assert package(browser, copy) == package(browser)
    (copy / "messages.js").write_text("// another\n")
    assert package(browser, copy) != package(browser)
