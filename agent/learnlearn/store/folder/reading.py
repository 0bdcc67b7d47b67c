"""Reading a file of the store. What the disk refuses is an error of that one file, and never the end of a look at all of them."""

from __future__ import annotations

import os
from pathlib import Path

from learnlearn.safefile import read_stamped
from learnlearn.store.errors import StoreUnreadableError


def read(path: Path) -> bytes:
    """The content. Raises FileNotFoundError, and StoreUnreadableError for whatever else the disk says."""
    return stamped(path)[0]


def stamped(path: Path) -> tuple[bytes, os.stat_result]:
    """The same, and what the file was before it was read."""
    try:
        return read_stamped(path)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise StoreUnreadableError(f"{path}: {os.strerror(error.errno) if error.errno else 'unknown error'}") from error
