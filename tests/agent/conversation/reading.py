"""How plain a sentence is. English: the Flesch-Kincaid grade (Kincaid, Fishburne, Rogers, Chissom: Derivation of new readability formulas for
Navy enlisted personnel, 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59 is the school year in which it is understood.
Elsewhere, where no such formula holds for all: words a sentence and letters a word.
"""

from __future__ import annotations

import re

_SLOT = re.compile(r"[„“«‘]?\u00a0?\{\w+\}\u00a0?[“”»’]?")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0900-\u0963'’-]+[^\W\d_]*)*")
_CLOSED = re.compile(r"(?:Do|Does|Did|Is|Are|Was|Were|Have|Has|Can|Could|Will|Would|Should) ")
_OPENED = re.compile(r",? or |, and (?:\w+ )?(?:what|which|how|where|when|why|whom?|in)\b")
_VOWELS = re.compile(r"[aeiouy]+")


def words(line: str) -> list[str]:
    """The words of ours in a line: what is put into its slots is not ours."""
    return _WORD.findall(_SLOT.sub(" ", line))


def is_closed(question: str) -> bool:
    """Whether an English question is answered by yes or no: it begins with a verb, names no choice and asks nothing further."""
    return bool(_CLOSED.match(question)) and not _OPENED.search(question)


def syllables(word: str) -> int:
    """Of an English word, by groups of vowels: a silent e at the end counts for nothing, and every word has one."""
    plain = word.casefold()
    found = len(_VOWELS.findall(plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee")) and found > 1:
        found -= 1
    if plain.endswith("ed") and not plain.endswith(("ted", "ded")) and found > 1:
        found -= 1
    return max(found, 1)


def grade(text: str) -> float:
    """The school year; short sentences of short words fall below 1."""
    said = words(text)
    sentences = max(len(re.findall(r"[.?!](?=\s|$)", text)), 1)
    return 0.39 * len(said) / sentences + 11.8 * sum(map(syllables, said)) / len(said) - 15.59
