"""The lexicon as its authors write it: one TOML file a domain, checked here by model and nowhere else.

The form is described for authors in `README.md` beside this file. What the engine reads is compiled from this.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from learnlearn.contract.conversation import Telling
from learnlearn.lexicon.entries import Kind
from learnlearn.lexicon.hashes import LANGUAGES

DOMAINS = Path(__file__).parents[1] / "domains"

Sensitive = Literal["health", "grief", "faith", "politics", "sexuality", "money", "family", "law", "job loss"]


def _split(value: object) -> object:
    """A comma-separated line is a list: thirty cues stay readable and a diff shows the one that changed."""
    if isinstance(value, str):
        return tuple(part for part in (" ".join(piece.split()) for piece in value.split(",")) if part)
    return value


_WRITTEN = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Cues = Annotated[tuple[str, ...], BeforeValidator(_split), WithJsonSchema(_WRITTEN)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Scene(_Strict):
    """Words that turn up when people tell of a day of it, by language: what is around, what one handles, what goes wrong. None is proof alone."""

    en: Cues = ()
    es: Cues = ()
    de: Cues = ()
    fr: Cues = ()
    pt: Cues = ()
    it: Cues = ()
    nl: Cues = ()
    hi: Cues = ()


class Concept(_Strict):
    """One thing that two people can share, and the ways in which insiders really say it."""

    label: str = Field(min_length=2, max_length=60, description="Plain name as people would say it, lower case unless a name.")
    telling: Telling = Field(description="How much sharing it tells: high = rare, medium = a real hobby or trade, low = half the town.")
    kind: Kind | None = Field(default=None, description="Overrides the domain's kind.")
    sensitive: Sensitive | None = Field(default=None, description="Never a prompt unless the person opens it.")
    parent: str | None = Field(default=None, description="Label of the wider concept.")
    near: Cues = Field(default=(), description="Labels of neighbours that a reader would call related.")
    strong: Cues = Field(description="Enough alone.")
    weak: Cues = Field(default=(), description="Counts only beside another cue of this concept.")
    clash: Cues = Field(default=(), description="Words that speak for another sense.")
    es: Cues = ()
    de: Cues = ()
    fr: Cues = ()
    pt: Cues = ()
    it: Cues = ()
    nl: Cues = ()
    hi: Cues = ()
    scene: Scene = Field(default=Scene(), description="What sentences about it hold beside its cues: heard together, never alone.")
    yes: tuple[str, ...] = Field(min_length=1, description="Sentences in which the concept is found.")
    no: tuple[str, ...] = Field(min_length=1, description="Near misses: sentences in which it must not be found.")

    def names(self) -> Iterator[str]:
        """Every name in another language."""
        for language in LANGUAGES:
            yield from getattr(self, language)

    def all_strong(self) -> tuple[str, ...]:
        """The label, the strong cues and the names of other languages, doubles dropped."""
        return tuple(dict.fromkeys((self.label, *self.strong, *self.names())))

    def languages(self) -> int:
        """In how many languages it is named, English included."""
        return 1 + sum(bool(getattr(self, language)) for language in LANGUAGES)


class Domain(_Strict):
    """One domain of life or work: a file."""

    label: str
    kind: Kind
    sensitive: Sensitive | None = None
    concept: tuple[Concept, ...] = Field(min_length=1)


def load(path: Path) -> Domain:
    """Reads one domain. Raises `pydantic.ValidationError` or `tomllib.TOMLDecodeError`, which name the place."""
    return Domain.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def load_all(folder: Path = DOMAINS) -> dict[str, Domain]:
    """Every domain by file name, in order."""
    return {path.stem: load(path) for path in sorted(folder.glob("*.toml"))}
