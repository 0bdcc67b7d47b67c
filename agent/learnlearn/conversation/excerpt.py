"""Their words, short enough to be said: always a slice of what they wrote, cut where a person would draw breath."""

from __future__ import annotations

import re

from learnlearn.text.sentences import clauses, sentences

_SENTENCE = re.compile(r"(?<=[.!?…。！？।])\s+|\n+")
_CLAUSE = re.compile(r"(?<=[,;:)–—])\s+|\s+(?=[–—(])")
_MARKER = re.compile(r"^(?:[-*•·–—>]+|\d+[.)])\s+")  # of a list
_BREATH = 105  # characters that are said whole
_ENOUGH = 12  # a shorter slice says too little to be recognised


def excerpt(words: str, limit: int) -> str:
    """A verbatim slice of `words` of at most `limit` characters: whole, else whole sentences, else whole clauses, else whole words."""
    words = _MARKER.sub("", words.strip())
    if len(words) <= limit and "\n" not in words:
        return words.rstrip(",;: ")
    for boundary in (_SENTENCE, _CLAUSE):
        cut = _longest(words, boundary, limit)
        if cut and len(cut) >= min(_ENOUGH, limit):
            return cut.rstrip(",;: –—(")
    head = words[: limit + 1].split("\n", 1)[0]
    return (head if len(head) <= limit else head.rsplit(None, 1)[0][:limit]).rstrip(",;: ")


def excerpt_with(words: str, piece: str, limit: int) -> str:
    """A slice that holds `piece`: all where it is short, else its sentence, else the clauses around it, else the piece alone.

    Without a piece it is an excerpt.
    """
    at = words.find(piece) if piece else -1
    if at < 0 or len(words) <= min(limit, _BREATH):
        return excerpt(words, limit)
    around = None
    for cut in (sentences(words), [part for one in sentences(words) for part in clauses(words, one)]):
        around = next((one for one in cut if one.start <= at and at + len(piece) <= one.end), None)
        if around and around.end - around.start <= limit:
            return _MARKER.sub("", words[around.start : around.end]).rstrip(",;: ")
    return excerpt(piece, limit)


def clause_with(words: str, piece: str) -> str:
    """`piece`, where it stands in a sentence or a clause that can be said whole; else "": alone it would be quoted without its line."""
    at = words.find(piece)
    cuts = [*sentences(words), *(part for one in sentences(words) for part in clauses(words, one))]
    holds = any(one.start <= at and at + len(piece) <= one.end and one.end - one.start <= _BREATH for one in cuts)
    return piece if at >= 0 and holds else ""


def is_whole(words: str, said: str) -> bool:
    """Whether `said`, an excerpt of `words`, ends where a sentence or a clause does, and not in the middle of a thought."""
    rest = words[words.find(said) + len(said) :].lstrip(" ")
    return not rest or not rest[0].isalnum() or said.endswith((".", "!", "?", "…", "。", "！", "？", "।"))


def _longest(words: str, boundary: re.Pattern[str], limit: int) -> str:
    """The longest run of whole parts, from the first on, that fits and keeps to one line."""
    best = ""
    for match in boundary.finditer(words):
        if match.start() > limit:
            break
        best = words[: match.start()]
        if "\n" in match.group():
            break
    return best if len(best) <= limit else ""
