"""What was read of one person. Evidence is a slice of a span, so a quote that nobody wrote cannot exist."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from learnlearn.contract.snapshot import PostKind


class Source(StrEnum):
    """What sort of text a span is; it decides how much a mention in it is worth."""

    BIO = "bio"  # headline, about, status: what they say of themselves
    ITEM = "item"  # a listed skill, interest, cause, language, group
    ENTRY = "entry"  # a position, school, project, certification
    POST = "post"
    WISH = "wish"  # mine only: offers, learning, goals
    AVOID = "avoid"  # mine only


class Stance(StrEnum):
    """How the person stands to what they mention. Only OWN counts as theirs."""

    OWN = "own"
    NEGATED = "negated"
    PAST = "past"
    SOMEBODY_ELSE = "somebody_else"
    REPOST = "repost"
    QUOTED = "quoted"
    BOILERPLATE = "boilerplate"
    IRONY = "irony"
    FIGURE = "figure"  # a figure of speech: the word is there, the thing is not


@dataclass(frozen=True, slots=True)
class Span:
    """One text of one person, where it stood and when it was written."""

    field: str  # "about", "posts.3", "positions.0.title"
    source: Source
    text: str
    date: dt.date | None = None
    post_kind: PostKind | None = None
    url: str = ""

    @property
    def is_own(self) -> bool:
        """Whether it is the person's own text and not one they only pass on."""
        return self.post_kind not in ("repost", "quote")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A slice of a span: the words that prove something."""

    span: Span
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.span.text):
            raise ValueError(f"no slice {self.start}:{self.end} in {self.span.field}")

    @property
    def quote(self) -> str:
        """The words themselves."""
        return self.span.text[self.start : self.end]
