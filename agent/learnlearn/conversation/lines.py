"""What sort of line somebody wrote.

A question must fit what the words tell: an event is asked how it went on, a practice how it began, a maxim how it was found out. What the
words do not tell is not guessed: the sorts are told by small words alone, written by hand (`book.py`).
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache
from itertools import pairwise

from learnlearn.conversation.book import Cut, LineBook, Sort, Words
from learnlearn.conversation.patterns import Lines, Tongue
from learnlearn.interests.model import Evidence, Source
from learnlearn.text.sentences import Slice, sentences
from learnlearn.text.words import fold

_WORD = re.compile(r"[^\s.,;:!?…।“”„«»\"()]+")
_BEGINNING = 4  # words
FAMILY = 5  # letters by which two words of one family are known ("bell", "ringing" and "rings" are short enough to be compared whole)
TELLING_LETTERS = 4  # of a word: shorter ones are in every text
_NEAR = 4  # words: so near before a thing "months of" speaks of it
_UNDERSTOOD, _TAKEN_IN = 80, 160  # characters: a shorter question leans on what stands before it; more is not taken in at once
_QUOTED = re.compile(r"(?<!\w)(?:['‘“\"«„‚].+?['’”\"»“‘])(?!\w)")  # what somebody is told to have said
_CLAUSE = re.compile(r"[.,;:!?…।()–—]+\s*")
_HALF_A_YEAR = dt.timedelta(days=182)


@lru_cache(maxsize=256)  # the same sentences are looked at for several signs
def _folded(text: str) -> str:
    return fold(text)


@cache  # apart from texts, which hundreds of phrases would push out
def _listed(phrase: str) -> str:
    return fold(phrase)


def is_question(evidence: Evidence, tongue: Tongue) -> bool:
    """Whether they ask for something in these words, by a question or by how a sentence begins.

    A question to which they go on with an answer, and which says nothing of themselves, is put to nobody ("No ribbon? Wind cotton onto the spools.").
    """
    told = [evidence.span.text[piece.start : piece.end] for piece in sentences(evidence.span.text) if _overlaps(piece, evidence)]
    if any(_begins(words_of(said), tongue.requests) for said in told):
        return True
    after = next((piece for piece in sentences(evidence.span.text) if piece.start >= evidence.end), None)
    lines = [*told, evidence.span.text[after.start : after.end] if after else ""]
    return any(
        _asks(said, tongue) and (not then or "?" in then or says_i(said, tongue) or speaks_of_self(then, tongue))
        for said, then in pairwise([*lines, ""])
    )


def _asks(said: str, tongue: Tongue) -> bool:
    """Whether a sentence is a question; not where it tells of one that somebody asked ("She looked up: and now?", "he said 'and now?'")."""
    told, colon, _ = said.partition(":")
    return "?" in _QUOTED.sub("", said) and not (colon and tongue.past_in(_WORD.findall(_folded(told))))


def sort_of(evidence: Evidence, tongue: Tongue, book: LineBook, today: dt.date) -> Sort:
    """What sort of line it is: asked for, to come, gone wrong, told, how a thing is done, held to be so, done for long; or none to be seen."""
    words = _WORD.findall(_folded(evidence.quote))
    posted = evidence.span.source is Source.POST
    if posted and _says(words, book.signs.offered):
        return "offered"
    if posted and (_seeks(evidence, book) or is_question(evidence, tongue)):
        return "wanted" if _seeks(evidence, book) else "asks"
    # A page says what somebody does: of it only what is told at the beginning of a sentence happened.
    first = words if posted else words[:_BEGINNING]
    lasting, past = tongue.lasting_in(words), tongue.past_in(first)
    trouble = book.signs.trouble.among(first) and not any(word in tongue.denials for word in words)
    day = None if trouble else _appointed(words, evidence.span.date, tongue)
    lasting = lasting or (not posted and any(word in tongue.perfect for word in words))
    signs: tuple[tuple[Sort, bool], ...] = (
        ("due", day is not None and day >= today),
        ("gone", day is not None),
        ("coming", posted and book.signs.coming.among(words) and not past),
        ("how", tells_how(evidence.quote, tongue, book)),
        ("trouble", trouble),
        ("told", past and (posted or not lasting) and tongue.past_in(word for word in first if word not in tongue.states)),
    )
    return next((sort for sort, is_so in signs if is_so), None) or _said_of_self(words, book, tongue, lasting=lasting or not posted)


def is_learning(text: str, book: LineBook, wish: frozenset[str]) -> bool:
    """Whether a text says that whoever wrote it is learning; `wish` are beginnings of words that name what I want to learn."""
    words = _WORD.findall(_folded(text))
    if book.signs.teaching.among(words):
        return False
    named = [at for at, word in enumerate(words) if word.startswith(tuple(wish))] if wish else []
    before = [" ".join(words[max(0, at - _NEAR) : at]) for at in named]
    return _says(words, book.signs.learning) or any(_says(said.split(), book.signs.learning_it) for said in before)


def words_of(text: str) -> list[str]:
    """The words of a text, accents folded."""
    return _WORD.findall(_folded(text))


def leans_back(text: str, tongue: Tongue) -> bool:
    """Whether a text begins by leaning on something that stood before it, so that alone it is a fragment: "By the end …", "And when …"."""
    return _begins(words_of(text), tongue.leaning)


def is_of_its_day(evidence: Evidence, tongue: Tongue) -> bool:
    """Whether a post counts from the day it was written: "last Thursday" is another one by now."""
    return evidence.span.source is Source.POST and _says(words_of(evidence.quote), tongue.ago)


def is_turned(text: str, said: str, tongue: Tongue) -> bool:
    """Whether a sentence goes on, behind the part of it that is quoted, with a word that turns its sense: "first a rucksack, now a stand"."""
    end = text.find(said) + len(said)
    rest = next((text[end : piece.end] for piece in sentences(text) if piece.start < end < piece.end), "")
    return any(word in tongue.turning for word in words_of(rest))


def _begins(words: list[str], phrases: Lines) -> bool:
    said = f"{' '.join(words)} "
    return any(said.startswith(f"{_listed(phrase)} ") for phrase in phrases)


def _says(words: list[str], phrases: Lines) -> bool:
    said = f" {' '.join(words)} "
    return any(f" {_listed(phrase)} " in said for phrase in phrases)


def _seeks(evidence: Evidence, book: LineBook) -> bool:
    """Whether somebody is looking for a thing or a person."""
    return _folded(evidence.quote).startswith(book.signs.wanted)


def _said_of_self(words: list[str], book: LineBook, tongue: Tongue, *, lasting: bool) -> Sort:
    """What sort a line is in which nothing happens: held to be so, or done; or none to be seen."""
    told_by_ending = bool(words) and words[0].endswith(tongue.own_endings or ("\0",))
    speaks = told_by_ending or any(word in tongue.own and word not in book.cut.owned for word in words)
    if book.signs.view.among(words) and not speaks:
        return "view"
    return "practice" if speaks and lasting else "any"


def _appointed(words: list[str], posted: dt.date | None, tongue: Tongue) -> dt.date | None:
    """The day, not before the post, that a line names by its number and month; None where it names none."""
    if posted is None:
        return None
    months = {_folded(month): number for number, month in enumerate(tongue.months, 1)}
    for at, word in enumerate(words):
        beside = [words[near] for near in (at - 1, at + 1, at - 2) if 0 <= near < len(words)]
        number = next((int(found.group()) for one in beside if (found := re.match(r"\d{1,2}(?!\d)", one))), 0)
        if word in months and number:
            try:
                day = dt.date(posted.year, months[word], number)
                day = day.replace(year=posted.year + 1) if posted - day > _HALF_A_YEAR else day
            except ValueError:  # no such day: 31 June
                continue
            if day >= posted:
                return day
    return None


def tells_how(text: str, tongue: Tongue, book: LineBook) -> bool:
    """Whether a text says how a thing is done: it tells somebody what to do, or what one does, and nothing of whoever wrote it."""
    if any(word in tongue.own for word in _WORD.findall(_folded(text))):
        return False
    return any(_instructs(_WORD.findall(clause), tongue, book) for clause in _CLAUSE.split(_folded(text)))


def _instructs(words: list[str], tongue: Tongue, book: LineBook) -> bool:
    signs, cut = book.signs, book.cut
    while words and words[0] in signs.leads:
        words = words[1:]
    if not words:
        return False
    if " ".join(words).startswith(signs.anybody) and not tongue.past_in(words):
        return True
    if cut.heads == "last":
        return any(re.fullmatch(signs.orders, word) for word in words)
    second = words[1] if words[1:] else ""
    told = words[0] in signs.doing or bool(signs.orders and re.fullmatch(signs.orders, words[0]))
    names = second in cut.articles or second in cut.at or second in cut.contracted or second.startswith(("l'", "un'"))
    return (told and (names or second in cut.owned)) or (second in signs.yours and all(words[0] not in no for no in _no_verb(cut)))


def _no_verb(cut: Cut) -> tuple[Words, ...]:
    return cut.stops, cut.articles, cut.owned, cut.of, cut.at, cut.also, cut.contracted


def asking_slice(evidence: Evidence) -> Evidence | None:
    """The last sentence of some words that is a question; None where none is."""
    text = evidence.span.text
    asked = [piece for piece in sentences(text) if _overlaps(piece, evidence) and "?" in text[piece.start : piece.end]]
    return Evidence(evidence.span, *asked[-1]) if asked else None


def asking_sentence(text: str) -> str:
    """The last sentence of a text that is a question; "" where none is."""
    return next((text[piece.start : piece.end] for piece in reversed(sentences(text)) if "?" in text[piece.start : piece.end]), "")


def only_asks(text: str) -> bool:
    """Whether every sentence of a text is a question: only then it can be introduced by "you ask"."""
    pieces = sentences(text)
    return bool(pieces) and all("?" in text[piece.start : piece.end] for piece in pieces)


def asking_part(text: str) -> str:
    """A request whole where it can be taken in at once; else the last sentence that is a question, a short one with what stands before it.

    "" where nothing is asked by a question.
    """
    pieces = sentences(text)
    if "?" in text and len(text) <= _TAKEN_IN and "\n" not in text:
        return text
    at = next((at for at in reversed(range(len(pieces))) if "?" in text[pieces[at].start : pieces[at].end]), None)
    if at is None:
        return ""
    start, end = pieces[at]
    before = pieces[at - 1].start if at else start
    return text[before:end] if end - start < _UNDERSTOOD and end - before <= _TAKEN_IN else text[start:end]


def speaks_of_self(text: str, tongue: Tongue) -> bool:
    """Whether a text has a word by which people speak of themselves."""
    words = _folded(text).replace("'", " ").replace("’", " ").split()
    return any(word.strip(".,;:!?…") in tongue.own for word in words)


def says_i(text: str, tongue: Tongue) -> bool:
    """The same, or a first word whose ending says it."""
    first = next(iter(_WORD.findall(_folded(text))), "")
    return speaks_of_self(text, tongue) or first.endswith(tongue.own_endings or ("\0",))


def _overlaps(piece: Slice, evidence: Evidence) -> bool:
    return piece.start < evidence.end and evidence.start < piece.end
