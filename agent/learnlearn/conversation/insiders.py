"""What somebody who knows a thing from the inside would ask about it: a file a domain of the lexicon in `insiders/`, a table a concept.

Three questions in English to a fellow insider, one of a learner, and one in each other language, true for anybody in the concept and understood
beside any line about it. All of them are four megabytes, and a page needs three: they are compiled into one file in which a label is looked up
(`python -m learnlearn.conversation.insiders`, `learnlearn/tables.py`).
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from array import array
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from learnlearn.conversation.patterns import in_address
from learnlearn.tables import IS_CHECKOUT, as_edited, as_file, mapped, replaced, state_of
from learnlearn.text.words import fold

FOLDER = Path(__file__).parent / "insiders"
COMPILED = Path(__file__).parent / "insiders.bin"
_FORM = b"learnlearn-insiders 2\n"
_ENGLISH = "en"


class Asked(BaseModel):
    """What is asked about one concept; a line holds both forms of address."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    domain: str
    label: str
    en: tuple[str, ...]
    learn: str
    es: str = ""
    de: str = ""
    fr: str = ""
    pt: str = ""
    it: str = ""
    nl: str = ""
    hi: str = ""

    def of_insider(self, language: str) -> tuple[str, ...]:
        """The questions to a fellow insider in a language; none where nobody wrote one."""
        line = getattr(self, language, "") if language != _ENGLISH else ""
        return self.en if language == _ENGLISH else (line,) if line else ()


class Insiders:
    """The compiled questions: a label is looked up, nothing else is read."""

    def __init__(self, path: Path) -> None:
        told, tables, keys = mapped(path, _FORM)
        self.source = str(told["source"])
        self._labels, self._offsets, self._records = keys["labels"], tables["offsets"], tables["records"]

    def __len__(self) -> int:
        return len(self._labels)

    def __iter__(self) -> Iterator[Asked]:
        """Everything, one concept after the other."""
        return map(self._at, range(len(self)))

    def about(self, label: str) -> Asked | None:
        """What is asked about a concept, by its label in whatever case; None where nothing was written."""
        at = self._labels.find(_key(label))
        return self._at(at) if at >= 0 else None

    def _at(self, at: int) -> Asked:
        return Asked.model_validate_json(bytes(self._records[self._offsets[at] : self._offsets[at + 1]]))


def of_insider(label: str, language: str, *, formal: bool = False) -> tuple[str, ...]:
    """What a fellow insider would ask about a concept, in a language and a form of address; empty where nothing was written."""
    asked = insiders().about(label) if label else None
    return tuple(in_address(line, formal=formal) for line in asked.of_insider(language)) if asked else ()


def of_learner(label: str, language: str) -> tuple[str, ...]:
    """What somebody would ask who wants to learn it: in English only."""
    asked = insiders().about(label) if label and language == _ENGLISH else None
    return (asked.learn,) if asked else ()


def written(folder: Path = FOLDER) -> Iterator[Asked]:
    """Everything, as the sources have it. Raises `ValueError` that names the file where one has a fault."""
    for path in sorted(folder.glob("*.toml")):
        try:
            for label, table in tomllib.loads(path.read_text("utf-8")).items():
                yield Asked.model_validate({"domain": path.stem, "label": label, **table})
        except ValueError as error:  # tomllib's and pydantic's errors are ValueErrors
            raise ValueError(f"{path.name}: {error}") from error


def compile_insiders(target: Path = COMPILED, folder: Path = FOLDER, mark: str | None = None) -> Path:
    """Writes the file. `mark` stands in it for the state of the sources where that is of no use, as in a wheel."""
    records: dict[int, bytes] = {}
    for asked in written(folder):
        key = _key(asked.label)
        if key in records:
            raise ValueError(f"{asked.domain}.toml: {asked.label} is asked about twice")
        records[key] = asked.model_dump_json(exclude_defaults=True).encode()
    tables = {"labels": array("Q", sorted(records)), "offsets": array("I", [0]), "records": array("B")}
    for label in tables["labels"]:
        tables["records"].frombytes(records[label])
        tables["offsets"].append(len(tables["records"]))
    header = {"source": mark or _state(folder)}
    return replaced(target, as_file(_FORM, header, tables, ["labels"]))


@cache
def insiders() -> Insiders:
    """The process's questions; in a checkout as their files are now."""
    return as_edited(COMPILED, Insiders, compile_insiders, _state(FOLDER)) if IS_CHECKOUT else Insiders(COMPILED)


def _key(label: str) -> int:
    return int.from_bytes(hashlib.blake2b(fold(label).encode(), digest_size=8).digest(), "little")


def _state(folder: Path) -> str:
    return state_of([*sorted(folder.glob("*.toml")), Path(__file__), Path(__file__).parents[1] / "tables.py"])


def main() -> int:
    """Compiles and says how much there is."""
    path = compile_insiders()
    sys.stdout.write(f"{path}: {len(Insiders(path))} concepts, {path.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
