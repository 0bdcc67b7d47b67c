"""The only module that knows every stage: a page and my profile in, a conversation out. No clock, no disk, no network."""

from __future__ import annotations

import datetime as dt

from learnlearn.contract.conversation import Conversation
from learnlearn.contract.me import Me
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.conversation.compose import compose
from learnlearn.conversation.history import History
from learnlearn.interests.read import Reading, read_me, read_page
from learnlearn.matching.compare import compare

__all__ = ["Reading", "answer", "read_me"]


def answer(snapshot: ProfileSnapshot, me: Reading, history: History, now: dt.datetime) -> Conversation:
    """What the person of `snapshot` and I share and what could be said. `me` is `read_me(...)`, made once and kept by the caller."""
    mine = me.person
    if not isinstance(mine, Me):
        raise TypeError("the first reading is another person's page, not my profile")
    today = now.date()
    ground = compare(me, read_page(snapshot, today), today)
    return compose(snapshot, mine, ground, history, now)
