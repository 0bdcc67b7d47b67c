"""The index in blocks, each small enough that to make one or to take one in holds nobody up: how it goes to disk (cache.py), and how it comes from
the process that reads everybody (apart.py).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, chain, islice, pairwise
from typing import Literal, TypeAlias, TypeVar

from pydantic import BaseModel
from pydantic_core import from_json

from learnlearn.store.index.entries import Index, Known
from learnlearn.store.index.postings import Numbers, as_set, bits, listed
from learnlearn.store.rows.person import Entry

_PEOPLE, _NAMES, _WORDS, _SETS = 100, 250, 1_000, 25  # in one block
T = TypeVar("T")


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


def packed(index: Index, numbers: int) -> Iterator[bytes]:
    """All of an index but whom its search numbered `numbers` and more; block by block while it changes."""
    for kind, block, raw in _blocks(index, numbers):
        yield b"\n".join((kind, block.model_dump_json().encode(), raw))


def take(index: Index, data: bytes) -> None:
    """Takes a block in. Raises ValueError for what is none."""
    kind, head, raw = data.split(b"\n", 2)
    if kind not in _KINDS:
        raise ValueError(kind)
    _take(index, _KINDS[kind].model_validate_json(head), raw)


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
    """Without who was numbered later."""
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
    # Whoever was entered or taken out since the start is known better than the block knows them.
    behind = {place for place, identity in enumerate(block.identities) if identity in index.entries or identity in index.dropped}
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
