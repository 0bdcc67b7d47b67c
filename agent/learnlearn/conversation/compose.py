"""From common ground and history to the answer: at most three prompts, of different kinds, about different things, best first."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from learnlearn import __version__
from learnlearn.contract import conversation as wire
from learnlearn.contract.me import Me
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.conversation.guards import fresh, fresh_first, objection
from learnlearn.conversation.history import History
from learnlearn.conversation.patterns import Pattern, family
from learnlearn.interests.model import Evidence, Source
from learnlearn.matching.model import CommonGround, Exchange, Match, SharedKind

_MOST = 3
_LONGEST = 280
_LONGEST_QUOTE = 110
_SPOKEN = "en"


@dataclass(frozen=True, slots=True)
class _Idea:
    """Something a prompt could be about, before it is put into words."""

    kind: wire.PromptKind
    about: str
    sort: SharedKind | None
    theirs: str
    source: Source | None
    reason: str
    mine: str = ""
    evidence: tuple[Evidence, ...] = ()


def compose(snapshot: ProfileSnapshot, me: Me, ground: CommonGround, history: History, now: dt.datetime) -> wire.Conversation:
    """The whole answer. `me` and `snapshot` say whether there was anything to compare at all."""
    today = now.date()
    state = _state(snapshot, me, ground, history)
    prompts = () if state in ("own_page", "page_blank") else tuple(_choose(_ideas(ground, history, today), history))
    return wire.Conversation(
        state=state,
        person=wire.Person(name=snapshot.name, site=snapshot.site, url=snapshot.url, kept=history.kept, note_count=len(history.notes)),
        common=tuple(map(_common, ground.common)),
        learn=tuple(map(_topic, ground.learn)),
        share=tuple(map(_topic, ground.share)),
        prompts=prompts,
        set_aside=tuple(_set_aside(ground, today)),
        their_language=ground.their_language,
        language_note=_language_note(ground.their_language),
        last_time=history.last_time(),
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


def _ideas(ground: CommonGround, history: History, today: dt.date) -> Iterator[_Idea]:
    """Everything worth asking, best first: their last answer, what I could learn, what I could give, what we share."""
    if answer := history.last_answer():
        yield _Idea("return", answer.text, None, answer.text, None, f"{answer.at:%Y-%m-%d}")
    for kind, exchanges in (("learn", ground.learn), ("share", ground.share)):
        for exchange in exchanges:
            for evidence in fresh_first(exchange.theirs, today):
                yield _exchange_idea(kind, exchange, evidence)  # type: ignore[arg-type]
    for match in ground.common:
        if objection(match, today) is None:
            for evidence in fresh_first(match.theirs, today):
                yield _Idea("connect", match.label, match.kind, evidence.quote, evidence.span.source, match.reason, match.mine[0].quote, (*match.mine[:1], evidence))
    if not (ground.common or ground.learn or ground.share):
        for evidence in (one for one in ground.curiosity if fresh(one, today)):
            yield _Idea("curious", evidence.quote, None, evidence.quote, evidence.span.source, "", "", (evidence,))


def _exchange_idea(kind: wire.PromptKind, exchange: Exchange, evidence: Evidence) -> _Idea:
    mine = exchange.mine[0]
    return _Idea(kind, exchange.label, exchange.kind, evidence.quote, evidence.span.source, exchange.reason, mine.quote, (mine, evidence))


def _choose(ideas: Iterator[_Idea], history: History) -> Iterator[wire.Prompt]:
    """Turns ideas into prompts until three stand: no second about the same thing, no shape twice, nothing asked before."""
    asked, told, shapes = history.asked(), set[str](), set[str]()
    for idea in ideas:
        if len(told) == _MOST:
            return
        if idea.about.casefold() in told or len(idea.theirs) > _LONGEST_QUOTE:
            continue
        for pattern in family(idea.kind).pattern:
            prompt = _put(idea, pattern)
            if prompt and prompt.id not in asked and f"{idea.kind}/{pattern.id}" not in shapes:
                told.add(idea.about.casefold())
                shapes.add(f"{idea.kind}/{pattern.id}")
                yield prompt
                break


def _put(idea: _Idea, pattern: Pattern) -> wire.Prompt | None:
    """The idea in this pattern's words, or None when it does not fit or grows too long."""
    if not pattern.fits(idea.sort, idea.source):
        return None
    theirs = " ".join(idea.theirs.split()).replace("“", "‘").replace("”", "’").rstrip(" .,;:")
    text = pattern.en.format(theirs=theirs, label=idea.about, mine=idea.mine, topic=idea.about)
    if len(text) > _LONGEST:
        return None
    return wire.Prompt(
        id=hashlib.sha256(f"{idea.kind}\0{idea.about.casefold()}".encode()).hexdigest()[:16],
        kind=idea.kind,
        text=text,
        about=idea.about,
        language=_SPOKEN,
        direction="ltr",
        reason=family(idea.kind).reason.format(label=idea.about, why=idea.reason, mine=idea.mine, date=idea.reason),
        evidence=tuple(map(_quote, idea.evidence)),
        follow_ups=tuple(wire.FollowUp(if_they=rung.if_they, ask=rung.ask) for rung in pattern.ladder),
    )


def _set_aside(ground: CommonGround, today: dt.date) -> Iterator[wire.SetAside]:
    for aside in ground.set_aside:
        yield wire.SetAside(label=aside.label, why=aside.why, explanation=EXPLANATIONS[aside.why], whose=aside.whose, quote=_quote(aside.evidence))
    for match in ground.common:
        if why := objection(match, today):
            yield wire.SetAside(label=match.label, why=why, explanation=EXPLANATIONS[why], whose="theirs", quote=_quote(match.theirs[0]))


def _common(match: Match) -> wire.Common:
    return wire.Common(
        label=match.label, kind=match.kind, relation=match.relation, score=round(match.score, 3), reason=match.reason, sensitive=bool(match.sensitive),
        mine=tuple(map(_quote, match.mine)), theirs=tuple(map(_quote, match.theirs)),
    )  # fmt: skip


def _topic(exchange: Exchange) -> wire.Topic:
    return wire.Topic(label=exchange.label, reason=exchange.reason, mine=tuple(map(_quote, exchange.mine)), theirs=tuple(map(_quote, exchange.theirs)))


def _quote(evidence: Evidence) -> wire.Quote:
    return wire.Quote(text=evidence.quote, field=evidence.span.field, date=evidence.span.date, url=evidence.span.url)


def _language_note(theirs: str | None) -> str:
    if theirs is None or theirs.split("-")[0] == _SPOKEN:
        return ""
    return f"They write in another language ({theirs}) than these prompts; say them in the language the two of you share."


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
