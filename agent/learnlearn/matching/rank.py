"""Which proposals are named, and in which order: a small score with readable parts, and a bar below which nothing is said."""

from __future__ import annotations

import math
from collections.abc import Iterable

from learnlearn.contract.conversation import Why
from learnlearn.interests.model import Evidence
from learnlearn.matching.avoid import Avoided
from learnlearn.matching.candidate import Candidate
from learnlearn.matching.model import Match

TELLING = {"high": 1.0, "medium": 0.85, "low": 0.55}
LAYER = {"related": 0.6, "gist": 0.75}
BAR = 0.45
MOST = 8
SURE = 0.5  # below it on either side nothing was seen that would need a reason


def score(candidate: Candidate) -> float:
    """0 to 1: how surely both share it, times how much it tells."""
    sure = math.sqrt(candidate.mine * candidate.theirs)
    return sure * TELLING[candidate.telling] * LAYER.get(candidate.layer, 1.0)


def rank(candidates: Iterable[Candidate], avoid: Avoided) -> tuple[tuple[Match, ...], list[tuple[Candidate, Why]]]:
    """The matches worth naming, best first, and what was dropped for a reason worth telling."""
    kept: list[tuple[float, Candidate]] = []
    dropped: list[tuple[Candidate, Why]] = []
    for value, candidate in sorted(((score(one), one) for one in candidates), key=lambda pair: -pair[0]):
        if not candidate.my_evidence or not candidate.their_evidence or any(_says_no_more(candidate, other) for _, other in kept):
            continue
        if avoid.touches(candidate):
            dropped.append((candidate, "avoided"))
        elif value < BAR:
            if candidate.mine >= SURE and candidate.theirs >= SURE:
                dropped.append((candidate, "too_common" if candidate.telling == "low" else "weak_proof"))
        else:
            kept.append((value, candidate))
    return tuple(_match(value, one) for value, one in kept[:MOST]), dropped


def _says_no_more(candidate: Candidate, other: Candidate) -> bool:
    if candidate.concept in other.wider or other.concept in candidate.wider:
        return True
    return candidate.label.casefold() == other.label.casefold() or (
        _overlap(candidate.my_evidence[:1], other.my_evidence) and _overlap(candidate.their_evidence[:1], other.their_evidence)
    )


def _overlap(some: tuple[Evidence, ...], others: tuple[Evidence, ...]) -> bool:
    return any(a.span is b.span and a.start < b.end and b.start < a.end for a in some for b in others)


def _match(value: float, one: Candidate) -> Match:
    return Match(one.label, one.kind, one.relation, one.telling, round(value, 4), _reason(one), one.my_evidence, one.their_evidence, one.sensitive)


def _reason(one: Candidate) -> str:
    rare = {"high": "few people anywhere share this", "medium": "not everybody does this", "low": "many people share this"}[one.telling]
    return f"{one.note}; {rare}" if one.note else rare
