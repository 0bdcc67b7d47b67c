"""Rare names that both wrote and no list or lexicon knows: a village, a ship, a teacher. Only names, and only when nothing else bears them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnlearn.interests.model import Evidence, Source, Stance
from learnlearn.interests.read import Reading
from learnlearn.lexicon.spotter import Place
from learnlearn.matching.candidate import Candidate
from learnlearn.text.rarity import UNKNOWN, zipf
from learnlearn.text.tokens import tokens
from learnlearn.text.words import fold

_SHORTEST = 5  # letters
_SURE = 0.75
_BEHIND = re.compile(r"(?:(?: & | |-)[^\W\d_a-zß-öø-ÿ][\w'’]*)+")  # words that begin with a capital, or with a letter of a script without
_TEXTS = (Source.BIO, Source.POST, Source.ENTRY, Source.ITEM)


def rare_names(mine: Reading, theirs: Reading) -> Iterator[Candidate]:
    """Words that no table of words knows, written as names by both in their own sentences."""
    own_names = {stem for one in (mine, theirs) for stem in tokens(one.name).stems}
    for stem in sorted(mine.vocabulary().keys() & theirs.vocabulary().keys() - own_names):
        if len(stem) < _SHORTEST or not stem.isalpha() or zipf(stem) > UNKNOWN:
            continue
        my, their = _as_name(mine, stem), _as_name(theirs, stem)
        shared = {_from_here(mine, place) for place in my} & {_from_here(theirs, place) for place in their}
        my, their = ([place for place in places if _from_here(one, place) in shared] for one, places in ((mine, my), (theirs, their)))
        if my and their:
            label = mine.spans[my[0].text].text[my[0].start : my[0].end]
            yield Candidate("open", label, "topic", "same", "high", _SURE, _SURE, _quotes(mine, my), _quotes(theirs, their))


def _as_name(reading: Reading, stem: str) -> list[Place]:
    """Where the word stands with a capital inside a sentence, or in a field, as the writer's own."""
    found: list[Place] = []
    for place in reading.runs((stem,)):
        span = reading.spans[place.text]
        if span.source not in _TEXTS or span.field == "location" or not span.text[place.start].isupper() or place.tag:
            continue
        inside = span.source in (Source.ITEM, Source.ENTRY) or reading.sentence(place).start < place.start
        if inside and reading.stance(place) is Stance.OWN:
            found.append(place)
    return found


def _from_here(reading: Reading, place: Place) -> str:
    """The name with the capitalised words behind it: a town is not the club that is called after it, but "Mt Elgon" is "Elgon"."""
    text = reading.spans[place.text].text
    behind = _BEHIND.match(text, place.end)
    return fold(text[place.start : behind.end() if behind else place.end])


def _quotes(reading: Reading, places: list[Place]) -> tuple[Evidence, ...]:
    return tuple({(place.text, quote.start): quote for place in places for quote in (reading.evidence(place),)}.values())[:3]
