"""Compiles the lexicon when a wheel or sdist is built (`[tool.hatch.build.hooks.custom]` in pyproject.toml names this file)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_AGENT = Path(__file__).parents[2]


class CompileLexicon(BuildHookInterface[Any]):
    """Writes `compiled.bin` and adds it to the build; git ignores it, so the build would leave it out."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before the files are collected."""
        sys.path.insert(0, str(_AGENT))
        from learnlearn.lexicon.compile import compile_lexicon  # noqa: PLC0415  the package is importable from here on

        compiled = compile_lexicon()
        build_data["artifacts"].append(str(compiled.relative_to(_AGENT.parent)))
