"""How likely a proposal is true: what its layer thinks of each side, and all else on both pages that speaks for it or against it.

A layer sees the words that made it propose. A careful reader also asks whether the two merely share a word, whether anything else is shared, whether
somebody says it of themselves or by the way in one post. How much each of these counts was fitted on labelled pairs (`tests/bench/fit_odds.py`): a
logistic regression over all that any layer proposed.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from operator import mul
from typing import NamedTuple

from learnlearn.interests.beliefs import Beliefs
from learnlearn.interests.model import Evidence, Source
from learnlearn.matching.candidate import Candidate
from learnlearn.matching.rank import overlap, score
from learnlearn.text.rarity import zipf
from learnlearn.text.tokens import tokens

LEAST = 0.2  # a lower score is not looked at
_NEARLY = 0.45  # the score of a proposal that counts as company for another
_SUREST, _LEAST_SURE = 0.985, 0.02
_LITTLE, _MUCH = math.log(20), math.log(90)  # words of the shorter page: from few it is no wonder that only one thing is shared
_BY_CONCEPT = ("concept", "gist", "related")
_TRADES = ("work", "science", "study", "tool")  # whose words everybody borrows: pipelines, harvests, pitches


class Signs(NamedTuple):
    """What speaks for a proposal and against it.

    `less`, `more`: the log odds that its layer gives the weaker and the stronger side. `is_name`: it is an institution, a place or a rare name.
    `is_trade`: it is of a kind whose words are used of much else. `words`, `cues`: the logarithm of one more than the words, and the words of cues,
    that speak for the weaker side. `usual`: how common the rarest of them is (Zipf). `same`: both sides share one of them. `alone`: nothing else is
    likely to be shared, though both wrote much (0 to 1). `same_alone`: both. `in_posts`: a side says it in posts only. `is_low`: it tells little.
    `by_the_way`: how much less one of them tells of it in sentences (0 to 1), where no sentence says "I". `heard`: how surely other words of the
    surer side are about it. `quotes`: the logarithm of one more than the sentences of the side with more. `asked`: a side only says it in questions.
    """

    less: float
    more: float
    is_name: float
    is_trade: float
    words: float
    cues: float
    usual: float
    same: float
    alone: float
    same_alone: float
    in_posts: float
    is_low: float
    by_the_way: float
    heard: float
    quotes: float
    asked: float


class _Side(NamedTuple):
    """What one side says for a proposal."""

    words: frozenset[str]
    cues: int
    told: float
    heard: float
    is_first_person: bool
    quotes: Sequence[Evidence]


# From `tests/bench/fit_odds.py`.
_BASE = -0.61
_WEIGHTS = Signs(
    less=0.243,
    more=0.283,
    is_name=1.313,
    is_trade=-1.043,
    words=0.978,
    cues=1.077,
    usual=-0.203,
    same=-0.744,
    alone=-0.639,
    same_alone=-1.146,
    in_posts=-0.662,
    is_low=-0.722,
    by_the_way=-1.215,
    heard=0.339,
    quotes=0.851,
    asked=-1.671,
)


def chance(signs: Signs) -> float:
    """How likely a proposal with these signs is true, 0 to 1."""
    return 1 / (1 + math.exp(-_BASE - sum(map(mul, _WEIGHTS, signs))))


def weighed(mine: Beliefs, theirs: Beliefs, candidates: Collection[Candidate]) -> list[tuple[float, Candidate]]:
    """Every proposal worth a look with its chance."""
    return [(chance(signs), one) for signs, one in signs_of(mine, theirs, candidates)]


def signs_of(mine: Beliefs, theirs: Beliefs, candidates: Collection[Candidate]) -> list[tuple[Signs, Candidate]]:
    """What speaks for every proposal worth a look."""
    likely = [one for one in candidates if score(one) >= _NEARLY and one.my_evidence and one.their_evidence]
    looked_at = (one for one in candidates if score(one) >= LEAST and one.my_evidence and one.their_evidence)
    telling = _much(mine, theirs)
    return [(_signs(mine, theirs, one, 0.0 if any(_is_other(one, other) for other in likely) else telling), one) for one in looked_at]


def _much(mine: Beliefs, theirs: Beliefs) -> float:
    """Whether both wrote so much that more than one thing could have been found, 0 to 1."""
    words = min(sum(map(len, side.reading.tokens)) for side in (mine, theirs))
    return min(1.0, max(0.0, (math.log1p(words) - _LITTLE) / (_MUCH - _LITTLE)))


def _signs(mine: Beliefs, theirs: Beliefs, one: Candidate, alone: float) -> Signs:
    sides = _side(mine, one, one.my_evidence), _side(theirs, one, one.their_evidence)
    same = not sides[0].words.isdisjoint(sides[1].words)
    less, more = sorted((one.mine, one.theirs))
    return Signs(
        less=_log_odds(less),
        more=_log_odds(more),
        is_name=float(one.layer in ("entity", "open")),
        is_trade=float(one.kind in _TRADES),
        words=math.log1p(min(len(side.words) for side in sides)),
        cues=math.log1p(min(side.cues for side in sides)),
        usual=min(zipf(word) for side in sides for word in side.words or ("",)),
        same=float(same),
        alone=alone,
        same_alone=same * alone,
        in_posts=float(any(all(quote.span.source is Source.POST for quote in side.quotes) for side in sides)),
        is_low=float(one.telling == "low"),
        by_the_way=0.0 if any(side.is_first_person for side in sides) else abs(sides[0].told - sides[1].told),
        heard=max(side.heard for side in sides),
        quotes=math.log1p(max(len(side.quotes) for side in sides)),
        asked=float(any(all("?" in quote.quote for quote in side.quotes) for side in sides)),
    )


def _side(side: Beliefs, one: Candidate, quotes: Sequence[Evidence]) -> _Side:
    says_i = any(_says_i(side, quote) for quote in quotes)
    if one.concept < 0 or one.layer not in _BY_CONCEPT:
        words = frozenset(tokens(one.label).stems)
        return _Side(words, len(words), 1.0, 0.0, says_i, quotes)
    cues = side.stems(side.about(one.concept))
    words = cues if one.layer == "concept" else cues | side.voice.stems(one.concept).keys()
    return _Side(words, len(cues), side.voice.places(one.concept)[0], side.gist(one.concept, words)[0], says_i, quotes)


def _says_i(side: Beliefs, quote: Evidence) -> bool:
    number = next(at for at, span in enumerate(side.reading.spans) if span is quote.span)
    return side.reading.marks(number).within("mine", quote.start, quote.end)


def _is_other(one: Candidate, other: Candidate) -> bool:
    """Whether two proposals are of two things and rest on different sentences."""
    if other.label == one.label:
        return False
    return not overlap(one.my_evidence[:1], other.my_evidence[:1]) and not overlap(one.their_evidence[:1], other.their_evidence[:1])


def _log_odds(sure: float) -> float:
    held = min(max(sure, _LEAST_SURE), _SUREST)
    return math.log(held / (1 - held))
