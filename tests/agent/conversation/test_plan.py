"""The plan after the connection: small steps first, counted from real contact, giving before asking, and knowing when to stop."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError
from tests.agent.conversation.strangers import note

from learnlearn.contract.note import Note
from learnlearn.contract.plan import Act, Circle, PersonPlan, Step
from learnlearn.conversation.acts import may_skip, outcome
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


def take(plan: PersonPlan, act: Act, *notes: Note, today: str, text: str = "", until: str = "") -> tuple[PersonPlan, tuple[str, str] | None]:
    """What becomes of the plan when its step is done, skipped or put off."""
    proposed = step(*notes, today=today, plan=plan)
    assert proposed is not None
    done = outcome(plan, proposed, act, text, dt.date.fromisoformat(until or today))
    return done.plan, done.note


def test_a_step_that_is_done_or_skipped_makes_room_for_the_next() -> None:
    """Each of the small first steps may be taken before its day is over; then the next one waits for its own day."""
    plan = FRIEND
    for expected, act in (("read", "done"), ("react", "skip"), ("comment", "done"), ("ask", "done")):
        found = step(today="2026-09-01", plan=plan)
        assert found is not None
        assert found.kind == expected
        plan, noted = take(plan, act, today="2026-09-01")
    assert noted == ("asked", "Asked a first question.")
    waiting = step(note("asked", "2026-09-01"), today="2026-09-02", plan=plan)
    assert waiting is not None
    assert (waiting.kind, waiting.due) == ("give_again", dt.date(2026, 10, 1)), "a question is out: nothing more is asked"


def test_done_writes_the_note_that_belongs_to_it() -> None:
    """What I say is what is noted; a promise that is given names the promise."""
    met = note("met", "2026-08-01")
    assert take(FRIEND, "done", met, today="2026-09-02", text="Sent the map")[1] == ("shared", "Sent the map")
    promised = note("promised", "2026-09-20", "the slides")
    found = step(promised, today="2026-10-01")
    assert found is not None
    assert found.promise == promised.id
    assert take(FRIEND, "done", promised, today="2026-10-01")[1] == ("shared", "Given, as promised.")


def test_a_skipped_touch_counts_from_the_day_it_was_skipped() -> None:
    """Nothing is due again until the ideal gap has passed, and the reason does not claim a contact that never was."""
    plan, noted = take(FRIEND, "skip", note("met", "2026-08-01"), today="2026-09-10")
    assert noted is None
    found = step(note("met", "2026-08-01"), today="2026-09-11", plan=plan)
    assert found is not None
    assert found.due == dt.date(2026, 10, 10)
    assert "real contact" not in found.why


def test_letting_go_ends_the_plan_and_skipping_it_takes_it_up_again() -> None:
    """After two unanswered touches: done means peace, skip means one more round from today."""
    touches = (note("asked", "2026-09-20"), note("shared", "2026-09-30"))
    ended, _ = take(FRIEND, "done", *touches, today="2026-10-10")
    assert step(*touches, today="2026-11-10", plan=ended) is None
    again, _ = take(FRIEND, "skip", *touches, today="2026-10-10")
    found = step(*touches, today="2026-10-11", plan=again)
    assert found is not None
    assert (found.kind, found.due) == ("give", dt.date(2026, 11, 9))


def test_work_brings_duties() -> None:
    """On whom I keep notes for work I tell within a month, and look once a year whether I still need them; private people are nobody's business."""
    work = PersonPlan(sphere="work")
    first = step(today="2026-09-05", plan=work)
    assert first is not None
    assert (first.kind, first.due) == ("inform", dt.date(2026, 10, 1))
    told, _ = take(work, "done", today="2026-09-05")
    later = step(today="2026-09-06", plan=told)
    assert later is not None
    assert (later.kind, later.due) == ("review", dt.date(2027, 9, 5))
    assert step(today="2026-10-05", plan=PersonPlan()) is None, "the control"
    both = step(note("met", "2026-08-01"), today="2026-10-05", plan=PersonPlan(sphere="work", circle="friends"))
    assert both is not None
    assert both.kind == "inform", "a duty that is due comes before a touch"


def test_a_promise_and_a_duty_are_not_passed_over() -> None:
    """They are done or put off."""
    promised, owed = step(note("promised", "2026-09-20"), today="2026-10-01"), step(today="2026-10-05", plan=PersonPlan(sphere="work"))
    touch = step(note("met", "2026-08-01"), today="2026-10-05")
    assert promised is not None
    assert owed is not None
    assert touch is not None
    assert [may_skip(one) for one in (promised, owed, touch)] == [False, False, True]


def test_putting_off_ends_with_the_step_it_was_for() -> None:
    """A snooze belongs to one step: when that is done, the next one has its own day."""
    met = note("met", "2026-09-10")
    plan, _ = take(FRIEND, "snooze", met, today="2026-10-12", until="2026-12-24")
    found = step(met, today="2026-10-13", plan=plan)
    assert found is not None
    assert found.due == dt.date(2026, 12, 24)
    done, _ = take(plan, "done", met, today="2026-10-13")
    assert done.snoozed_until is None


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
