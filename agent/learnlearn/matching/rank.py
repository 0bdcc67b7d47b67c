"""Which proposals are named, and in which order: a bar for how likely they are true, and a small score with readable parts."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from learnlearn.contract.conversation import Why
from learnlearn.interests.model import Evidence
from learnlearn.lexicon.loaded import lexicon
from learnlearn.matching.avoid import Avoided
from learnlearn.matching.candidate import Candidate
from learnlearn.matching.model import Contacts, Match
from learnlearn.text.words import fold

TELLING = {"high": 1.0, "medium": 0.85, "low": 0.55}
LAYER = {"related": 0.6, "gist": 0.95}
BAR = 0.5  # of how likely a proposal is true (`odds.py`): likelier than not
MOST = 8
BY_NAME = 0.95  # how surely both must have listed a name for it to stand by itself
SURE = 0.5  # below it on either side nothing was seen that would need a reason
ENOUGH = 25  # contacts: fewer say nothing about how rare a thing is among them
USUAL, LESS = 0.05, 0.4  # from this share of my contacts on a thing tells less, the more of them share it
_COUNTS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


NOBODY = Contacts()


def score(candidate: Candidate) -> float:
    """0 to 1: how surely both share it, times how much it tells."""
    sure = math.sqrt(candidate.mine * candidate.theirs)
    return sure * TELLING[candidate.telling] * LAYER.get(candidate.layer, 1.0)


class Ranked(NamedTuple):
    """What became of the proposals: the matches worth naming, best first; what was dropped for a reason worth telling; what stayed below the bar."""

    named: tuple[Match, ...]
    dropped: list[tuple[Candidate, Why]]
    weak: list[Candidate]


def rank(weighed: Iterable[tuple[float, Candidate]], avoid: Avoided, contacts: Contacts = NOBODY, bar: float = BAR) -> Ranked:
    """Judges every proposal by how likely it is and by what is named already; what tells most comes first."""
    kept: list[tuple[float, Candidate]] = []
    dropped: list[tuple[Candidate, Why]] = []
    weak: list[Candidate] = []
    for value, chance, candidate in sorted(((score(one), chance, one) for chance, one in weighed), key=lambda told: -told[0]):
        if not candidate.my_evidence or not candidate.their_evidence or any(_says_no_more(candidate, other) for _, other in kept):
            continue
        if avoid.touches(candidate):
            dropped.append((candidate, "avoided"))
        elif chance < bar:
            weak.append(candidate)
            if candidate.mine >= SURE and candidate.theirs >= SURE:
                dropped.append((candidate, "too_common" if candidate.telling == "low" else "weak_proof"))
        else:
            kept.append((value, candidate))
    told = sorted(((value * _rarity(one.label, contacts), one) for value, one in kept), key=lambda pair: -pair[0])
    return Ranked(tuple(_match(value, one, contacts) for value, one in told[:MOST]), dropped, weak)


def _rarity(label: str, contacts: Contacts) -> float:
    """1 for what few of my contacts share; order only, for what is proved is not less true because many share it."""
    return 1.0 if contacts.total < ENOUGH else 1 - LESS * max(0.0, contacts.rate(label) - USUAL)


def _says_no_more(candidate: Candidate, other: Candidate) -> bool:
    if candidate.concept in other.wider or other.concept in candidate.wider:
        return True
    if _is_a_name_beside(candidate, other):
        return False
    return (
        _is_named_by(candidate, other)
        or _rests_on_its_name(candidate, other)
        or _rests_on_its_kin(candidate, other)
        or (overlap(candidate.my_evidence[:1], other.my_evidence) and overlap(candidate.their_evidence[:1], other.their_evidence))
    )


def _is_a_name_beside(candidate: Candidate, other: Candidate) -> bool:
    """Whether a name is worth saying beside the thing it belongs to: the school where both learnt their trade, the program that both list."""
    by_name = candidate.layer == "entity" or (candidate.layer == "listed" and min(candidate.mine, candidate.theirs) >= BY_NAME)
    return by_name and other.layer not in ("entity", "listed") and not set(fold(candidate.label).split()) <= set(fold(other.label).split())


def _rests_on_its_name(candidate: Candidate, other: Candidate) -> bool:
    """Whether all that speaks for a side is the name of an employer or school that both know: who was there need not share what it does."""
    sides = ((candidate.my_evidence, other.my_evidence[:1]), (candidate.their_evidence, other.their_evidence[:1]))
    return other.kind in ("employer", "school") and any(all(overlap((one,), others) for one in some) for some, others in sides)


def _rests_on_its_kin(candidate: Candidate, other: Candidate) -> bool:
    """Whether what speaks most for a guess, on either side, is the line that proves its neighbour: whoever says Esperanto says no Interslavic."""
    if candidate.layer != "gist" or other.concept not in lexicon().kin(candidate.concept):
        return False
    return overlap(candidate.my_evidence[:1], other.my_evidence) or overlap(candidate.their_evidence[:1], other.their_evidence)


def _is_named_by(candidate: Candidate, other: Candidate) -> bool:
    """Whether another's label says the same, or the whole name of which this is a part."""
    label, others = fold(candidate.label), fold(other.label)
    return label == others or (candidate.layer == "open" and label in others.split())


def overlap(some: tuple[Evidence, ...], others: tuple[Evidence, ...]) -> bool:
    """Whether two sets of quotes share words."""
    return any(a.span is b.span and a.start < b.end and b.start < a.end for a in some for b in others)


def _match(value: float, one: Candidate, contacts: Contacts) -> Match:
    reason = _reason(one, contacts)
    return Match(one.label, one.kind, one.relation, one.telling, round(value, 4), reason, one.my_evidence, one.their_evidence, one.sensitive)


def _reason(one: Candidate, contacts: Contacts) -> str:
    rare = {"high": "few people anywhere share this", "medium": "not everybody does this", "low": "many people share this"}[one.telling]
    if contacts.total >= ENOUGH:
        count = contacts.sharing.get(one.label, 0)
        rare = f"{_COUNTS[count] if count < len(_COUNTS) else count} of your {contacts.total} contacts, and {rare}"
    return f"{one.note}; {rare}" if one.note else rare
