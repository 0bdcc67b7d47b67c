"""An idea in words: opening, bridge and question, chosen so that different people are asked differently, and proved before it is shown."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from learnlearn.contract import conversation as wire
from learnlearn.conversation.excerpt import excerpt
from learnlearn.conversation.ideas import Idea
from learnlearn.conversation.patterns import Family, Rung, family
from learnlearn.conversation.quotes import quote
from learnlearn.text.words import fold

LONGEST = 280  # rule 5: short messages are answered (agent/README.md)
_THEIRS = (120, 90, 60)  # how much of their words fits, tried in this order
_MINE = 60
_RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "yi"})
_LETTERS = re.compile(r"[^\W\d_]")


def put(idea: Idea, language: str, seed: str) -> wire.Prompt | None:
    """The idea as a prompt in `language`, or None when their words leave no room for it. `seed` tells people apart: same seed, same words."""
    voice = family(idea.kind, language)
    for text in _texts(idea, voice, seed):
        if len(text) <= LONGEST and _LETTERS.search(text):
            return wire.Prompt(
                id=idea.id,
                kind=idea.kind,
                text=text,
                about=idea.about,
                language=language,
                direction="rtl" if language in _RIGHT_TO_LEFT else "ltr",
                reason=voice.reason.format(label=idea.about, why=idea.why, mine=idea.mine),
                evidence=tuple(map(quote, idea.evidence)),
                follow_ups=tuple(wire.FollowUp(if_they=rung.if_they, ask=rung.ask) for rung in _two(voice.ladder, seed + idea.id)),
            )
    return None


def _texts(idea: Idea, voice: Family, seed: str) -> Iterator[str]:
    """The same thought, shorter and shorter: less of their words, then without the bridge."""
    opening = _one(voice.openings(idea.source), seed, idea.id, "opening")
    bridge = _one(voice.bridges(_relation(idea)), seed, idea.id, "bridge")
    question = _one(voice.questions(idea.sort), seed, idea.id, "question")
    for limit in _THEIRS:
        slots = {"theirs": _inside(excerpt(idea.theirs, limit), voice), "mine": _inside(excerpt(idea.mine, _MINE), voice), "label": idea.about}
        yield _closed(" ".join(part for part in (opening.format(**slots), bridge.format(**slots), question) if part))
    yield _closed(f"{opening.format(**slots)} {question}")


def _relation(idea: Idea) -> str:
    """Which bridge fits: the same name on both sides is not quoted twice."""
    return "named" if fold(idea.mine) in fold(idea.theirs) else idea.relation


def _inside(words: str, voice: Family) -> str:
    """Words to stand inside quotation marks: an inner pair takes the inner marks, as printers set it, and our sentence brings the full stop."""
    outer_open, outer_close, inner_open, inner_close = voice.marks
    words = words if words.endswith("..") else words.removesuffix(".")
    return words.replace(outer_open, inner_open).replace(outer_close, inner_close)


def _closed(said: str) -> str:
    """No second full stop after words that bring their own."""
    return re.sub(r"([.!?…。！？।])([”»“’」])\.", r"\1\2", said)


def _one(lines: Sequence[str], *seeds: str) -> str:
    return lines[int.from_bytes(hashlib.sha256("\0".join(seeds).encode()).digest()[:8]) % len(lines)]


def _two(rungs: Sequence[Rung], seed: str) -> tuple[Rung, Rung]:
    start = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8]) % len(rungs)
    return rungs[start], rungs[(start + 1) % len(rungs)]
