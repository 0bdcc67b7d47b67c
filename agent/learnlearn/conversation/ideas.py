"""What could be asked, before it is put into words: best first, each with the evidence it stands on."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from learnlearn.contract.conversation import PromptKind, Relation
from learnlearn.conversation.guards import fresh, fresh_first, objection
from learnlearn.conversation.history import History
from learnlearn.interests.model import Evidence
from learnlearn.matching.model import CommonGround, Exchange, Match, SharedKind


@dataclass(frozen=True, slots=True)
class Idea:
    """One thing to ask about. `theirs` and `mine` are verbatim; `why` completes the reason shown to the user."""

    kind: PromptKind
    about: str
    sort: SharedKind
    theirs: str
    mine: str
    why: str
    source: str
    relation: Relation = "same"
    evidence: tuple[Evidence, ...] = ()

    @property
    def id(self) -> str:
        """The same question about the same thing has the same id whatever its words, so that it is never asked twice."""
        return hashlib.sha256(f"{self.kind}\0{self.about.casefold()}".encode()).hexdigest()[:16]


def ideas(ground: CommonGround, history: History, today: dt.date) -> Iterator[Idea]:
    """Everything worth asking: their last answer first, then the best of what I could learn, what we share, what I could give, in turn."""
    if answer := history.last_answer():
        yield Idea("return", answer.text, "topic", answer.text, "", f"{answer.at:%Y-%m-%d}", "any")
    learn = _exchanges("learn", ground.learn, today)
    share = _exchanges("share", ground.share, today)
    connect = _connections(ground.common, today)
    yield from _in_turn(learn, connect, share)
    if not (ground.common or ground.learn or ground.share):
        for evidence in (one for one in ground.curiosity if fresh(one, today)):
            yield Idea("curious", evidence.quote, "topic", evidence.quote, "", "", evidence.span.source, evidence=(evidence,))


def _exchanges(kind: PromptKind, exchanges: Iterable[Exchange], today: dt.date) -> Iterator[Idea]:
    for exchange in exchanges:
        mine = exchange.mine[0]
        for theirs in fresh_first(exchange.theirs, today)[:1]:
            yield Idea(kind, exchange.label, exchange.kind, theirs.quote, mine.quote, exchange.reason, theirs.span.source, evidence=(mine, theirs))


def _connections(matches: Iterable[Match], today: dt.date) -> Iterator[Idea]:
    for match in matches:
        if objection(match, today) is None:
            mine, theirs = match.mine[0], fresh_first(match.theirs, today)[0]
            yield Idea("connect", match.label, match.kind, theirs.quote, mine.quote, match.reason, theirs.span.source, match.relation, (mine, theirs))


def _in_turn(*streams: Iterator[Idea]) -> Iterator[Idea]:
    """One of each while there are any: three prompts on screen are of different kinds before a kind comes twice."""
    waiting = list(streams)
    while waiting:
        for stream in tuple(waiting):
            if (idea := next(stream, None)) is None:
                waiting.remove(stream)
            else:
                yield idea
