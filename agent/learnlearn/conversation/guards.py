"""What is not raised, and why. The numbers are those of the rules they stand for (agent/README.md, "The rules of a prompt")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from learnlearn.contract.conversation import Why
from learnlearn.interests.model import Evidence
from learnlearn.matching.model import Match

OPENER_DAYS = 90  # rule 8: an older post is background, not an opener


def fresh(evidence: Evidence, today: dt.date) -> bool:
    """Whether words may open a conversation: what has no date is what the person stands by today."""
    date = evidence.span.date
    return date is None or (today - date).days <= OPENER_DAYS


def fresh_first(evidence: Iterable[Evidence], today: dt.date) -> tuple[Evidence, ...]:
    """The evidence that may open a conversation, newest post first, then what has no date."""
    allowed = [one for one in evidence if fresh(one, today)]
    return tuple(sorted(allowed, key=lambda one: one.span.date or dt.date.min, reverse=True))


def objection(match: Match, today: dt.date) -> Why | None:
    """Why nothing is asked about this match, or None. It is still shown as common ground."""
    if match.sensitive:
        return "sensitive"  # rule 9: theirs to raise, not mine
    return None if fresh_first(match.theirs, today) else "stale"
