"""Ten invented pairs go through the whole pipeline, and a person would stand by each answer: what is shared is named, its look-alike is not."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from learnlearn.contract.conversation import Conversation
from learnlearn.contract.me import Me
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.conversation.history import History
from learnlearn.pipeline import answer, read_me

NOW = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
PAIRS = sorted((Path(__file__).parents[1] / "samples").glob("*.json"))


def _answer(path: Path) -> tuple[Conversation, list[str], list[str], str]:
    pair = json.loads(path.read_text(encoding="utf-8"))
    me, them = Me.model_validate(pair["me"]), ProfileSnapshot.model_validate(pair["them"])
    return answer(them, read_me(me, NOW.date()), History(), NOW), pair["shares"], pair["never"], json.dumps(pair, ensure_ascii=False)


def test_there_are_ten_two_empty_and_a_homonym() -> None:
    """The pairs are as different as the promise says."""
    shares = [json.loads(path.read_text(encoding="utf-8"))["shares"] for path in PAIRS]
    assert len(PAIRS) >= 10
    assert sum(not one for one in shares) >= 2
    assert any("homonym" in path.stem for path in PAIRS)


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_a_person_would_stand_by_the_answer(path: Path) -> None:
    """Everything that is planted is found, in common, to learn or to give; nothing that only looks like it; every quote is verbatim."""
    found, shares, never, source = _answer(path)
    labels = [one.label.casefold() for one in (*found.common, *found.learn, *found.share)]
    for wanted in shares:
        assert any(name in label for label in labels for name in wanted.casefold().split("|")), f"{wanted} was not found among {labels}"
    for unwanted in never:
        assert unwanted.casefold() not in labels
    if not shares:
        assert found.state == "nothing_found"
    for quote in (quote for one in (*found.common, *found.learn, *found.share) for quote in (*one.mine, *one.theirs)):
        assert json.dumps(quote.text, ensure_ascii=False)[1:-1] in source
