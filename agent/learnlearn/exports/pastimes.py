"""Which listed interests are something one does, for formats that tell hobbies from interests (RFC 6715; RFC 9553 section 2.8.1)."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from learnlearn.lexicon.loaded import lexicon
from learnlearn.lexicon.spotter import Finds
from learnlearn.text.tokens import tokens

Pastime = Literal["hobby", "interest"]
_DONE = frozenset({"sport", "craft", "music", "game", "food", "nature", "collecting"})


@lru_cache(maxsize=10_000)
def pastime(listed: str) -> Pastime:
    """A hobby where the lexicon knows most of the words as something people do; what it does not know is an interest, which claims less."""
    finds = Finds()
    lexicon().spot(0, listed, tokens(listed), finds)
    found = {
        concept
        for places_of in (finds.strong, finds.weak)
        for concept, places in places_of.items()
        if any((place.end - place.start) * 5 >= len(listed) * 3 for place in places)
    }
    return "hobby" if {lexicon().entries[concept].kind for concept in found} & _DONE else "interest"
