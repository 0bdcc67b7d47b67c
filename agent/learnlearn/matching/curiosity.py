"""Their own words that deserve an honest question when nothing is shared: fresh, particular, in the first person."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator

from learnlearn.interests.model import Evidence, Source, Stance
from learnlearn.interests.read import Reading
from learnlearn.lexicon.spotter import Place
from learnlearn.text.rarity import zipf
from learnlearn.text.sentences import Slice

_SHORTEST, _LONGEST, _FEWEST, _MOST = 25, 160, 4, 5  # characters, characters, words, sentences
_COMMON = 5.0  # Zipf: words as common as this make no sentence particular
_HALF_LIFE = 180  # days after which a post is worth half


def curiosity(theirs: Reading, today: dt.date) -> tuple[Evidence, ...]:
    """Up to five sentences of theirs, best first, at most one a post."""
    scored = sorted(_scored(theirs, today), key=lambda one: -one[0])
    kept: dict[int, Evidence] = {}
    for _, place, piece in scored:
        if len(kept) == _MOST:
            break
        if place.text not in kept and theirs.stance(place) is Stance.OWN:
            kept[place.text] = Evidence(theirs.spans[place.text], *piece)
    return tuple(kept.values())


def _scored(theirs: Reading, today: dt.date) -> Iterator[tuple[float, Place, Slice]]:
    for number, span in enumerate(theirs.spans):
        if span.source not in (Source.POST, Source.BIO) or not span.is_own or span.post_kind == "reply" or span.field == "status":
            continue
        words = theirs.tokens[number]
        age = (today - span.date).days if span.date else _HALF_LIFE
        fresh = 0.5 ** (max(age, 0) / _HALF_LIFE)
        for piece in theirs.sentences(number):
            first, last = bisect_left(words.starts, piece.start), bisect_left(words.starts, piece.end)
            if not _SHORTEST <= piece.end - piece.start <= _LONGEST or last - first < _FEWEST:
                continue
            particular = sum(max(0.0, _COMMON - zipf(stem)) for stem in words.stems[first:last]) / (last - first + 4)
            yield particular * fresh, Place(number, words.starts[first], words.ends[last - 1], first, last - first, False), piece
