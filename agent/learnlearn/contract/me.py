"""The user's own profile: the same facts as anybody's, plus what only they can say of themselves."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from learnlearn.contract.base import Reply, Request, Url
from learnlearn.contract.snapshot import Facts, Lines, ProfileSnapshot

Tone = Literal["warm", "plain", "formal"]


class Me(Facts):
    """Who I am, what I can give, what I want to learn, and what I never want raised."""

    addresses: Annotated[tuple[Url, ...], Field(max_length=50, description="My own profile pages: how my own page is recognised.")] = ()
    offers: Lines = ()
    learning: Lines = ()
    goals: Lines = ()
    values: Lines = ()
    avoid: Lines = ()
    tone: Tone = "plain"


class MeProposal(Request):
    """Asks what my profile would become with this page of mine added; nothing is kept."""

    snapshot: ProfileSnapshot


class MeChange(Reply):
    """One line that a proposal would add or replace, with where it comes from."""

    field: str
    before: str
    after: str
    source: str


class MeProposed(Reply):
    """The union of my profile and my page, for correction before it is kept."""

    me: Me
    changes: tuple[MeChange, ...]


class SaveMe(Request):
    """Keeps my profile as I corrected it."""

    me: Me


class MeState(Reply):
    """My profile as it is kept; `is_blank` when there is nothing to compare with yet."""

    me: Me
    is_blank: bool
