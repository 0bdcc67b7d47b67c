"""How common a word is anywhere: the Zipf frequency (base 10 logarithm of occurrences in a thousand million words) of its stem.

The table holds some hundred thousand words of twenty-two languages, each at its most common; `data/README.md` says where it comes from.
A word that is not in it is rarer than about 2.7 in English.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from zlib import crc32

from learnlearn.text.words import REMEMBERED

_TABLE = Path(__file__).parent / "data" / "rarity.bin"
_MAGIC = b"learnlearn-rarity 1\n"
UNKNOWN = 2.0
_EVERYDAY = 6.0


@cache
def _table() -> tuple[array[int], bytes]:
    data = _TABLE.read_bytes()
    if not data.startswith(_MAGIC):
        raise ValueError(f"{_TABLE} is no table of this version")
    at = len(_MAGIC) + 4
    count = int.from_bytes(data[at - 4 : at], "little")
    heads = array("I")
    heads.frombytes(data[at : at + 4 * count])
    if sys.byteorder == "big":
        heads.byteswap()
    return heads, data[at + 4 * count :]


@cache
def _romanised() -> frozenset[str]:
    """Everyday words of Hindi and Marathi in Latin letters, of which no list tells how common they are."""
    lines = (Path(__file__).parent / "data" / "romanised.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines for word in line.split()[1:] if len(word) > 2)


@lru_cache(maxsize=REMEMBERED)
def zipf(stem: str) -> float:
    """How common a stem is: 7 for "the", 5 for "week", 4 for "violin", 3 for "sourdough", `UNKNOWN` when the table lacks it."""
    if stem in _romanised():
        return _EVERYDAY
    heads, values = _table()
    one = crc32(stem.encode())
    at = bisect_left(heads, one)
    return values[at] / 10 if at < len(heads) and heads[at] == one else UNKNOWN
