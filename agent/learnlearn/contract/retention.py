"""How long people are kept: for as long as I like, or until nothing new has come in for so many days."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from learnlearn.contract.base import Reply, Request, SiteId, Ulid

LEAST_DAYS = 90


class GetRetention(Request):
    """Asks how long people are kept, and who would leave soon."""


class SaveRetention(Request):
    """Sets it. `days` null keeps people for good. `confirmed` is the second click: who is too old already is erased at once."""

    days: Annotated[int, Field(ge=LEAST_DAYS, le=36_500)] | None
    confirmed: Literal[True]


class LeavingPerson(Reply):
    """Somebody of whom nothing new has come in for long, and the day on which they would be erased."""

    person_id: Ulid
    name: str
    site: SiteId
    url: str
    on: dt.date


class Retention(Reply):
    """The rule, and whom it would erase within the next thirty days, the first to leave first."""

    days: int | None
    leaving: tuple[LeavingPerson, ...]
