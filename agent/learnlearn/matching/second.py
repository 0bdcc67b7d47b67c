"""A second reader: something slower (an encoder, a language model) that read the same texts and may propose and veto.

It sees spans, what was named and what nearly was, and answers with labels and quotes. Nothing it says is believed without proof, which is found
here: a quote stands word for word in the source, in the person's own stance; a label is made of words of the quotes, or names a concept of the
lexicon that they speak for. What fails takes its proposal with it, and what I never want raised is not raised.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from learnlearn.interests.beliefs import beliefs_of
from learnlearn.interests.model import Evidence, Source, Span, Stance
from learnlearn.interests.read import LONGEST_QUOTE, Reading
from learnlearn.lexicon.loaded import lexicon
from learnlearn.lexicon.spotter import Place
from learnlearn.matching.avoid import Avoided, avoided, telling
from learnlearn.matching.candidate import Candidate
from learnlearn.matching.concepts import named
from learnlearn.matching.model import CommonGround, Match, SetAside, SharedKind
from learnlearn.matching.rank import overlap, rank, score
from learnlearn.text.tokens import tokens

MOST = 8  # proposals: whoever proposes more has not read but counted
_LONGEST_LABEL = 8  # words: a longer one is a sentence, not a name
_BAR = 0.45  # of the score of what a reader proposes: it has read both pages whole, so its word stands for how likely a thing is
_NOT_SHARED = ("learning", "goals", "location", "languages")  # a wish is no common ground, and where somebody lives nobody need be told


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


@dataclass(frozen=True, slots=True)
class Question:
    """All that a second reader is given of one pair: values, so that it may be asked in another thread or on another machine.

    `key` names the pair of pages and the reader, so that an opinion is asked for once and kept. `weak` is what the engine nearly named.
    """

    key: str
    mine: tuple[Span, ...]
    theirs: tuple[Span, ...]
    named: tuple[Match, ...]
    weak: tuple[Candidate, ...]


class SecondReader(Protocol):
    """What can be asked for a second opinion, on this machine and in a thread of its own: it may be slow."""

    name: str

    def read(self, question: Question) -> SecondOpinion:
        """Its opinion of one pair."""


def question(mine: Reading, theirs: Reading, ground: CommonGround, reader: str) -> Question:
    """What the reader of that name is asked of two people."""
    return Question(pair_key(mine, theirs, reader), shown(mine), shown(theirs), ground.common, ground.weak)


def shown(reading: Reading) -> tuple[Span, ...]:
    """The texts a second reader may see: a person's own words, without what I never want raised and what is only wished for."""
    return tuple(
        span for span in reading.spans if span.source is not Source.AVOID and span.is_own and span.field.partition(".")[0] not in _NOT_SHARED
    )


def pair_key(mine: Reading, theirs: Reading, reader: str) -> str:
    """Names a pair of pages and a reader."""
    told = "\x1e".join(f"{span.field}\x1f{span.text}" for one in (mine, theirs) for span in (*shown(one), Span("\x1d", Source.AVOID, "")))
    return hashlib.blake2b(f"{reader}\x1e{told}".encode(), digest_size=16).hexdigest()


def with_second(ground: CommonGround, mine: Reading, theirs: Reading, opinion: SecondOpinion) -> CommonGround:
    """The common ground after a second opinion: what it vetoed is set aside, what it proposed and proved is ranked among the rest."""
    kept = [match for match in ground.common if match.label not in opinion.vetoed]
    aside = [SetAside(match.label, "weak_proof", "theirs", match.theirs[0]) for match in ground.common if match.label in opinion.vetoed]
    known = {match.label.casefold() for match in kept}
    avoid = avoided(mine)
    found = (one for one in _proved(mine, theirs, opinion.proposals[:MOST]) if one.label.casefold() not in known)
    proved = [one for one in found if not any(overlap(one.my_evidence, match.mine) and overlap(one.their_evidence, match.theirs) for match in kept)]
    raised = [one for one in proved if _raises(avoid, one)]
    ranked = rank([(score(one), one) for one in proved if one not in raised], avoid, bar=_BAR)
    aside += [SetAside(one.label, why, "theirs", one.their_evidence[0]) for one, why in (*ranked.dropped, *((one, "avoided") for one in raised))]
    common = tuple(sorted((*kept, *ranked.named), key=lambda match: -match.score))
    return replace(ground, common=common, set_aside=(*ground.set_aside, *aside))


def _proved(mine: Reading, theirs: Reading, proposals: Sequence[Proposal]) -> Iterator[Candidate]:
    for one in proposals:
        concept, words = _by_label().get(one.label.casefold(), -1), _words(one.label)
        my, their = (_find(side, quotes, words, concept) for side, quotes in ((mine, one.mine), (theirs, one.theirs)))
        if not my or not their or not 0 < len(one.label.split()) <= _LONGEST_LABEL:
            continue
        sure = min(max(one.sure, 0.0), 1.0)
        if concept >= 0 and (_speaks(mine, concept, my) or _speaks(theirs, concept, their)):
            yield named("second", concept, sure, sure, my, their)
        elif words and words <= _words(" ".join(evidence.quote for evidence in (*my, *their))):
            delicate = _delicate(mine, my) or _delicate(theirs, their)
            yield Candidate("second", one.label, one.kind, "same", "medium", sure, sure, my, their, sensitive=delicate)


@cache
def _by_label() -> dict[str, int]:
    return {entry.label.casefold(): number for number, entry in enumerate(lexicon().entries) if not entry.entity}


def _words(text: str) -> frozenset[str]:
    """The stems that name something."""
    return telling(tokens(text).stems)


def _speaks(reading: Reading, concept: int, quotes: Sequence[Evidence]) -> bool:
    """Whether words of a concept stand in the quotes."""
    return any(_lies_in(reading, place, quotes) for place in _spoken(reading, concept))


def _spoken(reading: Reading, concept: int) -> list[Place]:
    """Where words of a concept stand, cues and others."""
    finds = reading.finds
    return [*finds.strong.get(concept, ()), *finds.weak.get(concept, ()), *beliefs_of(reading).voice.places(concept)[1]]


def _delicate(reading: Reading, quotes: Sequence[Evidence]) -> str:
    """The delicate subject that a cue in the quotes belongs to; "" for none."""
    entries = lexicon().entries
    strong = reading.finds.strong.items()
    cued = (entries[one].sensitive for one, places in strong if entries[one].sensitive and any(_lies_in(reading, place, quotes) for place in places))
    return next(cued, "")


def _raises(avoid: Avoided, one: Candidate) -> bool:
    """Whether its quotes say what I never want raised: a reader may call it by another name."""
    said = " ".join(evidence.quote for evidence in (*one.my_evidence, *one.their_evidence))
    return not avoid.words.isdisjoint(tokens(said).stems)


def _lies_in(reading: Reading, place: Place, quotes: Sequence[Evidence]) -> bool:
    return any(reading.spans[place.text] is one.span and one.start <= place.start and place.end <= one.end for one in quotes)


def _find(reading: Reading, quotes: Sequence[str], words: frozenset[str], concept: int) -> tuple[Evidence, ...]:
    """Each quote as a slice of a text the reader was shown, when the person stands to what it names; all of them or none."""
    found: list[Evidence] = []
    for quote in quotes:
        evidence = next((one for one in _slices(reading, quote) if _is_own(reading, one, words, concept)), None)
        if evidence is None:
            return ()
        found.append(evidence)
    return tuple(found)


def _slices(reading: Reading, quote: str) -> Iterator[Evidence]:
    """Where a quote stands in what the reader was shown. No word is cut in two: "art" proves nothing where "party" stands."""
    if not quote.strip() or len(quote) > LONGEST_QUOTE:
        return
    for span in shown(reading):
        at = span.text.find(quote)
        before, after = span.text[:at][-1:], span.text[at + len(quote) :][:1]
        if at >= 0 and not (before.isalnum() and quote[0].isalnum()) and not (after.isalnum() and quote[-1].isalnum()):
            yield Evidence(span, at, at + len(quote))


def _is_own(reading: Reading, quote: Evidence, words: frozenset[str], concept: int) -> bool:
    """Whether the person stands to every word by which a quote speaks for the thing; where none does so by itself, to all that it says.

    It is not the quote as a whole that is judged, for that may hold what denies it: "my brother's bees" speaks of a brother.
    """
    number = next(at for at, span in enumerate(reading.spans) if span is quote.span)
    cut = reading.tokens[number]
    inside = [
        Place(number, start, end, at, 1, False)
        for at, (start, end) in enumerate(zip(cut.starts, cut.ends, strict=True))
        if quote.start <= start and end <= quote.end
    ]
    telling_ones = telling(cut.stems[place.first] for place in inside)
    speaking = [place for place in inside if cut.stems[place.first] in words]
    speaking += [place for place in (_spoken(reading, concept) if concept >= 0 else ()) if _lies_in(reading, place, (quote,))]
    judged = speaking or [place for place in inside if cut.stems[place.first] in telling_ones]
    return bool(judged) and all(reading.stance(place) is Stance.OWN for place in judged)
