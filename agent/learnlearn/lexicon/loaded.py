"""The process's lexicon, as it was compiled when the package was built; in a checkout, where domains are edited, as they are now."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

from learnlearn.lexicon.spotter import Lexicon

COMPILED = Path(__file__).parent / "compiled.bin"
_IS_CHECKOUT = (Path(__file__).parents[3] / "pyproject.toml").exists()


@cache
def lexicon() -> Lexicon:
    """The lexicon. In a checkout it is compiled anew when a domain has changed; a domain with a fault is said, not used."""
    return _as_edited() if _IS_CHECKOUT else Lexicon(COMPILED)


def _as_edited() -> Lexicon:
    from learnlearn.lexicon.build.compile import compile_lexicon, fingerprint  # noqa: PLC0415  an installed agent never compiles

    standing = _standing()
    if standing and standing.source == fingerprint():
        return standing
    try:
        return Lexicon(compile_lexicon(COMPILED))
    except ValueError as error:  # pydantic's and tomllib's errors are ValueErrors
        if standing is None:
            raise
        logging.getLogger(__name__).warning("A domain has a fault, the lexicon compiled before is used: %s", error)
        return standing


def _standing() -> Lexicon | None:
    """What was compiled before; None when there is none, or of an older form."""
    try:
        return Lexicon(COMPILED)
    except (FileNotFoundError, ValueError):
        return None
