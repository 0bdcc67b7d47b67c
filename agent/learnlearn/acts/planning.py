"""What is due, put together from what the store holds and the pure rules of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from learnlearn.contract.note import AddNote, Note
from learnlearn.contract.plan import Circle, DuePerson, InnerPerson, PersonPlan, Plan, Step, TakeStep
from learnlearn.contract.problem import Fault
from learnlearn.conversation.acts import Outcome, may_skip, outcome
from learnlearn.conversation.plan import DEFAULT_CIRCLES, Standing, next_step
from learnlearn.errors import InvalidBodyError, NoStepError
from learnlearn.store.base import PersonView, Store


async def circles(store: Store) -> tuple[Circle, ...]:
    """Mine, or the sensible ones to begin with."""
    return await store.circles() or DEFAULT_CIRCLES


def plan_of(view: PersonView | None, mine: Sequence[Circle], today: dt.date) -> Plan:
    """The plan of one person; an empty one for somebody who is not kept."""
    if view is None:
        return Plan(plan=PersonPlan(), step=None, last_contact=None, unanswered=0)
    standing = Standing.of(_local(view), view.plan.counted_from)
    return Plan(plan=view.plan, step=_step(view, mine, today), last_contact=standing.last_contact, unanswered=standing.unanswered)


async def take_step(store: Store, message: TakeStep, today: dt.date) -> Plan:
    """Does what the message says with the step that is proposed: plan and note change at once, or neither.

    Raises NoStepError and InvalidBodyError.
    """
    mine = await circles(store)
    view = await store.view(message.person.url)
    step = _step(view, mine, today) if view else None
    if view is None or step is None:
        raise NoStepError
    done = _outcome(view.plan, step, message, today)
    kind, text = done.note or ("note", "")
    note = AddNote(person=message.person, kind=kind, text=text, settles=step.promise) if done.note else None
    return plan_of(await store.save_plan(message.person, done.plan, note), mine, today)


def _outcome(plan: PersonPlan, step: Step, message: TakeStep, today: dt.date) -> Outcome:
    if message.act == "skip" and not may_skip(step):
        fault = "A promise or a duty is done or put off; to be free of a promise, take its note away."
        raise InvalidBodyError(faults=(Fault(path="act", message=fault),))
    if message.until is not None and message.until <= today:
        raise InvalidBodyError(faults=(Fault(path="until", message="This day is not ahead."),))
    return outcome(plan, step, message.act, message.text, message.until or today)


def due(views: Iterable[PersonView], mine: Sequence[Circle], today: dt.date, until: dt.date) -> tuple[DuePerson, ...]:
    """Everybody with a step due up to the day `until`, the longest waiting first."""
    found = [
        DuePerson(person_id=view.person.id, name=view.person.name, site=view.person.site, url=view.person.url, step=step)
        for view in views
        if (step := _step(view, mine, today)) and step.due <= until
    ]
    return tuple(sorted(found, key=lambda one: (one.step.due, one.name.casefold())))


def airport(views: Iterable[PersonView]) -> tuple[InnerPerson, ...]:
    """The short list: whom I would drive to the airport, who would drive me, or both."""
    found = [
        InnerPerson(person_id=view.person.id, name=view.person.name, site=view.person.site, url=view.person.url, airport=view.plan.airport)
        for view in views
        if view.plan.airport
    ]
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def _step(view: PersonView, mine: Sequence[Circle], today: dt.date) -> Step | None:
    return next_step(view.plan, mine, _local(view), view.person.kept_at.astimezone().date(), today)


def _local(view: PersonView) -> list[Note]:
    """The notes with their times in the user's own zone, in which days are counted."""
    return [note.model_copy(update={"at": note.at.astimezone()}) for note in view.notes]
