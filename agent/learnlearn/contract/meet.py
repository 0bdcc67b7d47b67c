"""People to meet: with whom of those on a group or hashtag page I share most."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from learnlearn.contract.base import Reply, Request
from learnlearn.contract.conversation import Common, Person, Topic
from learnlearn.contract.snapshot import ProfileSnapshot

MAX_PEOPLE = 100  # as many as a page shows before somebody scrolls for long; the extension sends the first of them


class Meet(Request):
    """Asks with whom of these people I share most. They are compared and forgotten: looking is not keeping."""

    people: Annotated[tuple[ProfileSnapshot, ...], Field(min_length=1, max_length=MAX_PEOPLE)]


class PersonToMeet(Reply):
    """One of them, with what both share and what each could give the other, proved by both sides' own words."""

    person: Person
    common: Annotated[tuple[Common, ...], Field(max_length=3)]
    learn: Annotated[tuple[Topic, ...], Field(max_length=1)]
    share: Annotated[tuple[Topic, ...], Field(max_length=1)]


class PeopleToMeet(Reply):
    """Those with whom something is shared, most first. Of the others nothing is said."""

    state: Literal["ready", "nothing_found", "me_blank"]
    people: tuple[PersonToMeet, ...]
    asked: int = Field(ge=0, description="How many were compared: all that were sent, without myself.")
    engine: str
