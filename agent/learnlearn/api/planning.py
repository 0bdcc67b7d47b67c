"""What is due, put together from what the store holds and the pure rules of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from learnlearn.contract.plan import Circle, DuePerson, PersonPlan, Plan, Step
from learnlearn.conversation.plan import DEFAULT_CIRCLES, Standing, next_step
from learnlearn.store.base import PersonView, Store


async def circles(store: Store) -> tuple[Circle, ...]:
    """Mine, or the sensible ones to begin with."""
    return await store.circles() or DEFAULT_CIRCLES


def plan_of(view: PersonView | None, mine: Sequence[Circle], today: dt.date) -> Plan:
    """The plan of one person; an empty one for somebody who is not kept."""
    if view is None:
        return Plan(plan=PersonPlan(), step=None, last_contact=None, unanswered=0)
    standing = Standing.of(view.notes)
    return Plan(plan=view.plan, step=_step(view, mine, today), last_contact=standing.last_contact, unanswered=standing.unanswered)


def due(views: Iterable[PersonView], mine: Sequence[Circle], today: dt.date, until: dt.date) -> tuple[DuePerson, ...]:
    """Everybody with a step due up to the day `until`, the longest waiting first."""
    found = [
        DuePerson(person_id=view.person.id, name=view.person.name, site=view.person.site, url=view.person.url, step=step)
        for view in views
        if (step := _step(view, mine, today)) and step.due <= until
    ]
    return tuple(sorted(found, key=lambda one: (one.step.due, one.name.casefold())))


def airport(views: Iterable[PersonView]) -> tuple[str, ...]:
    """The short list: those of whom I said that they would drive me to the airport."""
    return tuple(sorted(view.person.name or view.person.url for view in views if view.plan.airport in ("they_would", "both")))


def _step(view: PersonView, mine: Sequence[Circle], today: dt.date) -> Step | None:
    return next_step(view.plan, mine, view.notes, view.person.kept_at.date(), today)
