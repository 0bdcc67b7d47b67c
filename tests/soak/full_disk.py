"""A disk that is full, and a disk that may only be read: nothing acknowledged is lost, every refusal is said, and it goes on when it can.

    python tests/soak/full_disk.py        (as root: it mounts small file systems)

On a tmpfs and on an ext4 of 12 MB a writer goes on until the disk refuses, tries on for a while, and is killed there. A new process opens the
store on the full disk and reads everything; then there is room again. The same with the file system mounted read-only under the open store.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# run as a program: the project is the place to import from
sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.agent.devices import opened
from tests.soak.kill_store import PEOPLE, ref
from tests.soak.power_cut import call

from learnlearn.contract.note import AddNote
from learnlearn.errors import StoreError, StoreFullError
from learnlearn.store.embedded import EmbeddedStore

_MEGABYTES = 12
_TRIES = 50


@contextmanager
def small(kind: str, home: Path) -> Iterator[Path]:
    """A file system of some megabytes."""
    on = home / kind
    on.mkdir()
    if kind == "tmpfs":
        call("mount", "-t", "tmpfs", "-o", f"size={_MEGABYTES}M", "tmpfs", on)
    else:
        with (home / "disk.img").open("wb") as image:
            image.truncate(_MEGABYTES << 20)
        call("mkfs.ext4", "-q", "-F", "-m", "0", home / "disk.img")
        call("mount", "-o", "loop", home / "disk.img", on)
    try:
        yield on
    finally:
        call("umount", on)


async def write(store: EmbeddedStore, number: int) -> str:
    """One note more, acknowledged."""
    text = f"note {number} " + "x" * 3_000
    await store.add_note(AddNote(person=ref(number % PEOPLE), text=text))
    return text


async def there(store: EmbeddedStore) -> set[str]:
    """Every note that the store gives."""
    return {note.text for number in range(PEOPLE) for note in await store.notes(ref(number))}


async def until_full(disk: Path) -> tuple[set[str], int, EmbeddedStore]:
    """Writes until it is refused, and goes on trying. Gives what was acknowledged, how many were refused, and the open store."""
    store = opened(disk / "store", state=disk / "state")
    acknowledged, refused, number = set[str](), 0, 0
    while refused < _TRIES:
        number += 1
        try:
            acknowledged.add(await write(store, number))
        except StoreFullError:
            refused += 1
    return acknowledged, refused, store


async def full(kind: str, home: Path) -> list[str]:
    """What was not as it should be."""
    wrong: list[str] = []
    with small(kind, home) as disk:
        (disk / "ballast").write_bytes(bytes(2 << 20))
        acknowledged, refused, store = await until_full(disk)
        if lost := acknowledged - await there(store):
            wrong.append(f"{len(lost)} acknowledged are missing in the same process")
        await store.close()
        found = await asyncio.to_thread(in_a_new_process, disk)
        if found != f"{len(acknowledged)} 0":
            wrong.append(f"a new process on the full disk finds {found}")
        (disk / "ballast").unlink()
        store = opened(disk / "store", state=disk / "state")
        acknowledged.add(await write(store, 1_000_000))
        if lost := acknowledged - await there(store):
            wrong.append(f"{len(lost)} acknowledged are missing when there is room again")
        await store.close()
        print(f"full {kind} of {_MEGABYTES} MB: {len(acknowledged)} acknowledged, {refused} refused as full, {len(wrong)} things wrong")
    return wrong


def in_a_new_process(disk: Path) -> str:
    """What `count` says there."""
    done = subprocess.run([sys.executable, __file__, "--count", str(disk)], capture_output=True, text=True, check=True)
    return done.stdout.strip()


async def count(disk: Path) -> None:
    """Prints how many notes a store on this disk gives, and how many of its files do not open."""
    store = opened(disk / "store", state=disk / "state")
    print(len(await there(store)), len((await store.health()).damaged))
    await store.close()


async def read_only(home: Path) -> list[str]:
    """The same when the file system turns read-only under the open store, as ext4 does after a fault of the disk."""
    wrong: list[str] = []
    with small("ext4", home) as disk:
        store = opened(disk / "store", state=disk / "state")
        acknowledged = {await write(store, number) for number in range(100)}
        await store.look()
        call("mount", "-o", "remount,ro", disk)
        refused = 0
        for number in range(_TRIES):
            try:
                await write(store, 1_000 + number)
            except StoreError:
                refused += 1
        if refused != _TRIES:
            wrong.append(f"{_TRIES - refused} writes were acknowledged")
        await store.close()
        again = opened(disk / "store", state=disk / "state")
        if acknowledged != await there(again):
            wrong.append("what is read from it is not what was acknowledged")
        call("mount", "-o", "remount,rw", disk)
        acknowledged.add(await write(again, 2_000))
        if acknowledged != await there(again):
            wrong.append("it does not go on when it may be written again")
        await again.close()
        print(f"read-only ext4: {len(acknowledged)} acknowledged, {refused} of {_TRIES} refused, opens and reads, {len(wrong)} things wrong")
    return wrong


def main() -> int:
    """Runs all; 1 when something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=Path)
    options = parser.parse_args()
    if options.count:
        asyncio.run(count(options.count))
        return 0
    with tempfile.TemporaryDirectory() as place:
        found = [word for kind in ("tmpfs", "ext4") for word in asyncio.run(full(kind, Path(place)))]
    with tempfile.TemporaryDirectory() as place:
        found += asyncio.run(read_only(Path(place)))
    for word in found:
        print(f"WRONG: {word}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
