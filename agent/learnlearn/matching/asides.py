"""What was seen and not used, with the reason: the sidebar shows it on request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from learnlearn.contract.conversation import Whose, Why
from learnlearn.interests.beliefs import Beliefs
from learnlearn.interests.model import Evidence, Stance
from learnlearn.interests.read import LONGEST_QUOTE
from learnlearn.lexicon.loaded import lexicon
from learnlearn.matching.candidate import Candidate
from learnlearn.matching.model import SetAside

_WHY: dict[Stance, Why] = {
    Stance.NEGATED: "negated",
    Stance.PAST: "past",
    Stance.SOMEBODY_ELSE: "somebody_else",
    Stance.REPOST: "repost",
    Stance.QUOTED: "quoted",
    Stance.BOILERPLATE: "boilerplate",
    Stance.IRONY: "irony",
    Stance.FIGURE: "other_sense",
}
_MOST = 12


def asides(mine: Beliefs, theirs: Beliefs, dropped: Iterable[tuple[Candidate, Why]], named: set[int]) -> tuple[SetAside, ...]:
    """Reasons for what both pages mention by a sure cue and that is not named, the other person's first; each label once."""
    found: dict[str, SetAside] = {}
    for one in (*_unread(theirs), *_stances(mine, theirs, named), *_dropped(dropped)):
        found.setdefault(one.label, one)
    return tuple(found.values())[:_MOST]


def _unread(theirs: Beliefs) -> Iterator[SetAside]:
    """Where the reading of a page without end was ended."""
    span = theirs.reading.unread
    if span is not None:
        yield SetAside("…", "too_long", "theirs", Evidence(span, 0, min(len(span.text), LONGEST_QUOTE)))


def _stances(mine: Beliefs, theirs: Beliefs, named: set[int]) -> Iterator[SetAside]:
    entries = lexicon().entries
    both = set(mine.reading.finds.strong) & set(theirs.reading.finds.strong)
    for concept in sorted(both - named):
        sides: tuple[tuple[Whose, Beliefs], ...] = (("theirs", theirs), ("mine", mine))
        for whose, side in sides:
            belief = side.about(concept)
            strong = set(side.reading.finds.strong[concept])
            for place, stance in belief.asides:
                if place in strong and not belief.mentions:
                    yield SetAside(entries[concept].label, _WHY[stance], whose, side.reading.evidence(place))
                    break
            clashing = side.reading.finds.clash.get(concept)
            if clashing and not belief.mentions and not belief.asides:
                yield SetAside(entries[concept].label, "other_sense", whose, side.reading.evidence(clashing[0]))


def _dropped(dropped: Iterable[tuple[Candidate, Why]]) -> Iterator[SetAside]:
    for candidate, why in dropped:
        if candidate.their_evidence:
            yield SetAside(candidate.label, why, "theirs", candidate.their_evidence[0])
