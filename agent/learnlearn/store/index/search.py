"""Finding people by words, as they are typed: an inverted index in memory.

A word of the query fits every word that begins with it; case and accents do not count; every word has to fit. People whose name has all
words come first (whole words before beginnings), then those whose headline, place, interests and the like have them, then those where they
stand anywhere else; among equals, by name.

People are numbered as they are entered, and a change enters them anew: postings only grow at their end, and numbers that went are left out of
answers until `steps` has taken them out. They are read some at a time, more and more as there are more: a word that several of them have is then
looked up once.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from array import array
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from heapq import merge
from itertools import islice

from learnlearn.store.index.packed import Item, Packed, Run, run_of
from learnlearn.store.index.postings import Postings, members, set_of
from learnlearn.store.rows.person import Told

# Letters that are not taken apart by Unicode though they look like another with something added.
_LOOKALIKES = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n", "œ": "oe", "æ": "ae"}
# Scripts that write no spaces: each sign is a word (Han, Thai, Lao, Burmese, Khmer), or each run (Hiragana, Katakana); all have to be there.
_SIGNS, _RUNS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3400-\u4dbf\u4e00-\u9fff", ("\u3041-\u309f", "\u30a0-\u30ff")
_WORD = re.compile(rf"[{_SIGNS}]|[{_RUNS[0]}]+|[{_RUNS[1]}]+|[^\W_{_SIGNS}{''.join(_RUNS)}]+(?:\+\+|#)?")
_NO_WORD = {code: " " for code in range(128) if not chr(code).isalnum()}
_TIDY_AT_ONCE = 500
_IN_A_STEP, _AT_ONCE = 8, 1_000  # people read between two pauses; before their words are entered, or as many as are entered already
_READ_FOR_A_SEARCH = 50
_WORTH, _NAMES_IN_A_RUN = 1_000, 500  # people entered since what is packed
_FEW_IN = 50  # a set this much smaller than everybody is gone through by itself, a larger one by going through everybody


class SearchIndex:
    """Entered by the writer's thread, asked by any. `name_of` tells the name of an identity."""

    def __init__(self, name_of: Callable[[str], str]) -> None:
        self.names, self.facts, self.rest = Postings(), Postings(), Postings()
        self.people: list[str | None] = []
        self.by_name: list[tuple[str, int]] = []  # but for those who came in blocks:
        self._packed_by_name = Packed()
        self._name_of = name_of
        self._number: dict[str, int] = {}
        self._gone = self._tidied = self._packed = 0
        self._waiting: dict[str, Told | None] = {}
        self._read, self._entered = _Read(0), _Read(0)
        self._entering: Iterator[None] = iter(())
        self._lock = threading.Lock()

    @property
    def is_waiting(self) -> bool:
        """Whether there is something to read."""
        return bool(self._waiting)

    def put(self, identity: str, told: Told) -> None:
        """What is told of a person now. It is read when there is time, or somebody searches."""
        self._waiting[identity] = told

    def drop(self, identity: str) -> None:
        """Nothing is told of this person any more."""
        self._waiting[identity] = None

    def steps(self) -> Iterator[None]:
        """Reads what waits, some people a step; then takes people who went out of the postings, if they are many."""
        while self._left:
            with self._lock:
                self._step()
            yield
        if (self._gone & ~self._tidied).bit_count() > 1_000 + len(self._number) // 4:
            yield from self._tidy()

    def packing(self) -> Iterator[None]:
        """Packs what was entered since the start, or since this was done last, if it is much: after an import there is an object for every word."""
        if self.numbers - self._packed < _WORTH:
            return
        self._packed = self.numbers
        for place in (self.names, self.facts, self.rest):
            for _ in self._locked(place.packing()):
                yield
        while self.by_name:
            with self._lock:
                some, self.by_name = self.by_name[:_NAMES_IN_A_RUN], self.by_name[_NAMES_IN_A_RUN:]
                self._packed_by_name.take(run_of([*Packed().items((name, array("I", [number])) for name, number in some)]))
            yield

    def _locked(self, steps: Iterator[None]) -> Iterator[None]:
        """Each step while nobody searches."""
        while True:
            with self._lock:
                if next(steps, self) is self:
                    return
            yield

    def find(self, text: str, limit: int) -> tuple[list[str], bool]:
        """Identities, best first, without a word everybody; and whether everything that is told was read for it."""
        with self._lock:
            is_complete = self._left <= _READ_FOR_A_SEARCH
            while is_complete and self._left:
                self._step()
            left = ~self._gone
            found: list[str] = []
            for hits in self._tiers(query_words(text)):
                found += islice(self._by_name(hits & left), limit - len(found))
                left &= ~hits
                if len(found) == limit:
                    break
        return found, is_complete

    def _tiers(self, query: list[str]) -> Iterator[int]:
        """Sets of people, each better than the next."""
        if not query:
            yield (1 << len(self.people)) - 1
            return
        yield _all_of(self.names.whole(word) for word in query)
        yield _all_of(self.names.beginning(word) for word in query)
        facts = [self.facts.beginning(word) for word in query]
        yield _all_of(facts)
        yield _all_of(found | self.rest.beginning(word) for word, found in zip(query, facts, strict=True))

    def _by_name(self, people: int) -> Iterator[str]:
        if people.bit_count() * _FEW_IN < len(self._number):
            few = [identity for number in members(people) if (identity := self.people[number])]
            return iter(sorted(few, key=lambda identity: fold(self._name_of(identity))))
        bits = people.to_bytes(len(self.people) // 8 + 1, "little")
        since = (item for item in self.by_name if bits[item[1] >> 3] >> (item[1] & 7) & 1)
        named = merge(*self._packed_by_name.among(bits), since)
        return (identity for _, number in named if (identity := self.people[number]))

    @property
    def _left(self) -> int:
        """How many people are not found yet by their words."""
        return len(self._waiting) + self._read.count + self._entered.count

    def _step(self) -> None:
        if self._entered.count:
            if next(self._entering, self) is self:
                self._entered = _Read(0)
        elif self._waiting and self._read.count < max(_AT_ONCE, self._read.base):
            self._read_some(_IN_A_STEP)
        else:
            self._entered, self._read = self._read, _Read(0)
            self._entering = self._enter(self._entered)

    def _read_some(self, most: int) -> None:
        """Numbers people and reads their words; `_enter` makes them found."""
        for _ in range(min(most, len(self._waiting))):
            identity, told = self._waiting.popitem()
            before = self._number.pop(identity, None)
            if before is not None:
                self._gone |= 1 << before
                self.people[before] = None
            if told is None:
                continue
            if not self._read.count:
                self._read = _Read(len(self.people))
            self._number[identity] = len(self.people)
            insort(self.by_name, (_in_a_line(told.name), len(self.people)))
            self.people.append(identity)
            self._read.add(told)

    def _enter(self, read: _Read) -> Iterator[None]:
        for place, words in ((self.names, read.names), (self.facts, read.facts), (self.rest, read.rest)):
            yield from place.adding(words, read.base)

    def _tidy(self) -> Iterator[None]:
        gone = self._gone
        for place in (self.names, self.facts, self.rest):
            words = list(place.people)
            for first in range(0, len(words), _TIDY_AT_ONCE):
                with self._lock:
                    place.without(gone, words[first : first + _TIDY_AT_ONCE])
                yield
            with self._lock:
                place.without_short(gone)
            yield
        with self._lock:
            self._tidied = gone
            self.by_name = [item for item in self.by_name if not gone >> item[1] & 1]

    # For blocks of the index (blocks.py).

    def number_of(self, identity: str) -> int:
        """What the person is numbered; -1 while what is told of them was not read."""
        with self._lock:
            return -1 if identity in self._waiting else self._number.get(identity, -1)

    @property
    def numbers(self) -> int:
        """How many numbers were given to people whose words are entered."""
        return len(self.people) - self._read.count - self._entered.count

    def names_in_order(self) -> Iterator[Item]:
        """Folded names, each with the numbers of those who are called so; also of some who went."""
        return self._packed_by_name.items((name, array("I", [number])) for name, number in tuple(self.by_name))

    def parts(self) -> dict[str, Postings]:
        """The three texts by name."""
        return {"names": self.names, "facts": self.facts, "rest": self.rest}

    def expect(self, numbers: int) -> bool:
        """Room for people who come in blocks; False when somebody was numbered already."""
        with self._lock:
            if self.people:
                return False
            self.people = [None] * numbers
            self._gone = self._tidied = (1 << numbers) - 1
            self._packed = numbers
            return True

    def take_words(self, part: str, run: Run) -> None:
        """Words out of a block."""
        with self._lock:
            self.parts()[part].packed.take(run)

    def take_many(self, part: str, words: Iterable[str], people: Iterable[bytearray]) -> None:
        """Words that many have out of a block."""
        with self._lock:
            self.parts()[part].take_many(words, people)

    def take_short(self, part: str, starts: Iterable[str], people: Iterable[bytearray]) -> None:
        """Beginnings of words out of a block."""
        with self._lock:
            self.parts()[part].take_short(starts, people)

    def take_names(self, run: Run) -> None:
        """Names out of a block."""
        with self._lock:
            self._packed_by_name.take(run)

    def take_people(self, people: Sequence[tuple[str, int]]) -> None:
        """People with their numbers out of a block."""
        with self._lock:
            for identity, number in people:
                self.people[number] = identity
                self._number[identity] = number
            self._gone &= ~set_of([array("I", [number for _, number in people])])


class _Read:
    """The words of some people, numbered from `base` on: for each word the numbers of those who have it, ascending."""

    def __init__(self, base: int) -> None:
        self.base, self.count = base, 0
        self.names: defaultdict[str, array[int]] = defaultdict(_no_numbers)
        self.facts: defaultdict[str, array[int]] = defaultdict(_no_numbers)
        self.rest: defaultdict[str, array[int]] = defaultdict(_no_numbers)

    def add(self, told: Told) -> None:
        """One more."""
        number = self.base + self.count
        names = words_of(told.name)
        facts = words_of(told.facts) | names
        for into, words in ((self.names, names), (self.facts, facts), (self.rest, words_of(told.rest) - facts)):
            for word in words:
                into[word].append(number)
        self.count += 1


def _no_numbers() -> array[int]:
    return array("I")


def fold(text: str) -> str:
    """Text for searching: neither case nor accents, nor the vowel signs of scripts that write them as marks."""
    lowered = text.casefold()
    return lowered if lowered.isascii() else unicodedata.normalize("NFKD", lowered).translate(_bare())


def _in_a_line(name: str) -> str:
    """A name as people are sorted by it; runs have one a line."""
    return fold(name).replace("\n", " ")


@cache
def _bare() -> dict[int, str | None]:
    """What becomes of letters: marks go, and letters that only look like one with a mark become that one."""
    marks: dict[int, str | None] = {code: None for code in range(0x300, 0x1F000) if unicodedata.category(chr(code)).startswith("M")}
    return marks | {ord(letter): plain for letter, plain in _LOOKALIKES.items()}


def words_of(text: str) -> set[str]:
    """The folded words of a text."""
    folded = fold(text)
    if folded.isascii() and "+" not in folded and "#" not in folded:  # the same, in a third of the time
        return set(folded.translate(_NO_WORD).split())
    return set(_WORD.findall(folded))


def query_words(text: str) -> list[str]:
    """The words of a query."""
    return sorted(words_of(text))


def _all_of(sets: Iterable[int]) -> int:
    found = -1
    for one in sets:
        found &= one
        if not found:
            break
    return found
