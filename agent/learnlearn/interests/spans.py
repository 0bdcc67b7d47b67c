"""A person's page as one list of texts, so that every quote is a slice of the source."""

from __future__ import annotations

from collections.abc import Iterator

from learnlearn.contract.me import Me
from learnlearn.contract.snapshot import Education, Facts, Position, Post, Project
from learnlearn.interests.model import Source, Span

_LISTS = ("skills", "interests", "groups", "languages", "causes", "certifications")
_WISHES = ("offers", "learning", "goals")


def spans_of(person: Facts) -> tuple[Span, ...]:
    """Every text of a page, in the order of telling: what they say of themselves, their lists, their stations, their posts."""
    return tuple(span for span in _all(person) if span.text.strip())


def _all(person: Facts) -> Iterator[Span]:
    yield Span("headline", Source.BIO, person.headline)
    yield Span("about", Source.BIO, person.about)
    yield Span("status", Source.BIO, person.status)
    yield Span("location", Source.ENTRY, person.location)
    for name in _LISTS:
        for at, item in enumerate(getattr(person, name)):
            yield Span(f"{name}.{at}", Source.ITEM, item)
    for at, position in enumerate(person.positions):
        yield from _position(at, position)
    for at, school in enumerate(person.education):
        yield from _school(at, school)
    for at, project in enumerate(person.projects):
        yield from _project(at, project)
    for at, post in enumerate(person.posts):
        yield from _post(at, post)
    if isinstance(person, Me):
        yield from _wishes(person)


def _wishes(person: Me) -> Iterator[Span]:
    for name in _WISHES:
        for at, item in enumerate(getattr(person, name)):
            yield Span(f"{name}.{at}", Source.WISH, item)
    for at, item in enumerate(person.avoid):
        yield Span(f"avoid.{at}", Source.AVOID, item)


def _post(at: int, post: Post) -> Iterator[Span]:
    yield Span(f"posts.{at}", Source.POST, post.text, post.date, post.kind, post.url)
    said = post.text.casefold() if post.hashtags else ""
    unsaid = [tag for tag in post.hashtags if tag.lstrip("#").casefold() not in said]
    for number, tag in enumerate(unsaid):
        yield Span(f"posts.{at}.hashtags.{number}", Source.POST, tag, post.date, post.kind, post.url)


def _position(at: int, position: Position) -> Iterator[Span]:
    yield Span(f"positions.{at}.title", Source.ENTRY, position.title)
    yield Span(f"positions.{at}.organization", Source.ENTRY, position.organization)
    yield Span(f"positions.{at}.location", Source.ENTRY, position.location)
    yield Span(f"positions.{at}.description", Source.ENTRY, position.description)


def _school(at: int, school: Education) -> Iterator[Span]:
    yield Span(f"education.{at}.school", Source.ENTRY, school.school)
    yield Span(f"education.{at}.degree", Source.ENTRY, school.degree)
    yield Span(f"education.{at}.field", Source.ENTRY, school.field)
    yield Span(f"education.{at}.description", Source.ENTRY, school.description)


def _project(at: int, project: Project) -> Iterator[Span]:
    yield Span(f"projects.{at}.name", Source.ENTRY, project.name, url=project.url)
    yield Span(f"projects.{at}.description", Source.ENTRY, project.description, url=project.url)
    for number, topic in enumerate(project.topics):
        yield Span(f"projects.{at}.topics.{number}", Source.ITEM, topic, url=project.url)
