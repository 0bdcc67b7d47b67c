"""The form of a domain file as JSON Schema, for editors and for whoever uses the lexicon apart: `python -m learnlearn.lexicon.schema` writes it."""

from __future__ import annotations

from pathlib import Path

from learnlearn.contract.schemas import one, text
from learnlearn.lexicon.source import Domain

SCHEMA = Path(__file__).parent / "domain.schema.json"


def written() -> str:
    """The schema as it is committed; a test regenerates and compares."""
    return text(one(Domain))


if __name__ == "__main__":
    SCHEMA.write_text(written(), encoding="utf-8")
