"""What each could give the other: their texts on what I want to learn, my offers against what they ask for or struggle with."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from learnlearn.interests.gist import Gist
from learnlearn.interests.model import Evidence
from learnlearn.interests.read import LONGEST_QUOTE, Reading
from learnlearn.interests.tone import Tone
from learnlearn.lexicon.loaded import lexicon
from learnlearn.matching.fits import LEARN, SHARE, Page, Weights, chance
from learnlearn.matching.model import Exchange
from learnlearn.matching.wishes import Wish, WishField, wishes
from learnlearn.text.sentences import Slice

_MOST = 4
_NEARLY = 0.6  # of the best text's chance: a second text worth quoting
_NAMED, _HALF = 0.6, 0.45  # how surely a text must name what I wish for, or how much of its words hold, to tell of it by that alone
_HINTED, _PART = 0.25, 0.2  # the same, to speak of it at all: an offer to who only asks is heard as a pitch
_LABEL_WORDS = 8


@dataclass(frozen=True, slots=True)
class _Side:
    """One direction of giving: which lines of mine, what likelihood their texts need, and what their words are to be like.

    `telling`: how likely one text alone must answer where it does not name the thing: beans on a school menu are no farm shop.
    `asks`: only a question or a complaint answers, and it is worth more than the words of my line (`tone_worth`).
    """

    field: WishField
    weights: Weights
    bar: float
    telling: float
    reason: str
    asks: bool
    tone_worth: float


_LEARN = _Side("learning", LEARN, 0.35, 0.3, "they know what you want to learn", asks=False, tone_worth=1.0)
_SHARE = _Side("offers", SHARE, 0.3, 0.0, "they ask for what you offer", asks=True, tone_worth=3.0)


class _Answer(NamedTuple):
    """One text of theirs, and how likely it answers a wish; whether it speaks of it at all, or only sounds as if it asked for something."""

    sure: float
    text: int
    is_near: bool


def exchange(mine: Reading, theirs: Reading, gist: Gist) -> tuple[tuple[Exchange, ...], tuple[Exchange, ...]]:
    """What they know that I said I want to learn, and what I offer that they ask for; `gist` is theirs."""
    page = Page(theirs, gist)
    return _exchange(mine, page, _LEARN), _exchange(mine, page, _SHARE)


def _exchange(mine: Reading, page: Page, side: _Side) -> tuple[Exchange, ...]:
    found = ((_any(answers), wish, answers) for wish in wishes(mine, side.field) if (answers := _answers(wish, page, side)))
    best = sorted((one for one in found if one[0] >= side.bar), key=lambda one: -one[0])[:_MOST]
    return tuple(_made(sure, wish, answers, page, side) for sure, wish, answers in best)


def _any(answers: list[_Answer]) -> float:
    """How likely one of their texts answers: two that may are more than one."""
    return 1 - math.prod(1 - one.sure for one in answers)


def _answers(wish: Wish, page: Page, side: _Side) -> list[_Answer]:
    """Their texts, likeliest first; none that shares a common word with a wish and tells nothing else of it."""
    signs = ((number, one) for number, one in page.answers(wish) if one.asks or one.struggles or not side.asks)
    rated = ((chance(one, side.weights), number, one) for number, one in signs)
    told = ((sure, number, one) for sure, number, one in rated if one.concepts >= _NAMED or one.words >= _HALF or sure >= side.telling)
    return sorted((_Answer(sure, number, one.concepts >= _HINTED or one.words >= _PART) for sure, number, one in told), reverse=True)


def _made(sure: float, wish: Wish, answers: list[_Answer], page: Page, side: _Side) -> Exchange:
    best, text = answers[0], wish.span.text
    quotes = _quotes(wish, page, best.text, side)
    if len(answers) > 1 and answers[1].sure >= best.sure * _NEARLY:
        quotes = [*quotes[:2], _quotes(wish, page, answers[1].text, side)[0]]
    kind = lexicon().entries[wish.sure[0]].kind if wish.sure else "topic"
    named, whole = (tuple(lexicon().entries[one].label for one in some) for some in (wish.sure, wish.entire()))
    label = " ".join(text.split()[:_LABEL_WORDS]).rstrip(" ,;:.")
    return Exchange(label, kind, round(sure, 4), side.reason, (Evidence(wish.span, 0, len(text)),), tuple(quotes), named, whole, best.is_near)


def _quotes(wish: Wish, page: Page, number: int, side: _Side) -> list[Evidence]:
    """A short text whole; of a longer one the sentences that say most of the wish in the right tone, each with what follows while there is room.
    Beside the best one only those that say something of it: that somebody teaches is no proof of what.

    Where they ask, it is the sentence that does, however short the text: what stands before a question is none, and what stands behind it may ask on.
    """
    span, pieces = page.reading.spans[number], page.tones(number)
    if not side.asks and len(span.text) <= LONGEST_QUOTE:
        return [Evidence(span, pieces[0][0].start, pieces[-1][0].end)]
    here = sorted(place.start for _, _, place in page.places(wish) if place.text == number)
    named = [bisect_left(here, piece.start) < bisect_left(here, piece.end) for piece, _ in pieces]
    said = [page.share_of_words(wish, number, piece) + is_named for (piece, _), is_named in zip(pieces, named, strict=True)]
    worth = [say + side.tone_worth * _heard(tone, side) for say, (_, tone) in zip(said, pieces, strict=True)]
    best, *others = sorted(range(len(pieces)), key=lambda at: -worth[at])
    chosen = [best, *(at for at in others if said[at] or (side.asks and worth[at]))][:3]
    found: list[Evidence] = []
    for at in chosen:
        quote = _grown(page.reading, number, [piece for piece, _ in pieces[at:]])
        if not any(quote.start < other.end and other.start < quote.end for other in found):
            found.append(quote)
    return found


def _heard(tone: Tone, side: _Side) -> float:
    return max(tone.asks, tone.struggles) if side.asks else tone.teaches


def _grown(reading: Reading, number: int, pieces: list[Slice]) -> Evidence:
    """The first sentence and those after it while they can be read at a glance: the how stands after the what."""
    first = pieces[0]
    end = max((piece.end for piece in pieces if piece.end - first.start <= LONGEST_QUOTE), default=first.end)
    return reading.beginning(number, Slice(first.start, end))
