"""Who has a word: numbers of people, by word, so that any beginning of a word is looked up while it is typed.

A word that one person has keeps their number, one that few have their numbers, one that many have a bit for each: a set of people is one Python
integer, and uniting and cutting sets of thirty thousand takes microseconds. For the first one and two letters of words, which too many words
share to be gone through, there is a set each. None of these is an object that the garbage collector would go through again and again.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeAlias

Numbers: TypeAlias = int | bytes | bytearray  # one number, some numbers of NUMBER_BYTES each, or bits
NUMBER_BYTES = 4
_SHORT = 2
_FEW = 256  # numbers take 1 KB then, as bits for 8,000 people do
_SPARE_BYTES = 256


class Postings:
    """The words of one text of everybody. Without `short`, nobody is found by one or two letters."""

    def __init__(self, *, short: bool = True) -> None:
        self.people: dict[str, Numbers] = {}
        self.short: dict[str, bytearray] = {}
        self._shelves: dict[str, list[str]] = {}  # words in order, by their first two letters: no list is long
        self.marked = _SHORT if short else 0

    def add(self, words: set[str], number: int) -> None:
        """One person more, who has these words."""
        people, packed = self.people, number.to_bytes(NUMBER_BYTES, "little")
        place, bit = number >> 3, 1 << (number & 7)
        for word in words:
            found = people.get(word)
            if type(found) is bytearray:  # first and in place: most words that somebody has are many people's
                if place < len(found):
                    found[place] |= bit
                else:
                    mark(found, number)
            elif found is None:
                people[word] = number
                insort(self._shelves.setdefault(word[:_SHORT], []), word)
            elif type(found) is int:
                people[word] = found.to_bytes(NUMBER_BYTES, "little") + packed
            else:
                assert isinstance(found, bytes)
                people[word] = found + packed if len(found) < _FEW * NUMBER_BYTES else _as_bits(found + packed)
        for length in range(1, self.marked + 1):
            for start in {word[:length] for word in words}:
                mark(self.short.setdefault(start, bytearray()), number)

    def words(self) -> Iterator[str]:
        """Every word, in order."""
        for start in sorted(self._shelves):
            yield from list(self._shelves[start])

    def whole(self, word: str) -> int:
        """Who has exactly this word, as bits."""
        return as_set(self.people.get(word, b""))

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
                    mark(few, number)
        return found | as_set(few)

    def without(self, gone: int, words: Iterable[str]) -> None:
        """Takes people out of the postings of these words."""
        for word in words:
            numbers = self.people[word]
            if isinstance(numbers, bytearray):
                self.people[word] = bits(as_set(numbers) & ~gone)
            else:
                self.people[word] = b"".join(one.to_bytes(NUMBER_BYTES, "little") for one in listed(numbers) if not gone >> one & 1)

    def without_short(self, gone: int) -> None:
        """Takes people out of the sets of beginnings of one and two letters."""
        self.short = {start: bits(as_set(found) & ~gone) for start, found in self.short.items()}

    def take(self, people: Iterable[tuple[str, Numbers]]) -> None:
        """Words out of a cache, in order; whoever was entered meanwhile stays."""
        for word, numbers in people:
            entered = self.people.get(word)
            if entered is None:
                self.people[word] = numbers
                self._shelves.setdefault(word[:_SHORT], []).append(word)
            else:
                self.people[word] = bits(as_set(numbers) | as_set(entered))

    def take_short(self, sets: Iterable[tuple[str, bytearray]]) -> None:
        """Beginnings out of a cache."""
        for start, found in sets:
            entered = self.short.get(start)
            self.short[start] = found if entered is None else bits(as_set(found) | as_set(entered))

    def _words(self, start: str) -> Iterator[str]:
        shelf = self._shelves.get(start[:_SHORT], [])
        for word in islice(shelf, bisect_left(shelf, start), None):
            if not word.startswith(start):
                break
            yield word


def mark(found: bytearray, number: int) -> None:
    """Sets one bit."""
    place = number >> 3
    if place >= len(found):
        found.extend(bytes(place + 1 - len(found) + _SPARE_BYTES))
    found[place] |= 1 << (number & 7)


def listed(numbers: int | bytes) -> Iterable[int]:
    """The numbers of a word that is not kept as bits."""
    if isinstance(numbers, int):
        return (numbers,)
    return [int.from_bytes(numbers[at : at + NUMBER_BYTES], "little") for at in range(0, len(numbers), NUMBER_BYTES)]


def as_set(numbers: Numbers) -> int:
    """A set of people as one integer."""
    return int.from_bytes(numbers if isinstance(numbers, bytearray) else _as_bits(numbers), "little")


def bits(people: int) -> bytearray:
    """A set of people as bits."""
    return bytearray(people.to_bytes((people.bit_length() + 7) // 8, "little"))


def members(people: int) -> Iterator[int]:
    """The numbers in a set, ascending."""
    for place, byte in enumerate(bits(people)):
        if byte:
            yield from (place << 3 | bit for bit in range(8) if byte >> bit & 1)


def _as_bits(numbers: int | bytes) -> bytearray:
    found = bytearray()
    for number in listed(numbers):
        mark(found, number)
    return found
