"""The compiled lexicon as a file (`learnlearn/tables.py`): which tables it has, and in which units."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from learnlearn.tables import Keys, mapped

MAGIC = b"learnlearn-lexicon 7\n"
SCALE = 20  # weights of words are stored as bytes, so many to one
USUAL_SCALE = 10_000
KEYS = ("runs", "firsts", "words")


class Tables(NamedTuple):
    """All tables. A cue is a run of words, as often among `runs` as there are `postings` that own it, at the same places. `lengths` are those of the
    cues of more words than one, as bits, that begin with one of `firsts`; `pairs` (`hashes.PAIRS`) says of two words whether any cue may begin with
    them. A word of `words` speaks for `concepts` with `weights`; `usual` is how much others' sentences speak for each concept."""

    runs: Keys
    postings: Sequence[int]
    firsts: Keys
    lengths: Sequence[int]
    pairs: Sequence[int]
    words: Keys
    word_offsets: Sequence[int]
    concepts: Sequence[int]
    weights: Sequence[int]
    usual: Sequence[int]


CODES = dict(zip(Tables._fields, "QIIHBIIHBH", strict=True))


def opened(path: Path) -> tuple[dict[str, object], Tables]:
    """The header and the tables of a file. Raises ValueError when it is of another version."""
    found = mapped(path, MAGIC)
    return found.header, Tables(**{**found.tables, **found.keys})  # type: ignore[arg-type]  # by the names under which the compiler packed them
