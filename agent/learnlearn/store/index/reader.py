"""The process that reads everybody (apart.py): `python -m learnlearn.store.index.reader`, told what to read on its standard input.

It gives what is certain: people whose every file opens and counts, under the name that this program gives it. Whatever else lies there is left to the
look of whoever asked, which names, mends and removes. It changes nothing on the disk. Between blocks it sends empty frames, so that it ends soon
after whoever asked, however that ended.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator

from learnlearn.errors import StoreDamagedError, StoreWaitingError
from learnlearn.store.folder.layout import Layout, shelf_with, stamp, stem_of
from learnlearn.store.folder.people import People, PersonFile
from learnlearn.store.folder.pool import KeyPool
from learnlearn.store.folder.seal import Seal
from learnlearn.store.folder.small import Small
from learnlearn.store.index import blocks
from learnlearn.store.index.apart import Errand, Place, Room, send
from learnlearn.store.index.entries import Index
from learnlearn.store.rows.merge import unite

_FIRST = 1_000  # people that are sent together; later as many as were sent before, so that each word is sent a few times only
_BEHIND = 5  # by how much others come first: with as many of these as there are processors, the event loop of whoever asked waits for one
_ALIVE = 50  # people, or steps, between two empty frames


class Reader:
    """Reads the people of one share of the folders, in the order in which their files are listed."""

    def __init__(self, layout: Layout, people: People, share: int = 0, shares: int = 1) -> None:
        self._layout, self._people = layout, people
        self._lying: dict[str, list[tuple[str, os.DirEntry[str]]]] = {}
        for device in people.devices:
            for shelf in layout.shelves(device):
                if not shelf or int(shelf_with(shelf), 16) % shares != share:
                    continue
                for entry in shelf:
                    self._lying.setdefault(stem_of(entry.name), []).append((device, entry))

    def __len__(self) -> int:
        return len(self._lying)

    def indexes(self, first: int = 0) -> Iterator[Index | None]:
        """Everybody, some people in each index, numbered on from the one before, and at first from `first` on; None in between."""
        index, sent = self._index(first), 0
        for lying in self._lying.values():
            self._enter(index, lying)
            if len(index.entries) >= max(_FIRST, sent):
                yield from self._whole(index)
                sent += len(index.entries)
                index = self._index(first + sent)
            elif len(index.entries) % _ALIVE == 0:
                yield None
        yield from self._whole(index)

    def _whole(self, index: Index) -> Iterator[Index | None]:
        for number, _ in enumerate(index.search.steps()):
            if number % _ALIVE == 0:
                yield None
        yield index

    def _index(self, base: int) -> Index:
        index = Index()
        index.search.expect(base)
        return index

    def _enter(self, index: Index, lying: list[tuple[str, os.DirEntry[str]]]) -> None:
        """The files of one name, which are of one person. One in whom anything is uncertain is passed over."""
        try:
            found = [(device, entry.name, stamp(entry.stat()), self._open(device, entry)) for device, entry in lying]
        except (OSError, StoreDamagedError, StoreWaitingError):
            return
        identity = found[0][3].identity
        if not self._has_one_name(identity, stem_of(found[0][1])) or not all(self._people.is_alive(identity, file.tables) for *_, file in found):
            return
        index.put(unite([file.tables for *_, file in found]))
        for device, name, was, file in found:
            index.files[device].saw(name, (was, identity, file.key_id))

    def _has_one_name(self, identity: str, name: str) -> bool:
        """Whether all files of this person are called so: others, of another epoch, may be in another's share."""
        if self._people.epochs == 1:
            return True
        names = self._people.names(identity)
        others = [self._layout.person(device, other) for other in names if other != name for device in self._people.devices]
        return name in names and not any(path.exists() for path in others)

    def _open(self, device: str, entry: os.DirEntry[str]) -> PersonFile:
        path = self._layout.person(device, stem_of(entry.name))
        if path.name != entry.name:
            raise StoreWaitingError(entry.name)  # a version that a synchroniser kept aside
        return self._people.open(path)


def main() -> None:
    """Reads, and ends."""
    if sys.platform != "win32":
        os.nice(_BEHIND)
    gc.disable()  # what is read makes no circles, and the process ends soon: a fifth of its time
    told, out = sys.stdin.buffer, sys.stdout.buffer
    errand = Errand.model_validate_json(told.readline())
    layout, seal = Layout(errand.folder), Seal({epoch: bytes.fromhex(key) for epoch, key in errand.epochs.items()})
    small = Small(layout, seal, errand.device)
    people = People(layout, seal, KeyPool(layout, seal, errand.device), errand.device, small.tombstones)
    people.devices = tuple(layout.devices())
    reader = Reader(layout, people, errand.share, errand.shares)
    try:
        send(out, Room(numbers=len(reader)).model_dump_json().encode())
        place = Place.model_validate_json(told.readline())
        for index in reader.indexes(place.first):
            for data in blocks.packed(index, index.search.numbers) if index else (b"",):
                send(out, data)
    except BrokenPipeError:
        os._exit(1)  # nobody listens any more; flushing what is left would say so once more


if __name__ == "__main__":
    main()
