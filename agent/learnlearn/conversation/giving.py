"""What each could give the other, as ideas: what I could learn, what I offer, and what I know of what they ask about in what we share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from learnlearn.contract.conversation import PromptKind
from learnlearn.conversation.helping import known_from, request_in
from learnlearn.conversation.idea import Idea
from learnlearn.conversation.ideas import Ground, asked_form
from learnlearn.conversation.lines import asking_part, asking_slice, is_learning, is_question, sort_of, words_of
from learnlearn.conversation.mine import Mine, best_of_mine, wish
from learnlearn.conversation.patterns import family
from learnlearn.conversation.piece import piece_of
from learnlearn.conversation.retold import retold
from learnlearn.conversation.saying import best_of_theirs, families, names, naming, showing, their_form, wanted
from learnlearn.interests.model import Evidence
from learnlearn.matching.model import Exchange, Match
from learnlearn.text.sentences import Slice


def lessons(ground: Ground) -> Iterator[Idea]:
    """What I could learn from them."""
    return _exchanges(ground, "learn", ground.found.learn)


def gifts(ground: Ground) -> Iterator[Idea]:
    """What I could give them: what I offer where they speak of it, for an offer that misses is worse than none; then what I know of what we share."""
    yield from _exchanges(ground, "share", (one for one in ground.found.share if one.is_near))
    yield from (idea for match in ground.found.common if (idea := _help(ground, match)))


def _help(ground: Ground, match: Match) -> Idea | None:
    """Their request in what we share, answered by what I know of it from my work or from long practice."""
    asked = (request_in(one, ground.speaker) for one in ground.guards.open(match.theirs))
    theirs = next((one for one in asked if one and ground.guards.objection(one) is None), None)
    mine = known_from(match, ground.proofs(match), ground.speaker) if theirs else None
    if theirs is None or mine is None:
        return None
    idea = Idea(
        kind="share",
        about=match.label,
        sort="help",
        theirs=theirs.quote,
        their_form=their_form(theirs),
        mine=mine.said,
        my_form=mine.form,
        heart=asking_part(theirs.quote),
        why=match.reason,
        day=theirs.span.date,
        evidence=(mine.evidence, theirs),
    )
    return replace(idea, their_form=asked_form(idea), piece=_thing_in(ground, theirs))


def _exchanges(ground: Ground, kind: PromptKind, exchanges: Iterable[Exchange]) -> Iterator[Idea]:
    for exchange in exchanges:
        open_ones = ground.guards.open(exchange.theirs)
        if kind == "share" and not open_ones:
            yield from _answered(ground, exchange)
            continue
        asking = tuple(one for one in open_ones if is_question(one, ground.speaker.hears(one.quote)))
        # Who asks wants to be given something, and has nothing to teach in that sentence.
        fitting = (asking or open_ones) if kind == "share" else tuple(one for one in open_ones if one not in asking)
        theirs = best_of_theirs(fitting, exchange.label, exchange.mine, ground.guards.today)
        if theirs is None or ground.guards.objection(theirs):
            continue
        said = showing(theirs, ground.speaker) if kind == "learn" else None
        theirs = said.around if said and ground.guards.objection(said.around) is None else theirs
        theirs = ground.as_asked(theirs) if kind == "share" else theirs
        mine = wish(exchange.mine[0], "wish" if kind == "learn" else "offer", ground.speaker)
        begun = _begun(ground, exchange, theirs) if kind == "learn" else None
        listed, mine = mine.said, begun or mine
        idea = Idea(
            kind=kind,
            about=exchange.label,
            sort="any",
            theirs=theirs.quote,
            their_form=their_form(theirs),
            mine=mine.said,
            my_form=mine.form,
            listed=listed,
            why=exchange.reason,
            day=theirs.span.date,
            evidence=(mine.evidence, theirs),
        )
        if kind == "learn":
            fellow = _is_fellow(ground, exchange, theirs)
            taught = _taught(ground, idea, said.heart) if said and said.around == theirs else idea
            told = retold(theirs, ground.speaker) if taught.heart in ("", theirs.quote) else ""
            told_so = ground.inside(taught, ground.insider.of_wish(exchange, theirs, fellow=fellow))
            yield _wishing(ground, replace(told_so, is_fellow=fellow, retold=told), exchange.mine[0])
        else:
            asked = asking_part(theirs.quote) if theirs in asking or is_question(theirs, ground.speaker.hears(theirs.quote)) else ""
            yield replace(idea, their_form=asked_form(replace(idea, heart=asked)), heart=asked)


def _answered(ground: Ground, exchange: Exchange) -> Iterator[Idea]:
    """The idea of a gift where their post tells of something delicate: the sentence that asks is taken up, and nothing else of it."""
    asking = (asking_slice(one) for one in exchange.theirs if is_question(one, ground.speaker.hears(one.quote)))
    theirs = next((one for one in asking if one and ground.guards.answerable(one)), None)
    if theirs is not None:
        mine = wish(exchange.mine[0], "offer", ground.speaker)
        evidence = (mine.evidence, theirs)
        yield Idea("share", exchange.label, "any", theirs.quote, "question", mine.said, mine.form, why=exchange.reason, evidence=evidence)


def _wishing(ground: Ground, idea: Idea, wished: Evidence) -> Idea:
    """The idea with my wish in the question, where nothing in their line gives one; what any teacher could be asked is no question to this one."""
    named = family("learn", ground.speaker.language).named
    can_be_named = ground.speaker.speaks(wished.quote) and idea.listed == wished.quote and bool(re.search(named, idea.listed, re.IGNORECASE))
    if idea.asked or idea.piece or idea.is_fellow or idea.sort == "how" or not named or not can_be_named:
        return idea
    return replace(idea, sort="wish", mine=idea.listed, my_form="wished", evidence=(wished, idea.evidence[-1]))


def _begun(ground: Ground, exchange: Exchange, theirs: Evidence) -> Mine | None:
    """A sentence of mine about what I want to learn: who has begun does not say that they would like to."""
    mine = (one for match in ground.found.common if not match.sensitive for one in match.mine if names(one, exchange.label, exchange.mine))
    said = (best_of_mine((one,), theirs.quote, ground.speaker) for one in mine)
    return next((one for one in said if one.form == "sentence"), None)


def _is_fellow(ground: Ground, exchange: Exchange, theirs: Evidence) -> bool:
    """Whether they say that they are learning it themselves, in what is quoted, in their other lines about it or in a list."""
    named, book = wanted(exchange.label, exchange.mine), ground.speaker.book
    lines = [theirs, *exchange.theirs, *naming(ground.found.curiosity, exchange.label, exchange.mine)]
    listed = [line for line in ground.listed if book.signs.level.among(words_of(line))]
    return any(is_learning(one.quote, book, named) for one in lines) or any(families(line) & named for line in listed)


def _taught(ground: Ground, idea: Idea, heart: Evidence) -> Idea:
    """The idea with the sentence that says how, and a piece of it that a learner can ask about."""
    method = ground.reads(heart) and sort_of(heart, ground.speaker.tongue, ground.speaker.book, ground.guards.today) == "how"
    told = _thing_in(ground, heart) if method else ""
    return replace(idea, heart=heart.quote, piece=told, sort="how" if not told and (method or _lists_steps(heart.quote)) else idea.sort)


def _thing_in(ground: Ground, said: Evidence) -> str:
    """The piece of their line that can be named by itself, no person; "" where there is none, or the line is not in the language of the prompt."""
    piece = piece_of(said.span.text, Slice(said.start, said.end), ground.speaker.book.cut, ground.speaker.tongue) if ground.reads(said) else None
    return said.span.text[piece.start : piece.end] if piece and piece.stands_alone and not piece.is_person else ""


def _lists_steps(said: str) -> bool:
    """Whether a line counts up how a thing is done: behind a colon, three things or more. What it names first is not asked for again."""
    _, colon, steps = said.partition(":")
    return bool(colon) and sum(mark in ",;" for mark in steps) > 1
