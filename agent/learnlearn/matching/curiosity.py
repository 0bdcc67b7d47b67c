"""Their own words that deserve an honest question when nothing is shared: fresh, particular, in the first person."""

from __future__ import annotations

import datetime as dt

from learnlearn.interests.model import Evidence, Source, Stance
from learnlearn.interests.read import Reading
from learnlearn.interests.tone import Ear
from learnlearn.lexicon.spotter import Place
from learnlearn.text.language import detect
from learnlearn.text.rarity import zipf

_SHORTEST, _LONGEST, _MOST = 25, 160, 5
_HALF_LIFE = 180  # days after which a post is worth half


def curiosity(theirs: Reading, today: dt.date) -> tuple[Evidence, ...]:
    """Up to five sentences of theirs, best first, at most one a post."""
    best: list[tuple[float, Evidence]] = []
    for number, span in enumerate(theirs.spans):
        if span.source not in (Source.POST, Source.BIO) or span.post_kind in ("repost", "quote", "reply") or span.field == "status":
            continue
        found = max(_scored(theirs, number, today), key=lambda pair: pair[0], default=None)
        if found:
            best.append(found)
    best.sort(key=lambda pair: -pair[0])
    return tuple(evidence for _, evidence in best[:_MOST])


def _scored(theirs: Reading, number: int, today: dt.date) -> list[tuple[float, Evidence]]:
    span, words = theirs.spans[number], theirs.tokens[number]
    ear = Ear.of(detect((span.text,)) or theirs.language)
    found: list[tuple[float, Evidence]] = []
    for piece in theirs.sentences(number):
        inside = [at for at, start in enumerate(words.starts) if piece.start <= start < piece.end]
        if not _SHORTEST <= piece.end - piece.start <= _LONGEST or len(inside) < 4:
            continue
        if theirs.stance(Place(number, words.starts[inside[0]], words.ends[inside[-1]], inside[0], len(inside), False)) is not Stance.OWN:
            continue
        particular = sum(max(0.0, 5.0 - zipf(words.stems[at])) for at in inside) / (len(inside) + 4)
        age = (today - span.date).days if span.date else _HALF_LIFE
        value = particular * 0.5 ** (max(age, 0) / _HALF_LIFE) * (0.8 if ear.hear(span.text, piece).asks else 1.0)
        found.append((value, Evidence(span, *piece)))
    return found
