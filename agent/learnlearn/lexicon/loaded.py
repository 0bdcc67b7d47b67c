"""The process's lexicon, as it was compiled when the package was built; in a checkout, where domains are edited, as they are now."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from learnlearn.lexicon.spotter import Lexicon
from learnlearn.tables import IS_CHECKOUT, as_edited

COMPILED = Path(__file__).parent / "compiled.bin"


@cache
def lexicon() -> Lexicon:
    """The lexicon."""
    if not IS_CHECKOUT:
        return Lexicon(COMPILED)
    from learnlearn.lexicon.build.compile import compile_lexicon, fingerprint  # noqa: PLC0415  an installed agent never compiles

    return as_edited(COMPILED, Lexicon, compile_lexicon, fingerprint())
