"""Common ground, as matching gives it and conversation takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from learnlearn.contract.conversation import Relation, Telling, Whose, Why
from learnlearn.interests.model import Evidence
from learnlearn.lexicon.entries import EntryKind

if TYPE_CHECKING:
    from learnlearn.matching.candidate import Candidate

SharedKind = Literal[EntryKind, "topic"]  # what sort of thing is shared: what the lexicon knows, or anything; prompts are chosen by it

_SURE = 0.7


@dataclass(frozen=True, slots=True)
class Match:
    """One thing both share. `score` orders; `reason` is said to the user ("few people anywhere do this")."""

    label: str
    kind: SharedKind
    relation: Relation
    telling: Telling
    score: float  # 0 to 1
    reason: str
    mine: tuple[Evidence, ...]
    theirs: tuple[Evidence, ...]
    sensitive: str = ""  # "" or the subject that makes it delicate: health, grief, faith, politics, sexuality, money, family, law, job loss

    @property
    def is_sure(self) -> bool:
        """Whether both are so likely about the same thing that its name can be said where neither wrote it."""
        return self.relation == "same" and self.score >= _SURE


@dataclass(frozen=True, slots=True)
class Exchange:
    """Something one can give the other. For `learn`, mine is what I want to learn; for `share`, mine is what I offer.

    `is_near`: the text that answers best speaks of it; else it only asks for something, and mine is as likely as not what it asks for.
    """

    label: str
    kind: SharedKind
    score: float
    reason: str
    mine: tuple[Evidence, ...]
    theirs: tuple[Evidence, ...]
    named: tuple[str, ...] = ()  # labels of the lexicon that my line names
    whole: tuple[str, ...] = ()  # those of them whose names are all of it
    is_near: bool = True


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing of the lexicon that words of theirs are surely about: `words` are those that say so, no more.

    `is_named`: they are a cue, not only words that speak for it. `is_topic`: what stands around them is about the thing, too, even where nobody
    shares it ("the baker's son" is about no bakery). `parent` is what it is a kind or a part of, "" where that is nothing.
    """

    label: str
    words: Evidence
    is_topic: bool = False
    is_named: bool = True
    parent: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something seen on one side and not used, with the reason."""

    label: str
    why: Why
    whose: Whose
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Contacts:
    """How many people I keep, and how many of them share what, by label (`interests/labels.py`). The default knows nobody."""

    total: int = 0
    sharing: Mapping[str, int] = field(default_factory=dict)

    def rate(self, label: str) -> float:
        """The share of my contacts who share a thing, 0 to 1."""
        return self.sharing.get(label, 0) / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class CommonGround:
    """All that one comparison found, best first. `their_language` is a BCP 47 tag or None when too little was written."""

    common: tuple[Match, ...]
    learn: tuple[Exchange, ...]
    share: tuple[Exchange, ...]
    set_aside: tuple[SetAside, ...]
    their_language: str | None
    curiosity: tuple[Evidence, ...]  # what they wrote themselves, freshest and most particular first: for an honest question without common ground
    my_language: str | None = None
    subjects: tuple[Subject, ...] = ()  # what their own words surely name, surest first; nothing that is delicate
    mine: tuple[Subject, ...] = ()  # which words of mine speak for what is shared
    weak: tuple[Candidate, ...] = ()  # what was proposed and stayed below the bar, best first: for a second reader
