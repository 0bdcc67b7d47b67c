"""How surely somebody shares a concept, from all the cues of it on their page; and what only looked like it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from learnlearn.interests.model import Evidence, Source, Stance
from learnlearn.interests.read import Reading
from learnlearn.lexicon.spotter import Place
from learnlearn.text.rarity import zipf

# What one strong cue proves, by where it stands: a list says it outright, a post may say it by the way.
_STRONG = {Source.ITEM: 0.95, Source.BIO: 0.88, Source.ENTRY: 0.88, Source.POST: 0.8, Source.WISH: 0.7}
_WEAK_LISTED = 0.7  # a weak cue that is a whole listed item
_WEAK_TOGETHER = (0.45, 0.3, 0.15)  # each of several weak cues: in one sentence, in one text, on one page
_WEAK_MOST = 0.72
_EVERYDAY = 4.6  # Zipf: a single word as common as this may always mean something else


@dataclass(frozen=True, slots=True)
class Mention:
    """One cue with what it proves alone."""

    place: Place
    weight: float


@dataclass(frozen=True, slots=True)
class Belief:
    """How surely a person shares a concept (0 to 1), by which mentions, best first; or why a mention was set aside."""

    weight: float
    mentions: tuple[Mention, ...]
    asides: tuple[tuple[Place, Stance], ...]

    def evidence(self, reading: Reading, most: int = 3) -> tuple[Evidence, ...]:
        """The quotes, best first, no two the same."""
        found: dict[tuple[int, int, int], Evidence] = {}
        for mention in self.mentions:
            quote = reading.evidence(mention.place)
            found.setdefault((mention.place.text, quote.start, quote.end), quote)
        return tuple(found.values())[:most]


def believe(reading: Reading, concept: int) -> Belief:
    """Weighs every cue of `concept` in `reading`."""
    finds = reading.finds
    clashing = {(place.text, reading.sentence(place)) for place in finds.clash.get(concept, ())}
    strong = _outermost(place for place in finds.strong.get(concept, ()) if _counts(reading, place))
    weak = [place for place in _outermost(place for place in finds.weak.get(concept, ()) if _counts(reading, place)) if not _within(place, strong)]
    asides: list[tuple[Place, Stance]] = []
    strong, weak = (_own(reading, places, clashing, asides) for places in (strong, weak))
    mentions = [Mention(place, _strong_weight(reading, place)) for place in strong]
    mentions += _weak_mentions(reading, weak, supported=bool(strong))
    mentions.sort(key=lambda one: -one.weight)
    doubt, weak_doubt = 1.0, 1.0
    certain = set(strong)
    for mention in mentions:
        if mention.place in certain:
            doubt *= 1 - mention.weight
        else:
            weak_doubt *= 1 - mention.weight
    return Belief(1 - doubt * max(weak_doubt, 1 - _WEAK_MOST), tuple(mentions), tuple(asides))


def _counts(reading: Reading, place: Place) -> bool:
    span = reading.spans[place.text]
    return span.source is not Source.AVOID and not span.field.startswith(("learning", "goals"))


def _own(reading: Reading, places: list[Place], clashing: set[tuple[int, object]], asides: list[tuple[Place, Stance]]) -> list[Place]:
    kept: list[Place] = []
    for place in places:
        if (place.text, reading.sentence(place)) in clashing:
            continue
        stance = reading.stance(place)
        if stance is Stance.OWN:
            kept.append(place)
        else:
            asides.append((place, stance))
    return kept


def _strong_weight(reading: Reading, place: Place) -> float:
    weight = _STRONG[reading.spans[place.text].source]
    if place.size == 1 and not place.tag and not _is_whole(reading, place) and place.first >= 0:
        common = zipf(reading.tokens[place.text].stems[place.first])
        if common > _EVERYDAY:
            weight *= 0.75
    return weight


def _weak_mentions(reading: Reading, places: list[Place], *, supported: bool) -> list[Mention]:
    """A weak cue counts beside another, different one, or beside a strong one; the nearer the more."""
    mentions: list[Mention] = []
    words = {place: reading.spans[place.text].text[place.start : place.end].casefold() for place in places}
    for place in places:
        if _is_whole(reading, place):
            mentions.append(Mention(place, _WEAK_LISTED))
            continue
        others = [other for other in places if words[other] != words[place]]
        if not others and not supported:
            continue
        weight = _WEAK_TOGETHER[2]
        if any(other.text == place.text for other in others):
            near = reading.sentence(place) in {reading.sentence(other) for other in others if other.text == place.text}
            weight = _WEAK_TOGETHER[0] if near else _WEAK_TOGETHER[1]
        mentions.append(Mention(place, weight))
    return mentions


def _is_whole(reading: Reading, place: Place) -> bool:
    """Whether a listed item says this and next to nothing else."""
    span = reading.spans[place.text]
    return span.source is Source.ITEM and (place.end - place.start) * 5 >= len(span.text) * 3


def _outermost(places: Iterable[Place]) -> list[Place]:
    """Without doubles and without places inside longer ones."""
    kept: list[Place] = []
    for place in sorted(set(places), key=lambda one: (one.text, one.start, -one.end)):
        if kept and kept[-1].text == place.text and place.end <= kept[-1].end:
            continue
        kept.append(place)
    return kept


def _within(place: Place, others: list[Place]) -> bool:
    return any(other.text == place.text and other.start <= place.start and place.end <= other.end for other in others)
