"""The form of a domain file as JSON Schema, for editors and other programs: `python -m learnlearn.lexicon.build.schema` writes it."""

from __future__ import annotations

from pathlib import Path

from learnlearn.contract.schemas import one, text
from learnlearn.lexicon.build.source import Domain

SCHEMA = Path(__file__).parents[1] / "domain.schema.json"


def written() -> str:
    """The schema as it is committed; a test regenerates and compares."""
    return text(one(Domain))


if __name__ == "__main__":
    SCHEMA.write_text(written(), encoding="utf-8")
