"""What I owe a person on whom I keep notes for work: to tell them, and to keep no longer than I need. Pure.

Notes for purely personal use are nobody's business. Where they serve work, the rules on personal data hold for whoever keeps them (GDPR, recital 18;
Court of Justice, C-25/17): the person is told within a month (article 14(3)(a)), and what is no longer needed goes (article 5(1)(e)). The law names
no length for the second; a year is ours.
"""

from __future__ import annotations

import datetime as dt

from learnlearn.contract.plan import PersonPlan, Step, StepKind

INFORM_DAYS = 30
REVIEW_DAYS = 365


def duty(plan: PersonPlan, kept: dt.date, today: dt.date) -> Step | None:
    """The duty that comes next, due or yet to come; None for people of my private life."""
    if plan.sphere != "work":
        return None
    if plan.informed_on is None:
        due = put_off(kept + dt.timedelta(days=INFORM_DAYS), plan)
        text = "Tell them that you keep notes on them, what for, and that they may see them or have them erased."
        return _step("inform", text, "It is about work, so they have a right to know.", due, today)
    last = max(plan.reviewed_on or kept, plan.informed_on)
    due = put_off(last + dt.timedelta(days=REVIEW_DAYS), plan)
    text = "Look through what you keep on them: what you no longer need, forget."
    return _step("review", text, f"It is about work, and you last looked on {last}.", due, today)


def _step(kind: StepKind, text: str, why: str, due: dt.date, today: dt.date) -> Step:
    return Step(kind=kind, text=text, why=why, due=due, overdue=due < today, promise=None, about="")


def put_off(due: dt.date, plan: PersonPlan) -> dt.date:
    """The day, or the later one to which the next step was put off."""
    return max(due, plan.snoozed_until or dt.date.min)
