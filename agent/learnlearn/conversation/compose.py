"""From common ground and history to the answer: at most three prompts, of different kinds, about different things, best first."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import operator
from collections.abc import Iterable, Iterator, Sequence

from learnlearn import __version__
from learnlearn.contract import conversation as wire
from learnlearn.contract.me import Me
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.conversation.asides import set_aside
from learnlearn.conversation.giving import gifts, lessons
from learnlearn.conversation.guards import Guards
from learnlearn.conversation.history import History
from learnlearn.conversation.idea import Idea
from learnlearn.conversation.ideas import Ground
from learnlearn.conversation.patterns import tongue
from learnlearn.conversation.phrase import SHAPES, Screen, Shape, Voice, leans, put, shapes
from learnlearn.conversation.quotes import quote
from learnlearn.conversation.saying import Speaker
from learnlearn.conversation.tongue import Choice, base, choose
from learnlearn.matching.model import CommonGround, Exchange, Match

_MOST = 3  # rules 5 and 15: no more questions than that, and something left unknown
_ENOUGH = 2  # a third is said only when it is of another kind than both


def compose(snapshot: ProfileSnapshot, me: Me, ground: CommonGround, history: History, now: dt.datetime) -> wire.Conversation:
    """The whole answer. `me` and `snapshot` say whether there was anything to compare at all."""
    state = _state(snapshot, me, ground, history)
    choice = choose(ground.their_language, snapshot.languages, ground.my_language, me.languages)
    formal = me.tone == "formal"
    guards = Guards.of(now.date(), ground.their_language, me.avoid)
    silent = history.seen_weekly or state in ("own_page", "page_blank")  # rule 14: people seen weekly need no opener
    is_mine = ground.my_language is None or base(ground.my_language) == base(choice.language)
    listed = (*snapshot.languages, *snapshot.skills, *snapshot.interests)
    found = Ground(ground, guards, Speaker(choice.language, tongue(choice.language, formal=formal), is_mine, formal), listed)
    ideas = () if silent else tuple(_chosen(found, history))
    return wire.Conversation(
        state=state,
        person=wire.Person(name=snapshot.name, site=snapshot.site, url=snapshot.url, kept=history.kept, note_count=len(history.notes)),
        common=tuple(map(common, ground.common)),
        learn=tuple(map(topic, ground.learn)),
        share=tuple(map(topic, ground.share)),
        prompts=arranged(ideas, choice, snapshot.url, formal=formal),
        set_aside=tuple(set_aside(ground, guards, history)),
        their_language=ground.their_language,
        language_note=choice.note,
        remembered=history.remembered(),
        phrasing=None,
        second=None,
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


def _chosen(ground: Ground, history: History) -> Iterator[Idea]:
    """Their last answer, then one of each kind, then more until there are two: none about the same thing or the same words, nothing asked before.

    What could be asked of many comes after all that could not, and only where there are no two; but where nothing else on the screen is about
    what both share, one place is kept for it.
    """
    told: list[Idea] = []
    asked = history.asked()
    apart, stock = _parted(ground.connections())
    first = (ground.returns(history.last_answer()), lessons(ground), gifts(ground), iter(apart))
    own = (one for one in ground.curiosities() if not one.is_stock)
    kept = [] if apart else [one for one in stock if not one.is_idle][:1]
    more = (iter(apart), iter(kept), iter(own), iter(stock), ground.curiosities(), ground.bare())
    given = 0
    for stream, room in (*((one, _MOST) for one in first), *((one, _ENOUGH) for one in more)):
        if given >= room:
            break  # before anything of the stream is made
        for idea in stream:
            if given >= room:
                break
            if idea.id in asked or any(map(idea.repeats, told)):
                continue
            said_already = bool(idea.mine) and idea.mine in {one.mine for one in told}
            if idea.is_idle and told:
                continue  # one good question says more than that and an empty one
            if said_already and idea.kind == "connect":
                continue  # rule 7: what is shared says what it is to me, and on one screen nothing is said twice
            asking = idea.asking_otherwise(told, ground.hook_of)
            told.append(asking.alone() if said_already and idea.kind == "curious" else asking)
            given += 1
            yield told[-1]
            if room == _MOST:
                break  # one of its kind


def _parted(ideas: Iterable[Idea]) -> tuple[list[Idea], list[Idea]]:
    """Those that ask what only such a line can be asked, and the others; each in their order."""
    apart: list[Idea] = []
    stock: list[Idea] = []
    for idea in ideas:
        (stock if idea.is_stock else apart).append(idea)
    return apart, stock


def arranged(ideas: Sequence[Idea], choice: Choice, seed: str, *, formal: bool) -> tuple[wire.Prompt, ...]:
    """The ideas as prompts, no two in one shape; which has which is the seed's choice."""
    voices = [Voice.of(idea.kind, choice.language, formal=formal, seed=seed) for idea in ideas]
    orders = _orders(ideas, voices)
    for at in reversed(range(len(ideas))):
        if not orders:  # two insiders' questions want one shape: the later line is asked its own
            ideas = (*ideas[:at], ideas[at].unasked(), *ideas[at + 1 :])
            orders = _orders(ideas, voices)
    while ideas and not orders:  # two lines in lower case, and nothing of mine beside them, want one shape: the later is left out
        ideas = ideas[:-1]
        orders = _orders(ideas, voices[: len(ideas)])
    stiff = [sum(map(_stiffness, order, ideas)) for order in orders]
    orders = [order for order, count in zip(orders, stiff, strict=True) if count == min(stiff)]
    first = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4])
    screen = Screen()
    order = orders[first % len(orders)]
    ideas = [idea.alone() if idea.kind == "curious" and _stiffness(shape, idea) else idea for idea, shape in zip(ideas, order, strict=True)]
    spoken = (put(idea, voice, shape, screen) for idea, voice, shape in zip(ideas, voices[: len(ideas)], order, strict=True))
    return tuple(prompt for prompt in spoken if prompt)


def _orders(ideas: Sequence[Idea], voices: Sequence[Voice]) -> list[tuple[Shape, ...]]:
    """Every way to give each idea a shape that it can be said in, no two the same."""
    fitting = [shapes(idea, voice) for idea, voice in zip(ideas, voices, strict=True)]
    return [order for order in itertools.permutations(SHAPES, len(ideas)) if all(map(operator.contains, fitting, order))]


def _stiffness(shape: Shape, idea: Idea) -> int:
    """How stiffly an idea is said in a shape: mine at the end hangs loose."""
    return int(shape != "turned" and idea.my_form != "none" and (leans(idea) or shape == "asked"))


def common(match: Match) -> wire.Common:
    """A match as the wire carries it."""
    return wire.Common(
        label=match.label,
        kind=match.kind,
        relation=match.relation,
        score=round(match.score, 3),
        telling=match.telling,
        reason=match.reason,
        sensitive=bool(match.sensitive),
        mine=tuple(map(quote, match.mine)),
        theirs=tuple(map(quote, match.theirs)),
    )


def topic(exchange: Exchange) -> wire.Topic:
    """An exchange as the wire carries it."""
    return wire.Topic(label=exchange.label, reason=exchange.reason, mine=tuple(map(quote, exchange.mine)), theirs=tuple(map(quote, exchange.theirs)))
