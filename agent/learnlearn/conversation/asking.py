"""Which question of an insider fits a line of theirs: one about what the line surely names, of several the one that shares its words.

Whoever looks for something, asks, has a day before them or an accident behind them is answered, and not interviewed about the thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from learnlearn.conversation.book import Cut, Sort
from learnlearn.conversation.excerpt import clause_with
from learnlearn.conversation.insiders import of_insider, of_learner
from learnlearn.conversation.lines import FAMILY, TELLING_LETTERS, words_of
from learnlearn.interests.model import Evidence, Source
from learnlearn.matching.model import Exchange, Match, Subject
from learnlearn.text.rarity import zipf
from learnlearn.text.sentences import sentences
from learnlearn.text.tokens import tokens

ANSWERED: tuple[Sort, ...] = ("asks", "wanted", "offered", "due", "gone", "coming", "trouble")  # sorts of line with questions of their own
_SAYS, _SAID = 25, 160  # characters, as in `matching/curiosity.py`
_COMMON = 5.0  # Zipf: words that two texts share by chance


@dataclass(frozen=True, slots=True)
class Question:
    """What may be asked, one of them, and the words of theirs that it is about ("" where the line has none)."""

    lines: tuple[str, ...]
    about: str
    is_apt: bool = False  # it takes up another word of the line than the name of the thing
    wider: tuple[str, ...] = ()  # about what the thing is a part of, where those above are asked already


@dataclass(frozen=True, slots=True)
class Insider:
    """I as somebody who knows what people inside a thing ask, before one page."""

    subjects: tuple[Subject, ...]
    language: str
    formal: bool
    cut: Cut

    def of_match(self, match: Match, theirs: Evidence) -> Question | None:
        """About what we share, where the words name it; else about what they do name, where it is their topic or near to ours.

        Where they name nothing, the thing itself is asked about, if it is surely shared: the words that prove it are about it in other words.
        """
        here = list(self._here(theirs))
        same = [one for one in here if match.label.casefold() in (one.label.casefold(), one.words.quote.casefold())]
        near = (one for one in here if one.is_topic or match.relation == "related")
        return self._first((*same, *near), theirs) or (self._of_thing(match.label, theirs) if match.is_sure else None)

    def _of_thing(self, label: str, theirs: Evidence) -> Question | None:
        lines = of_insider(label, self.language, formal=self.formal)
        if not lines:
            return None
        apt = _aptest(lines, theirs, label)
        return Question(apt, "", bool(_rare(apt[0]) & (_rare(theirs.quote) - _rare(label))))

    def of_line(self, theirs: Evidence) -> Question | None:
        """About what a line names."""
        return self._first((one for one in self._here(theirs) if one.is_topic and not self._is_place(one)), theirs)

    def told(self) -> Iterator[Evidence]:
        """Sentences of theirs that are about something an insider has a question on, whether or not they are the most particular."""
        for one in self.subjects:
            span = one.words.span
            speaks = span.source in (Source.POST, Source.BIO) and span.post_kind != "reply" and span.field not in ("headline", "status")
            if one.is_topic and one.is_named and speaks and of_insider(one.label, self.language):
                around = (piece for piece in sentences(span.text) if piece.start <= one.words.start < piece.end)
                yield from (Evidence(span, *piece) for piece in around if _SAYS <= piece.end - piece.start <= _SAID)

    def of_wish(self, exchange: Exchange, theirs: Evidence, *, fellow: bool) -> Question | None:
        """About what my wish and their words both name: a learner's question, or an insider's to a fellow learner.

        A wish for one corner of a thing is no wish for another: there the question must speak of what the wish or their line speaks of.
        """
        wanted = [label.casefold() for label in exchange.named]
        label = next((one.label for one in self._here(theirs) if one.label.casefold() in wanted), "")
        lines = (() if fellow else of_learner(label, self.language)) or of_insider(label, self.language, formal=self.formal)
        wish = exchange.mine[0].quote
        is_corner = bool(_rare(wish) - _rare(label)) and label not in exchange.whole
        fitting = [line for line in lines if not is_corner or _rare(line) & (_rare(wish) | _rare(theirs.quote))]
        return Question(_aptest(fitting, theirs, label), "") if fitting else None

    def _here(self, theirs: Evidence) -> Iterator[Subject]:
        """What the words themselves name."""
        for one in self.subjects:
            if one.is_named and one.words.span == theirs.span and theirs.start <= one.words.start and one.words.end <= theirs.end:
                yield one

    def _is_place(self, subject: Subject) -> bool:
        """Whether a thing only says where something was: "at the seamen's mission"."""
        before = [*("", ""), *words_of(subject.words.span.text[: subject.words.start])][-2:]
        return before[1] in self.cut.at or before[1] in self.cut.contracted or (before[1] in self.cut.articles and before[0] in self.cut.at)

    def _first(self, subjects: Iterable[Subject], theirs: Evidence) -> Question | None:
        for subject in subjects:
            if found := self._of_thing(subject.label, theirs):
                wider = of_insider(subject.parent, self.language, formal=self.formal)
                return replace(found, about=clause_with(theirs.quote, subject.words.quote), wider=wider)
        return None


def _aptest(lines: Sequence[str], theirs: Evidence, label: str) -> tuple[str, ...]:
    """Those that share most rare words with a line, beside the name of the thing itself, and of these those that take least for granted."""
    said, known = _rare(theirs.quote) - _rare(label), _rare(theirs.span.text) | _rare(label)
    rated = [(len(_rare(line) & said), -len(_rare(line) - known)) for line in lines]
    return tuple(line for line, worth in zip(lines, rated, strict=True) if worth == max(rated))


@lru_cache(maxsize=512)  # our own lines, and the text that each of them is held against
def _rare(text: str) -> frozenset[str]:
    return frozenset(stem[:FAMILY] for stem in tokens(text).stems if len(stem) >= TELLING_LETTERS and zipf(stem) < _COMMON)
