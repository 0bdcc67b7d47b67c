"""What is new on the page of somebody who is kept, since it was last seen: shown first when I come back."""

from __future__ import annotations

from collections.abc import Iterator

from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.text.words import fold

_MOST = 5
_LONGEST = 120


def changes(before: ProfileSnapshot, now: ProfileSnapshot) -> tuple[str, ...]:
    """One line a change, the weightiest first: a new position, a new headline or place, new posts of their own, new interests.

    What is missing now is not a change: a page shows less on some days than on others.
    """
    return tuple(_lines(before, now))[:_MOST]


def _lines(before: ProfileSnapshot, now: ProfileSnapshot) -> Iterator[str]:
    known = {(fold(position.title), fold(position.organization)) for position in before.positions}
    for position in now.positions:
        if known and (fold(position.title), fold(position.organization)) not in known:
            yield f"New position: {', '.join(part for part in (position.title, position.organization) if part)}"
    for name, old, new in (
        ("headline", before.headline, now.headline),
        ("place", before.location, now.location),
        ("status", before.status, now.status),
    ):
        if old and new and fold(old) != fold(new):
            yield f"New {name}: {_short(new)}"
    said = {fold(post.text) for post in before.posts}
    for post in now.posts:
        if said and post.kind in ("post", "pinned") and fold(post.text) not in said:
            yield f"New post{f' ({post.date})' if post.date else ''}: {_short(post.text)}"
    loved = {fold(interest) for interest in before.interests}
    fresh = [interest for interest in now.interests if loved and fold(interest) not in loved]
    if fresh:
        yield f"New interests: {', '.join(fresh[:_MOST])}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rsplit(' ', 1)[0]} …"
