"""All the words of a concept's cues as one bag, weighted: what a sentence is about even when none of the cues stands in it whole.

"Behind the portable: four raised beds, 26 kids, four watering cans" holds no cue of school gardens, but its words are theirs. A sentence is
compared with every concept by the words they share, rare ones first: explicit semantic analysis (Gabrilovich and Markovitch 2007) with the
saturation of BM25 (Robertson and Zaragoza 2009), over the lexicon instead of an encyclopaedia.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping

from learnlearn.lexicon.cues import parse
from learnlearn.lexicon.hashes import head
from learnlearn.lexicon.source import LANGUAGES, Concept, Domain
from learnlearn.text.bases import base
from learnlearn.text.rarity import zipf
from learnlearn.text.tokens import tokens

SCALE = 20  # weights are stored as bytes, so many to one
USUAL_SCALE = 10_000
_LABEL, _WEAK, _STRONG, _NAME, _SCENE, EXAMPLE = 1.0, 0.9, 0.8, 1.5, 1.0, 0.5
_SATURATION = 0.6
_SPAN = 7.5  # the weight of a word that one concept alone has; the same however large the lexicon grows
_COMMON, _FREE = 5.8, 1.8  # Zipf: from here words weigh nothing; so much rarer, they weigh all
_LEAST = 1.0
_MOST_OWNERS = 0.03  # of all concepts: words that more of them have are left out


def bags(domains: Mapping[str, Domain]) -> tuple[array[int], ...]:
    """Words (heads, sorted), offsets into the postings, concepts and weights of the postings; for each concept what others' sentences say for it."""
    concepts = [concept for domain in domains.values() for concept in domain.concept]
    found = [_bag(concept) for concept in concepts]
    owners = Counter(word for bag in found for word in bag)
    common = _commonness(concepts)
    postings: dict[int, dict[int, int]] = {}
    for number, bag in enumerate(found):
        for word, count in bag.items():
            weight = _weight(count, owners[word], len(concepts), common.get(word, 0.0) or zipf(word))
            if weight >= _LEAST and owners[word] <= max(12, _MOST_OWNERS * len(concepts)):
                postings.setdefault(head(word), {})[number] = min(255, round(weight * SCALE))
    words, offsets, numbers, weights = array("I"), array("I"), array("H"), array("B")
    for one in sorted(postings):
        words.append(one)
        offsets.append(len(numbers))
        for number, value in sorted(postings[one].items()):
            numbers.append(number)
            weights.append(value)
    offsets.append(len(numbers))
    return words, offsets, numbers, weights, _usual(concepts, postings)


def _usual(concepts: list[Concept], postings: Mapping[int, Mapping[int, int]]) -> array[int]:
    """How much an example sentence of other concepts speaks for each concept on average: some have words that stand everywhere."""
    sums = [0.0] * len(concepts)
    sentences = [(number, text) for number, concept in enumerate(concepts) for text in concept.yes]
    for own, text in sentences:
        for stem in set(tokens(text).stems):
            for number, value in postings.get(head(stem), {}).items():
                sums[number] += value * (number != own)
    return array("H", [min(65535, round(USUAL_SCALE * sum_ / SCALE / max(1, len(sentences)))) for sum_ in sums])


def _bag(concept: Concept) -> Counter[str]:
    bag: Counter[str] = Counter()
    _add(bag, tokens(concept.label).stems, "en", _LABEL)
    for cue in concept.strong:
        _add(bag, parse(cue).stems, "en", _STRONG)
    for cue in concept.weak:
        _add(bag, parse(cue).stems, "en", _WEAK)
    for text in concept.yes:
        _add(bag, tokens(text).stems, "en", EXAMPLE)
    for word in concept.scene.en:
        _add(bag, parse(word).stems, "en", _SCENE)
    for language in LANGUAGES:
        for name in getattr(concept, language):
            _add(bag, parse(name).stems, language, _NAME)
        for word in getattr(concept.scene, language):
            _add(bag, parse(word).stems, language, _SCENE)
    return bag


def _add(bag: Counter[str], stems: Iterable[str], language: str, weight: float) -> None:
    """Enters words as they stand and by their base in the language they are meant to be in."""
    for stem in set(stems):
        if len(stem) > 1 and not stem.isdigit():
            for word in {stem, base(stem, language)}:
                bag[word] += weight  # type: ignore[assignment]  # a Counter counts anything that adds


def _commonness(concepts: list[Concept]) -> dict[str, float]:
    """How common the words are that share a base: as common as the commonest of them."""
    common: dict[str, float] = {}
    for concept in concepts:
        own = (concept.label, *concept.strong, *concept.weak, *concept.scene.en)
        told = (("en", own), *((language, (*getattr(concept, language), *getattr(concept.scene, language))) for language in LANGUAGES))
        for language, texts in told:
            for stem in {stem for text in texts for stem in parse(text).stems}:
                marked = base(stem, language)
                common[marked] = max(common.get(marked, 0.0), zipf(stem))
    return common


def _weight(count: float, owners: int, concepts: int, common: float) -> float:
    rare = min(1.0, max(0.0, (_COMMON - common) / _FREE))
    telling = _SPAN * math.log(concepts / owners) / math.log(concepts) if concepts > 1 else _SPAN
    return telling * count / (count + _SATURATION) * rare
