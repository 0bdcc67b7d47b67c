"""Which question of an insider fits a line of theirs: one about what the line surely names, of several the one that shares its words.

Whoever looks for something, asks, has a day before them or an accident behind them is answered, and not interviewed about the thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from learnlearn.conversation.book import Sort
from learnlearn.conversation.excerpt import clause_with
from learnlearn.conversation.insiders import of_insider, of_learner
from learnlearn.interests.model import Evidence, Source
from learnlearn.matching.model import Exchange, Match, Subject
from learnlearn.text.rarity import zipf
from learnlearn.text.sentences import sentences
from learnlearn.text.tokens import tokens

ANSWERED: tuple[Sort, ...] = ("asks", "wanted", "offered", "due", "gone", "coming", "trouble")  # sorts of line with questions of their own
_PREFIX, _SHORTEST = 5, 4  # letters by which two words are of one family, as in `saying.py`
_SAYS, _SAID = 25, 160  # characters, as in `matching/curiosity.py`
_COMMON = 5.0  # Zipf: words that two texts share by chance


@dataclass(frozen=True, slots=True)
class Question:
    """What may be asked, one of them, and the words of theirs that it is about ("" where the line has none)."""

    lines: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Insider:
    """I as somebody who knows what people inside a thing ask, before one page."""

    subjects: tuple[Subject, ...]
    language: str
    formal: bool

    def of_match(self, match: Match, theirs: Evidence) -> Question | None:
        """About what we share, where the words name it; else about what they do name; else about what we share, where another line proves it."""
        here = list(self._here(theirs))
        same = [one for one in self.subjects if match.label.casefold() in (one.label.casefold(), one.words.quote.casefold())]
        near = [one for one in here if one.is_topic or match.relation == "related" or _rare(one.label) & _rare(match.label)]
        return self._first((*(one for one in same if one in here), *near, *same), theirs)

    def of_line(self, theirs: Evidence) -> Question | None:
        """About what a line names."""
        return self._first((one for one in self._here(theirs) if one.is_topic), theirs)

    def told(self) -> Iterator[Evidence]:
        """Sentences of theirs that are about something an insider has a question on, whether or not they are the most particular."""
        for one in self.subjects:
            span = one.words.span
            speaks = span.source in (Source.POST, Source.BIO) and span.post_kind != "reply" and span.field not in ("headline", "status")
            if one.is_topic and speaks and of_insider(one.label, self.language):
                around = (piece for piece in sentences(span.text) if piece.start <= one.words.start < piece.end)
                yield from (Evidence(span, *piece) for piece in around if _SAYS <= piece.end - piece.start <= _SAID)

    def of_wish(self, exchange: Exchange, theirs: Evidence, *, fellow: bool) -> Question | None:
        """About what my wish names and their page proves, or what it names outright: a learner's question, or an insider's to a fellow learner.

        A wish for one corner of a thing is no wish for another: there the question must speak of what the wish or their line speaks of.
        """
        named = [label.casefold() for label in exchange.named]
        proved = dict.fromkeys(one.label for one in self.subjects if one.label.casefold() in named)
        for label in list(proved)[:1] or exchange.outright:
            learner = () if fellow else of_learner(label, self.language)
            lines = learner or of_insider(label, self.language, formal=self.formal)
            wish = exchange.mine[0].quote
            is_corner = bool(_rare(wish) - _rare(label)) and label not in exchange.whole
            fitting = [line for line in lines if not is_corner or _rare(line) & (_rare(wish) | _rare(theirs.quote))]
            if fitting:
                return Question(_aptest(tuple(fitting), theirs.quote, label), "")
        return None

    def _here(self, theirs: Evidence) -> Iterator[Subject]:
        """What a line names: in the words themselves, then in the post around them."""
        near = [one for one in self.subjects if one.words.span == theirs.span]
        inside = [one for one in near if theirs.start <= one.words.start and one.words.end <= theirs.end]
        yield from inside or (near if theirs.span.source is Source.POST else ())

    def _first(self, subjects: Iterable[Subject], theirs: Evidence) -> Question | None:
        for subject in subjects:
            if lines := of_insider(subject.label, self.language, formal=self.formal):
                return Question(_aptest(lines, theirs.quote, subject.label), clause_with(theirs.quote, subject.words.quote))
        return None


def _aptest(lines: tuple[str, ...], theirs: str, label: str) -> tuple[str, ...]:
    """Those that share most rare words with a line, beside the name of the thing itself."""
    said = _rare(theirs) - _rare(label)
    shared = [len(_rare(line) & said) for line in lines]
    return tuple(line for line, count in zip(lines, shared, strict=True) if count == max(shared))


def _rare(text: str) -> set[str]:
    return {stem[:_PREFIX] for stem in tokens(text).stems if len(stem) >= _SHORTEST and zipf(stem) < _COMMON}
