"""Finds strong cues that speak for something else: those that occur in the example sentences of concepts far away.

The lexicon's thousands of examples are a small corpus of how people write. A cue its author held for sure, but which turns up in the examples
of unrelated domains, is not sure; the compiler enters it as weak. Nobody has to guess all meanings of a word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from learnlearn.lexicon.build.source import Domain
from learnlearn.lexicon.hashes import MASK, MULTIPLIER, head
from learnlearn.text.rarity import zipf
from learnlearn.text.tokens import tokens

Owners = Mapping[int, Mapping[int, str]]  # run -> posting -> spelling, as the compiler gathers them
# In what share of all domains, foreign to it, a strong cue may not occur, by how common it is (Zipf): a rare word elsewhere is mostly meant.
_LIMITS = ((4.3, 0.02), (3.3, 0.045), (0.0, 0.09))


def misfires(domains: Mapping[str, Domain], owners: Owners, lengths: Mapping[int, int], home: Mapping[int, str]) -> set[tuple[int, int]]:
    """The (run, posting) pairs of strong cues to be demoted; `home` names each concept's domain, `lengths` the cue lengths by first stem."""
    foreign: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    common: dict[int, float] = {}
    own = [{*tokens(concept.label).stems} for domain in domains.values() for concept in domain.concept]
    for name, text in _examples(domains):
        for run, stems, written in _runs(text, lengths):
            for posting, spelling in owners.get(run, {}).items():
                concept = posting >> 7
                if posting & 3 == 0 and home[concept] != name and not own[concept] >= set(stems) and spelling in ("", written, written.casefold()):
                    foreign[run, posting].add(name)
                    common[run] = zipf(stems[0]) if len(stems) == 1 else 0.0
    kin = _kin(domains)
    found: set[tuple[int, int]] = set()
    for (run, posting), where in foreign.items():
        strange = {name for name in where if name not in kin.get(posting >> 7, ())}
        if len(strange) >= next(share for floor, share in _LIMITS if common[run] >= floor) * len(domains):
            found.add((run, posting))
    return found


def _examples(domains: Mapping[str, Domain]) -> Iterator[tuple[str, str]]:
    for name, domain in domains.items():
        for concept in domain.concept:
            yield from ((name, text) for text in (*concept.yes, *concept.no))


def _kin(domains: Mapping[str, Domain]) -> dict[int, set[str]]:
    """For each concept, by number, the other domains that its parent and neighbours live in: there its cues may well occur."""
    where = {concept.label: name for name, domain in domains.items() for concept in domain.concept}
    numbered = enumerate(concept for domain in domains.values() for concept in domain.concept)
    return {at: {where[label] for label in (concept.parent or "", *concept.near) if label in where} for at, concept in numbered}


def _runs(text: str, lengths: Mapping[int, int]) -> Iterator[tuple[int, tuple[str, ...], str]]:
    found = tokens(text)
    heads = [head(stem) for stem in found.stems]
    for first in range(len(heads)):
        bits, key, size = lengths.get(heads[first], 0), 0, 0
        while bits and first + size < len(heads):
            key = (key * MULTIPLIER + heads[first + size]) & MASK
            size += 1
            if bits & 1:
                yield key, found.stems[first : first + size], text[found.starts[first] : found.ends[first + size - 1]]
            bits >>= 1
