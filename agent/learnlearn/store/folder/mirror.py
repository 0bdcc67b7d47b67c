"""Files that many others hang on are written twice, so that one flipped byte in one of them loses nobody.

The copy is written first: whoever finds the two different finds the file itself, and so the last state that was acknowledged.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from learnlearn.errors import StoreDamagedError, StoreWaitingError
from learnlearn.safefile import atomic_write, remove
from learnlearn.store.folder.layout import copy_of
from learnlearn.store.folder.reading import read

T = TypeVar("T")
_log = logging.getLogger(__name__)


def write_twice(path: Path, data: bytes) -> None:
    """Both are on disk when it returns."""
    atomic_write(copy_of(path), data)
    atomic_write(path, data)


def read_either(path: Path, opened: Callable[[bytes], T]) -> T | None:
    """What `opened` makes of the file, or of its copy where the file is gone or does not open. None when there is neither.

    Raises what the file raised when none of what is there opens: StoreDamagedError, or StoreWaitingError (which a flipped byte looks like, when it
    is one of those that say which key it is).
    """
    damage: StoreDamagedError | StoreWaitingError | None = None
    for candidate in (path, copy_of(path)):
        try:
            found = opened(read(candidate))
            if damage is not None:
                _log.warning("%s does not open; its copy was read", path.name)
            return found  # noqa: TRY300  the copy is the next way
        except FileNotFoundError:
            continue
        except (StoreDamagedError, StoreWaitingError) as error:
            damage = damage or error
    if damage is not None:
        raise damage
    return None


def remove_both(path: Path) -> None:
    """The file and its copy, the file last: as long as it is there it counts."""
    remove(copy_of(path))
    remove(path)
