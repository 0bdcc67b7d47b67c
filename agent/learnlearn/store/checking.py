"""Looking at every file of the store, and mending what can be mended. Nothing is deleted: what does not open goes to `damaged/`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path

from learnlearn.errors import StoreDamagedError, StoreWaitingError
from learnlearn.safefile import move
from learnlearn.store.base import Row
from learnlearn.store.errors import StoreUnreadableError
from learnlearn.store.folder import header
from learnlearn.store.folder.layout import Layout, copy_of, is_ours, shelf_with, versions
from learnlearn.store.folder.mirror import write_twice
from learnlearn.store.folder.reading import read
from learnlearn.store.index.files import Known
from learnlearn.store.inside import Inside
from learnlearn.store.keys import slots


class Finding(Row):
    """Something that is not as it should be. `held`: what the file is known to have held; `mended`: by this repair."""

    file: str
    says: str
    held: str = ""
    mended: bool = False


class Check:
    """Steps for the worker. `findings` fills, `files` and `people` count what was looked at."""

    def __init__(self, inside: Inside, *, repair: bool) -> None:
        self._inside, self._layout, self._repair = inside, inside.layout, repair
        self.findings: list[Finding] = []
        self.files = 0
        self.people = 0

    def steps(self) -> Iterator[None]:
        """All of it. With `repair` what belongs to this device is mended; other devices mend their own."""
        if self._repair:
            yield from self._inside.look.tidy()
            yield from self._inside.looking()
        aside = self._inside.damage.aside()
        self._twice(self._layout.header, header.opened, is_own=True)
        yield
        for path in self._ours(self._layout.slots):
            self._twice(path, slots.opened, is_own=self._is_own(path.stem))
            yield
        yield from self._pools()
        for path in self._ours(self._layout.small):
            self._twice(path, self._sealed, is_own=self._is_own(path.stem))
            yield
        yield from self._compare((yield from self._everybody()))
        for name, held in aside:
            self.findings.append(Finding(file=f"damaged/{name}", says="was set aside; a backup may hold it whole", held=held))

    def _ours(self, folder: Path) -> list[Path]:
        """The files of a folder under the names we gave them, also where only the copy is left."""
        return sorted({folder / f"{stem}.json" for stem, path in versions(folder) if is_ours(path)})

    def _is_own(self, device: str) -> bool:
        return device == self._inside.unlocked.device

    def _sealed(self, data: bytes, path: Path) -> object:
        return self._inside.seal.open(data, self._layout.place(path))

    def _pools(self) -> Iterator[None]:
        for device in self._layout.devices():
            for path in self._ours(self._layout.keys / device):
                self._twice(path, self._sealed, is_own=self._is_own(device))
                yield

    def _twice(self, path: Path, opened: Callable[[bytes, Path], object], *, is_own: bool) -> None:
        """A file that is written twice: whole as long as one of the two opens."""
        good: bytes | None = None
        bad: list[str] = []
        may_come = is_refused = False
        for candidate in (path, copy_of(path)):
            self.files += 1
            try:
                data = read(candidate)
                opened(data, path)
            except FileNotFoundError:
                bad.append(f"{candidate.name} is missing")
            except StoreUnreadableError:
                bad.append(f"{candidate.name} cannot be read: the disk refuses")
                is_refused = True
            except StoreDamagedError:
                bad.append(f"{candidate.name} does not open")
            except StoreWaitingError:
                bad.append(f"{candidate.name} names a key that is not here")
                may_come = True  # or a byte was flipped in the name of its key
            else:
                good = good or data
        if not bad:
            return
        says = " and ".join(bad) + ("; its twin is whole" if good else "")
        if self._repair and is_own and (good or not may_come) and not is_refused:
            self._found(path, says, mended=self._put_back(path, good) if good else self._begin_anew(path))
        else:
            self._found(path, says)

    def _put_back(self, path: Path, good: bytes) -> bool:
        for candidate in (path, copy_of(path)):
            if candidate.exists() and read(candidate) != good:
                self._set_aside(candidate)
        write_twice(path, good)
        return True

    def _begin_anew(self, path: Path) -> bool:
        """What is known in memory, and from other devices, written anew. A pool of keys is known nowhere else."""
        if path.parent == self._layout.keys / self._inside.unlocked.device:
            return False
        for candidate in (path, copy_of(path)):
            if candidate.exists():
                self._set_aside(candidate)
        if path == self._layout.header:
            header.write(self._layout.folder, self._inside.unlocked.store_id)
        elif path.parent == self._layout.small:
            self._inside.small.begin_anew()
        self._inside.ring.refresh()
        return True

    def _set_aside(self, path: Path) -> None:
        move(path, self._layout.damaged / f"{self._inside.now():%Y%m%dT%H%M%S}-{path.parent.name}-{path.name}")

    def _everybody(self) -> Generator[None, None, set[str]]:
        identities: set[str] = set()
        for device in self._layout.devices():
            try:
                for shelf in self._layout.shelves(device):
                    known = self._inside.index.files[device].on(shelf_with(shelf))
                    for entry in shelf:
                        self.files += 1
                        if identity := self._person(device, Path(entry.path), known):
                            identities.add(identity)
                        yield
            except OSError as error:
                self._found(self._layout.people / device, f"cannot be listed to its end: {error}")
        self.people = len(identities)
        return identities

    def _person(self, device: str, path: Path, known: Mapping[str, Known]) -> str:
        """Whom a file is about; "" when it says nothing that counts."""
        _, identity, _ = known.get(path.name, (0, "", ""))
        held = self._inside.look.held(identity)
        try:
            file = self._inside.people.open(path)
        except FileNotFoundError:
            return ""
        except StoreWaitingError:
            self._found(path, "the key that it was sealed with is not here", held)
            return ""
        except StoreDamagedError as error:
            self._found(path, "cannot be read: the disk refuses" if isinstance(error, StoreUnreadableError) else "does not open", held)
            if self._repair and self._is_own(device):
                self._inside.damage.found(path, error, held)
                self._inside.look.renew(identity)
            return ""
        return file.identity if self._inside.people.is_alive(file.identity, file.tables) else ""

    def _compare(self, identities: set[str]) -> Iterator[None]:
        """The index, from which lists and searches are answered, against the files."""
        differ = identities ^ self._inside.index.entries.keys()
        for identity in differ if self._repair else ():
            self._inside.look.renew(identity)
            yield
        if differ:
            self.findings.append(Finding(file="index", says=f"{len(differ)} people are not as the files have them", mended=self._repair))

    def _found(self, path: Path, says: str, held: str = "", *, mended: bool = False) -> None:
        self.findings.append(Finding(file=path.relative_to(self._layout.folder).as_posix(), says=says, held=held, mended=mended))


def mend_header(folder: Path) -> bool:
    """Writes a lost store.json anew, from the slots, which name the store too: no store opens without. False where it is not needed."""
    layout = Layout(folder)
    try:
        if header.read(folder) is not None:
            return False
    except StoreDamagedError:
        pass
    named = {file.store for file in slots.read_all(layout, {}).values()}
    if len(named) != 1:
        return False
    for path in (layout.header, copy_of(layout.header)):
        if path.exists():
            move(path, layout.damaged / f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}-{path.name}")
    header.write(folder, named.pop())
    return True
