"""The package for a store: all that a browser needs and nothing else. That it works is shown in both browsers by `tests/browser/test_shortcut.py`."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from learnlearn.cli.package import Browser, folder, package

FOREIGN = {"chromium": {"sidebar_action", "browser_specific_settings"}, "firefox": {"side_panel", "minimum_chrome_version"}}


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_it_holds_what_the_browser_needs_and_nothing_else(browser: Browser) -> None:
    """No cases, tools, types or pages for developers; of the manifest only what this browser knows. Control: the folder has all of that."""
    with zipfile.ZipFile(io.BytesIO(package(browser))) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
    print(f"{browser}: {len(names)} files")
    whole = {path.relative_to(folder()).as_posix() for path in folder().rglob("*") if path.is_file()}
    for unwanted in ("/cases/", "scripts/", "types/", ".md"):
        assert any(unwanted in name for name in whole), "the control"
        assert not any(unwanted in name for name in names)
    assert names <= whole
    assert {path for path in whole if path.endswith((".html", ".css", "messages.json")) and "/cases/" not in path} <= names
    whole_manifest = json.loads((folder() / "manifest.json").read_text())
    assert FOREIGN[browser] <= set(whole_manifest), "the control"
    assert not FOREIGN[browser] & set(manifest)
    assert set(manifest["background"]) == {"type", "service_worker" if browser == "chromium" else "scripts"}
    assert ("sidePanel" in manifest["permissions"]) is (browser == "chromium")
    assert manifest["version"] == whole_manifest["version"]
