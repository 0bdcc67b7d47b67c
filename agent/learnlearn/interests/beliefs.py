"""How surely somebody shares a concept, from all the cues of it on their page; and what only looked like it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass

from learnlearn.interests.generic import is_empty
from learnlearn.interests.gist import Gist, Topic
from learnlearn.interests.model import Evidence, Source, Stance
from learnlearn.interests.read import Reading
from learnlearn.interests.voice import Voice
from learnlearn.lexicon.loaded import lexicon
from learnlearn.lexicon.spotter import Place
from learnlearn.text.rarity import zipf
from learnlearn.text.sentences import Slice

# What one strong cue proves, by where it stands: a list says it outright, a post may say it by the way.
_STRONG = {Source.ITEM: 0.95, Source.BIO: 0.88, Source.ENTRY: 0.88, Source.POST: 0.8, Source.WISH: 0.7}
_DESCRIBED = 0.75  # what an employer does is not all what the person does
_LISTED = 0.75  # a weak cue that is a whole listed item
_BESIDE = 0.15  # a weak cue on a page that has a strong one
_COMMON, _RARE = 5.4, 3.4  # Zipf: from here a word says nothing, to here it says all it can
_WEAK_HALF = 1.1  # so much weak evidence in one sentence is as good as an even chance
_WEAK_MOST = 0.7
_FAR = 0.6  # weak cues of one text but not of one sentence
_EVERYDAY = 4.4  # Zipf: a single strong cue as common as this may always mean something else


@dataclass(frozen=True, slots=True)
class Mention:
    """One cue with what it proves alone."""

    place: Place
    weight: float


@dataclass(frozen=True, slots=True)
class Belief:
    """How surely a person shares a concept (0 to 1), by which mentions, best first; or why a mention was set aside.

    `strong` counts the strong cues among the mentions, `texts` the texts they stand in.
    """

    weight: float
    mentions: tuple[Mention, ...]
    asides: tuple[tuple[Place, Stance], ...]
    strong: int

    def evidence(self, reading: Reading, most: int = 3) -> tuple[Evidence, ...]:
        """The quotes, best first, no two the same."""
        found: dict[tuple[int, int, int], Evidence] = {}
        for mention in self.mentions:
            quote = reading.evidence(mention.place)
            found.setdefault((mention.place.text, quote.start, quote.end), quote)
            if len(found) == most:
                break
        return tuple(found.values())


class Beliefs:
    """What one person is believed to share, judged when asked and remembered."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._known: dict[int, Belief] = {}
        self._gist: Gist | None = None
        self._voice: Voice | None = None

    def about(self, concept: int) -> Belief:
        """The belief about one concept."""
        if concept not in self._known:
            self._known[concept] = believe(self.reading, concept)
        return self._known[concept]

    def is_cued(self, concept: int) -> bool:
        """Whether cues can make a concept likely at all: a strong one, two weak ones, or a weak one that is listed."""
        finds, spans = self.reading.finds, self.reading.spans
        weak = finds.weak.get(concept, ())
        return concept in finds.strong or len(weak) > 1 or any(spans[place.text].source is Source.ITEM for place in weak)

    @property
    def sentences(self) -> Gist:
        """What the sentences are about."""
        if self._gist is None:
            self._gist = Gist(self.reading)
        return self._gist

    @property
    def voice(self) -> Voice:
        """What all sentences together speak for."""
        if self._voice is None:
            self._voice = Voice(self.sentences)
        return self._voice

    def gist(self, concept: int, said: Container[str] = ()) -> tuple[float, list[Topic]]:
        """How surely the sentences speak of a concept without its cues, and where; `said` as in `Gist.about`."""
        return self.sentences.about(concept, said)

    def stems(self, belief: Belief) -> frozenset[str]:
        """The stems of the words that a belief rests on."""
        tokens = self.reading.tokens
        places = (mention.place for mention in belief.mentions if mention.place.first >= 0)
        return frozenset(stem for place in places for stem in tokens[place.text].stems[place.first : place.first + place.size])


def beliefs_of(reading: Reading) -> Beliefs:
    """The beliefs about a reading, judged once however often it is compared."""
    if reading.beliefs is None:
        reading.beliefs = Beliefs(reading)
    return reading.beliefs


def believe(reading: Reading, concept: int) -> Belief:
    """Weighs every cue of `concept` in `reading`."""
    finds, language = reading.finds, lexicon().entries[concept].kind == "language"
    clashing = {(place.text, reading.sentence(place)) for place in finds.clash.get(concept, ())}
    asides: list[tuple[Place, Stance]] = []
    strong = _outermost(place for place in finds.strong.get(concept, ()) if _counts(reading, place, language) and _is_in_its_language(reading, place))
    strong = [place for place in strong if _is_own(reading, place, clashing, asides)]
    weak = [
        place
        for place in _outermost(place for place in finds.weak.get(concept, ()) if _counts(reading, place, language))
        if not _within(place, strong)
    ]
    if not strong and len(weak) < 2 and not any(_is_whole(reading, place) for place in weak):
        return Belief(0.0, (), tuple(asides), 0)
    weak = [place for place in weak if _is_own(reading, place, clashing, asides)]
    mentions = [Mention(place, _strong_weight(reading, place)) for place in strong]
    best: dict[str, float] = {}  # saying the same word again proves nothing new
    for mention in mentions:
        words = _words(reading, mention.place)
        best[words] = max(best.get(words, 0.0), mention.weight)
    doubt = math.prod(1 - weight for weight in best.values())
    weakly = _weak_mentions(reading, weak, supported=bool(strong))
    weight = 1 - doubt * (1 - max((mention.weight for mention in weakly), default=0.0))
    ordered = sorted((*mentions, *weakly), key=lambda one: -one.weight)
    return Belief(weight, tuple(ordered), tuple(asides), len(strong))


def _counts(reading: Reading, place: Place, language: bool) -> bool:
    span = reading.spans[place.text]
    if span.source is Source.AVOID or span.field.startswith(("learning", "goals")):
        return False
    if span.field.startswith("languages") and not language:
        return False
    return span.source is not Source.ITEM or not is_empty(reading.tokens[place.text].stems)


def _is_in_its_language(reading: Reading, place: Place) -> bool:
    """Whether a foreign word can be meant here: "sanitär*" is no cue in an English sentence that says "sanitary"."""
    if not place.language or place.tag or place.size > 1:
        return True
    return reading.language_of(place.text) in (None, place.language) or reading.language == place.language


def _is_own(reading: Reading, place: Place, clashing: set[tuple[int, Slice]], asides: list[tuple[Place, Stance]]) -> bool:
    if clashing and (place.text, reading.sentence(place)) in clashing:
        return False
    stance = reading.stance(place)
    if stance is not Stance.OWN:
        asides.append((place, stance))
    return stance is Stance.OWN


def _strong_weight(reading: Reading, place: Place) -> float:
    span = reading.spans[place.text]
    weight = _DESCRIBED if span.field.endswith("description") else _STRONG[span.source]
    if place.size > 1 or place.tag or place.first < 0 or _is_whole(reading, place):
        return weight
    if not reading.spans[place.text].text[place.start].isalnum():
        return weight * 0.3  # an emoji decorates more often than it tells
    common = zipf(reading.tokens[place.text].stems[place.first])
    if common > _COMMON and not _is_name(reading, place):
        return weight * 0.3
    return weight * 0.75 if common > _EVERYDAY else weight


def _is_name(reading: Reading, place: Place) -> bool:
    """Whether a word is written with a capital though no sentence begins there."""
    text = reading.spans[place.text].text
    return text[place.start].isupper() and reading.sentence(place).start < place.start


def _weak_mentions(reading: Reading, places: list[Place], *, supported: bool) -> list[Mention]:
    """Weak cues count together: different ones of one sentence most, of one text less; beside a strong cue a little."""
    told = {place: _tells(reading, place) for place in places}
    by_text: defaultdict[int, list[Place]] = defaultdict(list)
    for place in places:
        by_text[place.text].append(place)
    mentions: list[Mention] = []
    for together in by_text.values():
        joint = _joint(reading, together, told)
        for place in together:
            if _is_whole(reading, place):
                mentions.append(Mention(place, _LISTED * (1 + told[place]) / 2))
                continue
            weight = joint[place]
            if weight or supported:
                mentions.append(Mention(place, max(weight, _BESIDE if supported else 0.0)))
    return mentions


def _joint(reading: Reading, together: list[Place], told: dict[Place, float]) -> dict[Place, float]:
    """What each weak cue of one text proves with those around it: each different word once, at its best, and most in the same sentence."""
    best: dict[str, float] = {}  # of each word, wherever it stands in the text
    near: defaultdict[Slice, dict[str, float]] = defaultdict(dict)  # of each word of a sentence
    where = {place: (_words(reading, place), reading.sentence(place)) for place in together}
    for place, (words, sentence) in where.items():
        best[words] = max(best.get(words, 0.0), told[place])
        near[sentence][words] = max(near[sentence].get(words, 0.0), told[place])
    far = _FAR * sum(best.values())
    nearer = {sentence: sum(max(0.0, here - _FAR * best[word]) for word, here in words.items()) for sentence, words in near.items()}

    def proved(place: Place) -> float:
        words, sentence = where[place]
        others = far + nearer[sentence] - max(near[sentence][words], _FAR * best[words])
        sum_ = told[place] + others
        return _WEAK_MOST * sum_ / (sum_ + _WEAK_HALF) if sum_ > _WEAK_HALF / 2 else 0.0

    return {place: proved(place) if len(best) > 1 else 0.0 for place in together}


def _tells(reading: Reading, place: Place) -> float:
    """What one weak cue is worth, 0 to 1: by the rarity of its words and by how many concepts claim it."""
    if place.first < 0:
        return 1.0
    stems = reading.tokens[place.text].stems[place.first : place.first + place.size]
    rarest = min(map(zipf, stems)) - 0.8 * (place.size - 1)
    rare = min(1.0, max(0.05, (_COMMON - rarest) / (_COMMON - _RARE)))
    return float(rare / place.owners**0.5)


def _words(reading: Reading, place: Place) -> str:
    return reading.spans[place.text].text[place.start : place.end].casefold()


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
    """`others` in order, none inside another: of those that begin no later the last one ends last."""
    at = bisect_right(others, (place.text, place.start), key=lambda one: (one.text, one.start)) - 1
    return at >= 0 and others[at].text == place.text and place.end <= others[at].end
