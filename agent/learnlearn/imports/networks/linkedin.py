"""LinkedIn's "Get a copy of your data": tables by name. Read is what I say of myself; messages, contacts, birth date and address are never opened."""

from __future__ import annotations

from learnlearn.contract.snapshot import Education, Facts, Position, Post, Project
from learnlearn.imports.archive import Archive
from learnlearn.imports.family import MOST_POSTS, addresses, day, line, lines, long


def recognises(names: frozenset[str]) -> bool:
    """By the tables that every such archive has."""
    return bool(names & {"Profile.csv", "Positions.csv"})


def read(archive: Archive) -> tuple[Facts, str]:
    """The tables; the archive does not say what my page's address is."""
    me = next(archive.table(r"Profile\.csv"), {})
    posts = [
        Post(text=long(row.get("ShareCommentary")), date=day(row.get("Date")))
        for row in archive.table(r"Shares(_\d+)?\.csv")
        if row.get("ShareCommentary")
    ]
    facts = Facts(
        name=line(f"{me.get('First Name', '')} {me.get('Last Name', '')}")[:300],
        headline=line(me.get("Headline")),
        about=long(me.get("Summary")),
        location=line(me.get("Geo Location")),
        positions=tuple(_position(row) for row in archive.table(r"Positions\.csv"))[:200],
        education=tuple(_school(row) for row in archive.table(r"Education\.csv"))[:100],
        skills=lines(row.get("Name") for row in archive.table(r"Skills\.csv")),
        languages=lines(row.get("Name") for row in archive.table(r"Languages\.csv")),
        certifications=lines(row.get("Name") for row in archive.table(r"Certifications\.csv")),
        causes=lines(row.get("Cause") for row in archive.table(r"Volunteering\.csv")),
        projects=tuple(_project(row) for row in archive.table(r"Projects\.csv") if row.get("Title"))[:300],
        links=addresses(me.get("Websites", "")),
        posts=tuple(sorted(posts, key=lambda post: str(post.date), reverse=True)[:MOST_POSTS]),
    )
    return facts, ""


def _position(row: dict[str, str]) -> Position:
    return Position(
        title=line(row.get("Title")),
        organization=line(row.get("Company Name")),
        start=line(row.get("Started On")),
        end=line(row.get("Finished On")),
        location=line(row.get("Location")),
        description=long(row.get("Description")),
    )


def _project(row: dict[str, str]) -> Project:
    return Project(name=line(row.get("Title")), description=long(row.get("Description")))


def _school(row: dict[str, str]) -> Education:
    return Education(
        school=line(row.get("School Name")),
        degree=line(row.get("Degree Name")),
        start=line(row.get("Start Date")),
        end=line(row.get("End Date")),
        description=long(row.get("Notes")),
    )
