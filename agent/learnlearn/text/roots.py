"""Words of five languages without the endings that change with number, gender and case, so that "pietre" meets "pietra".

Light on purpose: only endings of declension are taken, never those that make another word. After the light stemmers of Jacques Savoy (2006).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from learnlearn.text.words import REMEMBERED

_ENDINGS = {
    "es": ("es", "a", "o", "e"),
    "pt": ("es", "a", "o", "e"),
    "it": ("he", "hi", "a", "o", "e", "i"),
    "fr": ("aux", "e", "x"),
    "de": ("ern", "en", "er", "em", "e", "n"),
    "nl": ("en", "je", "e"),
}
INFLECTED = tuple(_ENDINGS)
_SHORTEST = 4  # letters that must be left
GLUING = ("de", "nl", "sv", "nb", "da")  # languages that write compounds as one word
_LINKS = ("", "s", "es", "n", "en", "e")  # what may stand between the parts


@lru_cache(maxsize=REMEMBERED)
def root(stem: str, language: str) -> str:
    """The stem without the ending of its language, marked with the language so that it meets only its like; short words stay whole."""
    for ending in _ENDINGS.get(language, ()):
        if stem.endswith(ending) and len(stem) - len(ending) >= _SHORTEST:
            return f"{language}:{stem[: -len(ending)]}"
    return f"{language}:{stem}"


def parts(stem: str) -> Iterator[tuple[str, str]]:
    """Every way to cut a compound in two, without what links the parts: "taubenschlag" as "tauben" and "schlag", and as "taube" and "schlag"."""
    for cut in range(_SHORTEST, len(stem) - _SHORTEST + 1):
        for link in _LINKS:
            if stem.endswith(link, 0, cut) and cut - len(link) >= _SHORTEST:
                yield stem[: cut - len(link)], stem[cut:]
