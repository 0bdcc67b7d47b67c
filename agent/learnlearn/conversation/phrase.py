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
_MINE = 70
_RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "yi"})
_LETTERS = re.compile(r"[^\W\d_]")


def put(idea: Idea, language: str, seed: str, used: set[str]) -> wire.Prompt | None:
    """The idea as a prompt in `language`, or None when their words leave no room for it.

    `seed` tells people apart: same seed, same words. `used` holds the sentences that stand on this screen already and gains
    this prompt's: none comes twice.
    """
    voice = family(idea.kind, language)
    for text in _texts(idea, voice, seed, used):
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


def _texts(idea: Idea, voice: Family, seed: str, used: set[str]) -> Iterator[str]:
    """The same thought, shorter and shorter: less of their words, then without the bridge."""
    opening = _one(voice.openings(_place(idea)), used, seed, idea.id, "opening")
    bridge = _one(_bridges(idea, voice), used, seed, idea.id, "bridge")
    question = _one(voice.questions(idea.sort), used, seed, idea.id, "question")
    used |= {opening, bridge, question}
    for limit in _THEIRS:
        slots = {"theirs": _inside(excerpt(idea.theirs, limit), voice), "mine": _inside(excerpt(idea.mine, _MINE), voice), "label": idea.about}
        yield _closed(" ".join(part for part in (opening.format(**slots), bridge.format(**slots), question) if part))
    yield _closed(f"{opening.format(**slots)} {question}")


def _bridges(idea: Idea, voice: Family) -> Sequence[str]:
    """Those that fit. Words of mine that would have to be cut in the middle of a thought are not quoted at all."""
    lines = voice.bridges(_relation(idea))
    mine = excerpt(idea.mine, _MINE)
    rest = idea.mine.strip()[len(mine) :].lstrip()
    is_whole = not rest or not rest[0].isalnum()
    return lines if is_whole else [line for line in lines if "{mine}" not in line] or [""]


def _place(idea: Idea) -> str:
    """Where their words stand; a question of theirs is named as one, when it is one."""
    return "question" if idea.kind == "share" and idea.source == "post" and "?" in excerpt(idea.theirs, _THEIRS[-1]) else idea.source


def _relation(idea: Idea) -> str:
    """Which bridge fits: the same name on both sides is not quoted twice, and a name inside their sentence is all that is mine of it."""
    mine, theirs = fold(idea.mine), fold(idea.theirs)
    if mine == theirs:
        return "named"
    return "within" if mine and mine in theirs else idea.relation


def _inside(words: str, voice: Family) -> str:
    """Words to stand inside quotation marks: an inner pair takes the inner marks, as printers set it, and our sentence brings the full stop."""
    outer_open, outer_close, inner_open, inner_close = voice.marks
    words = words if words.endswith("..") else words.removesuffix(".")
    return words.replace(outer_open, inner_open).replace(outer_close, inner_close)


def _closed(said: str) -> str:
    """No second full stop after words that bring their own."""
    return re.sub(r"([.!?…。！？।])([”»“’」])\.", r"\1\2", said)


def _one(lines: Sequence[str], used: set[str], *seeds: str) -> str:
    """The line that the seeds point to, or the next one that does not stand on this screen."""
    first = int.from_bytes(hashlib.sha256("\0".join(seeds).encode()).digest()[:8])
    return next((line for at in range(len(lines)) if (line := lines[(first + at) % len(lines)]) not in used or not line), lines[first % len(lines)])


def _two(rungs: Sequence[Rung], seed: str) -> tuple[Rung, Rung]:
    start = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8]) % len(rungs)
    return rungs[start], rungs[(start + 1) % len(rungs)]
