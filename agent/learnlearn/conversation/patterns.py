"""The patterns of prompts, one file a kind in `kinds/`: data with its ladder of follow-ups, read once and checked by model."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from learnlearn.contract.conversation import PromptKind
from learnlearn.interests.model import Source
from learnlearn.matching.model import SharedKind

KINDS = Path(__file__).parent / "kinds"


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Rung(_Data):
    """What to ask when they have answered."""

    if_they: str
    ask: str


class Pattern(_Data):
    """One way to say it. `for` and `from` narrow what it fits; empty fits anything."""

    id: str
    suits: tuple[SharedKind, ...] = Field(alias="for")
    sources: tuple[Source, ...] = Field(alias="from")
    en: str
    ladder: tuple[Rung, ...] = Field(min_length=2)

    def fits(self, kind: SharedKind | None, source: Source | None) -> bool:
        """Whether it can speak of a thing of this kind that they mention in such a place."""
        return (not self.suits or kind in self.suits) and (not self.sources or source in self.sources)


class Family(_Data):
    """All patterns of one kind of prompt, the most particular first, with the reason that is given for asking."""

    reason: str
    pattern: tuple[Pattern, ...]


@cache
def family(kind: PromptKind) -> Family:
    """The patterns of `kind`."""
    return Family.model_validate(tomllib.loads((KINDS / f"{kind}.toml").read_text(encoding="utf-8")))
