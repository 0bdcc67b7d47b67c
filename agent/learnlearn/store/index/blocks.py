"""The index in blocks, each small enough that to make one or to take one in holds nobody up: how it goes to disk (cache.py), and how it comes from
the process that reads everybody (apart.py).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, chain, islice, pairwise
from typing import Literal, TypeAlias, TypeVar

from pydantic import BaseModel

from learnlearn.store.index.entries import Index
from learnlearn.store.index.packed import Item, Run
from learnlearn.store.index.postings import Postings, as_set, bits

_PEOPLE, _WORDS, _NUMBERS, _SETS = 100, 500, 5_000, 25  # in one block
_FEW, _BITS = 256, 16  # words of more people are kept as bits, where these take less room than two bytes a number
_BY_NAME = "by name"
T = TypeVar("T")


class _Words(BaseModel):
    """Words in order, a line each, of one of the three texts, or whole names by which people are sorted; behind it the numbers of who has them, each
    an unsigned integer of this array type.
    """

    part: str
    words: str
    lengths: list[int]
    kept: Literal["H", "I"]


class _Sets(BaseModel):
    """Words that many have, or beginnings of words; behind it bits for each."""

    part: str
    are_short: bool
    words: str
    lengths: list[int]


class _Shelf(BaseModel):
    """Files of one device that were looked at; behind it, packed (files.py)."""

    device: str
    shelf: str


class _People(BaseModel):
    """People with their numbers; behind it the entries, each a line."""

    identities: list[str]
    numbers: list[int]
    note_ids: list[list[str]]
    visible_notes: list[int]
    planned: list[bool]
    leads_to: list[list[int]]


_Block: TypeAlias = _Words | _Sets | _Shelf | _People
_KINDS: dict[bytes, type[_Block]] = {b"words": _Words, b"sets": _Sets, b"files": _Shelf, b"people": _People}


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
    gone = {number for number, identity in enumerate(search.people[:numbers]) if identity is None}
    for part, postings in search.parts().items():
        yield from _words(part, postings, numbers, gone)
        for starts in _pieces(list(postings.short), _SETS):
            yield _sets(part, {start: as_set(postings.short[start]) for start in starts}, numbers, are_short=True)
    for some in _runs(_staying(search.names_in_order(), numbers, gone)):
        yield _run(_BY_NAME, some)
    for device, files in index.files.items():
        for shelf in files.shelves():
            yield b"files", _Shelf(device=device, shelf=shelf), files.pack(shelf)
    for identities in _pieces(list(index.entries), _PEOPLE):
        yield _people(index, [(one, number) for one in identities if 0 <= (number := search.number_of(one)) < numbers])


def _words(part: str, postings: Postings, numbers: int, gone: set[int]) -> Iterator[tuple[bytes, BaseModel, bytes]]:
    """What was packed and what came since, as one. A word that many have by now goes to those that many have."""
    most = max(_FEW, numbers // _BITS)
    many = {word for word, who in list(postings.people.items()) if isinstance(who, bytearray)}
    for some in _runs(_staying(postings.few(), numbers, gone)):
        many.update(word for word, who in some if len(who) > most)
        if few := [(word, who) for word, who in some if word not in many]:
            yield _run(part, few)
    for words in _pieces(many, _SETS):
        yield _sets(part, {word: postings.whole(word) for word in words}, numbers, are_short=False)


def _staying(items: Iterable[Item], numbers: int, gone: set[int]) -> Iterator[Item]:
    """Without who went, and who was numbered later."""
    for word, who in items:
        if max(who) < numbers and (not gone or gone.isdisjoint(who)):
            yield word, who
        elif left := array("I", [number for number in who if number < numbers and number not in gone]):
            yield word, left


def _runs(items: Iterator[Item]) -> Iterator[list[Item]]:
    """Cut into what goes into a block."""
    some: list[Item] = []
    count = 0
    for item in items:
        some.append(item)
        count += len(item[1])
        if len(some) == _WORDS or count >= _NUMBERS:
            yield some
            some, count = [], 0
    if some:
        yield some


def _run(part: str, items: list[Item]) -> tuple[bytes, BaseModel, bytes]:
    numbers = list(chain.from_iterable(who for _, who in items))
    kept: Literal["H", "I"] = "H" if max(numbers) < 1 << 16 else "I"
    block = _Words(part=part, words="\n".join(word for word, _ in items), lengths=[len(who) for _, who in items], kept=kept)
    return b"words", block, array(kept, numbers).tobytes()


def _sets(part: str, people: Mapping[str, int], numbers: int, *, are_short: bool) -> tuple[bytes, BaseModel, bytes]:
    raw = [bits(who & (1 << numbers) - 1) for who in people.values()]
    return b"sets", _Sets(part=part, are_short=are_short, words="\n".join(people), lengths=list(map(len, raw))), b"".join(raw)


def _people(index: Index, numbered: list[tuple[str, int]]) -> tuple[bytes, BaseModel, bytes]:
    found = [(entry, number, index.entries[identity]) for identity, number in numbered if (entry := index.entry(identity))]
    block = _People(
        identities=[entry.identity for entry, _, _ in found],
        numbers=[number for _, number, _ in found],
        note_ids=[entry.note_ids for entry, _, _ in found],
        visible_notes=[entry.visible_notes for entry, _, _ in found],
        planned=[entry.is_planned for entry, _, _ in found],
        leads_to=[entry.leads_to for entry, _, _ in found],
    )
    return b"people", block, b"\n".join(data for *_, data in found)


def _take(index: Index, block: _Block, raw: bytes) -> None:
    search = index.search
    if isinstance(block, _Words):
        run = Run(block.words.encode(), block.lengths, array(block.kept, raw))
        if block.part == _BY_NAME:
            search.take_names(run)
        else:
            search.take_words(block.part, run)
    elif isinstance(block, _Sets):
        take = search.take_short if block.are_short else search.take_many
        sets = (bytearray(raw[begin:end]) for begin, end in pairwise(accumulate(chain([0], block.lengths))))
        take(block.part, block.words.split("\n"), sets)
    elif isinstance(block, _Shelf):
        index.files[block.device].take(block.shelf, raw)
    else:
        _take_people(index, block, raw.split(b"\n"))


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
