"""An idea in words: their words, mine and one question, chosen so that different people are asked differently, in one of three shapes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from learnlearn.contract import conversation as wire
from learnlearn.conversation.excerpt import excerpt, is_whole
from learnlearn.conversation.ideas import Idea
from learnlearn.conversation.patterns import ANY, Answer, Family, Lines, Rung, Tongue, family, tongue
from learnlearn.conversation.quotes import quote

LONGEST = 280  # rule 5: short messages are answered (agent/README.md)
Shape = Literal["told", "turned", "asked"]  # theirs, mine, question; mine, theirs, question; a question about theirs, and why
SHAPES: tuple[Shape, ...] = get_args(Shape)
_ROOM = (120, 90, 60, 40)  # how much of their words fits, tried in this order
_STOPS = (".", "!", "?", "…", "。", "！", "？", "।")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Voice:
    """One kind of prompt in one language, spoken to one person: same seed, same words."""

    language: str
    family: Family
    tongue: Tongue
    seed: str

    @classmethod
    def of(cls, kind: wire.PromptKind, language: str, *, formal: bool, seed: str) -> Voice:
        """The voice of `kind` in `language`."""
        return cls(language, family(kind, language, formal=formal), tongue(language, formal=formal), seed)


@dataclass(slots=True)
class Screen:
    """The sentences that stand on this screen already: none comes twice."""

    used: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Frame:
    """A prompt before its slots are filled: sentences of ours alone, and what sort of answer the question asks for."""

    parts: tuple[str, ...]
    answer: Answer


def put(idea: Idea, voice: Voice, shape: Shape, screen: Screen) -> wire.Prompt | None:
    """The idea as a prompt, or None when there is nothing to say in it."""
    frame = framed(idea, voice, shape, screen)
    text = next((text for text in texts(idea, voice, frame) if len(text) <= LONGEST), None)
    if text is None or not _LETTERS.search(idea.theirs):
        return None
    screen.used |= set(frame.parts)
    return wire.Prompt(
        id=idea.id,
        kind=idea.kind,
        text=text,
        about=idea.about,
        language=voice.language,
        direction=voice.tongue.direction,
        reason=voice.family.reason.format(label=idea.about, why=idea.why, mine=idea.mine, day=_day(idea, voice.tongue)),
        evidence=tuple(map(quote, idea.evidence)),
        follow_ups=tuple(wire.FollowUp(if_they=rung.if_they, ask=rung.ask) for rung in _rungs(voice, idea, frame.answer)),
    )


def framed(idea: Idea, voice: Voice, shape: Shape, screen: Screen) -> Frame:
    """The sentences that this idea is said in. A person's seed chooses among those that fit and do not stand on the screen."""
    kind, spoken = voice.family, voice.tongue
    says_mine = kind.speaks_of_mine(idea.my_form)
    if shape == "asked":
        asked = _one(_fitting(kind.asked, idea.their_form), voice, idea, screen, "asked")
        if not says_mine:
            return Frame((asked,), "story")
        because = _one(_fitting(kind.because, idea.my_form), voice, idea, screen, "because")
        return Frame((asked, because), "news" if idea.kind in ("return", "share") else "story")
    answer, question = _question(idea, voice, screen)
    if shape == "turned":
        form = "same" if idea.my_form in ("named", "school", "work") else idea.their_form
        theirs = _one(_fitting(kind.then or spoken.then, form), voice, idea, screen, "then")
        return Frame((_one(_fitting(kind.first or kind.mine, idea.my_form), voice, idea, screen, "first"), theirs, question), answer)
    theirs = _one(_fitting(kind.opening or spoken.opening, idea.their_form), voice, idea, screen, "opening")
    if not says_mine:
        return Frame((theirs, question), answer)
    return Frame((theirs, _one(_fitting(kind.mine, idea.my_form), voice, idea, screen, "mine"), question), answer)


def shapes(idea: Idea, voice: Voice) -> tuple[Shape, ...]:
    """Those that the idea can be said in: who has nothing of their own to say cannot begin with it."""
    return SHAPES if voice.family.speaks_of_mine(idea.my_form) else ("told", "asked")


def texts(idea: Idea, voice: Voice, frame: Frame) -> Iterator[str]:
    """The same thought, shorter and shorter: less of their words."""
    day, mine = _day(idea, voice.tongue), _inside(idea.mine, voice.tongue)
    for room in _ROOM:
        said = excerpt(idea.theirs, room)
        theirs = _inside(said, voice.tongue) + ("" if is_whole(idea.theirs, said) else " …")
        slots = {"theirs": theirs, "mine": mine, "thing": idea.thing, "day": day}
        yield " ".join(_filled(part, slots) for part in frame.parts)


def _question(idea: Idea, voice: Voice, screen: Screen) -> tuple[Answer, str]:
    pool = [(answer, line) for answer, lines in voice.family.questions(idea.sort).items() for line in lines]
    named = [line for _, line in pool if "{thing}" in line] if idea.thing else []
    plain = [line for _, line in pool if "{thing}" not in line]
    chosen = _one(named if len(named) > 1 or (named and idea.thing[0].isupper()) else plain + named, voice, idea, screen, "question")
    return next(answer for answer, line in pool if line == chosen), chosen


def _fitting(lists: dict[str, Lines], form: str) -> Lines:
    """The list for a form; dated posts and questions are posts where they have no list of their own."""
    narrower = {"dated": "post", "question": "post", "post": "bio", "entry": "item", "item": "bio", "interest": "item", "cause": "item"}
    while form not in lists and form in narrower:
        form = narrower[form]
    return lists.get(form) or lists[ANY]


def _day(idea: Idea, spoken: Tongue) -> str:
    return "" if idea.day is None else spoken.said_day(idea.day)


def _inside(words: str, spoken: Tongue) -> str:
    """Words to stand inside quotation marks: an inner pair takes the inner marks, as printers set it, and our sentence brings the full stop."""
    outer_open, outer_close, inner_open, inner_close = spoken.marks
    words = words if words.endswith("..") else words.rstrip(".।。")
    return words.replace(outer_open, inner_open).replace(outer_close, inner_close)


def _filled(line: str, slots: dict[str, str]) -> str:
    """The line with its slots filled; no second full stop after words that bring their own."""
    for name, words in slots.items():
        if words.endswith(_STOPS):
            line = re.sub(rf"(\{{{name}\}}\s?[”»“’]?)[.।]", r"\1", line)
        if words.endswith("?"):
            line = re.sub(rf"(\{{{name}\}}\s?[”»“’]?)\s?\?", r"\1", line)
    return line.format(**slots)


def _one(lines: Sequence[str], voice: Voice, idea: Idea, screen: Screen, part: str) -> str:
    """The line that the seeds point to, or the next one that does not stand on this screen."""
    first = _number(voice.seed, idea.id, part)
    turned = [lines[(first + at) % len(lines)] for at in range(len(lines))]
    return next((line for line in turned if line not in screen.used), turned[0])


def _rungs(voice: Voice, idea: Idea, answer: Answer) -> tuple[Rung, Rung]:
    rungs = voice.tongue.ladder[answer]
    start = _number(voice.seed, idea.id, "ladder") % len(rungs)
    return rungs[start], rungs[(start + 1) % len(rungs)]


def _number(*seeds: str) -> int:
    return int.from_bytes(hashlib.sha256("\0".join(seeds).encode()).digest()[:8])
