"""My side of it: which words of mine are said beside theirs, and how they can stand in a sentence.

One sentence that I could say, in the first person, understood without the lines around it and on any day; else what I list, or the plain name
of what is shared; else nothing of mine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from learnlearn.conversation.excerpt import excerpt, is_whole
from learnlearn.conversation.lines import is_of_its_day, leans_back, says_i
from learnlearn.conversation.saying import Speaker, families, is_a_name, naming
from learnlearn.interests.model import Evidence, Source
from learnlearn.matching.model import Match
from learnlearn.text.sentences import Slice, clauses, sentences
from learnlearn.text.words import fold

MyForm = Literal[
    "sentence",
    "interest",
    "cause",
    "item",
    "group",
    "named",
    "school",
    "work",
    "quoted",
    "posted",
    "subject",
    "plain",
    "close",
    "wish",
    "wished",
    "offer",
    "foreign",
    "trade",
    "practice",
    "none",
]
_SENTENCE_WORDS = 4
_RANK: tuple[MyForm, ...] = ("school", "work", "sentence", "named", "interest", "cause", "group", "item", "quoted", "posted", "plain")
_LISTED: dict[str, MyForm] = {"interests": "interest", "causes": "cause", "groups": "group"}
_LIVED = frozenset(  # sorts of thing that somebody does or lives with, by whose name one can say "me too"
    {"craft", "work", "sport", "tool", "music", "food", "game", "nature", "collecting", "science", "study", "book", "film", "cause", "event"}
)
_TO_BE_JOINED: tuple[MyForm, ...] = ("sentence", "quoted", "posted", "plain", "interest", "subject")
NAMED: tuple[MyForm, ...] = ("interest", "subject")  # names of mine, in whose place the name of what is shared is said
_LONG_NAME = 4  # words
_PEOPLE = re.compile(r"(?:ers|ors|ists|nurses|people|men|women)$")  # a label that names people is nothing that one does
# The last word of a label that names somebody or one thing among others: "I'm into" and "I have to do with" would want an article before it.
_COUNTED = re.compile(
    r"(?:er|or|ist|ian|rep|man|week|gym|home|house|shop|desk|band|award|exam|campaign|day|lift|toy|frame|violin|cello|zoo|track|debate)$"
)
_MY_ROOM, _WISH_ROOM = 110, 90  # characters


@dataclass(frozen=True, slots=True)
class Mine:
    """Words of mine, as much of them as is said, and how."""

    evidence: Evidence
    said: str
    form: MyForm


def best_of_mine(evidence: Iterable[Evidence], theirs: str, voice: Speaker, proofs: Iterable[Evidence] = ()) -> Mine:
    """My own words for the same thing, and how they can be said; `proofs` are words of mine that speak for it."""
    telling = tuple(proofs)
    found = [_mine(one, my_form(one, theirs, voice), voice, telling) for one in evidence]
    return min(found, key=lambda one: _RANK.index(one.form))


def told_of(proofs: Iterable[Evidence], label: str, listed: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The sentences of mine in which proofs stand, as far as they name the thing."""
    written = [proof for proof in proofs if proof.span.source in (Source.BIO, Source.POST)]
    around = [(proof.span, piece) for proof in written for piece in sentences(proof.span.text) if piece.start <= proof.start < piece.end]
    return naming((Evidence(span, *piece) for span, piece in around), label, listed)


def joined(match: Match, mine: Mine, voice: Speaker) -> str:
    """The name of what both share, where my words leave it to be guessed and it can be said with "too"; "" elsewhere. Labels are in English."""
    if not match.is_sure or match.kind not in _LIVED or mine.form not in _TO_BE_JOINED or voice.language != "en":
        return ""
    written = {word for one in (*match.theirs, *match.mine) for word in families(one.quote)}
    parts = [part.removesuffix(" work") for part in match.label.split(" and ")]
    name = next((part for part in parts if families(part) & written), parts[0] if len(parts) == 1 else "")
    is_name = name.islower() and len(name.split()) <= _LONG_NAME and not _PEOPLE.search(name) and not _COUNTED.search(name)
    is_said = mine.form in ("sentence", "quoted", "posted") and bool(families(match.label) & families(mine.said))
    return name if is_name and not is_said else ""


def place_of(match: Match) -> Mine | None:
    """A school or an employer of mine that is theirs too, under whatever name each has it; None where what is shared is none."""
    ways: tuple[tuple[str, MyForm], ...] = (("school", "school"), ("organization", "work"))
    if match.relation != "same" or match.kind not in ("school", "employer"):
        return None
    return next((Mine(one, one.quote, form) for one in match.mine for leaf, form in ways if one.span.field.endswith(f".{leaf}")), None)


def wish(evidence: Evidence, form: MyForm, voice: Speaker) -> Mine:
    """A line of my own wishes or offers, which is said as it stands where it is in the language."""
    said = excerpt(evidence.quote, _WISH_ROOM)
    first = said.split()[0]
    if said[0].isupper() and fold(first) not in voice.book.cut.owned and says_i(first, voice.tongue) and len(said.split()) >= _SENTENCE_WORDS:
        form = "sentence"  # it stands for itself, and is no name of a thing
    if not is_whole(evidence.quote, said):
        return Mine(evidence, said, "plain")
    return Mine(evidence, said, form if voice.speaks(evidence.quote) else "foreign" if form == "offer" else "plain")


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


def my_form(evidence: Evidence, theirs: str, voice: Speaker) -> MyForm:
    """How my words can be said: as they stand, when they are a sentence of mine in this language; by name; or not at all."""
    span, said = evidence.span, fold(evidence.quote)
    is_name = is_a_name(evidence.quote)
    if span.source is Source.ENTRY and is_name and said in fold(theirs):
        return (
            "school"
            if span.field.startswith("education") and span.field.endswith("school")
            else "work"
            if span.field.endswith("organization")
            else "named"
        )
    if _is_mine_to_say(evidence, voice):
        return "sentence"
    if is_name and fold(theirs) == said:
        return "named"
    if said not in fold(theirs) and not (span.source is Source.ENTRY and is_name) and not voice.speaks(evidence.quote):
        return "plain"
    if is_name and span.source is Source.ITEM:
        return _LISTED.get(span.field.partition(".")[0], "item")
    in_theirs = is_name and said in fold(theirs)
    written: MyForm = "posted" if span.source is Source.POST else "quoted"
    return "item" if in_theirs else written if _may_be_quoted(evidence, voice) else "plain"


def _may_be_quoted(evidence: Evidence, voice: Speaker) -> bool:
    """Whether words of mine can be quoted as a line of my page: a word or two, a job or a fragment says nothing to who reads it."""
    return len(evidence.quote.split()) >= _SENTENCE_WORDS and evidence.span.source is not Source.ENTRY and _stands(evidence, voice)


def _stands(evidence: Evidence, voice: Speaker) -> bool:
    """Whether a line is understood without the ones around it, and on another day than its own."""
    return not leans_back(evidence.quote, voice.tongue) and not is_of_its_day(evidence, voice.tongue)


def _is_mine_to_say(evidence: Evidence, voice: Speaker) -> bool:
    """A whole sentence in which I speak of myself, in the language of the prompt."""
    tongue = voice.tongue
    text = evidence.quote
    if evidence.span.source not in (Source.BIO, Source.POST) or evidence.span.field == "headline" or len(text.split()) < _SENTENCE_WORDS:
        return False
    if Slice(evidence.start, evidence.end) not in sentences(evidence.span.text) or text.rstrip().endswith("?"):
        return False
    return says_i(text, tongue) and voice.speaks(text) and _stands(evidence, voice)
