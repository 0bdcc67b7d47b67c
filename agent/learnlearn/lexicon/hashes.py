"""How stems and runs of stems are hashed; the compiler and the spotter must agree, on every machine."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

LONGEST = 8  # words in a cue
MULTIPLIER = 0x9E3779B97F4A7C15  # 2^64 over the golden ratio, as in Fibonacci hashing
MASK = 0xFFFFFFFFFFFFFFFF


def head(stem: str) -> int:
    """One stem."""
    return crc32(stem.encode())


def run(heads: Iterable[int]) -> int:
    """A run of stems, in order. The spotter unrolls this: it extends a run by one word at a time."""
    key = 0
    for one in heads:
        key = (key * MULTIPLIER + one) & MASK
    return key
