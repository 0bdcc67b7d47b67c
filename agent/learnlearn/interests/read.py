"""Reads one person: their page as texts, the cues in them, their language. What a mention is worth is judged when it is compared."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from learnlearn.contract.me import Me
from learnlearn.contract.snapshot import Facts, ProfileSnapshot
from learnlearn.interests.model import Evidence, Source, Span, Stance
from learnlearn.interests.phrases import Marks, Phrasebook
from learnlearn.interests.spans import spans_of
from learnlearn.interests.stance import Told, judge
from learnlearn.lexicon.loaded import lexicon
from learnlearn.lexicon.spotter import Finds, Place
from learnlearn.text.language import detect
from learnlearn.text.roots import INFLECTED, root
from learnlearn.text.sentences import Slice, around, clauses, sentences
from learnlearn.text.tokens import Tokens, tokens

if TYPE_CHECKING:
    from learnlearn.interests.beliefs import Beliefs

LONGEST_QUOTE = 160  # characters: a sentence that can be read at a glance
MOST_WORDS = 20_000  # of a page: a hundred thousand letters, many times what a profile shows; without an end a page could hold the agent for minutes


@dataclass(slots=True, eq=False)
class Reading:
    """One person as read; two readings are never the same. `finds` holds the cues of the lexicon by concept; places in it number the spans."""

    person: Facts
    today: dt.date
    spans: tuple[Span, ...]
    tokens: tuple[Tokens, ...]
    finds: Finds
    language: str | None
    unread: Span | None = None  # where the reading ended, when the page is longer than `MOST_WORDS`
    beliefs: Beliefs | None = None  # set by `beliefs_of` and kept for the next comparison
    _index: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    _sentences: dict[int, list[Slice]] = field(default_factory=dict)
    _clauses: dict[tuple[int, Slice], list[Slice]] = field(default_factory=dict)
    _told: dict[int, Told] = field(default_factory=dict)
    _languages: dict[int, str | None] = field(default_factory=dict)
    _judged: dict[tuple[int, int, int], Stance] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As the page gives it."""
        return self.person.name

    def runs(self, stems: tuple[str, ...]) -> list[Place]:
        """Every place where `stems` stand in a row, in any text."""
        found: list[Place] = []
        for number, first in self.vocabulary().get(stems[0], ()):
            words = self.tokens[number]
            last = first + len(stems)
            if words.stems[first:last] == stems:
                found.append(Place(number, words.starts[first], words.ends[last - 1], first, len(stems), first in words.tags))
        return found

    def vocabulary(self) -> dict[str, list[tuple[int, int]]]:
        """Every stem there is, with the spans and positions it stands at."""
        if not self._index:
            for number, words in enumerate(self.tokens):
                for at, stem in enumerate(words.stems):
                    self._index.setdefault(stem, []).append((number, at))
        return self._index

    def sentences(self, number: int) -> list[Slice]:
        """The sentences of one span."""
        if number not in self._sentences:
            self._sentences[number] = sentences(self.spans[number].text)
        return self._sentences[number]

    def clauses(self, number: int, piece: Slice) -> list[Slice]:
        """The clauses of one sentence (or run of sentences) of one span."""
        if (number, piece) not in self._clauses:
            self._clauses[number, piece] = clauses(self.spans[number].text, piece)
        return self._clauses[number, piece]

    def told(self, number: int) -> Told:
        """One span as it is judged."""
        if number not in self._told:
            text, book = self.spans[number].text, Phrasebook.of(self.language_of(number) or self.language)
            self._told[number] = Told.of(text, self.sentences(number), book.marks(text, self.tokens[number]))
        return self._told[number]

    def marks(self, number: int) -> Marks:
        """The phrases in one span that tell how it is meant."""
        return self.told(number).marks

    def language_of(self, number: int) -> str | None:
        """The language of one span, as ISO 639 has it, or None when it is too short to tell."""
        if number not in self._languages:
            self._languages[number] = detect(self.spans[number].text)
        language = self._languages[number]
        return language.partition("-")[0] if language else None

    def sentence(self, place: Place) -> Slice:
        """The sentence (or run of sentences) in which a place stands."""
        return around(self.sentences(place.text), place.start, place.end)

    def evidence(self, place: Place) -> Evidence:
        """The words to quote for a place: its sentence, or the clauses around it when the sentence is long."""
        span = self.spans[place.text]
        whole = self.sentence(place)
        if whole.end - whole.start <= LONGEST_QUOTE:
            return Evidence(span, *whole)
        part = around(self.clauses(place.text, whole), place.start, place.end)
        if part.end - part.start > LONGEST_QUOTE:
            part = _cut(span.text, part, place)
        return Evidence(span, *part)

    def beginning(self, number: int, piece: Slice) -> Evidence:
        """A stretch of a text as far as it can be read at a glance: it ends at a clause, or else at a word."""
        span, room = self.spans[number], piece.start + LONGEST_QUOTE
        if piece.end <= room:
            return Evidence(span, *piece)
        end = max((one.end for one in self.clauses(number, piece) if one.end <= room), default=0)
        return Evidence(span, *(Slice(piece.start, end) if end else _whole_words(span.text, piece, room)))

    def stance(self, place: Place) -> Stance:
        """How the person stands to what they mention there."""
        key = (place.text, place.start, place.end)
        if key not in self._judged:
            self._judged[key] = _stance(self, place)
        return self._judged[key]


def _stance(reading: Reading, place: Place) -> Stance:
    span = reading.spans[place.text]
    if not span.is_own:
        return Stance.REPOST
    if span.source in (Source.ITEM, Source.WISH, Source.AVOID):
        return Stance.OWN
    clause = around(reading.clauses(place.text, reading.sentence(place)), place.start, place.end)
    return judge(reading.told(place.text), clause, place.start, place.end, is_post=span.source is Source.POST)


def _cut(text: str, part: Slice, place: Place) -> Slice:
    """A window of whole words around a place in a clause without end."""
    room = max(LONGEST_QUOTE - (place.end - place.start), 0) // 2
    start, end = max(part.start, place.start - room), min(part.end, place.end + room)
    while start > part.start and start < place.start and not text[start - 1].isspace():
        start += 1
    while end < part.end and end > place.end and not text[end].isspace():
        end -= 1
    while end > place.end and text[end - 1].isspace():
        end -= 1
    return Slice(start, end)


def _whole_words(text: str, piece: Slice, room: int) -> Slice:
    """A clause without end, up to the last word that ends before `room`; a word without end is cut."""
    end = room
    while end > piece.start and not (text[end].isspace() and not text[end - 1].isspace()):
        end -= 1
    return Slice(piece.start, end if end > piece.start else room)


def _read(person: Facts, today: dt.date, most: float = math.inf) -> Reading:
    told = spans_of(person)
    cut = tuple(_first(told, most))
    spans, unread = told[: len(cut)], next(iter(told[len(cut) :]), None)
    finds, words = Finds(), lexicon()
    for number, (span, found) in enumerate(zip(spans, cut, strict=True)):
        words.spot(number, span.text, found, finds)
    own = [span.text for span in spans if span.source in (Source.POST, Source.BIO) and span.is_own]
    reading = Reading(person, today, spans, cut, finds, detect("\n".join(own)), unread)
    _spot_inflected(reading)
    return reading


def _first(spans: Iterable[Span], most: float) -> Iterator[Tokens]:
    """The words of each text until there are enough; a text counts as a word."""
    words = 0
    for span in spans:
        if words >= most:
            return
        found = tokens(span.text)
        words += len(found) + 1
        yield found


def _spot_inflected(reading: Reading) -> None:
    """Finds names in other languages by the roots of their words, where somebody writes in those languages."""
    general = (reading.language or "en").partition("-")[0]
    for number, (span, found) in enumerate(zip(reading.spans, reading.tokens, strict=True)):
        language = general if span.text.isascii() and general not in INFLECTED else reading.language_of(number) or general
        if language in INFLECTED:
            roots = tuple(root(stem, language) for stem in found.stems)
            lexicon().spot(number, span.text, replace(found, stems=roots, glued=()), reading.finds)


def read_me(me: Me, today: dt.date) -> Reading:
    """Reads the user's own profile; done once and kept."""
    return _read(me, today)


def read_page(snapshot: ProfileSnapshot, today: dt.date) -> Reading:
    """Reads the page in front of the user, as far as `MOST_WORDS`."""
    return _read(snapshot, today, MOST_WORDS)
