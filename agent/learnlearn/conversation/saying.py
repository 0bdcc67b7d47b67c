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
from learnlearn.conversation.excerpt import excerpt, is_whole
from learnlearn.conversation.lines import FAMILY, TELLING_LETTERS, says_i, tells_how
from learnlearn.conversation.patterns import Tongue, languages
from learnlearn.interests.model import Evidence, Source
from learnlearn.text.language import detect
from learnlearn.text.sentences import Slice, clauses, sentences
from learnlearn.text.tokens import tokens
from learnlearn.text.words import fold

TheirForm = Literal["post", "dated", "question", "bio", "item", "entry", "told"]
MyForm = Literal["sentence", "interest", "cause", "item", "named", "school", "work", "quoted", "plain", "close", "wish", "offer", "none"]
_BREATH = 105  # characters
_ROOM = 120  # characters of theirs that one takes in at once
_FEW = 6  # words: fewer are widened to the sentence beside them
_NAME_WORDS, _NAME_LONG = 6, 48
_SENTENCE_WORDS = 4
_WORD_OR_TWO = 2
_RANK: tuple[MyForm, ...] = ("school", "work", "sentence", "named", "interest", "cause", "item", "quoted", "plain")
_LISTED: dict[str, MyForm] = {"interests": "interest", "causes": "cause"}
_MY_ROOM, _WISH_ROOM = 110, 90  # characters
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

    def speaks(self, text: str) -> bool:
        """Whether words of mine are in the language of the prompt; where they are too few to tell surely, the rest of my profile decides."""
        found = detect(text)
        return found == self.language if found in languages() else self.is_mine


@dataclass(frozen=True, slots=True)
class Mine:
    """Words of mine, as much of them as is said, and how."""

    evidence: Evidence
    said: str
    form: MyForm


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


def best_of_mine(evidence: Iterable[Evidence], theirs: str, voice: Speaker, proofs: Iterable[Evidence] = ()) -> Mine:
    """My own words for the same thing, and how they can be said; `proofs` are words of mine that speak for it."""
    telling = tuple(proofs)
    found = [_mine(one, my_form(one, theirs, voice), voice, telling) for one in evidence]
    return min(found, key=lambda one: _RANK.index(one.form))


def wish(evidence: Evidence, form: MyForm, voice: Speaker) -> Mine:
    """A line of my own wishes or offers, which is said as it stands where it is in the language."""
    said = excerpt(evidence.quote, _WISH_ROOM)
    first = said.split()[0]
    if said[0].isupper() and fold(first) not in voice.book.cut.owned and says_i(first, voice.tongue) and len(said.split()) >= _SENTENCE_WORDS:
        form = "sentence"  # it stands for itself, and is no name of a thing
    return Mine(evidence, said, form if voice.is_mine and is_whole(evidence.quote, said) else "plain")


def _mine(evidence: Evidence, form: MyForm, voice: Speaker, proofs: tuple[Evidence, ...]) -> Mine:
    said = excerpt(evidence.quote, _MY_ROOM)
    if form == "sentence" and said.rstrip(".!…") != evidence.quote.rstrip(".!… "):
        return _clause_of_mine(evidence, voice, proofs)
    return Mine(evidence, said, form) if form == "plain" or is_whole(evidence.quote, said) else Mine(evidence, said, "plain")


def _clause_of_mine(evidence: Evidence, voice: Speaker, proofs: tuple[Evidence, ...]) -> Mine:
    """Of a sentence too long to say the clause that speaks for the thing, where it can stand alone; what else I told there is beside the point."""
    span = evidence.span
    for proof in (one for one in proofs if one.span == span and evidence.start <= one.start < evidence.end):
        for part in clauses(span.text, Slice(evidence.start, evidence.end)):
            said = span.text[part.start : part.end]
            holds = part.start <= proof.start < part.end and part.end - part.start <= _MY_ROOM
            if holds and said[0].isupper() and len(said.split()) >= _SENTENCE_WORDS and says_i(said, voice.tongue):
                return Mine(Evidence(span, part.start, part.end), said, "sentence")
    return Mine(evidence, excerpt(evidence.quote, _MY_ROOM), "plain")


def whole(evidence: Evidence) -> Evidence:
    """The whole post, where it is short enough to be said in one breath: a sentence out of the middle of a story is hard to place."""
    text, span = evidence.span.text.strip(), evidence.span
    if span.source is not Source.POST or _is_tag(evidence) or len(text) > _BREATH or "\n" in text:
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
    if span.source is Source.BIO or not _is_name(evidence.quote):
        return "bio"
    return "item" if span.source in (Source.ITEM, Source.POST) else "entry"


def my_form(evidence: Evidence, theirs: str, voice: Speaker) -> MyForm:
    """How my words can be said: as they stand, when they are a sentence of mine in this language; by name; or not at all."""
    span, said = evidence.span, fold(evidence.quote)
    is_name = _is_name(evidence.quote)
    if span.source is Source.ENTRY and is_name and said in fold(theirs):
        return "school" if span.field.startswith("education") else "work" if span.field.endswith("organization") else "named"
    if _is_mine_to_say(evidence, voice):
        return "sentence"
    if is_name and fold(theirs) == said:
        return "named"
    if said not in fold(theirs) and not (span.source is Source.ENTRY and is_name) and not voice.speaks(evidence.quote):
        return "plain"
    if is_name and span.source is Source.ITEM:
        return _LISTED.get(span.field.partition(".")[0], "item")
    return "item" if is_name and said in fold(theirs) else "quoted"


def _is_mine_to_say(evidence: Evidence, voice: Speaker) -> bool:
    """A whole sentence in which I speak of myself, in the language of the prompt."""
    tongue = voice.tongue
    text = evidence.quote
    if evidence.span.source not in (Source.BIO, Source.POST) or evidence.span.field == "headline" or len(text.split()) < _SENTENCE_WORDS:
        return False
    if Slice(evidence.start, evidence.end) not in sentences(evidence.span.text) or text.rstrip().endswith("?"):
        return False
    return says_i(text, tongue) and voice.speaks(text)


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


def _is_name(text: str) -> bool:
    return len(text) <= _NAME_LONG and len(text.split()) <= _NAME_WORDS and not re.search(r"[.!?;\n]", text.rstrip("."))


def _is_tag(evidence: Evidence) -> bool:
    return ".hashtags." in evidence.span.field
