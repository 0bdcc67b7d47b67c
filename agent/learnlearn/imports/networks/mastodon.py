"""A Mastodon archive: actor.json and outbox.json, ActivityPub. Read are my profile and my public posts; boosts are not my words."""

from __future__ import annotations

from html.parser import HTMLParser

from pydantic import JsonValue

from learnlearn.contract.snapshot import Facts, Post
from learnlearn.imports.archive import Archive
from learnlearn.imports.family import MOST_POSTS, addresses, day, line, lines, long

_PUBLIC = {"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"}
_BLOCKS = {"p", "br", "li", "div"}


def recognises(names: frozenset[str]) -> bool:
    """By its two files."""
    return {"actor.json", "outbox.json"} <= names


def read(archive: Archive) -> tuple[Facts, str]:
    """My profile, the newest of my public posts, and my page's address."""
    actor = _dict(archive.json(archive.matching(r"actor\.json")[0]))
    outbox = _dict(archive.json(archive.matching(r"outbox\.json")[0]))
    fields = [_dict(one) for one in _list(actor.get("attachment"))]
    posts = [post for one in _list(outbox.get("orderedItems")) if (post := _post(_dict(one)))]
    facts = Facts(
        name=line(actor.get("name"))[:300],
        handle=line(actor.get("preferredUsername")),
        about=long("\n".join([_text(actor.get("summary")), *(f"{one.get('name', '')}: {_text(one.get('value'))}" for one in fields)])),
        links=addresses(" ".join(str(one.get("value", "")) for one in fields)),
        posts=tuple(sorted(posts, key=lambda post: str(post.date), reverse=True)[:MOST_POSTS]),
    )
    return facts, next(iter(addresses(line(actor.get("url")))), "")


def _post(activity: dict[str, JsonValue]) -> Post | None:
    note = _dict(activity.get("object"))
    is_public = bool(_PUBLIC & {one for one in (*_list(activity.get("to")), *_list(activity.get("cc"))) if isinstance(one, str)})
    text = long(_text(note.get("content")))
    if activity.get("type") != "Create" or not is_public or not text:
        return None
    tags = [_dict(one) for one in _list(note.get("tag"))]
    named = lines(str(one.get("name", "")).removeprefix("#") for one in tags if one.get("type") == "Hashtag")
    return Post(text=text, date=day(note.get("published")), hashtags=named, kind="reply" if note.get("inReplyTo") else "post")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.found.append("\n")


def _text(html: JsonValue) -> str:
    reader = _Words()
    reader.feed(html if isinstance(html, str) else "")
    reader.close()
    return "".join(reader.found).strip()


def _dict(value: JsonValue) -> dict[str, JsonValue]:
    return value if isinstance(value, dict) else {}


def _list(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []
