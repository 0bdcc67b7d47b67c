"""How far something is that takes long, for whoever asks meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass
class Progress:
    """`share`: how much is done, from 0 to 1. Changed by one thread, read by any."""

    share: float = 0.0

    def over(self, items: Iterable[T], count: int, until: float) -> Iterator[T]:
        """The items, of which there are `count` as far as known; when they are through, so much of all is done."""
        began = self.share
        for done, item in enumerate(items, 1):
            yield item
            self.share = began + (until - began) * min(1.0, done / max(1, count))
        self.share = until
