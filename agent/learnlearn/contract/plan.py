"""A plan for the relationship after the connection: circles with their rhythm, small steps that give before they ask, and what is due."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, model_validator

from learnlearn.contract.base import Day, Line, Reply, Request, SiteId, Ulid
from learnlearn.contract.person import PersonRef

StepKind = Literal["read", "react", "comment", "give", "give_again", "ask", "check_in", "promise", "let_go", "inform", "review"]
Act = Literal["done", "skip", "snooze"]
Airport = Literal["", "they_would", "i_would", "both"]
Sphere = Literal["private", "work"]
Tag = Annotated[Line, Field(min_length=1, max_length=60)]
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
    """What I set for one person. Without a circle no touch is ever due; promises are, and the duties of work.

    `first_steps` is how many of the small first steps are done or passed over. `counted_from` is the day on which a touch was skipped, or the
    plan taken up again after silence: the next one counts from there when no real contact is later.
    """

    circle: Line = ""
    tags: Annotated[tuple[Tag, ...], Field(max_length=30)] = ()
    sphere: Sphere = "private"
    airport: Airport = ""
    seen_weekly: bool = False
    snoozed_until: Day | None = None
    stopped: bool = False
    first_steps: Annotated[int, Field(ge=0, le=4)] = 0
    counted_from: Day | None = None
    informed_on: Day | None = Field(default=None, description="When I told them that I keep notes on them: a duty where it is about work.")
    reviewed_on: Day | None = Field(default=None, description="When I last looked whether what is kept is still needed.")

    def marks(self) -> tuple[str, ...]:
        """The words that other programs sort people by: the circle and the tags, each once."""
        return tuple(dict.fromkeys(mark for mark in (self.circle, *self.tags) if mark))


class SavePlan(Request):
    """Sets the plan of one person."""

    person: PersonRef
    plan: PersonPlan


class AskPlan(Request):
    """Asks for the plan of one person."""

    person: PersonRef


class TakeStep(Request):
    """What I did with the step that is proposed: done (with my own words, if I like), skipped, or put off until a day.

    Done writes the note that belongs to it: what was promised is given, what was asked is asked. To skip `let_go` takes the plan up again.
    """

    person: PersonRef
    act: Act
    text: Annotated[Line, Field(max_length=2_000)] = ""
    until: Day | None = None

    @model_validator(mode="after")
    def _until_when(self) -> TakeStep:
        if (self.act == "snooze") is (self.until is None):
            raise ValueError("`until` belongs to `snooze`, and to nothing else")
        return self


class Step(Reply):
    """One small thing to do next. `why` is said to the user; `due` is a day in the user's own zone; `promise` is the note it comes from.

    `kind` says it all but what was promised, which is `about`: whoever shows a step in another language needs no more.
    """

    kind: StepKind
    text: str
    why: str
    due: dt.date
    overdue: bool
    promise: Ulid | None
    about: str = Field(description="What was promised, in the words of the note; empty for every other step.")


class Plan(Reply):
    """What was set for a person, the next step if there is one, and the last real contact."""

    plan: PersonPlan
    step: Step | None
    last_contact: dt.date | None
    unanswered: int


class AskDue(Request):
    """Asks what is due up to a day, today when none is given."""

    until: Day | None = None


class DuePerson(Reply):
    """Somebody with a step that is due."""

    person_id: Ulid
    name: str
    site: SiteId
    url: str
    step: Step


class InnerPerson(Reply):
    """Somebody of the short list."""

    person_id: Ulid
    name: str
    site: SiteId
    url: str
    airport: Airport


class Due(Reply):
    """What is due, the longest waiting first, and the short list: who would drive me to the airport, and whom I would drive."""

    people: tuple[DuePerson, ...]
    airport: tuple[InnerPerson, ...]


class Circles(Request):
    """My circles, in my order."""

    circles: Annotated[tuple[Circle, ...], Field(max_length=30)]


class GetCircles(Request):
    """Asks for my circles."""
