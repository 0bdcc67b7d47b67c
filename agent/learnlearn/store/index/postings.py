"""Who has a word: numbers of people, by word, so that any beginning of a word is looked up while it is typed.

A word that one person has keeps their number, one that few have their numbers, one that many have a bit for each: a set of people is one Python
integer, and uniting and cutting sets of thirty thousand takes microseconds. For the first one and two letters of words, which too many words
share to be gone through, there is a set each. None of these is an object that the garbage collector would go through again and again.

What comes in blocks (blocks.py) stays packed (packed.py), but for words that many have; what is entered later lies beside it.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeAlias

from learnlearn.store.index.packed import Item, Packed, run_of

Numbers: TypeAlias = int | bytes | bytearray  # one number, some numbers (an array of them), or bits
_NUMBER, _BYTES = "I", 4
_SHORT = 2
_FEW = 256  # numbers take 1 KB then, as bits for 8,000 people do
_MANY = 32  # that become bits at once when they come together
_SOME, _ONE = 8, ord("1")
_SPARE_BYTES = 256
_IN_A_STEP = 200
_IN_A_RUN = 500


class Postings:
    """The words of one text of everybody. Without `short`, nobody is found by one or two letters."""

    def __init__(self, *, short: bool = True) -> None:
        self.packed = Packed()
        self.people: dict[str, Numbers] = {}
        self.short: dict[str, bytearray] = {}
        self._shelves: dict[str, list[str]] = {}  # words by their first two letters: no list is long
        self._unsorted: set[str] = set()
        self.marked = _SHORT if short else 0

    def adding(self, some: Mapping[str, array[int]], base: int) -> Iterator[None]:
        """People more, numbered from `base` on, step by step: for each word the numbers of those who have it, ascending."""
        shelves: defaultdict[str, list[str]] = defaultdict(list)
        for word in some:
            shelves[word[:_SHORT]].append(word)
        yield
        firsts: defaultdict[str, int] = defaultdict(int)
        count = 0
        for start, words in shelves.items():
            self._shelve(start, [word for word in words if self._add(word, some[word], base)])
            if self.marked:
                who = _as_int(_joined(map(some.__getitem__, words)), base)
                mark(self.short.setdefault(start, bytearray()), who, base)
                firsts[start[:1]] |= who
            count += len(words)
            if count >= _IN_A_STEP:
                count = 0
                yield
        for start, who in firsts.items():
            mark(self.short.setdefault(start, bytearray()), who, base)
        yield

    def _add(self, word: str, numbers: array[int], base: int) -> bool:
        """Whether it is a new word."""
        found = self.people.get(word)
        if isinstance(found, bytearray):
            mark(found, _as_int(numbers, base), base)
        elif len(numbers) > max(_MANY, min(_FEW, numbers[-1] // (8 * _BYTES))):  # bits take less room
            self.people[word] = many = _as_bits(b"" if found is None else found)
            mark(many, _as_int(numbers, base), base)
        elif found is not None:
            self.people[word] = _together(found, numbers.tobytes())
        else:
            self.people[word] = numbers[0] if len(numbers) == 1 else numbers.tobytes()
        return found is None

    def few(self) -> Iterator[Item]:
        """Every word that few have, in order, shelf by shelf: to sort all of them at once would hold others up."""
        since = ((word, self.people[word]) for start in sorted(self._shelves) for word in sorted(self._shelves[start]))
        return self.packed.items((word, array(_NUMBER, listed(who))) for word, who in since if not isinstance(who, bytearray))

    def packing(self) -> Iterator[None]:
        """Packs the words that few have, some a step. What is entered meanwhile, and later, lies beside them."""
        some: list[str] = []
        for start in sorted(self._shelves):
            shelf = sorted(self._shelves[start])
            for first in range(0, len(shelf), _IN_A_RUN):
                some += shelf[first : first + _IN_A_RUN]
                if len(some) >= _IN_A_RUN:
                    self._pack(some)
                    some = []
                    yield
        self._pack(some)
        yield

    def _pack(self, words: list[str]) -> None:
        few = [(word, array(_NUMBER, listed(who))) for word in words if not isinstance(who := self.people[word], bytearray)]
        if not few:
            return
        self.packed.take(run_of(few))
        for word, _ in few:
            del self.people[word]
        for start in {word[:_SHORT] for word, _ in few}:
            self._shelves[start] = [word for word in self._shelves[start] if word in self.people]

    def whole(self, word: str) -> int:
        """Who has exactly this word, as bits."""
        return as_set(self.people.get(word, b"")) | set_of(self.packed.whole(word))

    def beginning(self, start: str) -> int:
        """Who has a word that begins so, as bits."""
        if len(start) <= self.marked:
            return as_set(self.short.get(start, bytearray()))
        found, few = 0, bytearray()
        for word in self._words(start):
            numbers = self.people[word]
            if isinstance(numbers, bytearray):
                found |= as_set(numbers)
            else:
                for number in listed(numbers):
                    mark(few, 1, number)
        return found | as_set(few) | set_of(self.packed.beginning(start))

    def without(self, gone: int, words: Iterable[str]) -> None:
        """Takes people out of the postings of these words. Packed ones are left as they are until they are packed anew."""
        for word in words:
            numbers = self.people[word]
            if isinstance(numbers, bytearray):
                self.people[word] = bits(as_set(numbers) & ~gone)
            else:
                self.people[word] = array(_NUMBER, (one for one in listed(numbers) if not gone >> one & 1)).tobytes()

    def without_short(self, gone: int) -> None:
        """Takes people out of the sets of beginnings of one and two letters."""
        self.short = {start: bits(as_set(found) & ~gone) for start, found in self.short.items()}

    def take_many(self, words: Iterable[str], people: Iterable[bytearray]) -> None:
        """Words that many have out of a block; whoever was entered before stays."""
        for word, numbers in zip(words, people, strict=True):
            found = self.people.get(word)
            if found is None:
                self.people[word] = numbers
                self._shelve(word[:_SHORT], [word])
            else:
                self.people[word] = _together(found, numbers)

    def take_short(self, starts: Iterable[str], people: Iterable[bytearray]) -> None:
        """Beginnings out of a block."""
        for start, found in zip(starts, people, strict=True):
            entered = self.short.get(start, b"")
            self.short[start] = bits(as_set(found) | as_set(entered))

    def _shelve(self, start: str, words: list[str]) -> None:
        """Some words more that begin so."""
        if words:
            self._shelves.setdefault(start, []).extend(words)
            self._unsorted.add(start)

    def _words(self, start: str) -> Iterator[str]:
        first = start[:_SHORT]
        shelf = self._shelves.get(first, [])
        if first in self._unsorted:
            self._unsorted.discard(first)
            shelf.sort()
        for word in islice(shelf, bisect_left(shelf, start), None):
            if not word.startswith(start):
                break
            yield word


def mark(found: bytearray, who: int, base: int) -> None:
    """Sets the bits of some people, numbered from `base` on."""
    who <<= base & 7
    place = base >> 3
    end = place + (who.bit_length() + 7 >> 3)
    if end > len(found):
        found.extend(bytes(end - len(found) + _SPARE_BYTES))
    found[place:end] = (int.from_bytes(found[place:end], "little") | who).to_bytes(end - place, "little")


def listed(numbers: int | bytes) -> Sequence[int]:
    """The numbers of a word that is not kept as bits."""
    return (numbers,) if isinstance(numbers, int) else array(_NUMBER, numbers)


def as_set(numbers: Numbers) -> int:
    """A set of people as one integer."""
    return int.from_bytes(numbers if isinstance(numbers, bytearray) else _as_bits(numbers), "little")


def set_of(pieces: Iterable[array[int]]) -> int:
    """A set of people as one integer, out of some arrays of numbers."""
    found = 0
    for numbers in pieces:
        found |= _as_int(numbers, 0)
    return found


def bits(people: int) -> bytearray:
    """A set of people as bits."""
    return bytearray(people.to_bytes((people.bit_length() + 7) // 8, "little"))


def members(people: int) -> Iterator[int]:
    """The numbers in a set, ascending."""
    for place, byte in enumerate(bits(people)):
        if byte:
            yield from (place << 3 | bit for bit in range(8) if byte >> bit & 1)


def _together(some: Numbers, others: Numbers) -> Numbers:
    """Two sets that share nobody, as one."""
    if isinstance(some, bytearray) or isinstance(others, bytearray):
        return bits(as_set(some) | as_set(others))
    numbers = b"".join(one if isinstance(one, bytes) else one.to_bytes(_BYTES, sys.byteorder) for one in (some, others))
    return numbers if len(numbers) <= _FEW * _BYTES else _as_bits(numbers)


def _joined(several: Iterable[array[int]]) -> array[int]:
    joined = array(_NUMBER)
    for numbers in several:
        joined.extend(numbers)
    return joined


def _as_int(numbers: array[int], base: int) -> int:
    """A bit for each number, from `base` on. Of many it is read from digits, which is quicker than to set bit after bit of a long integer."""
    if len(numbers) <= _SOME:
        who = 0
        for number in numbers:
            who |= 1 << number - base
        return who
    digits = bytearray(b"0") * (max(numbers) - base + 1)
    for number in numbers:
        digits[base - number - 1] = _ONE
    return int(digits, 2)


def _as_bits(numbers: int | bytes) -> bytearray:
    every = listed(numbers)
    found = bytearray(max(every, default=0) // 8 + 1)
    for number in every:
        found[number >> 3] |= 1 << (number & 7)
    return found
