"""What a wheel carries beside the code: the lexicon and the insiders' questions, compiled, and the extension (`pyproject.toml` names this hook)."""

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
        from learnlearn.conversation.insiders import compile_insiders  # noqa: PLC0415  the package is importable from here on
        from learnlearn.lexicon.build.compile import compile_lexicon  # noqa: PLC0415

        self._aside = tempfile.TemporaryDirectory()
        aside = Path(self._aside.name)
        build_data["force_include"] |= {
            str(compile_lexicon(aside / "compiled.bin", mark="wheel")): "learnlearn/lexicon/compiled.bin",
            str(compile_insiders(aside / "insiders.bin", mark="wheel")): "learnlearn/conversation/insiders.bin",
        }
        for path in sorted(_EXTENSION.rglob("*")):
            inside = path.relative_to(_EXTENSION)
            if path.is_file() and not _FOR_DEVELOPERS & set(inside.parts):
                build_data["force_include"][str(path)] = f"learnlearn/extension/{inside}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called when the wheel is made."""
        if version != "editable":
            self._aside.cleanup()
