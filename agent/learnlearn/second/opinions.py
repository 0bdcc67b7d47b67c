"""What second readers have said, by the key of the pair: in memory only, few, and for an hour, so that a second click asks nobody again."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learnlearn.matching.second import SecondOpinion

_MOST = 64
_SECONDS = 3_600.0


class Opinions:
    """Opinions of one reader, by its name and `pair_key`."""

    def __init__(self, reader: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.reader = reader
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, SecondOpinion]] = OrderedDict()

    def keep(self, key: str, opinion: SecondOpinion) -> None:
        """Remembers it in the place of the oldest."""
        self._known[key] = (self._clock() + _SECONDS, opinion)
        self._drop_old()

    def about(self, key: str) -> SecondOpinion | None:
        """What was said of a pair; None when nothing was, or long ago."""
        self._drop_old()
        known = self._known.get(key)
        return known[1] if known else None

    def forget(self) -> None:
        """Nothing of any page is left."""
        self._known.clear()

    def _drop_old(self) -> None:
        now = self._clock()
        for key, (until, _) in tuple(self._known.items()):
            if until < now or len(self._known) > _MOST:
                del self._known[key]
