"""What somebody who knows a thing from the inside would ask about it: a file a domain of the lexicon in `insiders/`, a table a concept.

Three questions in English to a fellow insider, one of a learner, and one in each other language, true for anybody in the concept and understood
beside any line about it. All of them are four megabytes, and a page needs three: they are compiled into one file in which a label is looked up
(`python -m learnlearn.conversation.insiders`); in memory stand only the places.

The file: the line `learnlearn-insiders 1`, a line of JSON (state of the sources, how many concepts), the labels' hashes in order, their offsets
(both little-endian), and for each concept its table as JSON.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import sys
import tomllib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from learnlearn.conversation.patterns import in_address
from learnlearn.text.words import fold

FOLDER = Path(__file__).parent / "insiders"
COMPILED = Path(__file__).parent / "insiders.bin"
_IS_CHECKOUT = (Path(__file__).parents[3] / "pyproject.toml").exists()
_MAGIC = b"learnlearn-insiders 1\n"
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
        with path.open("rb") as file:
            if file.readline() != _MAGIC:
                raise ValueError(f"{path} holds no questions of insiders of this version")
            header = json.loads(file.readline())
            self.source: str = header["source"]
            self._keys, self._offsets = array("Q"), array("I")
            self._keys.frombytes(file.read(header["count"] * 8))
            self._offsets.frombytes(file.read((header["count"] + 1) * 4))
            self._begin = file.tell()
            self._data = mmap(file.fileno(), 0, access=ACCESS_READ)  # what is mapped stays as it is when the file is replaced
        if sys.byteorder == "big":
            self._keys.byteswap()
            self._offsets.byteswap()

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[Asked]:
        """Everything, one concept after the other."""
        return map(self._at, range(len(self)))

    def about(self, label: str) -> Asked | None:
        """What is asked about a concept, by its label in whatever case; None where nothing was written."""
        key = _key(label)
        at = bisect_left(self._keys, key)
        return self._at(at) if at < len(self._keys) and self._keys[at] == key else None

    def _at(self, at: int) -> Asked:
        return Asked.model_validate_json(self._data[self._begin + self._offsets[at] : self._begin + self._offsets[at + 1]])


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
    tables: dict[int, bytes] = {}
    for asked in written(folder):
        key = _key(asked.label)
        if key in tables:
            raise ValueError(f"{asked.domain}.toml: {asked.label} is asked about twice")
        tables[key] = asked.model_dump_json(exclude_defaults=True).encode()
    keys, offsets, records = array("Q", sorted(tables)), array("I", [0]), bytearray()
    for key in keys:
        records += tables[key]
        offsets.append(len(records))
    if sys.byteorder == "big":
        keys.byteswap()
        offsets.byteswap()
    header = json.dumps({"source": mark or _fingerprint(folder), "count": len(keys)}).encode()
    partial = target.with_suffix(f".{secrets.token_hex(4)}.part")
    partial.write_bytes(_MAGIC + header + b"\n" + keys.tobytes() + offsets.tobytes() + records)
    partial.replace(target)
    return target


@cache
def insiders() -> Insiders:
    """The process's questions. In a checkout they are compiled anew when a file has changed; one with a fault is said, not used."""
    standing = _standing()
    if standing and (not _IS_CHECKOUT or standing.source == _fingerprint(FOLDER)):
        return standing
    try:
        return Insiders(compile_insiders())
    except ValueError as error:
        if standing is None:
            raise
        logging.getLogger(__name__).warning("The questions compiled before are used, for a file has a fault: %s", error)
        return standing


def _standing() -> Insiders | None:
    """What was compiled before, if it can be read; an older form can be made anew in a checkout only."""
    if not COMPILED.exists():
        return None
    try:
        return Insiders(COMPILED)
    except ValueError:
        if not _IS_CHECKOUT:
            raise
        return None


def _key(label: str) -> int:
    return int.from_bytes(hashlib.blake2b(fold(label).encode(), digest_size=8).digest(), "little")


def _fingerprint(folder: Path) -> str:
    """Names the state of the sources by size and time of change, as the lexicon's does."""
    files = (*sorted(folder.glob("*.toml")), Path(__file__))
    told = "".join(f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns};" for path in files)
    return hashlib.blake2b(told.encode(), digest_size=12).hexdigest()


def main() -> int:
    """Compiles and says how much there is."""
    path = compile_insiders()
    sys.stdout.write(f"{path}: {len(Insiders(path))} concepts, {path.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
