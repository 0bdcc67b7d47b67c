"""The index on disk, sealed, so that a start need not read thirty thousand files. It may be deleted at any time.

A file of blocks, each its length and then sealed by itself, small enough that opening one holds nobody up. What is read from it is believed
only as long as the files are what they were (layout.stamp). A cache that is cut off, changed, of another version or another device is passed
over: then every file is read.
"""

from __future__ import annotations

import logging
import secrets
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, chain, islice, pairwise
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from learnlearn import __version__
from learnlearn.errors import StoreDamagedError, StoreError, StoreWaitingError
from learnlearn.safefile import write_loose
from learnlearn.store.folder.seal import Seal
from learnlearn.store.index.entries import Index, Known
from learnlearn.store.index.postings import Numbers, as_set, bits, listed
from learnlearn.store.rows.person import Entry

_FORM = 3  # 2: whose page leads where; 3: words by how their postings are kept
_LENGTH_BYTES = 4
_PEOPLE, _NAMES, _WORDS, _SETS = 100, 500, 1_000, 25  # in one block
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
    """Words of one of the three texts, a line each; behind it their postings, by how these are kept (postings.py): the numbers of words that one
    person has, or for each word some numbers, or bits. Of beginnings of words there are only bits.
    """

    part: str
    kept: Literal["one", "few", "many", "short"]
    words: str
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
    head = _Head(form=_FORM, made_by=__version__, device=device, id=secrets.token_hex(8), numbers=index.search.numbers)
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
            if not index.search.expect(head.numbers):
                _log.info("somebody searched before the cache was read: the index is read anew")
                return
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
        for words in _pieces(list(postings.people), _WORDS):
            yield from _words(part, {word: postings.people[word] for word in words}, numbers)
        for starts in _pieces(list(postings.short), _SETS):
            yield _sets(part, "short", {start: postings.short[start] for start in starts}, numbers)
    for named in _pieces(list(search.by_name), _NAMES):
        there = [(name, number) for name, number in named if number < numbers and search.people[number]]
        yield b"names", _Names(names=[name for name, _ in there], numbers=[number for _, number in there]), b""
    for device, files in index.files.items():
        for names in _pieces(list(files), _NAMES):
            yield b"files", _files(device, [(name, known) for name in names if (known := files.get(name))]), b""
    for identities in _pieces(list(index.entries), _PEOPLE):
        yield _people(index, [one for one in identities if 0 <= search.number_of(one) < numbers])


def _words(part: str, people: Mapping[str, Numbers], numbers: int) -> Iterator[tuple[bytes, BaseModel, bytes]]:
    """Without who was numbered after the cache was begun."""
    one = {word: who for word, who in people.items() if isinstance(who, int) and who < numbers}
    if one:
        yield b"words", _Words(part=part, kept="one", words="\n".join(one), lengths=[]), array("I", one.values()).tobytes()
    few = {word: array("I", (number for number in listed(who) if number < numbers)) for word, who in people.items() if type(who) is bytes}
    if few := {word: who for word, who in few.items() if who}:
        raw = [who.tobytes() for who in few.values()]
        yield b"words", _Words(part=part, kept="few", words="\n".join(few), lengths=list(map(len, raw))), b"".join(raw)
    many = {word: who for word, who in people.items() if isinstance(who, bytearray)}
    for words in _pieces(many, _SETS):
        yield _sets(part, "many", {word: many[word] for word in words}, numbers)


def _sets(part: str, kept: Literal["many", "short"], people: Mapping[str, bytearray], numbers: int) -> tuple[bytes, BaseModel, bytes]:
    raw = [bits(as_set(who) & (1 << numbers) - 1) for who in people.values()]
    return b"words", _Words(part=part, kept=kept, words="\n".join(people), lengths=list(map(len, raw))), b"".join(raw)


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
        take = index.search.take_short if block.kept == "short" else index.search.take_words
        take(block.part, block.words.split("\n"), _postings(block, raw))
    elif isinstance(block, _Names):
        index.search.take_names(block.names, block.numbers)
    elif isinstance(block, _Files):
        known = index.files.setdefault(block.device, {})
        for name, stamp, identity, key_id in zip(block.files, block.stamps, block.identities, block.keys, strict=True):
            known.setdefault(name, (stamp, identity, key_id))
    else:
        _take_people(index, block, raw.split(b"\n"))


def _postings(block: _Words, raw: bytes) -> Iterable[Numbers]:
    if block.kept == "one":
        return array("I", raw)
    pieces = (raw[begin:end] for begin, end in pairwise(accumulate(chain([0], block.lengths))))
    return pieces if block.kept == "few" else map(bytearray, pieces)


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
