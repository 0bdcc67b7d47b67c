"""A second reader: something slower (an encoder, a language model) that read the same texts and may propose and veto.

It sees spans and what was named, and answers with labels and quotes. Nothing it says is believed without proof: a quote that does not
stand in the source, or stands there as somebody else's or denied, takes its proposal with it.

Nothing runs one yet: an encoder was tried and cost more than it saved (the log of blind scores tells). This is where a better one comes in; who runs
it, asks for consent and keeps its answer is not decided here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from learnlearn.interests.model import Evidence, Source, Span, Stance
from learnlearn.interests.read import Reading
from learnlearn.lexicon.spotter import Place
from learnlearn.matching.avoid import avoided
from learnlearn.matching.candidate import Candidate
from learnlearn.matching.model import CommonGround, Match, SetAside, SharedKind
from learnlearn.matching.rank import rank

_LONGEST_LABEL = 8  # words: a longer one is a sentence, not a name


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something both may share, with words of both sides as the second reader gives them."""

    label: str
    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    sure: float  # 0 to 1
    kind: SharedKind = "topic"


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What a second reader says of one pair."""

    proposals: tuple[Proposal, ...] = ()
    vetoed: frozenset[str] = frozenset()  # labels of matches it does not believe


class SecondReader(Protocol):
    """What can be asked for a second opinion. May be slow, may be remote; never sees the avoid list or a repost."""

    name: str

    def read(self, mine: Sequence[Span], theirs: Sequence[Span], named: Sequence[Match]) -> SecondOpinion:
        """Its opinion of one pair."""


def shown(reading: Reading) -> tuple[Span, ...]:
    """The texts a second reader may see: a person's own words."""
    return tuple(span for span in reading.spans if span.source is not Source.AVOID and span.is_own)


def pair_key(mine: Reading, theirs: Reading, reader: SecondReader) -> str:
    """Names a pair of pages and a reader, so that an opinion is asked for once and kept."""
    told = "\x1e".join(f"{span.field}\x1f{span.text}" for one in (mine, theirs) for span in (*shown(one), Span("\x1d", Source.AVOID, "")))
    return hashlib.blake2b(f"{reader.name}\x1e{told}".encode(), digest_size=16).hexdigest()


def with_second(ground: CommonGround, mine: Reading, theirs: Reading, opinion: SecondOpinion) -> CommonGround:
    """The common ground after a second opinion: what it vetoed is set aside, what it proposed and proved is ranked among the rest."""
    kept = [match for match in ground.common if match.label not in opinion.vetoed]
    aside = [SetAside(match.label, "weak_proof", "theirs", match.theirs[0]) for match in ground.common if match.label in opinion.vetoed]
    named = {match.label.casefold() for match in kept}
    candidates = [one for one in _proved(mine, theirs, opinion.proposals) if one.label.casefold() not in named]
    added, dropped = rank(candidates, avoided(mine))
    aside += [SetAside(one.label, why, "theirs", one.their_evidence[0]) for one, why in dropped]
    common = tuple(sorted((*kept, *added), key=lambda match: -match.score))
    return replace(ground, common=common, set_aside=(*ground.set_aside, *aside))


def _proved(mine: Reading, theirs: Reading, proposals: Sequence[Proposal]) -> Iterator[Candidate]:
    for one in proposals:
        my, their = _find(mine, one.mine), _find(theirs, one.theirs)
        if my and their and one.label and len(one.label.split()) <= _LONGEST_LABEL:
            sure = min(max(one.sure, 0.0), 1.0)
            yield Candidate("second", one.label, one.kind, "same", "medium", sure, sure, my, their)


def _find(reading: Reading, quotes: Sequence[str]) -> tuple[Evidence, ...]:
    """Each quote as a slice of a text the reader was shown, when the person stands to it; all of them or none."""
    found: list[Evidence] = []
    for quote in quotes:
        place = next(_places(reading, quote), None)
        if place is None:
            return ()
        found.append(Evidence(reading.spans[place.text], place.start, place.end))
    return tuple(found)


def _places(reading: Reading, quote: str) -> Iterator[Place]:
    seen = set(map(id, shown(reading)))
    for number, span in enumerate(reading.spans):
        at = span.text.find(quote) if quote.strip() and id(span) in seen else -1
        place = Place(number, at, at + len(quote), -1, 1, False)
        if at >= 0 and reading.stance(place) is Stance.OWN:
            yield place
