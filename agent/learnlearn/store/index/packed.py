"""Words and the numbers of who has them, packed as they lie in the cache: what was read once takes no object for each word.

The form is that of sorted runs, as in a log-structured merge tree (O'Neil and others, 1996): a run never changes, what comes later lies beside it.
Words that begin alike stand together, and so do their numbers: whoever has one of them is one slice.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import accumulate, chain, pairwise
from operator import attrgetter, itemgetter

Item = tuple[str, "array[int]"]  # a word, and the numbers of those who have it
_BREAK = b"\n"  # before each word and behind the last
_last = attrgetter("last")


def _end(row: list[Run]) -> bytes:
    return row[-1].last


class Run:
    """Some words in order. `words` has each on a line of its own; `lengths` says how many of `numbers` are each one's."""

    __slots__ = ("_ends", "_numbers", "_words", "first", "last")

    def __init__(self, words: bytes, lengths: Iterable[int], numbers: array[int]) -> None:
        self._words, self._ends, self._numbers = _BREAK + words + _BREAK, array("I", accumulate(lengths)), numbers
        self.first, self.last = words[: words.find(_BREAK)] if _BREAK in words else words, words[words.rfind(_BREAK) + 1 :]
        if len(self._ends) != words.count(_BREAK) + 1 or self._ends[-1] != len(numbers):
            raise ValueError("a run of words without their numbers")

    def of(self, start: bytes) -> array[int]:
        """The numbers of all words that begin so; of one word, when it ends in a break."""
        line = _BREAK + start
        begin = self._words.find(line)
        if begin < 0:
            return array("I")
        first = self._words.count(_BREAK, 0, begin)
        last = self._words.count(_BREAK, 0, self._words.rfind(line))
        return self._numbers[self._ends[first - 1] if first else 0 : self._ends[last]]

    def __iter__(self) -> Iterator[Item]:
        words = self._words[1:-1].decode().split("\n")
        return ((word, self._numbers[begin:end]) for word, (begin, end) in zip(words, pairwise((0, *self._ends)), strict=True))

    def among(self, people: bytes) -> Iterator[tuple[str, int]]:
        """Each of these people, a bit for each, with their word; the words are not taken apart where there is none."""
        if places := [place for place, number in enumerate(self._numbers) if people[number >> 3] >> (number & 7) & 1]:
            words = self._words[1:-1].decode().split("\n")
            yield from ((words[bisect_right(self._ends, place)], self._numbers[place]) for place in places)


def run_of(items: Sequence[Item]) -> Run:
    """Some words in order, packed."""
    numbers = list(chain.from_iterable(who for _, who in items))
    packed = array("H" if max(numbers) < 1 << 16 else "I", numbers)
    return Run("\n".join(word for word, _ in items).encode(), [len(who) for _, who in items], packed)


class Packed:
    """Rows of runs; in each row every run begins behind the one before it."""

    def __init__(self) -> None:
        self._rows: list[list[Run]] = []

    def take(self, run: Run) -> None:
        """One more, into the row that ends closest before it: so two series of runs that come at once make two rows, however they mingle."""
        before = [row for row in self._rows if row[-1].last < run.first]
        if before:
            max(before, key=_end).append(run)
        else:
            self._rows.append([run])

    def whole(self, word: str) -> Iterator[array[int]]:
        """The numbers of those who have this word, in some pieces."""
        return self._of(word.encode(), word.encode() + _BREAK)

    def beginning(self, start: str) -> Iterator[array[int]]:
        """The numbers of those who have a word that begins so."""
        return self._of(start.encode(), start.encode())

    def _of(self, start: bytes, line: bytes) -> Iterator[array[int]]:
        for row in self._rows:
            for place in range(bisect_left(row, start, key=_last), len(row)):
                if row[place].first > start and not row[place].first.startswith(line):
                    break
                yield row[place].of(line)

    def among(self, people: bytes) -> list[Iterator[tuple[str, int]]]:
        """For each row these people, a bit for each, in the order of their words."""
        return [(pair for run in row for pair in run.among(people)) for row in self._rows]

    def items(self, others: Iterable[Item] = ()) -> Iterator[Item]:
        """Every word in order, with the numbers out of all rows and out of `others`, which are in order too."""
        rows = [chain.from_iterable(row) for row in self._rows]
        word, numbers = "", array("I")
        for another, some in merge(*rows, others, key=itemgetter(0)):
            if another == word:
                numbers = array("I", chain(numbers, some))
                continue
            if numbers:
                yield word, numbers
            word, numbers = another, some
        if numbers:
            yield word, numbers
