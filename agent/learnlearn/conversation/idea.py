"""One thing that could be asked, before it is put into words: the words of both sides that it stands on, and how they can stand in a sentence."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from learnlearn.contract.conversation import PromptKind
from learnlearn.conversation.book import Sort
from learnlearn.conversation.hooks import Hooked
from learnlearn.conversation.mine import MyForm
from learnlearn.conversation.saying import TheirForm
from learnlearn.interests.model import Evidence

_CLOSED: tuple[Sort, ...] = ("told", "trouble", "how", "view", "practice", "any")


@dataclass(frozen=True, slots=True)
class Idea:
    """One thing to ask about. `theirs` and `mine` are verbatim; the forms say how they can stand in a sentence.

    `thing` is its name where the name stands in their words or mine, and "" otherwise: no name comes from nowhere. `line` is the sort of line
    that theirs are, None where they only name something; `piece` are a few of its words to point at, "" where none is cut out whole;
    `heart` the sentence of several that is quoted where all are too long; `asked` are questions of an insider, one of which is asked.
    """

    kind: PromptKind
    about: str
    sort: str
    theirs: str
    their_form: TheirForm
    mine: str = ""
    my_form: MyForm = "none"
    line: Sort | None = None
    piece: str = ""
    heart: str = ""
    retold: str = ""  # theirs in the second person, where it can be told so (`retold.py`)
    joined: str = ""  # the name of what we share, where what is said of mine does not name it
    is_person: bool = False  # it is told of a third person
    is_fellow: bool = False  # they are learning it as well
    piece_stands: bool = False  # it is understood without the line around it
    asked: tuple[str, ...] = ()
    wider: tuple[str, ...] = ()  # the same of what the thing is a part of
    cue: str = ""  # the words of theirs that those are about
    word: str = ""  # of those the one that the question names
    is_hooked: bool = False  # they are about what the line tells, and no insider's
    thing: str = ""
    listed: str = ""  # my wish as I listed it, where something else of mine is said
    why: str = ""
    day: dt.date | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def id(self) -> str:
        """The same question about the same thing has the same id whatever its words, so that it is never asked twice."""
        return id_of(self.kind, self.about)

    def repeats(self, other: Idea) -> bool:
        """Whether it is about the same thing, or quotes words of theirs that the other quotes too."""
        return self.about.casefold() == other.about.casefold() or self.theirs == other.theirs or self._overlaps(other)

    def joined_only(self) -> Idea:
        """The same with no more of mine than the name of what we share."""
        return replace(self, mine="", my_form="none")

    def alone(self) -> Idea:
        """The same without words of mine; what is shared keeps its proof."""
        return replace(self, mine="", my_form="none", joined="", evidence=self.evidence if self.kind == "connect" else self.evidence[-1:])

    def asking_otherwise(self, told: Iterable[Idea], hook_of: Callable[[Idea], Hooked | None]) -> Idea:
        """The same; where others here may have taken all of the insider's, about what the line tells, what the thing is a part of, or plainly."""
        before = tuple(told)

        def is_open(asked: tuple[str, ...]) -> bool:
            return bool(asked) and sum(not set(asked).isdisjoint(other.asked) for other in before) < len(asked)

        if is_open(self.asked):
            return self
        hook = hook_of(self) if self.asked and not self.is_hooked else None
        if hook and is_open(hook.lines):
            return self.hooking(hook)
        return replace(self, asked=self.wider) if is_open(self.wider) else self.unasked() if self.asked else self

    def hooking(self, hook: Hooked) -> Idea:
        """The same, asked about what the line tells."""
        return replace(self, asked=hook.lines, wider=(), cue=hook.about, word=hook.word, is_hooked=True)

    def unasked(self) -> Idea:
        """The same with the line's own question."""
        return replace(self, asked=(), wider=(), cue="", word="", is_hooked=False)

    @property
    def is_stock(self) -> bool:
        """Whether all that can be asked about the line would fit many others: no insider's question and no hook, and nothing in it is open."""
        return self.kind in ("connect", "curious") and self.line in _CLOSED and not self.asked

    @property
    def is_idle(self) -> bool:
        """Whether it asks about a line that tells nothing by its words, or tells of somebody else: what is asked there is best left unasked."""
        return self.is_stock and (self.line == "any" or (self.line == "view" and self.kind == "curious") or self.is_person)

    def _overlaps(self, other: Idea) -> bool:
        if not (self.evidence and other.evidence):
            return False
        mine, its = self.evidence[-1], other.evidence[-1]
        return mine.span == its.span and mine.start < its.end and its.start < mine.end


def id_of(kind: str, about: str) -> str:
    """The id of a question of this kind about this thing."""
    return hashlib.sha256(f"{kind}\0{about.casefold()}".encode()).hexdigest()[:16]
