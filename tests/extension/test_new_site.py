"""`npm run new-site` makes a folder that is whole: listed, read, tested at once."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import reader as readers
from reader import EXTENSION, Reader, cases, outcome_of


def make(extension: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs the script of a copy of the extension."""
    return subprocess.run(["node", str(extension / "scripts" / "new-site.mjs"), *words], capture_output=True, text=True, check=False)


@pytest.fixture
def extension(tmp_path: Path) -> Path:
    """A copy of the readers, to be changed."""
    for part in ("content", "sites", "scripts"):
        shutil.copytree(EXTENSION / part, tmp_path / "extension" / part)
    return tmp_path / "extension"


def test_a_new_folder_is_read_at_once(reader: Reader, extension: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six cases, a reader that reads them, a place in the list before `web`; the sites that were there are untouched."""
    made = make(extension, "craftbook", "craftbook.example")
    assert made.returncode == 0, made.stderr
    index = json.loads((extension / "sites" / "index.json").read_text())
    assert index["sites"][-2:] == ["craftbook", "web"]
    monkeypatch.setattr(readers, "EXTENSION", extension)
    monkeypatch.setattr(readers, "SITES", extension / "sites")
    told = {case.name: outcome_of(reader, case) for case in cases() if case.site == "craftbook"}
    assert len(told) == 6
    assert told["signed-out"] == {"outcome": "sign_in_wall"}
    typical = told["typical"]["snapshot"]
    assert (typical["site"], typical["name"], typical["headline"]) == ("craftbook", "Ada Example", "Keeps an archive of knots.")
    assert typical["posts"][0]["date"] == "2026-08-20"
    assert len(told["long"]["snapshot"]["posts"]) == 40
    assert told["changed-markup"]["snapshot"]["name"] == "Ada Example"
    assert "falcons" not in json.dumps(told)


@pytest.mark.parametrize("words", [(), ("Craft", "craftbook.example"), ("craftbook", "nohost"), ("github", "github.example")])
def test_a_wrong_call_makes_nothing(extension: Path, words: tuple[str, ...]) -> None:
    """No id, a bad id, no host, a site that is there: one sentence, and the list is as it was."""
    before = (extension / "sites" / "index.json").read_text()
    made = make(extension, *words)
    assert made.returncode == 2
    assert made.stderr.strip()
    assert (extension / "sites" / "index.json").read_text() == before
