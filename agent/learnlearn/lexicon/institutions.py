"""The alias table of institutions: schools, employers, agencies, certifications, meet-ups, projects, programmes. `institutions.toml`.

An institution is found like a concept, in any text; beside that, the names in the fields of a profile (employer, school, group)
are compared with each other, and this table says which names are one.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from learnlearn.lexicon.source import Cues, Telling

INSTITUTIONS = Path(__file__).parent / "institutions.toml"

InstitutionKind = Literal["school", "employer", "group", "event", "tool", "community", "study", "work", "cause"]


class Institution(BaseModel):
    """One institution and the names it goes by. Cue forms (`=Exact`, `#tag`) are those of the lexicon."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    kind: InstitutionKind
    telling: Telling = "medium"
    names: Cues = Field(default=(), description="Short, former and foreign names, enough alone.")
    weak: Cues = Field(default=(), description="Names that mean other things too: they count in a field of the right sort or beside another.")


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    institution: tuple[Institution, ...] = ()


@cache
def load_institutions(path: Path = INSTITUTIONS) -> tuple[Institution, ...]:
    """All institutions, in order. Raises `pydantic.ValidationError` or `tomllib.TOMLDecodeError`."""
    return _Table.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).institution
