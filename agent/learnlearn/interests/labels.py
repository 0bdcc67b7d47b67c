"""What somebody surely does, as labels: for counting who shares what, for search, and to see what is new on a page."""

from __future__ import annotations

from learnlearn.interests.beliefs import beliefs_of
from learnlearn.interests.read import Reading
from learnlearn.lexicon.loaded import lexicon

_SURE = 0.6


def labels_of(reading: Reading) -> tuple[str, ...]:
    """Labels of the lexicon that a page proves by its own cues, surest first."""
    entries, beliefs = lexicon().entries, beliefs_of(reading)
    cued = sorted(reading.finds.strong)
    told = sorted(((beliefs.about(concept).weight, concept) for concept in cued), key=lambda pair: (-pair[0], pair[1]))
    return tuple(dict.fromkeys(entries[concept].label for weight, concept in told if weight >= _SURE))
