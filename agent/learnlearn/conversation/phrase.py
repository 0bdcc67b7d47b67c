"""An idea in words: their words, mine and one question, chosen so that different people are asked differently, in one of four shapes.

Where their words are a line and not a name, the question goes by its sort and points at a piece of it (`lines.py`, `piece.py`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from learnlearn.contract import conversation as wire
from learnlearn.conversation.book import LineBook, answer_to, line_book
from learnlearn.conversation.excerpt import excerpt_with, is_whole
from learnlearn.conversation.idea import Idea
from learnlearn.conversation.lines import asking_sentence, is_turned
from learnlearn.conversation.patterns import ANY, Answer, Family, Lines, Rung, Tongue, family, tongue
from learnlearn.conversation.quotes import quote

LONGEST = 280  # rule 5: short messages are answered (agent/README.md)
# Theirs and a question, with mine; the same, but their words come first; mine, theirs, a question; a question with a name or a piece of theirs in it.
Shape = Literal["told", "quoted", "turned", "asked"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
_ROOM = (160, 110, 80, 60, 40)  # how much of their words fits, tried in this order
_STOPS = (".", "!", "?", "…", "。", "！", "？", "।")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Voice:
    """One kind of prompt in one language, spoken to one person: same seed, same words."""

    language: str
    family: Family
    tongue: Tongue
    book: LineBook
    seed: str

    @classmethod
    def of(cls, kind: wire.PromptKind, language: str, *, formal: bool, seed: str) -> Voice:
        """The voice of `kind` in `language`."""
        return cls(language, family(kind, language, formal=formal), tongue(language, formal=formal), line_book(language, formal=formal), seed)


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
    text = _fitting_text(idea, voice, frame)
    for less in (idea.joined_only(), idea.alone()) if idea.kind in ("connect", "curious") and idea.my_form != "none" else ():
        if text is None:  # rather than cut their words where they turn, mine are left out
            idea = less
            frame = framed(idea, voice, shape if shape in shapes(idea, voice) else "told", screen)
            text = _fitting_text(idea, voice, frame)
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
        reason=_reason(idea, voice.family).format(label=idea.about, why=idea.why, mine=idea.listed or idea.mine, day=_day(idea, voice.tongue)),
        evidence=tuple(map(quote, idea.evidence)),
        follow_ups=tuple(wire.FollowUp(if_they=rung.if_they, ask=rung.ask) for rung in _rungs(voice, idea, frame.answer)),
    )


def _fitting_text(idea: Idea, voice: Voice, frame: Frame) -> str | None:
    return next((text for text in texts(idea, voice, frame) if len(text) <= LONGEST), None)


def _reason(idea: Idea, kind: Family) -> str:
    return kind.reason_help if idea.sort == "help" else kind.reason_fellow if idea.is_fellow else kind.reason


def framed(idea: Idea, voice: Voice, shape: Shape, screen: Screen) -> Frame:
    """The sentences that this idea is said in. A person's seed chooses among those that fit and do not stand on the screen."""
    pick = Picker(idea, voice, screen)
    if shape == "asked":
        return Frame(pick.asked(), pick.answer)
    if shape == "turned":
        return Frame((*pick.first(), *pick.line(turned=True)), pick.answer)
    mine = pick.mine()
    said = pick.line(quoted=shape == "quoted")
    # Between their words and a question that leans on them nothing of mine stands in the way; else mine leads to the question.
    return Frame((*said, *mine) if leans(idea) or idea.my_form == "wished" else (said[0], *mine, *said[1:]), pick.answer)


def leans(idea: Idea) -> bool:
    """Whether the question is understood only right behind their words; an insider's and a learner's stand on their own."""
    return idea.is_hooked or (idea.line is not None and not idea.asked)


def shapes(idea: Idea, voice: Voice) -> tuple[Shape, ...]:
    """Those that the idea can be said in: who has nothing of their own to say cannot begin with it."""
    if idea.kind == "share":
        return ("told",)  # who asks is heard first, then comes what I can give, then whether it is welcome
    fits: dict[Shape, bool] = {
        "told": True,
        "quoted": bool(idea.retold) or (idea.their_form in ("post", "dated", "bio") and not (idea.heart or idea.theirs)[:1].islower()),
        "turned": (idea.my_form in voice.family.mine and idea.my_form != "wished") or _joins(idea, voice),
        "asked": _names(idea, voice),
    }
    return tuple(shape for shape, is_so in fits.items() if is_so)


def _joins(idea: Idea, voice: Voice) -> bool:
    """Whether what we share is said by its name in a sentence of its own."""
    return bool(idea.joined and voice.family.joined)


def _names(idea: Idea, voice: Voice) -> bool:
    """Whether the question itself can name what it is about: a thing on a list, or a piece of a line in which something is open."""
    if idea.asked:
        return False  # it is understood beside their line
    if idea.line:
        return idea.piece_stands and idea.line != "coming" and bool(voice.book.asking(idea.line).about)
    return idea.their_form in ("item", "entry") and bool(voice.family.asked)


class Picker:
    """Chooses the sentences for one idea: the one that the seeds point to, or the next that does not stand on this screen."""

    def __init__(self, idea: Idea, voice: Voice, screen: Screen) -> None:
        self._idea, self._voice, self._screen = idea, voice, screen
        self.answer: Answer = _answer(idea)

    def mine(self) -> tuple[str, ...]:
        """My side of it: what we share by its name where my words do not name it, and my words."""
        return self._of_me(self._voice.family.mine, "mine")

    def first(self) -> tuple[str, ...]:
        """The same, before anything of theirs."""
        return self._of_me(self._voice.family.first or self._voice.family.mine, "first")

    def _of_me(self, said: dict[str, Lines], part: str) -> tuple[str, ...]:
        idea, kind = self._idea, self._voice.family
        words = (self._one(said[idea.my_form], part),) if idea.my_form in said else ()
        if not _joins(idea, self._voice):
            return words
        if idea.my_form in ("quoted", "posted"):
            return (self._one(_fitting(kind.joined_quoted, idea.sort), "joined"),)
        return (self._one(_fitting(kind.joined, idea.sort), "joined"), *words)

    def because(self) -> tuple[str, ...]:
        """The reason behind a question, where it is said in other words than mine."""
        said = self._voice.family.because
        return (self._one(said[self._idea.my_form], "because"),) if self._idea.my_form in said else ()

    def asked(self) -> tuple[str, ...]:
        """A question first: with a few of their words in it, or about what I wish or give, and their words that make me ask."""
        idea, book, kind = self._idea, self._voice.book, self._voice.family
        behind = self.because() or self.mine()
        if idea.line:
            return (self._one(book.asking(idea.line).about, "asked"), *behind)
        return (self._one(_fitting(kind.asked, idea.their_form), "asked"), *behind)

    def line(self, *, turned: bool = False, quoted: bool = False) -> tuple[str, str]:
        """Their words, taken up, and a question about them."""
        idea, book, kind = self._idea, self._voice.book, self._voice.family
        theirs = self._quoted() if quoted else self._theirs(turned=turned)
        if idea.asked:
            return theirs, self._one(idea.asked, "question")
        if not idea.line:
            return theirs, self._question(kind.questions("fellow" if idea.is_fellow else "piece" if idea.piece else idea.sort))
        asking = book.asking(idea.line)
        is_pointed = idea.piece_stands or (idea.piece and idea.line == "coming")
        return theirs, self._one(asking.about if is_pointed else asking.after, "question")

    def _quoted(self) -> str:
        return self._one(_fitting(self._voice.tongue.quoted, self._their_form), "quoted")

    @property
    def _their_form(self) -> str:
        return "retold" if self._idea.retold else self._idea.their_form

    def _theirs(self, *, turned: bool) -> str:
        idea, kind, spoken = self._idea, self._voice.family, self._voice.tongue
        if not turned:
            return self._one(_fitting(kind.opening or spoken.opening, self._their_form), "opening")
        same = not idea.line and idea.my_form in ("named", "school", "work")
        return self._one(_fitting(kind.then or spoken.then, "same" if same else self._their_form), "then")

    def _question(self, answers: dict[Answer, Lines]) -> str:
        pool = [(answer, line) for answer, lines in answers.items() for line in lines]
        named = [line for _, line in pool if "{thing}" in line] if self._idea.thing else []
        plain = [line for _, line in pool if "{thing}" not in line]
        is_name = bool(self._idea.thing) and self._idea.thing[0].isupper()
        chosen = self._one(named if len(named) > 1 or (named and is_name) else plain + named, "question")
        self.answer = next(answer for answer, line in pool if line == chosen)
        return chosen

    def _one(self, lines: Sequence[str], part: str) -> str:
        lines = [line for line in lines if not self._begins_low(line)] or lines
        first = _number(self._voice.seed, self._idea.id, part)
        turned = [lines[(first + at) % len(lines)] for at in range(len(lines))]
        return next((line for line in turned if line not in self._screen.used), turned[0])

    def _begins_low(self, line: str) -> bool:
        """Whether a sentence would begin with quoted words in lower case."""
        idea, opened = self._idea, self._voice.tongue.marks[0]
        slots = {"{mine}": idea.mine, "{theirs}": idea.theirs, "{piece}": idea.piece}
        return any(line.startswith(opened + slot) and words[:1].islower() for slot, words in slots.items())


def _answer(idea: Idea) -> Answer:
    """What sort of answer comes, where the question itself does not say so."""
    if idea.asked:
        return "story" if idea.is_hooked else "way"
    return answer_to(idea.line) if idea.line else "news" if idea.kind == "return" else "story"


def texts(idea: Idea, voice: Voice, frame: Frame) -> Iterator[str]:
    """The same thought, shorter and shorter: less of their words."""
    day, mine = _day(idea, voice.tongue), _inside(idea.mine, voice.tongue)
    whole = idea.heart or idea.theirs
    cuts = dict.fromkeys(said for room in _ROOM for said in _said(idea, room))
    for said in (cut for cut in cuts if not is_turned(whole, cut, voice.tongue)):
        theirs = _inside(said, voice.tongue) + ("" if is_whole(idea.theirs, said) else " …")
        slots = {"theirs": theirs, "mine": mine, "piece": _inside(idea.piece, voice.tongue), "thing": idea.thing, "day": day, "word": idea.word}
        slots |= {"retold": idea.retold, "Retold": _capital(idea.retold), "joined": idea.joined, "wish": idea.listed}
        yield " ".join(_filled(part, slots) for part in frame.parts)


def _said(idea: Idea, room: int) -> Iterator[str]:
    """As much of their words as fits: a request and what says how whole, where they can be; then what holds the words that are asked about."""
    words = idea.heart or idea.theirs
    if idea.heart and len(words) <= room and "\n" not in words:
        yield words.rstrip(",;: ")
    yield excerpt_with(words, idea.cue if idea.asked else idea.piece or asking_sentence(words) or idea.heart, room)


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


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _filled(line: str, slots: dict[str, str]) -> str:
    """The line with its slots filled; no second full stop after words that bring their own."""
    for name, words in slots.items():
        if words.endswith(_STOPS):
            line = re.sub(rf"(\{{{name}\}}\s?[”»“’]?)[.।]", r"\1", line)
        if words.endswith("?"):
            line = re.sub(rf"(\{{{name}\}}\s?[”»“’]?)\s?\?", r"\1", line)
    return line.format(**slots)


def _rungs(voice: Voice, idea: Idea, answer: Answer) -> tuple[Rung, Rung]:
    rungs = voice.tongue.ladder[answer]
    start = _number(voice.seed, idea.id, "ladder") % len(rungs)
    return rungs[start], rungs[(start + 1) % len(rungs)]


def _number(*seeds: str) -> int:
    return int.from_bytes(hashlib.sha256("\0".join(seeds).encode()).digest()[:8])
