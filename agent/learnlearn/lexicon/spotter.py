"""Finds the cues of the compiled lexicon in a text: one look-up for each run of words that could be one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypedDict, cast

from learnlearn.lexicon.entries import Entry, Kinship
from learnlearn.lexicon.form import USUAL_SCALE, opened
from learnlearn.lexicon.hashes import LANGUAGES, MASK, MULTIPLIER, head
from learnlearn.lexicon.shares import Shares
from learnlearn.text.rarity import UNKNOWN, zipf
from learnlearn.text.tokens import Tokens
from learnlearn.text.words import REMEMBERED

_EXACT = 1
_SHORTEST_PREFIX = 3
_MISSPELT = 8  # letters: shorter words have too many neighbours
# Between words of two sentences ("a new flat. Landlord says no"), not within a name ("Infante D. Henrique", "prof. di inglese"); and a comma between
# two words ("Charge, nurse a coffee"), which is none in a longer cue ("births, deaths and marriages") or a place's name ("Portland, Oregon").
_SENTENCE_ENDS = re.compile(r"\n|[!?;:…]\s|\w\w\.\s+[^\W\d_a-zß-ÿ]")
_CLAUSE_ENDS = re.compile(r",\s+[a-zß-ÿ]")


class Place(NamedTuple):
    """Where a cue stands: in which text, from which character to which, from which word on and how many; `first` is -1 in a glued hashtag.

    `owners` is how many concepts claim the same words: what many claim proves little.
    `language` is that of a name in another language than English (ISO 639).
    """

    text: int
    start: int
    end: int
    first: int
    size: int
    tag: bool
    owners: int = 1
    language: str = ""


@dataclass(slots=True)
class Finds:
    """Everything found in one person's texts: for each concept the places of its strong, weak and clashing cues."""

    strong: defaultdict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))
    weak: defaultdict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))
    clash: defaultdict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))


class _Header(TypedDict):
    source: str
    concepts: list[dict[str, Any]]
    exact: dict[str, str]
    prefixes: list[str]


class _Sheet(NamedTuple):
    """One text while it is read."""

    number: int
    text: str
    found: Tokens
    into: tuple[defaultdict[int, list[Place]], ...]


class _Known(NamedTuple):
    head: int
    alone: range  # where a cue of this word alone stands among the runs
    begins: int  # the head under which a cue begins here: that of the word meant, when this one is misspelt
    lengths: int  # bits: a cue of that many words, two at least, begins here
    endings: tuple[int, ...]  # heads of the prefixes that this word fulfils


class Lexicon:
    """The compiled lexicon. Read only; one for the process (`loaded.py`)."""

    def __init__(self, path: Path) -> None:
        told, tables = opened(path)
        header = cast(_Header, told)
        self.source = header["source"]
        self.entries = tuple(Entry(**{**entry, "near": tuple(entry.get("near", ()))}) for entry in header["concepts"])
        self.share = Shares(tables).of
        self._exact = {int(at): spelling for at, spelling in header["exact"].items()}
        self._prefixes = frozenset(header["prefixes"])
        self._longest_prefix = max(map(len, self._prefixes), default=0)
        self._runs, self._firsts = tables.runs, tables.firsts
        self._postings, self._lengths, self._pairs, self._usual = tables.postings, tables.lengths, tables.pairs, tables.usual
        self._words: dict[str, _Known] = {}
        kinship = Kinship(self.entries)
        self.kin, self.children = kinship.of, kinship.children

    def __len__(self) -> int:
        return len(self.entries)

    def cue_count(self) -> int:
        """How many cues there are, glued forms included."""
        return len(self._postings)

    def spot(self, number: int, text: str, found: Tokens, into: Finds) -> None:
        """Enters every cue of text `number` into `into`; `found` are its words. Cues within longer cues are entered too."""
        know = self._words
        knowns = [know.get(stem) or self._know(stem) for stem in found.stems]
        sheet = _Sheet(number, text, found, (into.strong, into.weak, into.clash))
        for first, known in enumerate(knowns):
            for ending in known.endings:
                self._look_up(ending, sheet, first, 1)
            if known.alone:
                self._enter(known.alone, sheet, first, 1)
            if known.lengths:
                self._extend(known, knowns, sheet, first)
        for glued, start, end in found.glued:
            self._look_up(head("#" + glued), sheet, -1, 1, Place(number, start, end, -1, 1, True))
            self._look_up(head(glued), sheet, -1, 1, Place(number, start, end, -1, 1, True))

    def usual(self, concept: int) -> float:
        """What a sentence about something else speaks for a concept on average, in the unit of `share`; 0 for an institution."""
        return self._usual[concept] / USUAL_SCALE if concept < len(self._usual) else 0.0

    def _extend(self, known: _Known, knowns: list[_Known], sheet: _Sheet, first: int) -> None:
        """The cues of two words and more that begin at `first`; few pairs of words begin any, and the others are not looked up."""
        pairs, lengths, size, last = self._pairs, known.lengths >> 1, 1, len(knowns)
        before = known.begins * MULTIPLIER & MASK
        while lengths and first + size < last:
            word, size = knowns[first + size], size + 1
            if lengths & 1:
                for ending in word.endings:
                    self._look_up((before + ending) & MASK, sheet, first, size)
            key = (before + word.head) & MASK
            before = key * MULTIPLIER & MASK
            if size == 2 and not pairs[before >> 44] >> (before >> 41 & 7) & 1:
                return
            if lengths & 1:
                self._look_up(key, sheet, first, size)
            lengths >>= 1

    def _look_up(self, key: int, sheet: _Sheet, first: int, size: int, place: Place | None = None) -> None:
        if owners := self._runs.all(key):
            self._enter(owners, sheet, first, size, place)

    def _enter(self, owners: range, sheet: _Sheet, first: int, size: int, place: Place | None = None) -> None:
        if place is None:
            found = sheet.found
            if size > 1 and _is_broken(sheet, first, size):
                return
            place = Place(sheet.number, found.starts[first], found.ends[first + size - 1], first, size, first in found.tags, len(owners))
        postings, into = self._postings, sheet.into
        for number in owners:
            posting = postings[number]
            if posting >> 2 & 3 == _EXACT and not place.tag and not _as_written(sheet.text[place.start : place.end], self._exact[number]):
                continue
            language = posting >> 4 & 7
            into[posting & 3][posting >> 7].append(place._replace(language=LANGUAGES[language - 1]) if language else place)

    def _know(self, stem: str) -> _Known:
        known = self._words.get(stem)
        if known is None:
            one = head(stem)
            known = self._beginning(one, one, self._endings(stem))
            if not (known.alone or known.lengths or known.endings) and len(stem) >= _MISSPELT and stem.isascii() and zipf(stem) == UNKNOWN:
                known = self._meant(stem, one) or known
            if len(self._words) >= REMEMBERED:
                self._words.clear()
            self._words[stem] = known
        return known

    def _beginning(self, one: int, meant: int, endings: tuple[int, ...]) -> _Known:
        """The cues that begin with a word; `meant` is its head as it is spelt in them."""
        at = self._firsts.find(meant)
        return _Known(one, self._runs.all(meant), meant, self._lengths[at] if at >= 0 else 0, endings)

    def _meant(self, stem: str, one: int) -> _Known | None:
        """The long cue word that an unheard-of word is a slip of: two letters swapped, one doubled or one too many."""
        slips = (self._beginning(one, head(slip), ()) for slip in _slips(stem))
        return next((known for known in slips if known.alone or known.lengths), None)

    def _endings(self, stem: str) -> tuple[int, ...]:
        longest = min(len(stem), self._longest_prefix)
        cuts = (stem[:size] for size in range(_SHORTEST_PREFIX, longest + 1))
        return tuple(head(cut + "*") for cut in cuts if cut in self._prefixes)


def _is_broken(sheet: _Sheet, first: int, size: int) -> bool:
    """Whether words that stand side by side belong to two sentences, or two of them to two clauses."""
    starts, ends = sheet.found.starts, sheet.found.ends
    between = (sheet.text[max(0, ends[at] - 2) : starts[at + 1] + 1] for at in range(first, first + size - 1))
    return any(_SENTENCE_ENDS.search(gap) or (size == 2 and _CLAUSE_ENDS.search(gap)) for gap in between)


def _as_written(written: str, spelling: str) -> bool:
    """Whether the words stand as the cue demands; capitals do not count when it has none."""
    if spelling.islower():
        return written.casefold() == spelling
    return written == spelling or written.removesuffix("s") == spelling


def _slips(word: str) -> Iterator[str]:
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
        yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
