"""What becomes of a plan when its step is done, skipped or put off: the new plan, and the note that tells it. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from learnlearn.contract.note import NoteKind
from learnlearn.contract.plan import Act, PersonPlan, Step, StepKind
from learnlearn.conversation.plan import FIRST_STEPS

_BEGUN = {kind: number for number, (kind, *_) in enumerate(FIRST_STEPS, 1)}
_NOTES: dict[StepKind, tuple[NoteKind, str]] = {
    "promise": ("shared", "Given, as promised."),
    "ask": ("asked", "Asked a first question."),
    "give": ("shared", "Gave something."),
    "give_again": ("shared", "Gave something once more."),
    "check_in": ("shared", "Checked in."),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The plan from now on, and the note to write, if one belongs to it."""

    plan: PersonPlan
    note: tuple[NoteKind, str] | None = None


def may_skip(step: Step) -> bool:
    """A promise and a duty can be put off, not passed over."""
    return step.kind not in ("promise", "inform", "review")


def outcome(plan: PersonPlan, step: Step, act: Act, text: str, day: dt.date) -> Outcome:
    """`day` is today, or with `snooze` the day until which it is put off."""
    if act == "snooze":
        return Outcome(plan.model_copy(update={"snoozed_until": day}))
    fresh = plan.model_copy(update={"snoozed_until": None})
    return Outcome(fresh.model_copy(update=_skipped(step, day))) if act == "skip" else _done(fresh, step, text, day)


def _skipped(step: Step, today: dt.date) -> dict[str, object]:
    return {"first_steps": _BEGUN[step.kind]} if step.kind in ("read", "react", "comment") else {"counted_from": today}


def _done(plan: PersonPlan, step: Step, text: str, today: dt.date) -> Outcome:
    changes: dict[StepKind, dict[str, object]] = {
        "read": {"first_steps": 1},
        "react": {"first_steps": 2},
        "comment": {"first_steps": 3},
        "let_go": {"stopped": True},
        "inform": {"informed_on": today, "reviewed_on": today},
        "review": {"reviewed_on": today},
    }
    kind, said = _NOTES.get(step.kind, ("note", ""))
    return Outcome(plan.model_copy(update=changes.get(step.kind, {})), (kind, text or said) if text or said else None)
