"""What was seen and not used, with the reason in plain words: shown when the user asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from learnlearn.contract import conversation as wire
from learnlearn.conversation.guards import objection
from learnlearn.conversation.quotes import quote
from learnlearn.matching.model import CommonGround

EXPLANATIONS: dict[wire.Why, str] = {
    "negated": "They say that they do not.",
    "past": "It is behind them.",
    "somebody_else": "It is said of somebody else.",
    "repost": "They passed on somebody else's words.",
    "quoted": "They quote somebody else.",
    "boilerplate": "It is an employer's text, not their own.",
    "irony": "It may be meant as a joke.",
    "avoided": "It is on your list of things not to raise.",
    "other_sense": "The same word, but in another sense.",
    "too_common": "Half the world could say it.",
    "weak_proof": "The words do not prove it.",
    "sensitive": "It is theirs to raise, not yours.",
    "stale": "It is more than 90 days old: background, not an opener.",
    "asked_before": "You asked this before.",
    "grief": "They write about a loss.",
}


def set_aside(ground: CommonGround, today: dt.date) -> Iterator[wire.SetAside]:
    """What the engine set aside, then what may be shown but not asked about."""
    for aside in ground.set_aside:
        yield wire.SetAside(label=aside.label, why=aside.why, explanation=EXPLANATIONS[aside.why], whose=aside.whose, quote=quote(aside.evidence))
    for match in ground.common:
        if why := objection(match, today):
            yield wire.SetAside(label=match.label, why=why, explanation=EXPLANATIONS[why], whose="theirs", quote=quote(match.theirs[0]))
