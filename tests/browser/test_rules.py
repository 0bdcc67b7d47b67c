"""Rules of the extension's own code that can be read off it, and what the one manifest makes each browser say."""

from __future__ import annotations

import json
import re
import subprocess

from tests.browser.chromium import chromium
from tests.browser.driver import EXTENSION
from tests.browser.firefox import EXTENSION_IN_CHROME, Firefox
from tests.browser.site import Ports

_SCRIPTS = [path for path in sorted(EXTENSION.rglob("*.js")) if not {"cases", "scripts"} & set(path.parts)]
_CODE = {str(path.relative_to(EXTENSION)): re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", path.read_text(), flags=re.DOTALL) for path in _SCRIPTS}
_WORDS = json.loads((EXTENSION / "_locales/en/messages.json").read_text())


def _with(pattern: str) -> set[str]:
    return {name for name, code in _CODE.items() if re.search(pattern, code)}


def test_one_file_speaks_to_the_agent_and_one_touches_storage() -> None:
    """Whoever wants to know what leaves the extension, or what stays, reads one file. (reading.js reads one file of the package itself.)"""
    print(f"{len(_CODE)} scripts")
    assert _with(r"\bfetch\(") == {"background/agent.js", "background/reading.js"}
    assert re.findall(r"\bfetch\(([^)]*\))", _CODE["background/reading.js"]) == ['chrome.runtime.getURL("sites/index.json")']
    assert _with(r"chrome\.storage|localStorage") == {"background/storage.js"}
    assert _with(r"XMLHttpRequest|WebSocket|EventSource|sendBeacon|new Image\b|importScripts") == set()


def test_the_worker_imports_no_json() -> None:
    """Chromium 156 starts a worker that imports a JSON module once and never again."""
    worker = {name: code for name, code in _CODE.items() if name.startswith("background/")}
    assert {name for name, code in worker.items() if re.search(r"with\s*\{\s*type:", code)} == set()


def test_every_message_is_named_with_its_senders() -> None:
    """What one part asks and what the worker answers are the names in messages.js, no more and no less."""
    named = set(re.findall(r'^\s*"?([a-z]+(?:\.[a-z]+)?)"?: \["', _CODE["messages.js"].split("const TELLS")[0], flags=re.MULTILINE))
    answers = "\n".join(code for name, code in _CODE.items() if name.startswith("background/answers/"))
    answered = set(re.findall(r'^  "?([a-z]+(?:\.[a-z]+)?)"?: (?:async )?\(', answers, flags=re.MULTILINE))
    print(f"{len(named)} messages")
    assert named == answered
    asked = {name for code in _CODE.values() for name in re.findall(r'(?:messages\.ask|\bask)\("([a-z.]+)"', code)}
    assert asked <= named


def test_every_text_that_is_shown_is_there() -> None:
    """No key without words. That no words are left over, `tests/house/test_extension.py` looks at."""
    pages = "\n".join(path.read_text() for path in EXTENSION.rglob("*.html") if "cases" not in path.parts)
    said = {key for code in _CODE.values() for key in re.findall(r'(?:\bsay|button|told|knows|getMessage)\((?:pressed, )?"([a-z_0-9]+)"', code)}
    said |= set(re.findall(r'data-say(?:-label|-hint)?="([a-z_0-9]+)"', pages))
    missing = said - set(_WORDS)
    assert missing == set()


def test_every_code_of_an_answer_has_its_words() -> None:
    """What the agent answers by code is said in the browser's language: none of the codes that its schema names is without words, and none is too many."""
    shapes = json.loads((EXTENSION.parent / "schemas" / "Conversation.json").read_text())["$defs"]
    codes = {"aside_": shapes["SetAside"]["properties"]["why"], "why_": shapes["Prompt"]["properties"]["kind"],
             "telling_": shapes["Common"]["properties"]["telling"], "change_": shapes["Change"]["properties"]["of"]}  # fmt: skip
    for family, told in codes.items():
        assert {key.removeprefix(family) for key in _WORDS if key.startswith(family)} == set(told["enum"]), family


def test_every_state_has_its_line_and_its_button() -> None:
    """One line each, and words for the button where there is one."""
    states = dict(re.findall(r"^\s*([a-z_]+): \{ action: (null|\"[a-z_]+\"), settled", _CODE["content/view/states.js"], flags=re.MULTILINE))
    print(f"{len(states)} states")
    assert len(states) >= 20
    assert {state for state in states if f"{state}_line" not in _WORDS} == set()
    assert {state for state, action in states.items() if action != "null" and f"{state}_button" not in _WORDS} == set()


def test_the_types_are_those_of_the_schemas(tmp_path) -> None:
    """types/api.d.ts and background/shapes.js are made from schemas/; made anew they are the same."""
    subprocess.run(["node", EXTENSION / "scripts/generate-types.mjs", tmp_path], check=True, capture_output=True)
    for name in ("types/api.d.ts", "background/shapes.js"):
        assert (tmp_path / name).read_text() == (EXTENSION / name).read_text(), "run `npm run types` in tests/"


def test_the_icons_are_those_of_the_script() -> None:
    """Four sizes, PNG."""
    for size in (16, 32, 48, 128):
        data = (EXTENSION / f"icons/{size}.png").read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (size, size)


async def test_what_chromium_says_of_the_manifest(site: Ports) -> None:
    """Two keys are Firefox's; README.md names them. A third would be a fault."""
    async with chromium(site) as browser:
        page = await browser.open("chrome://extensions/")
        await page.js("chrome.developerPrivate.updateProfileConfiguration({inDeveloperMode: true})")
        await browser.reload_extension()
        told = await page.js(f"chrome.developerPrivate.getExtensionInfo({browser.id!r})")
        assert sorted(error["message"] for error in told["manifestErrors"]) == [
            "'background.scripts' requires manifest version of 2 or lower.",
            "Unrecognized manifest key 'sidebar_action'.",
        ]
        assert told["runtimeErrors"] == []


async def test_what_firefox_says_of_the_manifest(firefox: Firefox) -> None:
    """One permission and one key are Chromium's; README.md names them."""
    warnings = await firefox.chrome(f"{EXTENSION_IN_CHROME}.warnings")
    print([warning[:80] for warning in warnings])
    assert len(warnings) == 2
    assert 'Value "sidePanel"' in warnings[0]
    assert "processing side_panel" in warnings[1]
    assert await firefox.chrome(f"{EXTENSION_IN_CHROME}.errors") == []
