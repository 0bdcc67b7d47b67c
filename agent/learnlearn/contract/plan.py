"""A plan for the relationship after the connection: circles with their rhythm, small steps that give before they ask, and what is due."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, model_validator

from learnlearn.contract.base import Line, Reply, Request, SiteId, Ulid
from learnlearn.contract.person import PersonRef

StepKind = Literal["read", "react", "comment", "give", "ask", "check_in", "promise", "let_go"]
Airport = Literal["", "they_would", "i_would", "both"]
Sphere = Literal["private", "work"]
Days = Annotated[int, Field(ge=1, le=3650)]


class Circle(Request):
    """People whom I want to hear from about as often. `ideal_days` is when I would like to, `longest_days` when it is too long."""

    name: Annotated[Line, Field(min_length=1, max_length=60)]
    ideal_days: Days
    longest_days: Days

    @model_validator(mode="after")
    def _in_order(self) -> Circle:
        if self.longest_days < self.ideal_days:
            raise ValueError("the longest gap is shorter than the ideal one")
        return self


class PersonPlan(Request):
    """What I set for one person. Without a circle nobody is ever due."""

    circle: Line = ""
    sphere: Sphere = "private"
    airport: Airport = ""
    seen_weekly: bool = False
    snoozed_until: dt.date | None = None
    stopped: bool = False


class SavePlan(Request):
    """Sets the plan of one person."""

    person: PersonRef
    plan: PersonPlan


class AskPlan(Request):
    """Asks for the plan of one person."""

    person: PersonRef


class Step(Reply):
    """One small thing to do next. `why` is said to the user; `due` is a day in the user's own zone."""

    kind: StepKind
    text: str
    why: str
    due: dt.date
    overdue: bool


class Plan(Reply):
    """What was set for a person, the next step if there is one, and the last real contact."""

    plan: PersonPlan
    step: Step | None
    last_contact: dt.date | None
    unanswered: int


class AskDue(Request):
    """Asks what is due up to a day, today when none is given."""

    until: dt.date | None = None


class DuePerson(Reply):
    """Somebody with a step that is due."""

    person_id: Ulid
    name: str
    site: SiteId
    url: str
    step: Step


class Due(Reply):
    """What is due, the longest waiting first, and the short list of those who would drive me to the airport."""

    people: tuple[DuePerson, ...]
    airport: tuple[str, ...]


class Circles(Request):
    """My circles, in my order."""

    circles: Annotated[tuple[Circle, ...], Field(max_length=30)]


class GetCircles(Request):
    """Asks for my circles."""
