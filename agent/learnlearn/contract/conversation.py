"""The answer to a snapshot: what the two share, with the proof, and what could be said."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from learnlearn.contract.base import LanguageTag, Reply, Request, SiteId, Ulid
from learnlearn.contract.note import Note
from learnlearn.contract.offer import ModelOffer
from learnlearn.contract.plan import Step
from learnlearn.contract.snapshot import ProfileSnapshot

Relation = Literal["same", "related"]
PromptKind = Literal["learn", "share", "connect", "return", "curious"]
Telling = Literal["high", "medium", "low"]
Whose = Literal["mine", "theirs"]
Why = Literal[
    "negated",
    "past",
    "somebody_else",
    "repost",
    "quoted",
    "boilerplate",
    "irony",
    "avoided",
    "other_sense",
    "too_common",
    "weak_proof",
    "sensitive",
    "stale",
    "asked_before",
    "grief",
    "too_long",
]
ChangeOf = Literal["position", "headline", "place", "status", "post", "interests"]
State = Literal["ready", "nothing_found", "own_page", "me_blank", "page_blank"]


class Ask(Request):
    """Asks what the person on this page and I share. Looking is not keeping: the snapshot is answered and forgotten."""

    snapshot: ProfileSnapshot


class Quote(Reply):
    """Words exactly as they stand in the source, with the field and the date they come from."""

    text: str = Field(min_length=1)
    field: str = Field(description="Where it stands: `about`, `headline`, `posts.3`, `positions.0.title` …")
    date: dt.date | None
    url: str


class Common(Reply):
    """One thing both share, proved by both sides' own words."""

    label: str
    kind: str = Field(description="What sort of thing it is: sport, craft, school, employer, place …")
    relation: Relation
    score: Annotated[float, Field(ge=0, le=1)]
    telling: Telling = Field(description="How few share it: `high` is what few people anywhere do.")
    reason: str = Field(description="Why it is telling, as a person would say it, in English.")
    sensitive: bool
    mine: Annotated[tuple[Quote, ...], Field(min_length=1)]
    theirs: Annotated[tuple[Quote, ...], Field(min_length=1)]


class Topic(Reply):
    """Something one of the two could give the other: `theirs` proves what they know or need, `mine` what I want or offer."""

    label: str
    reason: str
    mine: Annotated[tuple[Quote, ...], Field(min_length=1)]
    theirs: Annotated[tuple[Quote, ...], Field(min_length=1)]


class FollowUp(Reply):
    """The next rung: what to ask when they have answered."""

    if_they: str
    ask: str


class Prompt(Reply):
    """Something to say in one's own words: a thought and one open question, never a message to send."""

    id: str = Field(description="The same question about the same thing has the same id, so that it is never proposed twice.")
    kind: PromptKind
    text: Annotated[str, Field(max_length=280)]
    about: str
    language: LanguageTag
    direction: Literal["ltr", "rtl"]
    reason: str
    evidence: tuple[Quote, ...]
    follow_ups: tuple[FollowUp, ...]


class SetAside(Reply):
    """Something seen and not used, and why: shown on request."""

    label: str
    why: Why
    explanation: str
    whose: Whose
    quote: Quote


class Person(Reply):
    """Of whom the answer speaks."""

    name: str
    site: SiteId
    url: str
    kept: bool
    note_count: int


class Change(Reply):
    """Something on their page that was not there when it was kept last. The kind is for whoever shows it, in the user's language."""

    of: ChangeOf
    text: str
    date: dt.date | None


class Remembered(Reply):
    """What is between the two of us: what is new on their page, what I promised and have not given (oldest first), what they told me last."""

    seen_on: dt.date | None = Field(description="The day on which their page was kept last; null when no page was.")
    changes: tuple[Change, ...]
    promised: tuple[Note, ...]
    last_answer: Note | None
    recent: tuple[Note, ...] = Field(description="The newest notes of any kind, newest first.")


class Conversation(Reply):
    """Common ground, what each can give the other, up to three prompts, and what was set aside."""

    state: State
    person: Person
    common: tuple[Common, ...]
    learn: tuple[Topic, ...]
    share: tuple[Topic, ...]
    prompts: Annotated[tuple[Prompt, ...], Field(max_length=3)]
    set_aside: tuple[SetAside, ...]
    their_language: LanguageTag | None
    language_note: str = Field(description="Said when the prompts are not in the person's own language; else empty.")
    remembered: Remembered | None = Field(description="What to know before anything new is said; null for people who are not kept.")
    phrasing: ModelOffer | None = Field(description="Set when the prompts may be put into other words by a model; null when none is switched on.")
    second: ModelOffer | None = Field(description="Set when a second reader may read both pages; null when none is switched on or its opinion is in.")
    step: Step | None = Field(description="The next small step of the plan with this person; null for people without one.")
    engine: str


class Keep(Request):
    """Keeps this person: the lines of the snapshot the user left in, never the page."""

    snapshot: ProfileSnapshot


class Kept(Reply):
    """Whom the store now knows, and since when."""

    person_id: Ulid
    name: str
    first_kept: str
