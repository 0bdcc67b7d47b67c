"""What is new on the page of somebody who is kept, since it was last seen: shown first when I come back."""

from __future__ import annotations

from collections.abc import Iterator

from learnlearn.contract.conversation import Change, ChangeOf
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.text.words import fold

_MOST = 5
_LONGEST = 120


def changes(before: ProfileSnapshot, now: ProfileSnapshot) -> tuple[Change, ...]:
    """The weightiest first: a new position, a new headline or place, new posts of their own, new interests.

    What is missing now is not a change: a page shows less on some days than on others.
    """
    return tuple(_found(before, now))[:_MOST]


def _found(before: ProfileSnapshot, now: ProfileSnapshot) -> Iterator[Change]:
    known = {(fold(position.title), fold(position.organization)) for position in before.positions}
    for position in now.positions:
        if known and (fold(position.title), fold(position.organization)) not in known:
            yield Change(of="position", text=", ".join(part for part in (position.title, position.organization) if part), date=None)
    lines: tuple[tuple[ChangeOf, str, str], ...] = (
        ("headline", before.headline, now.headline),
        ("place", before.location, now.location),
        ("status", before.status, now.status),
    )
    for of, old, new in lines:
        if old and new and fold(old) != fold(new):
            yield Change(of=of, text=_short(new), date=None)
    said = {fold(post.text) for post in before.posts}
    for post in now.posts:
        if said and post.kind in ("post", "pinned") and fold(post.text) not in said:
            yield Change(of="post", text=_short(post.text), date=post.date)
    loved = {fold(interest) for interest in before.interests}
    fresh = [interest for interest in now.interests if loved and fold(interest) not in loved]
    if fresh:
        yield Change(of="interests", text=", ".join(fresh[:_MOST]), date=None)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rsplit(' ', 1)[0]} …"
