"""The plan after the connection: small steps first, counted from real contact, giving before asking, and knowing when to stop."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError
from tests.agent.conversation.strangers import note

from learnlearn.contract.note import Note
from learnlearn.contract.plan import Circle, PersonPlan, Step
from learnlearn.conversation.plan import DEFAULT_CIRCLES, Standing, next_step

KEPT = dt.date(2026, 9, 1)
FRIEND = PersonPlan(circle="friends")


def step(*notes: Note, today: str, plan: PersonPlan = FRIEND) -> Step | None:
    """What the plan proposes on a day."""
    return next_step(plan, DEFAULT_CIRCLES, notes, KEPT, dt.date.fromisoformat(today))


@pytest.mark.parametrize(
    ("today", "kind"),
    [
        ("2026-09-01", "read"),
        ("2026-09-03", "read"),
        ("2026-09-04", "react"),
        ("2026-09-08", "comment"),
        ("2026-09-15", "ask"),
        ("2026-10-20", "ask"),
    ],
)
def test_rule_16_the_first_steps_are_small(today: str, kind: str) -> None:
    """Read, then react, then comment, and only then ask."""
    found = step(today=today)
    assert found is not None
    assert found.kind == kind


def test_rule_18_the_next_touch_counts_from_the_last_real_contact() -> None:
    """Reaching out again does not push the day; hearing from them does."""
    met = note("met", "2026-09-10")
    first = step(met, today="2026-10-01")
    assert first is not None
    assert first.due == dt.date(2026, 10, 10)
    asked = step(met, note("asked", "2026-09-25"), today="2026-10-01")
    assert asked is not None
    assert asked.due == first.due
    answered = step(met, note("asked", "2026-09-25"), note("answered", "2026-09-28"), today="2026-10-01")
    assert answered is not None
    assert answered.due == dt.date(2026, 10, 28)


def test_rule_18_each_step_gives_before_it_asks() -> None:
    """Between people who know each other the next step is to give; after a long silence a check-in that asks nothing."""
    met = note("met", "2026-09-10")
    soon, late = step(met, today="2026-10-12"), step(met, today="2026-12-24")
    assert soon is not None
    assert late is not None
    assert (soon.kind, soon.overdue) == ("give", True)
    assert (late.kind, late.overdue) == ("check_in", True)


def test_rule_18_after_two_unanswered_touches_it_stops_kindly() -> None:
    """Two without an answer: let it rest. One answer starts it again."""
    touches = (note("asked", "2026-09-20"), note("shared", "2026-09-30"))
    stopped = step(*touches, today="2026-10-10")
    assert stopped is not None
    assert stopped.kind == "let_go"
    again = step(*touches, note("answered", "2026-10-09"), today="2026-10-10")
    assert again is not None
    assert again.kind == "give"


def test_a_promise_comes_before_everything() -> None:
    """What I promised is next, also with somebody whose plan stopped, until I gave it."""
    promised = note("promised", "2026-09-20", "the slides")
    for plan in (FRIEND, PersonPlan(circle="friends", stopped=True), PersonPlan()):
        found = step(promised, today="2026-10-01", plan=plan)
        assert found is not None
        assert (found.kind, found.overdue) == ("promise", True)
        assert "the slides" in found.text
    kept = step(promised, note("shared", "2026-09-22", settles=promised.id), note("answered", "2026-09-23"), today="2026-10-01")
    assert kept is not None
    assert kept.kind == "give"
    other = step(promised, note("shared", "2026-09-22", "a song"), note("answered", "2026-09-23"), today="2026-10-01")
    assert other is not None
    assert other.kind == "promise", "to give something else does not keep it"


@pytest.mark.parametrize(
    "plan", [PersonPlan(), PersonPlan(circle="friends", stopped=True), PersonPlan(circle="friends", seen_weekly=True), PersonPlan(circle="gone")]
)
def test_rule_14_some_people_are_left_alone(plan: PersonPlan) -> None:
    """Without a circle, stopped, or seen weekly: nothing is ever due."""
    assert step(note("met", "2026-01-01"), today="2026-10-01", plan=plan) is None
    assert step(note("met", "2026-01-01"), today="2026-10-01") is not None, "the control"


def test_a_snooze_moves_the_day_and_nothing_else() -> None:
    """The step stays; its day is the later one."""
    plan = PersonPlan(circle="friends", snoozed_until=dt.date(2026, 12, 1))
    found = step(note("met", "2026-09-10"), today="2026-11-01", plan=plan)
    assert found is not None
    assert (found.due, found.overdue) == (dt.date(2026, 12, 1), False)


def test_the_order_of_notes_does_not_matter() -> None:
    """Notes come from several devices in any order."""
    notes = [note("asked", "2026-09-20"), note("met", "2026-09-10"), note("promised", "2026-09-11"), note("shared", "2026-09-21")]
    assert Standing.of(notes) == Standing.of(reversed(notes))


def test_a_circle_is_in_order() -> None:
    """The longest gap is not shorter than the ideal one."""
    with pytest.raises(ValidationError, match="shorter"):
        Circle(name="x", ideal_days=30, longest_days=10)
