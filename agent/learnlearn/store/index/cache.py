"""The index on disk, sealed, so that a start need not read thirty thousand files. It may be deleted at any time.

A file of blocks (blocks.py), each its length and then sealed by itself. What is read from it is believed only as long as the files are what they
were (layout.stamp). A cache that is cut off, changed, of another version or another device is passed over: then every file is read.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from learnlearn import __version__
from learnlearn.errors import StoreDamagedError, StoreError, StoreWaitingError
from learnlearn.safefile import write_loose
from learnlearn.store.folder.seal import Seal
from learnlearn.store.index import blocks
from learnlearn.store.index.entries import Index

_FORM = 4  # 2: whose page leads where; 3: words by how their postings are kept; 4: words in order
_LENGTH_BYTES = 4
_log = logging.getLogger(__name__)


class _Head(BaseModel):
    """Which cache this is. Everything but `id` and `numbers` (how many people the search has numbered) has to fit."""

    form: int
    made_by: str
    device: str
    id: str
    numbers: int


def save(path: Path, seal: Seal, device: str, index: Index) -> Iterator[None]:
    """Writes the cache step by step. Who changes meanwhile is left out and read anew at the next start. A disk that refuses is no harm."""
    index.is_changed = False
    head = _Head(form=_FORM, made_by=__version__, device=device, id=secrets.token_hex(8), numbers=index.search.numbers)
    sealed = [_sealed(seal, "cache", head.model_dump_json().encode())]
    for number, data in enumerate(blocks.packed(index, head.numbers)):
        sealed.append(_sealed(seal, f"cache/{head.id}/{number}", data))
        yield
    try:
        write_loose(path, sealed)
    except StoreError as error:
        index.is_changed = True
        _log.warning("the index could not be saved: %s", error.code)


def load(path: Path, seal: Seal, device: str, index: Index) -> Iterator[None]:
    """Fills the index from the cache step by step; where it ends early, with what there was."""
    try:
        with path.open("rb") as file:
            sealed = iter(lambda: file.read(int.from_bytes(file.read(_LENGTH_BYTES))), b"")
            head = _Head.model_validate_json(seal.open_bytes(next(sealed, b""), "cache")[0])
            if (head.form, head.made_by, head.device) != (_FORM, __version__, device):
                return
            if not index.search.expect(head.numbers):
                _log.info("somebody searched before the cache was read: the index is read anew")
                return
            for number, data in enumerate(sealed):
                blocks.take(index, seal.open_bytes(data, f"cache/{head.id}/{number}")[0])
                yield
    except (OSError, StoreDamagedError, StoreWaitingError, ValueError):
        _log.info("the index is read anew")


def _sealed(seal: Seal, place: str, data: bytes) -> bytes:
    block = seal.close_bytes(data, place)
    return len(block).to_bytes(_LENGTH_BYTES) + block
