"""The index on disk, sealed, so that a start need not read thirty thousand files. It may be deleted at any time.

A file of blocks, each its length and then sealed by itself, small enough that opening one holds nobody up. What is read from it is believed
only as long as the files are what they were (layout.stamp). A cache that is cut off, changed, of another version or another device is passed
over: then every file is read.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from learnlearn import __version__
from learnlearn.errors import StoreDamagedError, StoreError, StoreWaitingError
from learnlearn.safefile import write_loose
from learnlearn.store.folder.seal import Seal
from learnlearn.store.index.entries import Index, Known
from learnlearn.store.index.postings import NUMBER_BYTES, Numbers, listed
from learnlearn.store.rows.person import Entry

_FORM = 2  # 2: whose page leads where
_LENGTH_BYTES = 4
_PEOPLE, _NAMES, _WORDS, _SHORT = 100, 500, 100, 25  # in one block
T = TypeVar("T")
_log = logging.getLogger(__name__)


class _Head(BaseModel):
    """Which cache this is. Everything but `id` and `numbers` (how many people the search has numbered) has to fit."""

    form: int
    made_by: str
    device: str
    id: str
    numbers: int


class _Words(BaseModel):
    """Words of one of the three texts, or beginnings of words (`is_short`), in order; behind it their postings: numbers, or bits."""

    part: str
    is_short: bool
    words: list[str]
    are_bits: list[bool]
    lengths: list[int]


class _Names(BaseModel):
    """Folded names in order, with their numbers."""

    names: list[str]
    numbers: list[int]


class _Files(BaseModel):
    """Files of one device that were looked at."""

    device: str
    files: list[str]
    stamps: list[int]
    identities: list[str]
    keys: list[str]


class _People(BaseModel):
    """People with their numbers; behind it the entries, each a line."""

    identities: list[str]
    numbers: list[int]
    note_ids: list[list[str]]
    visible_notes: list[int]
    planned: list[bool]
    leads_to: list[list[int]]


_Block: TypeAlias = _Words | _Names | _Files | _People
_KINDS: dict[bytes, type[_Block]] = {b"words": _Words, b"names": _Names, b"files": _Files, b"people": _People}


def save(path: Path, seal: Seal, device: str, index: Index) -> Iterator[None]:
    """Writes the cache step by step. Who changes meanwhile is left out and read anew at the next start. A disk that refuses is no harm."""
    index.is_changed = False
    head = _Head(form=_FORM, made_by=__version__, device=device, id=secrets.token_hex(8), numbers=len(index.search.people))
    blocks = [_sealed(seal, "cache", head.model_dump_json().encode())]
    for number, (kind, block, raw) in enumerate(_blocks(index, head.numbers)):
        data = b"\n".join((kind, block.model_dump_json().encode(), raw))
        blocks.append(_sealed(seal, f"cache/{head.id}/{number}", data))
        yield
    try:
        write_loose(path, blocks)
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
            index.search.expect(head.numbers)
            for number, data in enumerate(sealed):
                kind, block, raw = seal.open_bytes(data, f"cache/{head.id}/{number}")[0].split(b"\n", 2)
                _take(index, _KINDS[kind].model_validate_json(block), raw)
                yield
    except (OSError, StoreDamagedError, StoreWaitingError, ValidationError, ValueError, KeyError):
        _log.info("the index is read anew")


def _sealed(seal: Seal, place: str, data: bytes) -> bytes:
    block = seal.close_bytes(data, place)
    return len(block).to_bytes(_LENGTH_BYTES) + block


def _blocks(index: Index, numbers: int) -> Iterator[tuple[bytes, BaseModel, bytes]]:
    """Kind, content and bytes of every block. Whoever changes meanwhile: files come before people, so that no file seems older than its entry."""
    search = index.search
    for part, postings in search.parts().items():
        for some in _pieces(postings.words(), _WORDS):
            yield _words(part, some, [postings.people[word] for word in some], numbers, is_short=False)
        for some in _pieces(sorted(postings.short), _SHORT):
            yield _words(part, some, [postings.short[start] for start in some], numbers, is_short=True)
    for named in _pieces(list(search.by_name), _NAMES):
        there = [(name, number) for name, number in named if number < numbers and search.people[number]]
        yield b"names", _Names(names=[name for name, _ in there], numbers=[number for _, number in there]), b""
    for device, files in index.files.items():
        for names in _pieces(list(files), _NAMES):
            yield b"files", _files(device, [(name, known) for name in names if (known := files.get(name))]), b""
    for identities in _pieces(list(index.entries), _PEOPLE):
        yield _people(index, [one for one in identities if 0 <= search.number_of(one) < numbers])


def _words(part: str, words: list[str], people: list[Numbers], numbers: int, *, is_short: bool) -> tuple[bytes, BaseModel, bytes]:
    raw = [_cut(one, numbers) for one in people]
    are_bits = [isinstance(one, bytearray) for one in people]
    return b"words", _Words(part=part, is_short=is_short, words=words, are_bits=are_bits, lengths=list(map(len, raw))), b"".join(raw)


def _cut(people: Numbers, numbers: int) -> bytes:
    """Without who was numbered after the cache was begun."""
    if isinstance(people, bytearray):
        whole = people[: numbers // 8 + 1]
        if len(whole) > numbers // 8:
            whole[numbers // 8] &= (1 << numbers % 8) - 1
        return bytes(whole)
    return b"".join(number.to_bytes(NUMBER_BYTES, "little") for number in listed(people) if number < numbers)


def _files(device: str, lying: list[tuple[str, Known]]) -> _Files:
    return _Files(
        device=device,
        files=[name for name, _ in lying],
        stamps=[stamp for _, (stamp, _, _) in lying],
        identities=[identity for _, (_, identity, _) in lying],
        keys=[key_id for _, (_, _, key_id) in lying],
    )


def _people(index: Index, identities: list[str]) -> tuple[bytes, BaseModel, bytes]:
    found = [(identity, data) for identity in identities if (data := index.entries.get(identity))]
    entries = [Entry(*from_json(data)) for _, data in found]
    block = _People(
        identities=[identity for identity, _ in found],
        numbers=[index.search.number_of(identity) for identity, _ in found],
        note_ids=[entry.note_ids for entry in entries],
        visible_notes=[entry.visible_notes for entry in entries],
        planned=[entry.is_planned for entry in entries],
        leads_to=[entry.leads_to for entry in entries],
    )
    return b"people", block, b"\n".join(data for _, data in found)


def _take(index: Index, block: _Block, raw: bytes) -> None:
    if isinstance(block, _Words):
        people = zip(block.words, _postings(block, raw), strict=True)
        if block.is_short:
            index.search.take_short(block.part, ((word, found) for word, found in people if isinstance(found, bytearray)))
        else:
            index.search.take_words(block.part, people)
    elif isinstance(block, _Names):
        index.search.take_names(zip(block.names, block.numbers, strict=True))
    elif isinstance(block, _Files):
        known = index.files.setdefault(block.device, {})
        for name, stamp, identity, key_id in zip(block.files, block.stamps, block.identities, block.keys, strict=True):
            known.setdefault(name, (stamp, identity, key_id))
    else:
        _take_people(index, block, raw.split(b"\n"))


def _postings(block: _Words, raw: bytes) -> Iterator[Numbers]:
    place = 0
    for is_bits, length in zip(block.are_bits, block.lengths, strict=True):
        piece = raw[place : place + length]
        place += length
        if is_bits:
            yield bytearray(piece)
        else:
            yield int.from_bytes(piece, "little") if length == NUMBER_BYTES else piece


def _take_people(index: Index, block: _People, entries: list[bytes]) -> None:
    # Whoever was entered since the start is known better than the cache knows them.
    behind = {place for place, identity in enumerate(block.identities) if identity in index.entries}
    for place, identity in enumerate(block.identities):
        if place not in behind:
            index.take(identity, entries[place], block.note_ids[place], block.visible_notes[place], is_planned=block.planned[place])
            index.addresses.put(identity, block.leads_to[place])
    numbered = zip(block.identities, block.numbers, strict=True)
    index.search.take_people([one for place, one in enumerate(numbered) if place not in behind])


def _pieces(items: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(items)
    while piece := list(islice(left, size)):
        yield piece
