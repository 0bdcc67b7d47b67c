"""Writes `schemas/` anew: `python -m learnlearn.publish`. A test regenerates and compares, so the files are never edited by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from learnlearn.api.openapi import document
from learnlearn.contract import PUBLIC
from learnlearn.contract.schemas import one, text

FOLDER = Path(__file__).parents[2] / "schemas"


def files() -> Iterator[tuple[Path, str]]:
    """Each generated file, relative to `schemas/`, with its text."""
    for model in PUBLIC:
        yield Path(f"{model.__name__}.json"), text(one(model))
    yield Path("openapi.json"), text(document())


def main() -> None:
    """Writes every file."""
    for path, content in files():
        (FOLDER / path).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
