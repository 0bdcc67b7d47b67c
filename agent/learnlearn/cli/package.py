"""The extension as a store takes it, made from the folder that a browser loads. The same input gives the same bytes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Literal

from learnlearn.errors import LearnlearnError

Browser = Literal["chromium", "firefox"]

_LEFT_OUT = {"scripts", "types", "cases", "node_modules"}
_KINDS = {".json", ".js", ".html", ".css", ".png", ".svg"}
_NOT_OURS = {"tsconfig.json", "biome.json", "package.json", "package-lock.json"}
# What a browser does not know and warns of: the other one's half of the one manifest.
_FOREIGN_KEYS: dict[Browser, tuple[tuple[str, ...], ...]] = {
    "chromium": (("background", "scripts"), ("browser_specific_settings",), ("sidebar_action",)),
    "firefox": (("background", "service_worker"), ("side_panel",), ("minimum_chrome_version",)),
}
_FOREIGN_PERMISSIONS: dict[Browser, set[str]] = {"chromium": set(), "firefox": {"sidePanel"}}
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that zip knows


class NoExtensionError(LearnlearnError):
    """An installation that lacks the extension."""

    code, status, title = "no_extension", 500, "The extension is missing from this installation"
    hint = "Install Learnlearn again; your notes are not touched by that."


def folder() -> Path:
    """Where the extension lies: in the installed package, or beside `agent/` in a checkout. Raises NoExtensionError."""
    package_folder = Path(__file__).parents[1]
    for candidate in (package_folder / "extension", package_folder.parents[1] / "extension"):
        if (candidate / "manifest.json").is_file():
            return candidate
    raise NoExtensionError(f"it is neither in {package_folder} nor beside it")


def package(browser: Browser, source: Path | None = None) -> bytes:
    """The zip for one browser's store."""
    source = source or folder()
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(_names(source)):
            content = (source / name).read_bytes()
            if str(name) == "manifest.json":
                content = trimmed(content, browser)
            entry = zipfile.ZipInfo(str(name), _DATE)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return data.getvalue()


def trimmed(manifest: bytes, browser: Browser) -> bytes:
    """The manifest without what only the other browser knows."""
    found = json.loads(manifest)
    for *parents, last in _FOREIGN_KEYS[browser]:
        place = found
        for key in parents:
            place = place.get(key, {})
        place.pop(last, None)
    found["permissions"] = [name for name in found.get("permissions", []) if name not in _FOREIGN_PERMISSIONS[browser]]
    return json.dumps(found, indent=2, ensure_ascii=False).encode() + b"\n"


def _names(source: Path) -> Iterator[PurePosixPath]:
    for path in source.rglob("*"):
        name = PurePosixPath(path.relative_to(source).as_posix())
        if path.is_file() and path.suffix in _KINDS and path.name not in _NOT_OURS and not _LEFT_OUT.intersection(name.parts[:-1]):
            yield name
