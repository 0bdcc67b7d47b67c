"""What could be asked, before it is put into words: best first, each with the words of both sides that it stands on."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from learnlearn.contract.conversation import PromptKind
from learnlearn.contract.note import Note
from learnlearn.conversation.guards import Guards
from learnlearn.conversation.saying import (
    MyForm,
    Speaker,
    TheirForm,
    best_of_mine,
    best_of_theirs,
    is_headline,
    is_only_a_name,
    is_question,
    line,
    naming,
    their_form,
    widened,
    wish,
)
from learnlearn.interests.model import Evidence
from learnlearn.matching.model import CommonGround, Exchange, Match
from learnlearn.text.words import fold

_DULL = frozenset({"tool", "topic", "work", "language", "science"})  # the name alone says little: half the trade lists it


@dataclass(frozen=True, slots=True)
class Idea:
    """One thing to ask about. `theirs` and `mine` are verbatim; the forms say how they can stand in a sentence.

    `thing` is its name where the name stands in their words or mine, and "" otherwise: no name comes from nowhere.
    """

    kind: PromptKind
    about: str
    sort: str
    theirs: str
    their_form: TheirForm
    mine: str = ""
    my_form: MyForm = "none"
    thing: str = ""
    why: str = ""
    day: dt.date | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def id(self) -> str:
        """The same question about the same thing has the same id whatever its words, so that it is never asked twice."""
        return id_of(self.kind, self.about)

    def repeats(self, other: Idea) -> bool:
        """Whether it is about the same thing, or quotes words of theirs that the other quotes too."""
        return self.about.casefold() == other.about.casefold() or self.theirs == other.theirs or self._overlaps(other)

    def alone(self) -> Idea:
        """The same without anything of mine."""
        return replace(self, mine="", my_form="none", evidence=self.evidence[-1:])

    def _overlaps(self, other: Idea) -> bool:
        if not (self.evidence and other.evidence):
            return False
        mine, its = self.evidence[-1], other.evidence[-1]
        return mine.span == its.span and mine.start < its.end and its.start < mine.end


def id_of(kind: str, about: str) -> str:
    """The id of a question of this kind about this thing."""
    return hashlib.sha256(f"{kind}\0{about.casefold()}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Ground:
    """What ideas are made of: the common ground, what is not raised, and who speaks."""

    found: CommonGround
    guards: Guards
    speaker: Speaker

    def returns(self, answer: Note | None) -> Iterator[Idea]:
        """What they told me last time."""
        if answer is not None:
            yield Idea("return", answer.text, "any", answer.text, "told", day=answer.at.date())

    def connections(self) -> Iterator[Idea]:
        """What we share, the most telling first."""
        yield from (idea for match, idea in self._shared if not _is_bare(match, idea))

    def bare(self) -> Iterator[Idea]:
        """What we share and they only name, by a name that tells little or in a headline: anybody could be asked, so it comes last."""
        yield from (idea for match, idea in self._shared if _is_bare(match, idea))

    def lessons(self) -> Iterator[Idea]:
        """What I could learn from them."""
        return self._exchanges("learn", self.found.learn)

    def gifts(self) -> Iterator[Idea]:
        """What I could give them."""
        return self._exchanges("share", self.found.share)

    def curiosities(self) -> Iterator[Idea]:
        """What they wrote themselves, whether or not I know anything of it; a headline only where they wrote nothing else."""
        written = self.guards.open(self.found.curiosity)
        for evidence in tuple(one for one in written if not is_headline(one)) or written:
            wide, form = widened(evidence), their_form(evidence)
            if self.guards.objection(wide) is None:
                idea = Idea("curious", wide.quote, line(wide, self.speaker.tongue), wide.quote, form, day=evidence.span.date, evidence=(wide,))
                yield self._beside(idea)

    def _beside(self, idea: Idea) -> Idea:
        """The idea with something of mine that stands near: it meets what they say in the same text, or in the headline over all they write."""
        span = idea.evidence[0].span
        met = (match for match in self.found.common if not match.sensitive and any(one.span == span or is_headline(one) for one in match.theirs))
        match = next(met, None)
        if match is None:
            return idea
        mine = best_of_mine(match.mine, idea.theirs, self.speaker)
        return idea if mine.form in ("plain", "named") else replace(idea, mine=mine.said, my_form=mine.form, evidence=(mine.evidence, *idea.evidence))

    @cached_property
    def _shared(self) -> tuple[tuple[Match, Idea], ...]:
        asked_of = (match for match in self.found.common if not match.sensitive)
        return tuple((match, idea) for match in asked_of if (idea := self._connection(match)))

    def _connection(self, match: Match) -> Idea | None:
        theirs = best_of_theirs(self.guards.open(match.theirs), match.label, match.mine, self.guards.today)
        if theirs is not None and (is_only_a_name(theirs) or is_headline(theirs)):  # a sentence of theirs that names it too says more
            telling = naming(self.guards.open(self.found.curiosity), match.label, match.mine)
            theirs = best_of_theirs(telling, match.label, match.mine, self.guards.today) or theirs
        if theirs is None or self.guards.objection(theirs):
            return None
        mine = best_of_mine(match.mine, theirs.quote, self.speaker)
        form = their_form(theirs)
        asks = is_question(theirs, self.speaker.tongue) and form in ("post", "dated")
        near = match.relation == "related" and mine.form != "sentence"
        return Idea(
            kind="connect",
            about=match.label,
            sort="problem" if asks else "told" if form in ("post", "dated") and line(theirs, self.speaker.tongue) == "told" else _sort(match),
            theirs=theirs.quote,
            their_form="question" if asks else form,
            mine=mine.said,
            my_form="near" if near else mine.form,
            thing=_thing(match.label, theirs.quote, mine.said),
            why=match.reason,
            day=theirs.span.date,
            evidence=(mine.evidence, theirs),
        )

    def _exchanges(self, kind: PromptKind, exchanges: Iterable[Exchange]) -> Iterator[Idea]:
        for exchange in exchanges:
            open_ones = self.guards.open(exchange.theirs)
            asking = tuple(one for one in open_ones if is_question(one, self.speaker.tongue))
            # Who asks wants to be given something, and has nothing to teach in that sentence.
            wanted = (asking or open_ones) if kind == "share" else tuple(one for one in open_ones if one not in asking)
            theirs = best_of_theirs(wanted, exchange.label, exchange.mine, self.guards.today)
            if theirs is None or self.guards.objection(theirs):
                continue
            form = their_form(theirs)
            mine = wish(exchange.mine[0], "wish" if kind == "learn" else "offer", self.speaker)
            asks = kind == "share" and is_question(theirs, self.speaker.tongue) and form in ("post", "dated")
            yield Idea(
                kind=kind,
                about=exchange.label,
                sort="any",
                theirs=theirs.quote,
                their_form="question" if asks else form,
                mine=mine.said,
                my_form=mine.form,
                why=exchange.reason,
                day=theirs.span.date,
                evidence=(mine.evidence, theirs),
            )


def _is_bare(match: Match, idea: Idea) -> bool:
    """Whether nothing is told of a thing but its name, by which nobody can be asked what only they can answer."""
    theirs = idea.evidence[1]
    return is_headline(theirs) or (match.telling != "high" and idea.sort in _DULL and is_only_a_name(theirs))


def _sort(match: Match) -> str:
    """The sort of thing; what is only a topic to the engine may stand in a list that says more."""
    lists = {"causes": "cause", "groups": "group", "languages": "language"}
    named = (lists.get(one.span.field.partition(".")[0]) for one in (*match.theirs, *match.mine))
    return (next((sort for sort in named if sort), "topic") if match.kind == "topic" else match.kind) or match.kind


def _thing(label: str, theirs: str, mine: str) -> str:
    name = fold(label)
    return label if name in fold(theirs) or name in fold(mine) else ""
