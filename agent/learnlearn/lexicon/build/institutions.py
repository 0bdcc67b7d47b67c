"""The alias table of institutions: schools, employers, agencies, certifications, meet-ups, projects, programmes. `institutions.toml`,
one table a kind, one line an institution.

An institution is found like a concept, in any text; beside that, the names in the fields of a profile (employer, school, group)
are compared with each other, and this table says which names are one.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from learnlearn.contract.conversation import Telling
from learnlearn.lexicon.build.source import Cues

INSTITUTIONS = Path(__file__).parents[1] / "institutions.toml"

InstitutionKind = Literal["school", "employer", "group", "event", "tool", "community", "study", "work", "cause"]


class Institution(BaseModel):
    """One institution and the names it goes by. Cue forms (`=Exact`, `#tag`) are those of the lexicon."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    kind: InstitutionKind
    telling: Telling
    names: Cues = Field(default=(), description="Short, former and foreign names, enough alone.")
    weak: Cues = Field(default=(), description="Names that mean other things too: they count in a field of the right sort only.")

    def strong(self) -> tuple[str, ...]:
        """Names that are enough alone, the label among them unless it is weak; a name of one word counts only as it is written."""
        one_word = " " not in self.label and not self.label.isupper()
        label = f"={self.label}" if one_word else self.label
        return self.names if {self.label, label} & set(self.weak) else (label, *self.names)


_TELLING: dict[str, Telling] = {"community": "high"}


def _institution(kind: str, label: str, names: str) -> Institution:
    split = [name.strip() for name in names.split(",") if name.strip()]
    return Institution.model_validate(
        {
            "label": label,
            "kind": kind,
            "telling": _TELLING.get(kind, "medium"),
            "names": tuple(name for name in split if not name.startswith("~")),
            "weak": tuple(name[1:] for name in split if name.startswith("~")),
        }
    )


@cache
def load_institutions(path: Path = INSTITUTIONS) -> tuple[Institution, ...]:
    """All institutions, in order. Raises `pydantic.ValidationError` or `tomllib.TOMLDecodeError`."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(_institution(kind, label, names) for kind, lines in tables.items() for label, names in lines.items())
