"""The extension asks for the least that works, says everything in every language, and passes the store's own linter."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "extension"
MANIFEST = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
LOCALES = {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in EXTENSION.glob("_locales/*/messages.json")}

# What the linter says of one manifest for two browsers and of calls that only one of them has; the code asks first whether they are there.
KNOWN = {
    "MANIFEST_PERMISSIONS": "sidePanel is Chromium's",
    "BACKGROUND_SERVICE_WORKER_IGNORED": "Firefox takes background.scripts",
    "UNSUPPORTED_API": "sidePanel and requestUpdateCheck are Chromium's",
    "UNSAFE_VAR_ASSIGNMENT": "a module of our own is loaded by a name from sites/index.json",
}


def test_the_permissions_are_the_least_that_work() -> None:
    """A permission more is a decision: this list grows by hand only."""
    assert MANIFEST["permissions"] == ["activeTab", "scripting", "storage", "sidePanel"]
    assert MANIFEST["host_permissions"] == ["http://127.0.0.1/*"]
    assert "web_accessible_resources" not in MANIFEST
    assert "externally_connectable" not in MANIFEST
    assert [script["matches"] for script in MANIFEST["content_scripts"]] == [["http://127.0.0.1/pair"]]


def test_the_extension_can_speak_to_this_machine_only() -> None:
    """The policy that both browsers enforce on every page of the extension and on its worker."""
    policy = MANIFEST["content_security_policy"]["extension_pages"]
    assert "default-src 'none'" in policy
    assert policy.split("connect-src ")[1].split(";")[0].split() == ["'self'", "http://127.0.0.1:*"]
    assert "unsafe" not in policy


def test_the_stores_linter_has_nothing_new_to_say() -> None:
    """No error; warnings only of the kinds that are known and explained."""
    command = [
        str(ROOT / "tests/node_modules/.bin/web-ext"),
        "lint",
        "--source-dir",
        str(EXTENSION),
        "--output",
        "json",
        "--ignore-files",
        "scripts/**",
        "types/**",
        "**/cases/**",
    ]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT / "tests").stdout)
    codes = {row["code"] for row in said["warnings"]}
    print(f"{said['summary']['warnings']} warnings of {len(codes)} known kinds")
    assert said["summary"]["errors"] == 0, said["errors"]
    assert codes <= set(KNOWN), codes - set(KNOWN)


@pytest.mark.parametrize("language", sorted(LOCALES))
def test_every_language_says_everything(language: str) -> None:
    """The same messages with the same places to fill in, none of them empty."""
    english, other = LOCALES["en"], LOCALES[language]
    assert set(other) == set(english)
    for name, message in other.items():
        assert message["message"].strip(), name
        assert set(message.get("placeholders", {})) == set(english[name].get("placeholders", {})), name


def test_every_text_is_said_somewhere() -> None:
    """Nothing is left over: a key stands whole in the code, or is put together there (`note_kind_${kind}`) with a word that the code has too."""
    code = "\n".join(_texts(EXTENSION, "*.js", "*.html", "*.d.ts", "manifest.json", "site.json"))
    agents = "\n".join(_texts(ROOT / "agent/learnlearn", "*.py"))  # its circles and the codes of its problems are no part of a schema
    whole = {key.replace("-", "_") for key in re.findall(r"[\"']([a-z0-9_-]+)[\"']|__MSG_([a-z_]+)__", code) for key in key}
    words = set(re.findall(r"\w+", re.sub(r"`\w*\$\{[^`}]*\}\w*`", "", code) + agents))
    families = {re.compile(f"{first}(.+){last}") for first, last in re.findall(r"`(\w*)\$\{[^`}]*\}(\w*)`", code) if "_" in first + last}
    print(f"{len(LOCALES['en'])} texts, {len(families)} families")
    put_together = {key for key in LOCALES["en"] for family in families if (found := family.fullmatch(key)) and found[1] in words}
    unsaid = set(LOCALES["en"]) - whole - put_together
    assert unsaid == set(), sorted(unsaid)


def _texts(folder: Path, *names: str) -> list[str]:
    """What stands in the files of these names, but for the cases that readers are tried on."""
    return [path.read_text(encoding="utf-8") for name in names for path in folder.rglob(name) if "cases" not in path.parts]


def test_every_site_is_listed_and_every_listed_site_is_there() -> None:
    """A folder in sites/ is a site: the list the worker injects names each of them once, and no file that is not there."""
    index = json.loads((EXTENSION / "sites/index.json").read_text(encoding="utf-8"))
    folders = {path.parent.name for path in EXTENSION.glob("sites/*/site.json")}
    assert set(index["sites"]) == folders
    named = [*index["shared"], *(f"sites/{site}/read.js" for site in index["sites"]), *index["last"]]
    assert [name for name in named if not (EXTENSION / name).is_file()] == []


def test_no_page_text_becomes_markup() -> None:
    """Nothing in the extension builds elements from strings."""
    dangerous = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "eval(")
    sources = [path for path in EXTENSION.rglob("*.js") if "cases" not in path.parts]
    print(f"{len(sources)} scripts")
    assert [f"{path.name}: {word}" for path in sources for word in dangerous if word in path.read_text(encoding="utf-8")] == []
