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

from learnlearn.lexicon.build.cues import parse
from learnlearn.lexicon.build.source import Concept, Domain
from learnlearn.lexicon.form import SCALE, USUAL_SCALE
from learnlearn.lexicon.hashes import LANGUAGES, head
from learnlearn.text.bases import base
from learnlearn.text.rarity import zipf
from learnlearn.text.tokens import tokens

_LABEL, _WEAK, _STRONG, _NAME, _SCENE, EXAMPLE = 1.0, 0.9, 0.8, 1.5, 1.0, 0.5
_SATURATION = 0.6
_SPAN = 7.5  # the weight of a word that one concept alone has; the same however large the lexicon grows
_COMMON, _FREE = 5.8, 1.8  # Zipf: from here words weigh nothing; so much rarer, they weigh all
_LEAST = 1.0
_MOST_OWNERS = 0.03  # of all concepts: words that more of them have are left out


def bags(domains: Mapping[str, Domain]) -> tuple[array[int], ...]:
    """Words (heads, sorted), offsets into the postings, concepts and weights of the postings; for each concept what others' sentences say for it."""
    concepts = [concept for domain in domains.values() for concept in domain.concept]
    common: dict[str, float] = {}
    found = [_bag(concept, common) for concept in concepts]
    owners = Counter(word for bag in found for word in bag)
    most = max(12, _MOST_OWNERS * len(concepts))
    telling = {word: _telling(count, len(concepts), common.get(word, 0.0) or zipf(word)) for word, count in owners.items() if count <= most}
    postings: dict[int, dict[int, int]] = {}
    for number, bag in enumerate(found):
        for word, count in bag.items():
            weight = telling.get(word, 0.0) * count / (count + _SATURATION)
            if weight >= _LEAST:
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


def _bag(concept: Concept, common: dict[str, float]) -> Counter[str]:
    """The words of one concept; enters into `common` how common the words are that share a base: as common as the commonest of them."""
    bag: Counter[str] = Counter()

    def add(stems: Iterable[str], language: str, weight: float) -> None:
        """Enters words as they stand and by their base in the language they are meant to be in."""
        for stem in set(stems):
            if len(stem) > 1 and not stem.isdigit():
                marked = base(stem, language)
                common[marked] = max(common.get(marked, 0.0), zipf(stem))
                bag[stem] += weight  # type: ignore[assignment]  # a Counter counts anything that adds
                bag[marked] += weight  # type: ignore[assignment]

    add(tokens(concept.label).stems, "en", _LABEL)
    for texts, weight in ((concept.strong, _STRONG), (concept.weak, _WEAK), (concept.scene.en, _SCENE)):
        for text in texts:
            add(parse(text).stems, "en", weight)
    for text in concept.yes:
        add(tokens(text).stems, "en", EXAMPLE)
    for language in LANGUAGES:
        for texts, weight in ((getattr(concept, language), _NAME), (getattr(concept.scene, language), _SCENE)):
            for text in texts:
                add(parse(text).stems, language, weight)
    return bag


def _telling(owners: int, concepts: int, common: float) -> float:
    """What a word is worth that so many concepts have and that is so common (Zipf), however often one of them has it."""
    rare = min(1.0, max(0.0, (_COMMON - common) / _FREE))
    return rare * (_SPAN * math.log(concepts / owners) / math.log(concepts) if concepts > 1 else _SPAN)
