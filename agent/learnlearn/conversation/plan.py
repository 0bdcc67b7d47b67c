"""The next small step with a person, counted from the last real two-way contact. Pure: today is given, nothing is sent.

Rules (agent/README.md): 16 first steps are small (read, react, comment before a message); 18 each step gives before it asks, after two
unanswered touches the plan stops and says so kindly, a surprise check-in is worth it; promises come before everything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from learnlearn.contract.note import Note
from learnlearn.contract.plan import Circle, PersonPlan, Step, StepKind
from learnlearn.conversation.ledger import in_order, last_contact, settled

DEFAULT_CIRCLES = (
    Circle(name="close", ideal_days=14, longest_days=30),
    Circle(name="friends", ideal_days=30, longest_days=75),
    Circle(name="colleagues", ideal_days=60, longest_days=150),
    Circle(name="wider", ideal_days=180, longest_days=365),
)
STOP_AFTER = 2  # unanswered touches
_TOUCHES = frozenset({"asked", "shared"})  # I reached out
_FIRST_STEPS: tuple[tuple[StepKind, int, str, str], ...] = (
    ("read", 0, "Read two or three of their posts, without doing anything.", "Small steps first: know what they care about before you say a word."),
    ("react", 3, "React to one thing of theirs that you truly liked.", "A small sign that somebody read it, which asks nothing."),
    ("comment", 7, "Comment on the thing you share: add something of yours to it.", "Give before you ask."),
    ("ask", 14, "Ask your first question.", "You have read, and you have given something; now you may ask."),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand with a person, told by the notes."""

    last_contact: dt.date | None
    unanswered: int
    promised: Note | None  # the oldest one that is not given yet

    @classmethod
    def of(cls, notes: Iterable[Note]) -> Standing:
        """From notes in any order."""
        ordered = in_order(notes)
        contact, since = last_contact(ordered)
        closed = settled(ordered)
        promised = next((note for note in ordered if note.kind == "promised" and note.id not in closed), None)
        return cls(contact, sum(note.kind in _TOUCHES for note in since), promised)


def next_step(plan: PersonPlan, circles: Sequence[Circle], notes: Sequence[Note], kept: dt.date, today: dt.date) -> Step | None:
    """The one next step, due or yet to come; None for people who are left alone (stopped, seen weekly, no circle)."""
    standing = Standing.of(notes)
    if standing.promised is not None:
        return _promise(standing.promised, plan, today)
    circle = next((one for one in circles if one.name == plan.circle), None)
    if plan.stopped or plan.seen_weekly or circle is None:
        return None
    if standing.unanswered >= STOP_AFTER:
        return Step(
            kind="let_go",
            text="Let it rest. You reached out twice and nothing came back; that is an answer too, and no fault of yours.",
            why="After two unanswered touches the plan stops by itself. Start it again whenever you hear from them.",
            due=today,
            overdue=False,
        )
    return _begin(plan, notes, kept, today) if standing.last_contact is None else _keep(plan, circle, standing, today)


def _promise(promised: Note, plan: PersonPlan, today: dt.date) -> Step:
    due = max(promised.at.date() + dt.timedelta(days=7), plan.snoozed_until or dt.date.min)
    return Step(kind="promise", text=f"You promised: {promised.text}", why=f"You said so on {promised.at:%Y-%m-%d}.", due=due, overdue=due < today)


def _begin(plan: PersonPlan, notes: Sequence[Note], kept: dt.date, today: dt.date) -> Step:
    """The first steps, each some days after the person was kept; what was done already is passed over."""
    done = sum(note.kind in _TOUCHES for note in notes)
    kind, days, text, why = _FIRST_STEPS[min(done + _passed(kept, today), len(_FIRST_STEPS) - 1)]
    due = max(kept + dt.timedelta(days=days), plan.snoozed_until or dt.date.min)
    return Step(kind=kind, text=text, why=why, due=due, overdue=due < today)


def _passed(kept: dt.date, today: dt.date) -> int:
    """How many of the first steps lie behind by their days: each is proposed until the next one's day comes."""
    return max(sum((today - kept).days >= days for _, days, _, _ in _FIRST_STEPS) - 1, 0)


def _keep(plan: PersonPlan, circle: Circle, standing: Standing, today: dt.date) -> Step:
    """The next touch after the last real contact; what lies longer back than the longest gap is a surprise check-in, which people like."""
    assert standing.last_contact is not None
    due = max(standing.last_contact + dt.timedelta(days=circle.ideal_days), plan.snoozed_until or dt.date.min)
    too_long = (today - standing.last_contact).days > circle.longest_days
    text = (
        "Check in, just so: a line that you thought of them, and nothing asked."
        if too_long
        else "Give something first: an article, a name, an answer to what they asked. Then ask how it went."
    )
    why = f"Your last real contact was on {standing.last_contact:%Y-%m-%d}; for “{circle.name}” you wanted about every {circle.ideal_days} days."
    return Step(kind="check_in" if too_long else "give", text=text, why=why, due=due, overdue=due < today)
