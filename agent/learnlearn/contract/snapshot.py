"""What a reader found on the page in front of the user, and what it could not find."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from learnlearn.contract.base import Day, LanguageTag, Line, Moment, Name, Request, SiteId, Text, Url

PostKind = Literal["post", "repost", "reply", "pinned", "quote"]
PageKind = Literal["profile", "selection"]
Lines = Annotated[tuple[Line, ...], Field(max_length=500)]

MAX_POSTS = 2_000


class Position(Request):
    """A job or role. Years or dates stand as the page says them ("2019", "Feb 2014"); an empty `end` means still there."""

    title: Line = ""
    organization: Line = ""
    start: Line = ""
    end: Line = ""
    location: Line = ""
    description: Text = ""


class Education(Request):
    """A school and what was learnt there."""

    school: Line = ""
    degree: Line = ""
    field: Line = ""
    start: Line = ""
    end: Line = ""
    description: Text = ""


class Project(Request):
    """Something they made or keep going: a repository, a publication, a project."""

    name: Line
    description: Text = ""
    url: Url = ""
    topics: Lines = ()


class Post(Request):
    """One post. Reposts and quoted text are never the person's own words; `date` is absent when the page does not say."""

    text: Text
    date: Day | None = None
    kind: PostKind = "post"
    url: Url = ""
    hashtags: Lines = ()
    links: Annotated[tuple[Url, ...], Field(max_length=100)] = ()
    language: LanguageTag | None = None


class Facts(Request):
    """What can be known of a person from pages and posts. A fact that was not found is empty, never guessed."""

    name: Name = ""
    handle: Line = ""
    headline: Line = ""
    about: Text = ""
    location: Line = ""
    status: Line = ""
    positions: Annotated[tuple[Position, ...], Field(max_length=200)] = ()
    education: Annotated[tuple[Education, ...], Field(max_length=100)] = ()
    skills: Lines = ()
    interests: Lines = ()
    groups: Lines = ()
    languages: Lines = ()
    causes: Lines = ()
    certifications: Lines = ()
    projects: Annotated[tuple[Project, ...], Field(max_length=300)] = ()
    links: Annotated[tuple[Url, ...], Field(max_length=200)] = ()
    verified_links: Annotated[
        tuple[Url, ...], Field(max_length=50, description="Since version 2: those of `links` that the network itself has checked to be theirs.")
    ] = ()
    posts: Annotated[tuple[Post, ...], Field(max_length=MAX_POSTS)] = ()

    def is_blank(self) -> bool:
        """Whether there is nothing to compare: a name, a handle, a place and links alone say nothing of a person's interests."""
        told = (
            self.headline,
            self.about,
            self.status,
            self.positions,
            self.education,
            self.skills,
            self.interests,
            self.groups,
            self.languages,
            self.causes,
            self.certifications,
            self.projects,
            self.posts,
        )
        return not any(told)


class ReaderReport(Request):
    """Which reader won, what it found and what it looked for in vain: shown to the user, kept with the snapshot. `found` says of a field which place
    of the page told it, such as "name: semantic" (embedded, semantic, structure, text, head or address)."""

    reader: Line
    found: Lines = ()
    missing: Lines = ()


class ProfileSnapshot(Facts):
    """A person as one page showed them at one moment."""

    site: SiteId
    url: Annotated[Url, Field(min_length=8)]
    captured_at: Moment
    page: PageKind = "profile"
    page_language: LanguageTag | None = None
    reader: ReaderReport | None = None

    @model_validator(mode="after")
    def _is_of_somebody(self) -> Self:
        if self.is_blank() and not self.name:
            raise ValueError("a snapshot of nobody: it holds neither a name nor anything the person says")
        return self
