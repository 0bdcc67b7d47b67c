"""My profile with a page of mine added: their union, each change with where it comes from. Pure; nothing is kept here.

A single line (headline, about …) is filled when it is empty and replaced when the page says something else; lists grow; a position,
school, project or post is the same one when its key is, and then the page's newer wording replaces the old. Whatever is replaced stands
in its change as `before`, so that the user sees it go; what the page does not speak of stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from learnlearn.addresses import identity, is_own
from learnlearn.contract.me import Me, MeChange, MeProposed
from learnlearn.contract.snapshot import MAX_POSTS, Education, Position, Post, ProfileSnapshot, Project

_SINGLE = ("name", "handle", "headline", "about", "location", "status")
_LONGEST_LINE = 300

T = TypeVar("T")


@dataclass(frozen=True)
class _Family(Generic[T]):
    """A field with many values: when two are the same, how one is shown, how many there may be."""

    field: str
    key: Callable[[T], str]
    line: Callable[[T], str]
    most: int


class _Union:
    """Collects what changes, as `Me` would have it and as the user reads it."""

    def __init__(self, me: Me, page: ProfileSnapshot) -> None:
        self._me = me
        self._page = page
        self.update: dict[str, object] = {}
        self.changes: list[MeChange] = []

    def single(self, field: str) -> None:
        old, new = getattr(self._me, field), getattr(self._page, field)
        if new and new != old:
            self.update[field] = new
            self._change(field, old, new)

    def grow(self, family: _Family[T], new: tuple[T, ...]) -> None:
        old: tuple[T, ...] = getattr(self._me, family.field)
        union = {family.key(item): item for item in old}
        for item in new:
            before = union.get(family.key(item))
            if before == item or (before is None and len(union) >= family.most):
                continue
            union[family.key(item)] = item
            self._change(family.field, "" if before is None else family.line(before), family.line(item))
        self.update[family.field] = tuple(union.values())

    def _change(self, field: str, before: str, after: str) -> None:
        self.changes.append(MeChange(field=field, before=before, after=after, source=self._page.url))


def propose(me: Me, page: ProfileSnapshot) -> MeProposed:
    """The union, and what it changes in `me`."""
    union = _Union(me, page)
    for field in _SINGLE:
        union.single(field)
    for words in _WORDS:
        known = {word.casefold() for word in getattr(me, words.field)}
        union.grow(words, tuple(word for word in getattr(page, words.field) if word.casefold() not in known))
    union.grow(_POSITIONS, page.positions)
    union.grow(_EDUCATION, page.education)
    union.grow(_PROJECTS, page.projects)
    union.grow(_POSTS, tuple(sorted(page.posts, key=lambda post: post.date or dt.date.min, reverse=True)))
    if not is_own(page.url, me.addresses):
        union.grow(_ADDRESSES, (page.url,))
    return MeProposed(me=me.model_copy(update=union.update), changes=tuple(union.changes))


def _position(position: Position) -> str:
    return f"{position.title}\n{position.organization}\n{position.start}".casefold()


def _position_line(position: Position) -> str:
    years = " to ".join(filter(None, (position.start, position.end)))
    return ", ".join(filter(None, (position.title, position.organization, years)))


def _education(education: Education) -> str:
    return f"{education.school}\n{education.degree}\n{education.field}".casefold()


def _education_line(education: Education) -> str:
    years = " to ".join(filter(None, (education.start, education.end)))
    return ", ".join(filter(None, (education.degree, education.field, education.school, years)))


def _project_line(project: Project) -> str:
    return ": ".join(filter(None, (project.name, project.description)))[:_LONGEST_LINE]


def _post_line(post: Post) -> str:
    return post.text[:_LONGEST_LINE]


_WORDS = tuple(_Family(field, str.casefold, str, 500) for field in ("skills", "interests", "groups", "languages", "causes", "certifications"))
_POSITIONS = _Family("positions", _position, _position_line, 200)
_EDUCATION = _Family("education", _education, _education_line, 100)
_PROJECTS = _Family[Project]("projects", lambda project: project.name.casefold(), _project_line, 300)
_POSTS = _Family[Post]("posts", lambda post: post.url or post.text, _post_line, MAX_POSTS)
_ADDRESSES = _Family("addresses", identity, str, 50)
