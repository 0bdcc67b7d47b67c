"""What in a text is theirs to raise and not mine (rule 9): one file of words a language in `delicate/`, by subject.

A word list misses what is said between the lines and stops what is harmless; of the two it shall rather stop. The lexicon marks whole
subjects as delicate beside it (`sensitive`).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from learnlearn.interests.model import Evidence, Source
from learnlearn.text.language import detect
from learnlearn.text.words import fold

FOLDER = Path(__file__).parent / "delicate"
_EVERYWHERE = "en"  # its words stand in pages of any language
_BETWEEN = r"(?:[^\S\n]+[^\s.!?]+){0,5}?[^\S\n]+"  # for an ellipsis in the list: up to five words of the same sentence
_IN_POSTS = frozenset({"health", "politics", "money", "law", "appointment", "feelings"})


def subject_of(evidence: Evidence, language: str | None) -> str:
    """The delicate subject that words touch, "" when they touch none. `language` is the page's; the words may be in another.

    A post is one breath: whatever it says beside them counts. Elsewhere only the words themselves do.
    """
    is_post = evidence.span.source is Source.POST
    return touches(evidence.span.text if is_post else evidence.quote, language, is_post=is_post)


def touches(text: str, language: str | None, *, is_post: bool = True) -> str:
    """The delicate subject of a text, "" when it has none."""
    asked = dict.fromkeys((detect(text), language, _EVERYWHERE))
    for pattern in (_pattern(one, is_post) for one in asked if one and one in languages()):
        if found := pattern.search(fold(text)):
            return (found.lastgroup or "").replace("_", " ")
    return ""


@cache
def languages() -> frozenset[str]:
    """The languages there is a list for."""
    return frozenset(path.stem for path in FOLDER.glob("*.toml"))


@cache
def _pattern(language: str, is_post: bool) -> re.Pattern[str]:
    """One pattern with a group a subject; grief comes first, for it is the graver reason."""
    subjects: dict[str, list[str]] = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    meant = {subject: words for subject, words in subjects.items() if is_post or subject not in _IN_POSTS}
    groups = (f"(?P<{subject.replace(' ', '_')}>{'|'.join(map(_word, words))})" for subject, words in meant.items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)")


def _word(listed: str) -> str:
    parts = (re.escape(fold(part)) for part in listed.removesuffix("*").split(" … "))
    return _BETWEEN.join(parts) + (r"\w*" if listed.endswith("*") else "")
