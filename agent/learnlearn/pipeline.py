"""The only module that knows every stage: a page and my profile in, a conversation out. No clock, no disk, no network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from learnlearn.contract.conversation import Conversation
from learnlearn.contract.me import Me
from learnlearn.contract.meet import PeopleToMeet
from learnlearn.contract.snapshot import Facts, Post, ProfileSnapshot
from learnlearn.conversation.compose import compose
from learnlearn.conversation.history import History
from learnlearn.conversation.meet import Met, rank_people
from learnlearn.conversation.patterns import by_heart
from learnlearn.interests.labels import labels_of
from learnlearn.interests.read import Reading, read_me, read_page
from learnlearn.matching.compare import compare
from learnlearn.matching.model import CommonGround, Contacts
from learnlearn.matching.second import Question, question, with_second

__all__ = [
    "CommonGround",
    "Contacts",
    "Met",
    "Question",
    "Reading",
    "answer",
    "common_ground",
    "compare",
    "converse",
    "labels",
    "meet",
    "question",
    "read_me",
    "read_page",
    "rehearse",
    "with_second",
]


def answer(snapshot: ProfileSnapshot, me: Reading, history: History, now: dt.datetime) -> Conversation:
    """What the person of `snapshot` and I share and what could be said. `me` is `read_me(...)`, made once and kept by the caller."""
    return converse(snapshot, me, common_ground(snapshot, me, now.date()), history, now)


def common_ground(snapshot: ProfileSnapshot, me: Reading, today: dt.date, contacts: Contacts | None = None) -> CommonGround:
    """What the two share: nearly all the time of an answer, and the same as long as page, profile, day and `contacts` (those I keep) are."""
    return compare(me, read_page(snapshot, today), today, contacts or Contacts())


def rehearse(me: Reading, now: dt.datetime) -> None:
    """Answers once to my own words as if they were somebody's page, so that what is loaded on first use is loaded before a page comes."""
    mine = me.person
    if mine.is_blank():
        return
    facts = {name: getattr(mine, name) for name in Facts.model_fields}
    told = ". ".join(filter(None, (mine.about, mine.headline, *mine.interests))) or "?"
    page = {**facts, "posts": (Post(text=told, date=now.date()),), "site": "web", "url": "https://somebody.invalid/", "captured_at": now}
    answer(ProfileSnapshot.model_validate(page), me, History(), now)
    by_heart("en", formal=isinstance(mine, Me) and mine.tone == "formal")


def labels(snapshot: ProfileSnapshot, today: dt.date) -> tuple[str, ...]:
    """What a page surely proves of a person, as labels of the lexicon."""
    return labels_of(read_page(snapshot, today))


def converse(snapshot: ProfileSnapshot, me: Reading, ground: CommonGround, history: History, now: dt.datetime) -> Conversation:
    """What could be said about common ground that was found before; what is between the two by now decides it."""
    mine = me.person
    if not isinstance(mine, Me):
        raise TypeError("the first reading is another person's page, not my profile")
    return compose(snapshot, mine, ground, history, now)


def meet(met: Iterable[Met], me: Reading) -> PeopleToMeet:
    """With whom of a page of many I share most."""
    mine = me.person
    if not isinstance(mine, Me):
        raise TypeError("the first reading is another person's page, not my profile")
    return rank_people(met, me_is_blank=mine.is_blank() and not (mine.offers or mine.learning))
