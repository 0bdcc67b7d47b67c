"""What was seen and not used, with the reason in plain words: shown when the user asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from learnlearn.contract import conversation as wire
from learnlearn.conversation.guards import Guards
from learnlearn.conversation.history import History
from learnlearn.conversation.idea import id_of
from learnlearn.conversation.quotes import quote
from learnlearn.interests.model import Evidence
from learnlearn.matching.model import CommonGround, Match

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
    "too_long": "The page is too long: from here on it was not read.",
}

_GRAVE: tuple[wire.Why, ...] = ("grief", "sensitive", "avoided", "stale")


def set_aside(ground: CommonGround, guards: Guards, history: History) -> Iterator[wire.SetAside]:
    """What the engine set aside, then what may be shown but is not asked about."""
    for aside in ground.set_aside:
        yield _aside(aside.label, aside.why, aside.evidence, aside.whose)
    asked = history.asked()
    for kind, found in (("connect", ground.common), ("learn", ground.learn), ("share", ground.share)):
        for one in found:
            if isinstance(one, Match) and one.sensitive:
                yield _aside(one.label, "sensitive", one.theirs[0])
            elif not guards.open(one.theirs):
                yield _closed(one.label, one.theirs, guards)
            elif {id_of(kind, one.label), id_of("share" if kind == "connect" else kind, one.label)} & asked:
                yield _aside(one.label, "asked_before", one.theirs[0])


def _closed(label: str, evidence: Sequence[Evidence], guards: Guards) -> wire.SetAside:
    """Something of which no words may be raised, with the gravest reason there is among them."""
    objections = [(guards.objection(one), one) for one in evidence]
    why, words = min(((why, one) for why, one in objections if why), key=lambda pair: _GRAVE.index(pair[0]))
    return _aside(label, why, words)


def _aside(label: str, why: wire.Why, evidence: Evidence, whose: wire.Whose = "theirs") -> wire.SetAside:
    return wire.SetAside(label=label, why=why, explanation=EXPLANATIONS[why], whose=whose, quote=quote(evidence))
