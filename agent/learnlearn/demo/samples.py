"""The invented people of the demo: somebody who could be you, and three whose pages they open."""

from __future__ import annotations

from pathlib import Path

from learnlearn.contract.me import Me
from learnlearn.contract.snapshot import ProfileSnapshot

FOLDER = Path(__file__).parent / "samples"
_ORDER = ("overlap-river", "homonym-java", "nothing")


def me() -> Me:
    """Whose profile is compared."""
    return Me.model_validate_json((FOLDER / "me.json").read_bytes())


def pages() -> tuple[ProfileSnapshot, ...]:
    """Much in common, words that only look like it, and nothing."""
    return tuple(ProfileSnapshot.model_validate_json((FOLDER / f"{name}.json").read_bytes()) for name in _ORDER)
