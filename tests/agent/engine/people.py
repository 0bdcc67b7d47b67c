"""Invented people for the engine's tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from learnlearn.contract.me import Me
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.interests.read import Reading, read_me, read_page
from learnlearn.matching.compare import compare
from learnlearn.matching.model import CommonGround

TODAY = dt.date(2026, 11, 1)


def posts(*texts: str, kind: str = "post") -> list[dict[str, Any]]:
    """Posts of this autumn."""
    return [{"text": text, "date": dt.date(2026, 10, 1 + at), "kind": kind} for at, text in enumerate(texts)]


def me(**facts: Any) -> Me:
    """The user."""
    return Me.model_validate({"name": "Odalys Brandt", **facts})


def them(**facts: Any) -> ProfileSnapshot:
    """Somebody on a page."""
    page = {"site": "web", "url": "https://wendelin.example/", "captured_at": "2026-11-01T08:00:00Z", "name": "Wendelin Achterop"}
    return ProfileSnapshot.model_validate({**page, **facts})


def reading(**facts: Any) -> Reading:
    """Somebody on a page, read."""
    return read_page(them(**facts), TODAY)


def between(mine: dict[str, Any], theirs: dict[str, Any]) -> CommonGround:
    """What the two share."""
    return compare(read_me(me(**mine), TODAY), read_page(them(**theirs), TODAY), TODAY)


def labels(ground: CommonGround) -> list[str]:
    """The labels named as shared, best first."""
    return [one.label for one in ground.common]
