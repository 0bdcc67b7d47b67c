"""Whose newest page leads to an address, without opening anybody's file.

An address is kept as 48 bits of its hash beside the number of the person, ten bytes for each link: a hundred and fifty thousand links take two
megabytes. Two addresses that share the 48 bits are told apart by whoever reads the person's page, as everybody does before saying anything.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

_PRINT_BYTES, _NUMBER_BYTES = 6, 4
_SHELVES = 4096


def fingerprint(address: str) -> int:
    """The 48 bits of an address in its one spelling (`learnlearn.addresses.identity`)."""
    return int.from_bytes(hashlib.blake2b(address.encode(), digest_size=_PRINT_BYTES).digest())


class Addresses:
    """Changed by the writer's thread alone; readers take what is there: a shelf is replaced whole."""

    def __init__(self) -> None:
        self._shelves = [b""] * _SHELVES
        self._people: list[str] = []
        self._number: dict[str, int] = {}

    def put(self, identity: str, prints: Sequence[int]) -> None:
        """This person's page leads there too."""
        if not prints:
            return
        number = self._number.get(identity)
        if number is None:
            number = self._number[identity] = len(self._people)
            self._people.append(identity)
        for one in prints:
            self._shelves[one % _SHELVES] += _packed(one, number)

    def take_out(self, identity: str, prints: Iterable[int]) -> None:
        """It does not any more."""
        number = self._number.get(identity)
        if number is None:
            return
        for one in prints:
            gone, shelf = _packed(one, number), self._shelves[one % _SHELVES]
            self._shelves[one % _SHELVES] = b"".join(record for record in _records(shelf) if record != gone)

    def leading_to(self, addresses: Iterable[str]) -> list[str]:
        """The identities of those whose page leads to one of these addresses, each once."""
        found: dict[str, None] = {}
        for address in addresses:
            one = fingerprint(address)
            head = one.to_bytes(_PRINT_BYTES)
            for record in _records(self._shelves[one % _SHELVES]):
                if record.startswith(head):
                    found[self._people[int.from_bytes(record[_PRINT_BYTES:])]] = None
        return list(found)


def _packed(one: int, number: int) -> bytes:
    return one.to_bytes(_PRINT_BYTES) + number.to_bytes(_NUMBER_BYTES)


def _records(shelf: bytes) -> list[bytes]:
    return re.findall(rb"(?s).{%d}" % (_PRINT_BYTES + _NUMBER_BYTES), shelf)
