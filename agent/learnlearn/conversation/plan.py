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
from learnlearn.conversation.duties import duty, put_off
from learnlearn.conversation.ledger import in_order, last_contact, settled

DEFAULT_CIRCLES = (
    Circle(name="close", ideal_days=14, longest_days=30),
    Circle(name="friends", ideal_days=30, longest_days=75),
    Circle(name="colleagues", ideal_days=60, longest_days=150),
    Circle(name="wider", ideal_days=180, longest_days=365),
)
STOP_AFTER = 2  # unanswered touches
PROMISE_DAYS = 7
_TOUCHES = frozenset({"asked", "shared"})  # I reached out
FIRST_STEPS: tuple[tuple[StepKind, int, str, str], ...] = (
    ("read", 0, "Read two or three of their posts, without doing anything.", "Small steps first: know what they care about before you say a word."),
    ("react", 3, "React to one thing of theirs that you truly liked.", "A small sign that somebody read it, which asks nothing."),
    ("comment", 7, "Comment on the thing you share: add something of yours to it.", "Give before you ask."),
    ("ask", 14, "Ask your first question.", "You have read, and you have given something; now you may ask."),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand with a person, told by the notes, and by the day from which I chose to count anew."""

    last_contact: dt.date | None
    base: dt.date | None  # what the next touch is counted from
    touches: tuple[Note, ...]  # since then
    promised: Note | None  # the oldest one that is not given yet

    @classmethod
    def of(cls, notes: Iterable[Note], counted_from: dt.date | None = None) -> Standing:
        """From notes in any order."""
        ordered = in_order(notes)
        contact, since = last_contact(ordered)
        closed = settled(ordered)
        return cls(
            last_contact=contact,
            base=max((day for day in (contact, counted_from) if day), default=None),
            touches=tuple(note for note in since if note.kind in _TOUCHES and (counted_from is None or note.at.date() > counted_from)),
            promised=next((note for note in ordered if note.kind == "promised" and note.id not in closed), None),
        )

    @property
    def unanswered(self) -> int:
        """How often I reached out since I last heard from them."""
        return len(self.touches)


def next_step(plan: PersonPlan, circles: Sequence[Circle], notes: Sequence[Note], kept: dt.date, today: dt.date) -> Step | None:
    """The one next step, due or yet to come: a promise, else a duty that is due, else a touch. None for people who are left alone."""
    standing = Standing.of(notes, plan.counted_from)
    if standing.promised is not None:
        return _promise(standing.promised, plan, today)
    owed = duty(plan, kept, today)
    touch = _touch(plan, circles, standing, kept, today)
    if owed is not None and owed.due <= today:
        return owed
    return min((step for step in (touch, owed) if step is not None), key=lambda step: step.due, default=None)


def _touch(plan: PersonPlan, circles: Sequence[Circle], standing: Standing, kept: dt.date, today: dt.date) -> Step | None:
    circle = next((one for one in circles if one.name == plan.circle), None)
    if plan.stopped or plan.seen_weekly or circle is None:
        return None
    if standing.unanswered >= STOP_AFTER:
        text = "Let it rest. You reached out twice and nothing came back; that is an answer too, and no fault of yours."
        why = "After two unanswered touches the plan stops by itself. Start it again whenever you hear from them."
        return Step(kind="let_go", text=text, why=why, due=today, overdue=False, promise=None, about="")
    return _begin(plan, circle, standing, kept, today) if standing.base is None else _keep(plan, circle, standing, today)


def _promise(promised: Note, plan: PersonPlan, today: dt.date) -> Step:
    due = put_off(promised.at.date() + dt.timedelta(days=PROMISE_DAYS), plan)
    why = f"You said so on {promised.at:%Y-%m-%d}."
    said = promised.text
    return Step(kind="promise", text=f"You promised: {said}", why=why, due=due, overdue=due < today, promise=promised.id, about=said)


def _begin(plan: PersonPlan, circle: Circle, standing: Standing, kept: dt.date, today: dt.date) -> Step:
    """The first steps, each some days after the person was kept. When a question is out, one more touch that asks nothing, and no more."""
    asked = [note.at.date() for note in standing.touches if note.kind == "asked"]
    if asked:
        text = "They have not answered yet. Give something once more, and ask nothing."
        why = "One question is out; a second one would press."
        return _step("give_again", text, why, asked[-1] + dt.timedelta(days=circle.ideal_days), plan, today)
    begun = len(FIRST_STEPS) - 1 if standing.touches else max(plan.first_steps, _passed(kept, today))
    kind, days, text, why = FIRST_STEPS[min(begun, len(FIRST_STEPS) - 1)]
    return _step(kind, text, why, kept + dt.timedelta(days=days), plan, today)


def _passed(kept: dt.date, today: dt.date) -> int:
    """How many of the first steps lie behind by their days: each is proposed until the next one's day comes."""
    return max(sum((today - kept).days >= days for _, days, _, _ in FIRST_STEPS) - 1, 0)


def _keep(plan: PersonPlan, circle: Circle, standing: Standing, today: dt.date) -> Step:
    """The next touch after the last real contact; what lies longer back than the longest gap is a surprise check-in, which people like."""
    base = standing.base or today
    told = f"Your last real contact was on {base}" if base == standing.last_contact else f"You passed over a step on {base}"
    why = f"{told}; for “{circle.name}” you wanted about every {circle.ideal_days} days."
    due = base + dt.timedelta(days=circle.ideal_days)
    if (today - base).days > circle.longest_days:
        return _step("check_in", "Check in, just so: a line that you thought of them, and nothing asked.", why, due, plan, today)
    text = "Give something first: an article, a name, an answer to what they asked. Then ask how it went."
    return _step("give", text, why, due, plan, today)


def _step(kind: StepKind, text: str, why: str, day: dt.date, plan: PersonPlan, today: dt.date) -> Step:
    due = put_off(day, plan)
    return Step(kind=kind, text=text, why=why, due=due, overdue=due < today, promise=None, about="")
