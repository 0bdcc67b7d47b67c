"""Words without the endings of verbs and nouns, so that "glazed" meets "glazing" and "tejiendo" meets "tejer".

For hearing what a sentence is about, where a word alone proves nothing. Cues are compared more strictly (`roots.py`): there one word may prove all.
The stemmers are those of Snowball (Porter 2001), by PyStemmer.
"""

from __future__ import annotations

from functools import lru_cache

from Stemmer import Stemmer  # type: ignore[import-not-found]

from learnlearn.text.words import REMEMBERED

_NAMES = {"en": "english", "es": "spanish", "de": "german", "fr": "french", "pt": "portuguese", "it": "italian", "nl": "dutch", "hi": "hindi"}
_STEMMERS = {language: Stemmer(name, 0) for language, name in _NAMES.items()}
_APART = tuple("ein aus auf ab an um vor zu nach mit weg her hin los bei fest op uit af aan in door".split())  # noqa: SIM905  a line of words reads better
_PARTICIPLE = 7  # letters of the shortest word that is looked at as one


@lru_cache(maxsize=REMEMBERED)
def base(stem: str, language: str) -> str:
    """The base of a word, marked with the language so that it meets only its like."""
    stemmer = _STEMMERS.get(language)
    if stemmer is None or len(stem) < 4:
        return f"{language}.{stem}"
    found = stemmer.stemWord(stem)
    if language in ("de", "nl"):
        found = _without_ge(found)
    return f"{language}.{found}"


def _without_ge(word: str) -> str:
    """A participle without what only makes it one: "gedraht" is "draht", "eingelot" is "einlot"."""
    if len(word) >= _PARTICIPLE - 1 and word.startswith("ge"):
        return word[2:]
    for part in _APART:
        if word.startswith(part + "ge") and len(word) >= len(part) + _PARTICIPLE - 2:
            return part + word[len(part) + 2 :]
    return word
