"""How stems and runs of stems are hashed, and what a posting holds; the compiler and the spotter must agree, on every machine."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

LONGEST = 8  # words in a cue
PAIRS = 1 << 20  # bytes of a Bloom filter of one hash (Bloom 1970) over the first two words of every cue of more words than one: most texts end there
LANGUAGES = ("es", "de", "fr", "pt", "it", "nl", "hi")  # other than English; a posting holds its place here, from 1
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


def pair_bit(key: int) -> tuple[int, int]:
    """Where a run of two stems stands among `PAIRS`: the byte, and the bit in it. The spotter unrolls this too.

    By the key as it is multiplied for a third stem: before, the second stands in its lower half only.
    """
    mixed = key * MULTIPLIER & MASK
    return mixed >> 44, 1 << (mixed >> 41 & 7)


def packed(concept: int, language: int, form: int, strength: int) -> int:
    """One posting in 32 bits: 25 for the concept, 3 for the language (0 for none), 2 each for the form and the strength. Raises ValueError when it
    does not fit. The spotter takes it apart in its inmost loop, by the same shifts."""
    if concept >> 25 or language >> 3 or form >> 2 or strength >> 2:
        raise ValueError(f"no room in a posting for concept {concept}, language {language}, form {form}, strength {strength}")
    return concept << 7 | language << 4 | form << 2 | strength
