"""What a wheel carries beside the code: the compiled lexicon and the extension (`[tool.hatch.build.hooks.custom]` names this file)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_ROOT = Path(__file__).parents[1]
_EXTENSION = _ROOT / "extension"
_FOR_DEVELOPERS = {"cases", "scripts", "types", "README.md", "SITES.md"}


class Build(BuildHookInterface[Any]):
    """Adds what git ignores or what lies outside the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before the files are collected; an editable install reads both from the checkout."""
        if version == "editable":
            return
        sys.path.insert(0, str(_ROOT / "agent"))
        from learnlearn.lexicon.build.compile import compile_lexicon  # noqa: PLC0415  the package is importable from here on

        self._aside = tempfile.TemporaryDirectory()
        compiled = compile_lexicon(Path(self._aside.name) / "compiled.bin", mark="wheel")
        build_data["force_include"][str(compiled)] = "learnlearn/lexicon/compiled.bin"
        for path in sorted(_EXTENSION.rglob("*")):
            inside = path.relative_to(_EXTENSION)
            if path.is_file() and not _FOR_DEVELOPERS & set(inside.parts):
                build_data["force_include"][str(path)] = f"learnlearn/extension/{inside}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called when the wheel is made."""
        if version != "editable":
            self._aside.cleanup()
