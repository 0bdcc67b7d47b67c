"""What lies where in the store's folder. Names are hex and tell nothing; every file has one device that writes it.

    store.json                            which store this is (header.py)
    slots/<device>.json                   who can open it: plain, holds no secret (keys/slots.py)
    small/<device>.json                   sealed: me, circles, pairings, links, who was forgotten (small.py)
    keys/<device>/<pool>.json             sealed: the keys of people's files (pool.py)
    people/<device>/<ab>/<32 hex>.json    sealed: one person as one device knows them (people.py)
    invitations/<id>.json                 for another device (keys/invitation.py); mostly there is none
    damaged/                              what could not be opened; nothing in it is ever deleted by the program

A synchroniser that finds two versions of a file keeps both and writes its own words between stem and `.json` (Syncthing
`.sync-conflict-…`, Nextcloud and Dropbox ` (… conflicted copy …)`, OneDrive `-HOSTNAME`, iCloud ` 2`): whatever begins with the stem is a
version of the same file. `<stem>.copy.json` is our own second copy of files that many others hang on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

_DEVICE = re.compile(r"[0-9a-f]{16}")
_STEM = re.compile(r"([0-9a-f]{32}|[0-9a-f]{16})(?![0-9a-f]).*\.json")
_63_BITS = (1 << 63) - 1
_SHELF = re.compile(r"[0-9a-f]{2}")


class Layout:
    """Paths below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._inside = len(str(folder)) + len(os.sep)  # where a path goes on within it
        self.header = folder / "store.json"
        self.slots = folder / "slots"
        self.small = folder / "small"
        self.keys = folder / "keys"
        self.people = folder / "people"
        self.damaged = folder / "damaged"
        self.invitations = folder / "invitations"

    def slot_file(self, device: str) -> Path:
        """Whom this device lets in."""
        return self.slots / f"{device}.json"

    def small_file(self, device: str) -> Path:
        """What this device knows besides people."""
        return self.small / f"{device}.json"

    def pool(self, device: str, pool: str) -> Path:
        """Some of the keys of this device's people."""
        return self.keys / device / f"{pool}.json"

    def person(self, device: str, name: str) -> Path:
        """One person as this device knows them."""
        return Path(f"{self.people}{os.sep}{device}{os.sep}{shelf_of(name)}{os.sep}{name}.json")  # joined in one go: it is done at every look-up

    def devices(self) -> list[str]:
        """Every device that has written here."""
        found = {stem for folder in (self.slots, self.small) for stem, _ in versions(folder)}
        return sorted(name for name in found | set(_names(self.people)) | set(_names(self.keys)) if _DEVICE.fullmatch(name))

    def shelves(self, device: str) -> Iterator[list[os.DirEntry[str]]]:
        """Every version of every person's file of this device, shelf by shelf."""
        for shelf in _scan(self.people / device):
            if _SHELF.fullmatch(shelf.name):
                yield [entry for entry in _scan(Path(shelf.path)) if stem_of(entry.name)]

    def files(self) -> Iterator[Path]:
        """Every file of the store, but for invitations and what was set aside: people before their keys, and those before who was forgotten.

        Whoever copies them one by one, while the store goes on, has then a key to every person's file, and every forgetting that it followed.
        """
        yield from (path for path in (self.header, copy_of(self.header)) if path.exists())
        yield from (path for _, path in versions(self.slots))
        for device in self.devices():
            yield from (Path(entry.path) for shelf in self.shelves(device) for entry in shelf)
        for device in self.devices():
            yield from (path for _, path in versions(self.keys / device))
        yield from (path for _, path in versions(self.small))

    def own_folders(self, device: str) -> Iterator[Path]:
        """Every folder in which this device writes."""
        yield from (self.folder, self.slots, self.small, self.keys / device)
        yield from (Path(shelf.path) for shelf in _scan(self.people / device))

    def place(self, path: Path) -> str:
        """What a file is, in words that go into its seal: a file put in another's place does not open."""
        *folders, name = str(path)[self._inside :].split(os.sep)  # noqa: PTH206  a fraction of what `parts` takes, at every view
        return "/".join((*folders, stem_of(name)))


def copy_of(path: Path) -> Path:
    """The second copy of a file that has one."""
    return path.with_name(f"{path.stem}.copy.json")


def shelf_of(name: str) -> str:
    """The folder in which a person's file of this name lies."""
    return name[:2]


def shelf_with(files: list[os.DirEntry[str]]) -> str:
    """The folder in which these lie; "" when there are none."""
    return Path(files[0].path).parent.name if files else ""


def is_ours(path: Path) -> bool:
    """Whether a file has the name that we gave it, and is no version that a synchroniser kept aside."""
    return path.name in (f"{stem_of(path.name)}.json", f"{stem_of(path.name)}.copy.json")


def stem_of(name: str) -> str:
    """The stem that all versions of a file share; "" for what is none of ours."""
    found = _STEM.fullmatch(name)
    return found.group(1) if found else ""


def stamp_of(path: Path) -> int:
    """A number that is another one when the file was replaced; 0 when there is none. The inode tells even within one tick of the clock."""
    try:
        return stamp(path.stat())
    except OSError:
        return 0  # whoever reads it is told why


def stamp(found: os.stat_result) -> int:
    """The same out of what was asked already, in 63 bits."""
    return ((found.st_ino << 40) ^ (found.st_mtime_ns * 1_000_003) ^ found.st_size) & _63_BITS


def versions(folder: Path) -> Iterator[tuple[str, Path]]:
    """Stem and path of every version of every file in this folder, the plain name of each first."""
    found = sorted((entry.name for entry in _scan(folder) if stem_of(entry.name)), key=lambda name: (stem_of(name), len(name), name))
    for name in found:
        yield stem_of(name), folder / name


def _names(folder: Path) -> Iterator[str]:
    return (entry.name for entry in _scan(folder))


def _scan(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []
