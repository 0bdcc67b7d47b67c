"""What each could give the other: their texts on what I want to learn, my offers against what they ask for or struggle with."""

from __future__ import annotations

import math
from typing import NamedTuple, cast

from learnlearn.interests.gist import Gist
from learnlearn.interests.model import Evidence
from learnlearn.interests.read import LONGEST_QUOTE, Reading
from learnlearn.lexicon.spotter import lexicon
from learnlearn.matching.fits import LEARN, SHARE, Page, chance, loudest
from learnlearn.matching.model import Exchange, SharedKind
from learnlearn.matching.wishes import Wish, WishField, wishes
from learnlearn.text.sentences import Slice

_LEARN_BAR, _SHARE_BAR = 0.35, 0.3
_MOST = 4
_NEARLY = 0.6  # of the best text's chance: a second text worth quoting
_LABEL_WORDS = 8
_ASKS = 3.0  # what a question is worth beside the words of my offer


class _Answer(NamedTuple):
    """One text of theirs, and how likely it answers a wish."""

    sure: float
    text: int


def exchange(mine: Reading, theirs: Reading, gist: Gist) -> tuple[tuple[Exchange, ...], tuple[Exchange, ...]]:
    """What they know that I said I want to learn, and what I offer that they ask for; `gist` is theirs."""
    page = Page(theirs, gist)
    return _exchange(mine, page, "learning"), _exchange(mine, page, "offers")


def _exchange(mine: Reading, page: Page, field: WishField) -> tuple[Exchange, ...]:
    bar = _LEARN_BAR if field == "learning" else _SHARE_BAR
    found = ((_any(answers), wish, answers) for wish in wishes(mine, field) if (answers := _answers(wish, page, field)))
    best = sorted((one for one in found if one[0] >= bar), key=lambda one: -one[0])[:_MOST]
    return tuple(_made(sure, wish, answers, page, field) for sure, wish, answers in best)


def _any(answers: list[_Answer]) -> float:
    """How likely one of their texts answers: two that may are more than one."""
    return 1 - math.prod(1 - one.sure for one in answers)


def _answers(wish: Wish, page: Page, field: WishField) -> list[_Answer]:
    """Their texts, likeliest first. To an offer of mine only a question or a complaint is an answer."""
    weights = LEARN if field == "learning" else SHARE
    signs = ((number, one) for number, one in page.answers(wish) if field == "learning" or one.asks or one.struggles)
    return sorted((_Answer(chance(one, weights), number) for number, one in signs), reverse=True)


def _made(sure: float, wish: Wish, answers: list[_Answer], page: Page, field: WishField) -> Exchange:
    best, text = answers[0], wish.span.text
    quotes = _quotes(wish, page, best.text, field)
    if len(answers) > 1 and answers[1].sure >= best.sure * _NEARLY:
        quotes = [*quotes[:2], _quotes(wish, page, answers[1].text, field)[0]]
    kind = cast(SharedKind, lexicon().entries[wish.sure[0]].kind) if wish.sure else "topic"
    reason = "they ask for what you offer" if field == "offers" else "they know what you want to learn"
    label = " ".join(text.split()[:_LABEL_WORDS]).rstrip(" ,;:.")
    return Exchange(label, kind, round(sure, 4), reason, (Evidence(wish.span, 0, len(text)),), tuple(quotes))


def _quotes(wish: Wish, page: Page, number: int, field: WishField) -> list[Evidence]:
    """A short text whole; of a longer one the sentences that say most of the wish in the right tone, each with what follows while there is room.

    To an offer of mine it is the sentence that asks or complains, however short the text: what stands before it is no question.
    """
    span, pieces = page.reading.spans[number], page.tones(number)
    if field == "learning" and len(span.text) <= LONGEST_QUOTE:
        return [Evidence(span, pieces[0][0].start, pieces[-1][0].end)]
    here = [place for _, _, place in page.places(wish) if place.text == number]
    tones = loudest((tone for _, tone in pieces), asking=field == "offers")
    worth = [
        page.share_of_words(wish, number, piece)
        + (_ASKS if field == "offers" else 1.0) * tone
        + any(piece.start <= place.start < piece.end for place in here)
        for (piece, _), tone in zip(pieces, tones, strict=True)
    ]
    order = sorted(range(len(pieces)), key=lambda at: -worth[at])
    chosen = [at for at in order if worth[at] > 0][:3] or order[:1]
    found: list[Evidence] = []
    for at in chosen:
        quote = _grown(page.reading, number, [piece for piece, _ in pieces[at:]])
        if not any(quote.start < other.end and other.start < quote.end for other in found):
            found.append(quote)
    return found


def _grown(reading: Reading, number: int, pieces: list[Slice]) -> Evidence:
    """The first sentence and those after it while they can be read at a glance: the how stands after the what."""
    first = pieces[0]
    end = max((piece.end for piece in pieces if piece.end - first.start <= LONGEST_QUOTE), default=first.end)
    return reading.beginning(number, Slice(first.start, end))
