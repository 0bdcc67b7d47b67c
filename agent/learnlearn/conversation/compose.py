"""From common ground and history to the answer: at most three prompts, of different kinds, about different things, best first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from learnlearn import __version__
from learnlearn.contract import conversation as wire
from learnlearn.contract.me import Me
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.conversation.asides import set_aside
from learnlearn.conversation.history import History
from learnlearn.conversation.ideas import Idea, ideas
from learnlearn.conversation.phrase import put
from learnlearn.conversation.quotes import quote
from learnlearn.conversation.tongue import choose, spoken
from learnlearn.matching.model import CommonGround, Exchange, Match

_MOST = 3  # rules 5 and 15: no more questions than that, and something left unknown


def compose(snapshot: ProfileSnapshot, me: Me, ground: CommonGround, history: History, now: dt.datetime) -> wire.Conversation:
    """The whole answer. `me` and `snapshot` say whether there was anything to compare at all."""
    today = now.date()
    state = _state(snapshot, me, ground, history)
    language, note = choose(ground.their_language, spoken(me.languages, ground.my_language))
    silent = history.seen_weekly or state in ("own_page", "page_blank")  # rule 14: people seen weekly need no opener
    return wire.Conversation(
        state=state,
        person=wire.Person(name=snapshot.name, site=snapshot.site, url=snapshot.url, kept=history.kept, note_count=len(history.notes)),
        common=tuple(map(common, ground.common)),
        learn=tuple(map(topic, ground.learn)),
        share=tuple(map(topic, ground.share)),
        prompts=() if silent else tuple(_prompts(ideas(ground, history, today), language, snapshot.url, history.asked())),
        set_aside=tuple(set_aside(ground, today)),
        their_language=ground.their_language,
        language_note=note,
        remembered=history.remembered(),
        step=history.step,
        engine=__version__,
    )


def _state(snapshot: ProfileSnapshot, me: Me, ground: CommonGround, history: History) -> wire.State:
    if history.own_page:
        return "own_page"
    if snapshot.is_blank():
        return "page_blank"
    if me.is_blank() and not (me.offers or me.learning):
        return "me_blank"
    return "ready" if ground.common or ground.learn or ground.share else "nothing_found"


def _prompts(found: Iterator[Idea], language: str, seed: str, asked: frozenset[str]) -> Iterator[wire.Prompt]:
    """Turns ideas into prompts until three stand: no second about the same thing or the same words, nothing asked before, no question twice."""
    told: set[str] = set()
    used: set[str] = set()
    given = 0
    for idea in found:
        if given == _MOST:
            return
        if idea.id in asked or {idea.about.casefold(), idea.theirs} & told:
            continue
        if prompt := put(idea, language, seed, used):
            told |= {idea.about.casefold(), idea.theirs}
            given += 1
            yield prompt


def common(match: Match) -> wire.Common:
    """A match as the wire carries it."""
    return wire.Common(
        label=match.label,
        kind=match.kind,
        relation=match.relation,
        score=round(match.score, 3),
        reason=match.reason,
        sensitive=bool(match.sensitive),
        mine=tuple(map(quote, match.mine)),
        theirs=tuple(map(quote, match.theirs)),
    )


def topic(exchange: Exchange) -> wire.Topic:
    """An exchange as the wire carries it."""
    return wire.Topic(label=exchange.label, reason=exchange.reason, mine=tuple(map(quote, exchange.mine)), theirs=tuple(map(quote, exchange.theirs)))
