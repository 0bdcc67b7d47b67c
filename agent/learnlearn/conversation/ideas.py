"""What could be asked, before it is put into words: best first, each with the words of both sides that it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from learnlearn.contract.note import Note
from learnlearn.conversation.asking import ANSWERED, Insider, Question
from learnlearn.conversation.book import Sort, line_book
from learnlearn.conversation.guards import Guards
from learnlearn.conversation.helping import request_in
from learnlearn.conversation.hooks import Hooked, told_in
from learnlearn.conversation.idea import Idea
from learnlearn.conversation.lines import asking_part, only_asks, sort_of, words_of
from learnlearn.conversation.mine import NAMED, Mine, best_of_mine, joined, place_of, told_of
from learnlearn.conversation.patterns import languages, tongue
from learnlearn.conversation.piece import piece_of
from learnlearn.conversation.retold import retold
from learnlearn.conversation.saying import (
    Speaker,
    TheirForm,
    best_of_theirs,
    is_headline,
    is_only_a_name,
    naming,
    their_form,
    wanted,
    whole,
    widened,
)
from learnlearn.interests.model import Evidence, Span
from learnlearn.matching.model import CommonGround, Match
from learnlearn.text.language import detect
from learnlearn.text.sentences import Slice
from learnlearn.text.words import fold

# What is still open is asked about before what has been told to its end.
_TELLS: dict[Sort, float] = {
    "coming": 1.0, "due": 1.0, "trouble": 0.9, "how": 0.9, "gone": 0.9, "practice": 0.8, "told": 0.8,
    "asks": 0.7, "wanted": 0.7, "offered": 0.7, "view": 0.5, "any": 0.3,
}  # fmt: skip
_STILL_OPEN: tuple[Sort, ...] = ("asks", "wanted", "offered", "due", "coming")
_QUOTED: tuple[Sort, ...] = ("asks", "wanted", "offered", "how")  # heard as they stand: a request, and what says how
_LOVED = ("interests.", "causes.")  # lists of what people do and care for, and so write of
_SUBJECTS = frozenset(  # sorts of thing of which one says "also my subject"
    {"craft", "work", "sport", "tool", "music", "food", "game", "nature", "collecting", "science", "study", "book", "film", "topic"}
)
_DULL = frozenset({"tool", "topic", "work", "language", "science"})  # the name alone says little: half the trade lists it


@dataclass(frozen=True)
class Ground:
    """What ideas are made of: the common ground, what is not raised, and who speaks."""

    found: CommonGround
    guards: Guards
    speaker: Speaker
    listed: tuple[str, ...] = ()  # what stands in their lists of languages, skills and interests

    def returns(self, answer: Note | None) -> Iterator[Idea]:
        """What they told me last time."""
        if answer is not None:
            yield Idea("return", answer.text, "any", answer.text, "told", day=answer.at.date())

    def connections(self) -> Iterator[Idea]:
        """What we share, the most telling first."""
        yield from (idea for match, idea in self._shared if not self._is_bare(match, idea))

    def bare(self) -> Iterator[Idea]:
        """What we share and they only name, by a name that tells little or in a headline: anybody could be asked, so it comes last."""
        yield from (idea for match, idea in self._shared if self._is_bare(match, idea))

    def curiosities(self) -> Iterator[Idea]:
        """What they wrote themselves, whether or not I know anything of it, one sentence a text; a headline only where they wrote nothing else."""
        return map(self._beside, self._lines)

    @cached_property
    def _lines(self) -> tuple[Idea, ...]:
        written = self.guards.open((*self.found.curiosity, *self.insider.told()))
        ideas = [self._curious(one) for one in tuple(one for one in written if not is_headline(one)) or written]
        best: dict[Span, Idea] = {}
        for idea in sorted((one for one in ideas if one), key=_tells, reverse=True):
            best.setdefault(idea.evidence[0].span, idea)
        return tuple(best.values())

    def _curious(self, evidence: Evidence) -> Idea | None:
        request = request_in(evidence, self.speaker)
        wide = next((one for one in (request, whole(evidence), widened(evidence)) if one and self.guards.objection(one) is None), None)
        if wide is None:
            return None
        idea = self._asked(Idea("curious", wide.quote, "any", wide.quote, their_form(evidence), day=evidence.span.date, evidence=(wide,)), wide)
        idea = self.inside(idea, self.insider.of_line(wide))
        # Of a page's line that tells nothing by its words and holds nothing to point at, anything could be asked of anybody.
        idea = replace(idea, is_person=idea.line not in ANSWERED and self._is_of_somebody(wide))
        return None if idea.line in ("any", "view") and not (idea.piece or idea.asked) and idea.their_form == "bio" else idea

    def _asked(self, idea: Idea, theirs: Evidence, proving: frozenset[str] = frozenset()) -> Idea:
        """The idea with the sort of line that their words are, and a piece of it to point at."""
        if idea.their_form in ("item", "entry"):
            return idea
        book, spoken = self.speaker.book, self.speaker.tongue
        written = self.speaker.language_of(theirs.quote)
        line: Sort = "practice" if is_headline(theirs) else sort_of(theirs, tongue(written), line_book(written), self.guards.today)
        within = Slice(theirs.start, theirs.end)
        pointed = bool(book.asking(line).about) and self.reads(theirs)
        piece = piece_of(theirs.span.text, within, book.cut, spoken, proving) if pointed else None
        return replace(
            idea,
            line=line,
            their_form=asked_form(idea) if line == "asks" else idea.their_form,
            heart=asking_part(theirs.quote) if line == "asks" else theirs.quote if line == "how" else "",
            piece=theirs.span.text[piece.start : piece.end] if piece else "",
            piece_stands=bool(piece and piece.stands_alone),
            retold="" if line in _QUOTED else retold(theirs, self.speaker),
        )

    def _is_of_somebody(self, theirs: Evidence) -> bool:
        """Whether a line tells of a third person: a pupil, a boy who came in. They are nobody's to ask about."""
        return self.speaker.book.cut.people.among(words_of(theirs.quote))

    @cached_property
    def insider(self) -> Insider:
        """I as somebody who knows what is asked inside a thing, before this page."""
        return Insider(self.found.subjects, self.speaker.language, self.speaker.formal, self.speaker.book.cut)

    def inside(self, idea: Idea, question: Question | None) -> Idea:
        """The idea with a question of an insider, or about what its line tells, where the line has no question of its own.

        Who tells what happened is asked about that, unless we share the thing or an insider's question takes up another word of the line.
        """
        is_asked = question is not None and idea.line not in ANSWERED
        is_first = is_asked and (idea.line != "told" or idea.kind == "connect" or (question is not None and question.is_apt))
        hook = None if is_first else self.hook_of(idea)
        if question and is_asked and hook is None:
            return replace(idea, asked=question.lines, wider=question.wider, cue=question.about)
        return idea.hooking(hook) if hook else idea

    def hook_of(self, idea: Idea) -> Hooked | None:
        """What the line itself can be asked about; who asks, looks or has a day before them is answered first."""
        learning = idea.kind == "learn"
        is_line = idea.their_form not in ("item", "entry") and idea.sort != "how" if learning else idea.line not in (None, *_STILL_OPEN)
        if not is_line:
            return None
        said = (idea.heart or idea.theirs) if learning else idea.theirs
        spoken_here, formal = self.speaker.language, self.speaker.formal
        return told_in(said, self.speaker.language_of(said), spoken_here, formal=formal, sort=idea.line, learning=learning)

    def tells(self, theirs: Evidence) -> bool:
        """Whether a line, of whatever sort, gives something to ask about."""
        return self.hook_of(self._asked(Idea("connect", theirs.quote, "any", theirs.quote, their_form(theirs)), theirs)) is not None

    def reads(self, theirs: Evidence) -> bool:
        """Whether their words are in the language that the prompts are in: only there it is known how a phrase ends."""
        found = detect(theirs.quote)
        return found is None or found == self.speaker.language or found not in languages()

    def _beside(self, idea: Idea) -> Idea:
        """The idea with something of mine that stands near: it meets what they say in the same text, or in the headline over all they write."""
        span = idea.evidence[0].span
        met = (match for match in self.found.common if not match.sensitive and any(one.span == span or is_headline(one) for one in match.theirs))
        match = next(met, None)
        if match is None:
            return idea
        mine = self._mine(match, idea.theirs)
        return (
            idea
            if mine.form in ("plain", "named", "subject", "none")
            else replace(idea, mine=mine.said, my_form=mine.form, evidence=(mine.evidence, *idea.evidence))
        )

    def as_asked(self, theirs: Evidence) -> Evidence:
        """Their words, or the whole request that they are part of, where nothing in it is better left alone."""
        request = request_in(theirs, self.speaker)
        return request if request is not None and self.guards.objection(request) is None else theirs

    def _is_bare(self, match: Match, idea: Idea) -> bool:
        """Whether nothing is told of a thing but its name, by which nobody can be asked what only they can answer, or it is told of somebody else."""
        theirs = idea.evidence[1]
        if idea.asked:
            return is_headline(theirs) and is_only_a_name(theirs)
        dull = match.telling != "high" and idea.sort in _DULL and is_only_a_name(theirs)
        return dull or is_headline(theirs) or (idea.line is not None and idea.line not in ANSWERED and self._is_of_somebody(theirs))

    @cached_property
    def _shared(self) -> tuple[tuple[Match, Idea], ...]:
        asked_of = (match for match in self.found.common if not match.sensitive)
        return tuple((match, idea) for match in asked_of if (idea := self._connection(match)))

    def _connection(self, match: Match) -> Idea | None:
        written = self.guards.open(match.theirs)
        # Of several proofs one about which an insider has a question says more than another, most where it takes up the line.
        questions = [(one, self.insider.of_match(match, widened(one))) for one in written if not is_only_a_name(one)]
        asked_of = tuple(one for one, asked in questions if asked and asked.is_apt) or tuple(one for one, asked in questions if asked and asked.about)
        asked_of = asked_of or tuple(one for one, asked in questions if not asked and self.tells(widened(one)))
        theirs = best_of_theirs(asked_of or written, match.label, match.mine, self.guards.today)
        if theirs is not None and (is_only_a_name(theirs) or is_headline(theirs)):  # a sentence of theirs that names it too says more
            telling = naming(self.guards.open(self.found.curiosity), match.label, match.mine)
            theirs = best_of_theirs(telling, match.label, match.mine, self.guards.today) or theirs
        if theirs is None or self.guards.objection(theirs):
            return None
        theirs = self.as_asked(theirs)
        mine = self._mine(match, theirs.quote)
        question = self.insider.of_match(match, theirs)
        if their_form(theirs) == "item" and theirs.span.field.startswith(_LOVED) and self._lines and question is None:
            # Of a name in a list anybody could be asked: what both list is said, and asked is about what they wrote.
            theirs = self._lines[0].evidence[0]
            mine = replace(mine, form="item") if mine.form == "named" else mine
        name = joined(match, mine, self.speaker)
        if name and mine.form in NAMED:
            mine = replace(mine, said="", form="plain")
        is_said = match.relation == "same" or mine.form in ("sentence", "interest", "cause", "group", "item")
        idea = Idea(
            kind="connect",
            about=match.label,
            sort=_sort(match),
            theirs=theirs.quote,
            their_form=their_form(theirs),
            mine=mine.said,
            my_form=mine.form if is_said else "close",
            joined=name,
            thing=_thing(match.label, theirs.quote, mine.said),
            why=match.reason,
            day=theirs.span.date,
            evidence=(mine.evidence, theirs),
        )
        return self.inside(self._asked(idea, theirs, wanted(match.label, match.mine)), question)

    def proofs(self, match: Match) -> tuple[Evidence, ...]:
        """The words of mine that speak for what we share."""
        return tuple(one.words for one in self.found.mine if one.label == match.label)

    def _mine(self, match: Match, theirs: str) -> Mine:
        """What is said of mine: the best that can be said as it stands, else the plain name of what both pages name."""
        place = place_of(match)
        if place is not None:
            return place
        proofs = self.proofs(match)
        mine = best_of_mine((*match.mine, *told_of(proofs, match.label, match.mine)), theirs, self.speaker, proofs)
        name = _thing(match.label, theirs, mine.evidence.quote if self.speaker.language == "en" else "")  # labels are in English
        may_name = match.relation == "same" and match.kind in _SUBJECTS
        return Mine(mine.evidence, name, "subject") if name and mine.form == "plain" and may_name else mine


def asked_form(idea: Idea) -> TheirForm:
    """How a request is introduced: by "you ask" only where all that is quoted asks."""
    return "question" if idea.their_form in ("post", "dated") and only_asks(idea.heart or idea.theirs) else idea.their_form


def _sort(match: Match) -> str:
    """The sort of thing; what is only a topic to the engine may stand in a list that says more."""
    lists = {"causes": "cause", "groups": "group", "languages": "language"}
    named = (lists.get(one.span.field.partition(".")[0]) for one in (*match.theirs, *match.mine))
    return (next((sort for sort in named if sort), "topic") if match.kind == "topic" else match.kind) or match.kind


def _tells(idea: Idea) -> float:
    """How much there is to ask about in a line; those that tell as much stay in the engine's order."""
    if idea.is_person and not idea.asked:
        return 0.0
    held = 1.0 + bool(idea.cue) if idea.asked else 0.8 * bool(idea.piece)
    return _TELLS[idea.line or "any"] + held


def _thing(label: str, theirs: str, mine: str) -> str:
    name = fold(label)
    return label if name in fold(theirs) or name in fold(mine) else ""
