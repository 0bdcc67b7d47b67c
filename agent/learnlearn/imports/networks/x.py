"""An archive of X: JavaScript files that assign JSON. Read are my profile and my own posts; messages, contacts and e-mail are never opened."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator

from pydantic import JsonValue

from learnlearn.contract.base import countable
from learnlearn.contract.snapshot import Facts, Post
from learnlearn.imports.archive import Archive
from learnlearn.imports.family import MOST_POSTS, line, lines, long


def recognises(names: frozenset[str]) -> bool:
    """By the account and the posts; the latter were called otherwise until 2021."""
    return "account.js" in names and bool(names & {"tweets.js", "tweet.js"})


def read(archive: Archive) -> tuple[Facts, str]:
    """My profile, the newest of my own posts, and my page's address."""
    account = next(_entries(archive, r"account\.js", "account"), {})
    profile = next(_entries(archive, r"profile\.js", "profile"), {})
    said = profile.get("description")
    description = said if isinstance(said, dict) else {}
    posts = [post for one in _entries(archive, r"tweets?(-part\d+)?\.js", "tweet") if (post := _post(one))]
    handle = line(account.get("username"))
    facts = Facts(
        name=line(account.get("accountDisplayName"))[:300],
        handle=handle,
        about=long(description.get("bio")),
        location=line(description.get("location")),
        posts=tuple(sorted(posts, key=lambda post: str(post.date), reverse=True)[:MOST_POSTS]),
    )
    return facts, f"https://x.com/{handle}" if handle.isidentifier() and handle.isascii() else ""


def _entries(archive: Archive, pattern: str, key: str) -> Iterator[dict[str, JsonValue]]:
    for name in archive.matching(pattern):
        found = archive.json(name, start=b"[")
        for entry in found if isinstance(found, list) else []:
            inner = entry.get(key) if isinstance(entry, dict) else None
            if isinstance(inner, dict):
                yield inner


def _post(tweet: dict[str, JsonValue]) -> Post | None:
    text = long(tweet.get("full_text"))
    if not text or text.startswith("RT @"):
        return None
    entities = tweet.get("entities")
    tags = entities.get("hashtags") if isinstance(entities, dict) else None
    named = lines(one.get("text") for one in tags if isinstance(one, dict)) if isinstance(tags, list) else ()
    return Post(
        text=html.unescape(text), date=_date(tweet.get("created_at")), hashtags=named, kind="reply" if tweet.get("in_reply_to_status_id") else "post"
    )


def _date(text: JsonValue) -> dt.date | None:
    try:
        return countable(dt.datetime.strptime(str(text), "%a %b %d %H:%M:%S %z %Y").date())
    except ValueError:
        return None
