"""Finds the cues of the compiled lexicon in a text: one look-up for each run of words that could be one."""

from __future__ import annotations

import json
import logging
import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from learnlearn.lexicon.bags import SCALE, USUAL_SCALE
from learnlearn.lexicon.compile import COMPILED, MAGIC, compile_lexicon, fingerprint
from learnlearn.lexicon.hashes import MASK, MULTIPLIER, head
from learnlearn.lexicon.source import DOMAINS, LANGUAGES
from learnlearn.text.bases import base
from learnlearn.text.rarity import UNKNOWN, zipf
from learnlearn.text.roots import GLUING, parts
from learnlearn.text.tokens import Tokens

_EXACT = 1
_SHORTEST_PREFIX = 3
_MISSPELT = 8  # letters: shorter words have too many neighbours
_CACHED_WORDS = 30_000
_PART = 0.8  # what the parts of a compound are worth beside the word itself


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


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept or institution as the engine needs it."""

    label: str
    kind: str
    telling: str
    domain: str
    sensitive: str = ""
    parent: int = -1
    near: tuple[int, ...] = ()
    entity: bool = False


class Share(NamedTuple):
    """What one word speaks for: the weight of its strongest concept, and every concept with the word's weight in it (`bags.py`)."""

    most: float
    concepts: dict[int, float]

    def of(self, concept: int) -> float:
        """The word's weight in one concept."""
        return self.concepts.get(concept, 0.0)


_SILENT = Share(0.0, {})


class _Sheet(NamedTuple):
    """One text while it is read."""

    number: int
    text: str
    found: Tokens
    into: tuple[defaultdict[int, list[Place]], ...]


class _Known(NamedTuple):
    head: int
    begins: int  # the head under which a cue begins here: that of the word meant, when this one is misspelt
    lengths: int  # bits: a cue of that many words begins here
    endings: tuple[int, ...]  # heads of the prefixes that this word fulfils


class Lexicon:
    """The compiled lexicon in memory. Read only; one for the process."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        if not data.startswith(MAGIC):
            raise ValueError(f"{path} is no compiled lexicon of this version")
        end = data.index(b"\n", len(MAGIC))
        header = json.loads(data[len(MAGIC) : end])
        self.source: str = header["source"]
        self.entries = tuple(Entry(**{**entry, "near": tuple(entry.get("near", ()))}) for entry in header["concepts"])
        self._exact: dict[int, str] = {int(at): spelling for at, spelling in header["exact"].items()}
        self._prefixes = frozenset(header["prefixes"])
        self._longest_prefix = max(map(len, self._prefixes), default=0)
        tables: list[array[int]] = []
        at = end + 1
        for code, size in zip("QIIIHIIHBH", header["sizes"], strict=True):
            table = array(code)
            stop = at + size * table.itemsize
            table.frombytes(data[at:stop])
            if sys.byteorder == "big":
                table.byteswap()
            tables.append(table)
            at = stop
        self._runs, self._offsets, self._postings, self._firsts, self._lengths = tables[:5]
        self._bag_words, self._bag_offsets, self._bag_concepts, self._bag_weights, self._usual = tables[5:]
        self._shares: dict[tuple[str, str], Share] = {}
        self._words: dict[str, _Known] = {}
        self._children = _children(self.entries)
        self._kin = _neighbours(self.entries, self._children)

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
            if known.lengths:
                self._extend(known, knowns, sheet, first)
        for glued, start, end in found.glued:
            self._look_up(head("#" + glued), sheet, -1, 1, Place(number, start, end, -1, 1, True))
            self._look_up(head(glued), sheet, -1, 1, Place(number, start, end, -1, 1, True))

    def kin(self, concept: int) -> frozenset[int]:
        """A concept's parent, children, siblings and what stands near it either way."""
        return self._kin[concept]

    def children(self, concept: int) -> frozenset[int]:
        """The concepts of which it is the parent."""
        return self._children.get(concept, frozenset())

    def share(self, stem: str, language: str) -> Share:
        """The concepts that a word speaks for: as it stands, by its base in its language, by its parts in one that glues words."""
        key = (stem, language)
        found = self._shares.get(key)
        if found is None:
            best = self._rooted(stem, language)
            if not best and language in GLUING:
                best = self._glued(stem, language)
            found = Share(max(best.values()), best) if best else _SILENT
            if len(self._shares) >= _CACHED_WORDS:
                self._shares.clear()
            self._shares[key] = found
        return found

    def usual(self, concept: int) -> float:
        """What a sentence about something else speaks for a concept on average, in the unit of `share`; 0 for an institution."""
        return self._usual[concept] / USUAL_SCALE if concept < len(self._usual) else 0.0

    def _rooted(self, stem: str, language: str) -> dict[int, float]:
        best = self._bag(stem)
        for concept, weight in self._bag(base(stem, language)).items():
            best[concept] = max(best.get(concept, 0.0), weight)
        return best

    def _glued(self, stem: str, language: str) -> dict[int, float]:
        """What the two parts of an unknown compound speak for, the more telling cut of all ("taubenschlag" is "taube" and "schlag")."""
        best: dict[int, float] = {}
        for first, second in parts(stem):
            found = self._rooted(first, language)
            for concept, weight in self._rooted(second, language).items():
                found[concept] = found.get(concept, 0.0) + weight
            if max(found.values(), default=0.0) > max(best.values(), default=0.0):
                best = found
        return {concept: weight * _PART for concept, weight in best.items()}

    def _bag(self, word: str) -> dict[int, float]:
        one = head(word)
        at = bisect_left(self._bag_words, one)
        if at == len(self._bag_words) or self._bag_words[at] != one:
            return {}
        start, stop = self._bag_offsets[at], self._bag_offsets[at + 1]
        weights = (weight / SCALE for weight in self._bag_weights[start:stop])
        return dict(zip(self._bag_concepts[start:stop], weights, strict=True))

    def _extend(self, known: _Known, knowns: list[_Known], sheet: _Sheet, first: int) -> None:
        lengths, key, size, last = known.lengths, known.begins, 1, len(knowns)
        runs, total = self._runs, len(self._runs)
        while True:
            if lengths & 1:
                at = bisect_left(runs, key)
                if at < total and runs[at] == key:
                    self._enter(at, sheet, first, size)
            lengths >>= 1
            if not lengths or first + size >= last:
                return
            word = knowns[first + size]
            if word.endings and lengths & 1:
                for ending in word.endings:
                    self._look_up((key * MULTIPLIER + ending) & MASK, sheet, first, size + 1)
            key = (key * MULTIPLIER + word.head) & MASK
            size += 1

    def _look_up(self, key: int, sheet: _Sheet, first: int, size: int, place: Place | None = None) -> None:
        at = bisect_left(self._runs, key)
        if at < len(self._runs) and self._runs[at] == key:
            self._enter(at, sheet, first, size, place)

    def _enter(self, at: int, sheet: _Sheet, first: int, size: int, place: Place | None = None) -> None:
        if place is None:
            found = sheet.found
            owners = self._offsets[at + 1] - self._offsets[at]
            place = Place(sheet.number, found.starts[first], found.ends[first + size - 1], first, size, first in found.tags, owners)
        postings, stop, into = self._postings, self._offsets[at + 1], sheet.into
        for number in range(self._offsets[at], stop):
            posting = postings[number]
            if posting >> 2 & 3 == _EXACT and not place.tag and not _as_written(sheet.text[place.start : place.end], self._exact[number]):
                continue
            language = posting >> 4 & 7
            into[posting & 3][posting >> 7].append(place._replace(language=LANGUAGES[language - 1]) if language else place)

    def _know(self, stem: str) -> _Known:
        known = self._words.get(stem)
        if known is None:
            one = head(stem)
            known = _Known(one, one, self._begins(stem), self._endings(stem))
            if not known.lengths and not known.endings and len(stem) >= _MISSPELT and stem.isascii() and zipf(stem) == UNKNOWN:
                known = self._meant(stem, one) or known
            if len(self._words) >= _CACHED_WORDS:
                self._words.clear()
            self._words[stem] = known
        return known

    def _begins(self, stem: str) -> int:
        """How long the cues are that begin with this word, as bits."""
        one = head(stem)
        at = bisect_left(self._firsts, one)
        return self._lengths[at] if at < len(self._firsts) and self._firsts[at] == one else 0

    def _meant(self, stem: str, one: int) -> _Known | None:
        """The long cue word that an unheard-of word is a slip of: two letters swapped, one doubled or one too many."""
        for slip in _slips(stem):
            lengths = self._begins(slip)
            if lengths:
                return _Known(one, head(slip), lengths, ())
        return None

    def _endings(self, stem: str) -> tuple[int, ...]:
        longest = min(len(stem), self._longest_prefix)
        cuts = (stem[:size] for size in range(_SHORTEST_PREFIX, longest + 1))
        return tuple(head(cut + "*") for cut in cuts if cut in self._prefixes)


def _as_written(written: str, spelling: str) -> bool:
    """Whether the words stand as the cue demands; capitals do not count when it has none."""
    if spelling.islower():
        return written.casefold() == spelling
    return written == spelling or written.removesuffix("s") == spelling


def _children(entries: tuple[Entry, ...]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for at, entry in enumerate(entries):
        if entry.parent >= 0:
            found.setdefault(entry.parent, set()).add(at)
    return {parent: frozenset(ones) for parent, ones in found.items()}


def _neighbours(entries: tuple[Entry, ...], children: dict[int, frozenset[int]]) -> tuple[frozenset[int], ...]:
    found: list[set[int]] = [set() for _ in entries]
    for at, entry in enumerate(entries):
        for near in entry.near:
            found[at].add(near)
            found[near].add(at)
        if entry.parent >= 0:
            found[at].add(entry.parent)
            found[entry.parent].add(at)
    for siblings in children.values():
        for one in siblings:
            found[one].update(siblings)
    return tuple(frozenset(around - {at}) for at, around in enumerate(found))


def _slips(word: str) -> Iterator[str]:
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
        yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def is_checkout() -> bool:
    """Whether this stands in a working copy, where domains are edited; an installed package is compiled when it is built."""
    return (DOMAINS.parents[3] / "pyproject.toml").exists()


def _standing() -> Lexicon | None:
    """What was compiled before, if it can be read; an older form can be made anew in a checkout only."""
    if not COMPILED.exists():
        return None
    try:
        return Lexicon(COMPILED)
    except ValueError:
        if not is_checkout():
            raise
        return None


@cache
def lexicon() -> Lexicon:
    """The process's lexicon. In a checkout it is compiled anew when a domain has changed; a domain with a fault is said, not used."""
    standing = _standing()
    if standing and (not is_checkout() or standing.source == fingerprint()):
        return standing
    try:
        return Lexicon(compile_lexicon())
    except ValueError as error:  # pydantic's and tomllib's errors are ValueErrors
        if standing is None:
            raise
        logging.getLogger(__name__).warning("A domain has a fault, the lexicon compiled before is used: %s", error)
        return standing
