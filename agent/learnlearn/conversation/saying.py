"""Their words and mine, as far as they are to be said: which evidence is best said, how much around it, and how it can stand in a sentence.

Everything is a slice of what somebody wrote. The best words of theirs name the thing, are whole, and are fresh; the best of mine are a sentence
that I can simply say.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from learnlearn.conversation.book import LineBook, line_book
from learnlearn.conversation.lines import FAMILY, TELLING_LETTERS, says_i, tells_how
from learnlearn.conversation.patterns import Tongue, languages, tongue
from learnlearn.interests.model import Evidence, Source
from learnlearn.text.language import detect
from learnlearn.text.sentences import Slice, sentences
from learnlearn.text.tokens import tokens
from learnlearn.text.words import fold

TheirForm = Literal["post", "dated", "question", "bio", "item", "entry", "told"]
_BREATH = 105  # characters
_ROOM = 120  # characters of theirs that one takes in at once
_FEW = 6  # words: fewer are widened to the sentence beside them
_NAME_WORDS, _NAME_LONG = 6, 48
_SENTENCE_WORDS = 4
_WORD_OR_TWO = 2
_HEART_LEANS, _HEART = 60, 160  # characters
_LEANS = re.compile(r"^(?:[a-zà-ÿ]|(?:Yes|No|And|But|So|That|This|It|They|He|She|Ja|Und|Aber|Das|Sí|Y|Pero|Oui|Et|Mais|Ça|E|Mas|Ma|En|Maar|Dat)\b)")


@dataclass(frozen=True, slots=True)
class Speaker:
    """I, as far as prompts go: the language they are said in, and whether my profile is written in it."""

    language: str
    tongue: Tongue
    is_mine: bool
    formal: bool = False

    @property
    def book(self) -> LineBook:
        """How lines of theirs are told apart and cut in that language."""
        return line_book(self.language)

    def language_of(self, text: str) -> str:
        """The language in which a line is read: its own, where it is told and prompts are written in it."""
        found = detect(text)
        return found if found in languages() else self.language

    def hears(self, text: str) -> Tongue:
        """By which words a line is understood."""
        return tongue(self.language_of(text))

    def speaks(self, text: str) -> bool:
        """Whether words of mine are in the language of the prompt; where they are too few to tell surely, the rest of my profile decides."""
        found = detect(text)
        return found == self.language if found in languages() else self.is_mine


def is_only_a_name(evidence: Evidence) -> bool:
    """Whether the words name a thing and tell nothing of it."""
    return len(evidence.quote.split()) <= _WORD_OR_TWO


def is_headline(evidence: Evidence) -> bool:
    """Whether the words stand over a page as a sign does."""
    return evidence.span.field == "headline"


def naming(evidence: Iterable[Evidence], label: str, mine: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Those that name a thing by a word of its label or of mine."""
    named = wanted(label, mine)
    return tuple(one for one in evidence if families(one.quote) & named)


def names(evidence: Evidence, label: str, mine: Iterable[Evidence]) -> bool:
    """Whether words name a thing surely: by two words of its label or of mine, or by the only one there is."""
    named = wanted(label, mine)
    return bool(named) and len(families(evidence.quote) & named) >= min(_WORD_OR_TWO, len(named))


def best_of_theirs(evidence: Iterable[Evidence], label: str, mine: Iterable[Evidence], today: dt.date) -> Evidence | None:
    """The words to quote, widened to where they can be understood; None when there are none. `evidence` comes with the surest first."""
    named = wanted(label, mine)
    found = [(_worth(one, named, today) - 0.15 * at, -at, one) for at, one in enumerate(evidence)]
    return widened(max(found)[2]) if found else None


@dataclass(frozen=True, slots=True)
class Shown:
    """The sentence in which somebody shows most how a thing is done, and that with the words that prove what it is about."""

    heart: Evidence
    around: Evidence


def showing(evidence: Evidence, voice: Speaker) -> Shown | None:
    """Of the sentences around words of theirs the one that says how, not the one that opens; None where the words are a name or a sign."""
    if evidence.span.source not in (Source.POST, Source.BIO) or is_headline(evidence) or _is_tag(evidence):
        return None
    text, pieces = evidence.span.text, sentences(evidence.span.text)
    here = [at for at, piece in enumerate(pieces) if piece.start < evidence.end and evidence.start < piece.end]
    if not here:
        return None
    words = {at: text[piece.start : piece.end] for at, piece in enumerate(pieces)}
    opens = all(_opens(words[at], voice) for at in here)
    near = range(max(here[0] - 1, 0), min(here[-1] + 3, len(pieces)))
    fitting = [at for at in near if at in here or opens or tells_how(words[at], voice.tongue, voice.book)]
    best = max(fitting, key=lambda at: (_shows(words[at], voice) + 0.9 * (at in here), -at))
    heart = Slice(*pieces[best])
    around = Slice(min(heart.start, evidence.start), max(heart.end, evidence.end))
    if len(words[best]) < _HEART_LEANS and around.end - around.start <= _HEART and not any(_opens(words[at], voice) for at in here):
        heart = around  # so short a sentence leans on the one beside it
    return Shown(Evidence(evidence.span, *heart), Evidence(evidence.span, *around)) if "\n" not in text[around.start : around.end] else None


def _opens(said: str, voice: Speaker) -> bool:
    """Whether a sentence only says that somebody asked."""
    return voice.book.signs.asked.among(_plain_words(said))


def _plain_words(said: str) -> list[str]:
    return [fold(word).strip('.,;:!?…।«»“”"') for word in said.split()]


def _shows(said: str, voice: Speaker) -> float:
    """How much a sentence shows how a thing is done: by what one does, with what, where and in what order."""
    words, cut = _plain_words(said), voice.book.cut
    if "?" in said or len(words) < _SENTENCE_WORDS or voice.book.signs.asked.among(words):
        return 0.0
    means = sum(word in cut.at or word in cut.contracted for word in words)
    does = says_i(said, voice.tongue) and not voice.tongue.past_in(words)
    return 1.0 + 1.5 * tells_how(said, voice.tongue, voice.book) + 0.5 * does + 0.25 * min(means, 2)


def whole(evidence: Evidence, most: int = _BREATH) -> Evidence:
    """The whole post, where it has `most` characters and can be said in one breath: a sentence out of the middle of a story is hard to place."""
    text, span = evidence.span.text.strip(), evidence.span
    if span.source is not Source.POST or _is_tag(evidence) or len(text) > most or "\n" in text:
        return evidence
    start = span.text.index(text)
    return Evidence(span, start, start + len(text))


def widened(evidence: Evidence) -> Evidence:
    """The same words with the sentence beside them, when alone they are too few to be understood. List items and names stay as they are."""
    text = evidence.span.text
    if evidence.span.source not in (Source.POST, Source.BIO) or evidence.span.field == "headline" or _is_tag(evidence):
        return evidence
    here = Slice(evidence.start, evidence.end)
    pieces = sentences(text)
    if "?" in evidence.quote:  # what it asks about stands before it more often than not
        before = next((piece for piece in reversed(pieces) if piece.end <= here.start), None)
        here = (before and _joined(text, here, before)) or here
    while len(text[here.start : here.end].split()) < _FEW:
        before = next((piece for piece in reversed(pieces) if piece.end <= here.start), None)
        after = next((piece for piece in pieces if piece.start >= here.end), None)
        order = (before, after) if _LEANS.match(text[here.start :]) else (after, before)
        wider = next((joined for piece in order if piece and (joined := _joined(text, here, piece))), None)
        if wider is None:
            break
        here = wider
    return Evidence(evidence.span, *here)


def their_form(evidence: Evidence) -> TheirForm:
    """Where their words stand, as far as it changes how they are taken up."""
    span = evidence.span
    if span.source is Source.POST and not _is_tag(evidence):
        return "dated" if span.date else "post"
    if span.source is Source.BIO or not is_a_name(evidence.quote):
        return "bio"
    return "item" if span.source in (Source.ITEM, Source.POST) else "entry"


def _worth(evidence: Evidence, named: frozenset[str], today: dt.date) -> float:
    wide = widened(evidence).quote
    names_it = bool(families(wide) & named)
    whole = min(len(wide.split()), 14) / 14
    recent = 0.6 - (today - evidence.span.date).days / 150 if evidence.span.date else 0.2
    return 1.5 * names_it + whole + recent


def families(text: str) -> set[str]:
    """The telling words of a text by their first letters: enough to see whether a sentence names a thing."""
    stems = (word for word in tokens(text).stems if len(word) >= TELLING_LETTERS)
    return {word[:FAMILY] for word in stems}


def wanted(label: str, mine: Iterable[Evidence]) -> frozenset[str]:
    """The beginnings of words by which a sentence names a thing: those of its label and of mine."""
    return frozenset(families(label) | {word for one in mine for word in families(one.quote)})


def _joined(text: str, here: Slice, piece: Slice) -> Slice | None:
    joined = Slice(min(here.start, piece.start), max(here.end, piece.end))
    return joined if joined.end - joined.start <= _ROOM and "\n" not in text[joined.start : joined.end] else None


def is_a_name(text: str) -> bool:
    """Whether a text is short enough, and free enough of stops, to be a name."""
    return len(text) <= _NAME_LONG and len(text.split()) <= _NAME_WORDS and not re.search(r"[.!?;\n]", text.rstrip("."))


def _is_tag(evidence: Evidence) -> bool:
    return ".hashtags." in evidence.span.field
