"""How each kind of prompt is said in each language: one folder a kind, one file a language in `kinds/`, read once and checked by model.

A prompt is an opening with their words, a bridge with mine (the honest reason for asking) and one open question. The three
are chosen apart, so that a handful of good sentences gives hundreds of frames and no two people are asked in the same words.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from learnlearn.contract.conversation import PromptKind

KINDS = Path(__file__).parent / "kinds"
Lines = tuple[str, ...]
ANY = "any"  # the list that serves whatever has none of its own


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rung(_Data):
    """What to ask when they have answered."""

    if_they: str
    ask: str


class Example(_Data):
    """Slots that a test fills in, so that every sentence is read at least once."""

    source: str
    kind: str
    label: str
    why: str
    theirs: str
    mine: str


class Family(_Data):
    """All sentences of one kind of prompt in one language. `opening` by source, `bridge` by relation, `question` by kind of thing."""

    marks: tuple[str, str, str, str] = Field(description="Outer and inner quotation marks.")
    reason: str
    opening: dict[str, Lines]
    bridge: dict[str, Lines]
    question: dict[str, Lines]
    ladder: tuple[Rung, ...] = Field(min_length=2)
    example: tuple[Example, ...] = Field(min_length=1)

    def openings(self, source: str) -> Lines:
        """What fits words that stand in `source`."""
        return self.opening.get(source) or self.opening.get(ANY) or self.opening["bio"]

    def bridges(self, relation: str) -> Lines:
        """What fits this relation between mine and theirs."""
        return self.bridge.get(relation) or self.bridge["same"]

    def questions(self, kind: str) -> Lines:
        """What can be asked about this kind of thing."""
        return self.question.get(kind) or self.question.get(ANY) or self.question["topic"]


@cache
def family(kind: PromptKind, language: str) -> Family:
    """The sentences of `kind` in `language`, which must be one of `languages()`."""
    return Family.model_validate(tomllib.loads((KINDS / kind / f"{language}.toml").read_text(encoding="utf-8")))


@cache
def languages() -> frozenset[str]:
    """The languages that prompts are written in: those that every kind has a file for."""
    return frozenset.intersection(*(frozenset(path.stem for path in folder.glob("*.toml")) for folder in KINDS.iterdir() if folder.is_dir()))
