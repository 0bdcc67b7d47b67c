"""Every byte of a small store flipped in turn: noticed every time, nobody else lost, nothing ever said that was not written.

    python tests/soak/flip_store.py

Three people with notes, a profile, circles. Of each byte one bit (by a fixed seed) is another; the store is opened from its copy in memory-backed
files. What is read must be what was written, but for at most the one person whose file it is; and a check, or the opening itself, must name it.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

# run as a program: the project is the place to import from
sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.agent.devices import SECRET, opened
from tests.agent.store_contract import note, page, ref

from learnlearn.contract.me import Me
from learnlearn.contract.plan import Circle
from learnlearn.errors import StoreDamagedError, StoreWaitingError
from learnlearn.store.embedded import EmbeddedStore

_WHO = ("ilse", "noor", "max")


class Said(logging.Handler):
    """What the store says in the log while it goes around damage by a twin."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[str] = []
        logging.getLogger("learnlearn.store.folder.mirror").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """One line more."""
        self._lines.append(record.getMessage())

    def found(self, name: str) -> bool:
        """Whether this file was named since the last question."""
        named = any(stem(name) in line for line in self._lines)
        self._lines.clear()
        return named


SAID = Said()


async def begun(folder: Path) -> None:
    """A small store."""
    store = opened(folder, SECRET)
    for slug in _WHO:
        await store.keep(page(slug))
        await store.add_note(note(f"on {slug}", slug))
    await store.save_me(Me(about="I keep bees."))
    await store.save_circles((Circle(name="friends", ideal_days=30, longest_days=60),))
    await store.look()
    await store.close()


async def said(store: EmbeddedStore) -> dict[str, object]:
    """All that it says; of who does not open, nothing."""
    found: dict[str, object] = {"me": await store.me(), "circles": await store.circles()}
    for slug in _WHO:
        try:
            found[slug] = await store.view(ref(slug).url)
        except (StoreDamagedError, StoreWaitingError):
            found[slug] = None
    return found


async def one(folder: Path, name: str, right: dict[str, object]) -> tuple[bool, int, bool]:
    """Whether it was noticed, how many people are missing, and whether something was said that was never written."""
    try:
        store = opened(folder, SECRET)
    except StoreDamagedError:
        return True, 0, False
    check = await store.custodian.check(repair=False)
    noticed = SAID.found(name) or any(stem(one.file) in name or stem(name) in one.file for one in check.findings)
    now = await said(store)
    noticed |= bool((await store.health()).damaged)
    await store.close()
    missing = [key for key in _WHO if now[key] is None]
    wrong = [key for key in right if now[key] != right[key] and key not in missing]
    return noticed, len(missing), bool(wrong)


def stem(name: str) -> str:
    """What a file and its copy have in common."""
    return Path(name).name.split(".")[0]


def main() -> int:
    """Runs it and prints the figures; 1 when one was not noticed, or somebody else was lost, or something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only every so manyth byte")
    parser.add_argument("--only", default="", help="only files whose path begins so, such as small/")
    options = parser.parse_args()
    dice, counts = random.Random(1), Counter[str]()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as place:
        whole, tried = Path(place) / "whole", Path(place) / "tried"
        asyncio.run(begun(whole))
        right = asyncio.run(_right(whole))
        for path in sorted(path for path in whole.rglob("*.json")):
            name = path.relative_to(whole).as_posix()
            if not name.startswith(options.only):
                continue
            data = path.read_bytes()
            for at in range(0, len(data), options.every):
                shutil.rmtree(tried, ignore_errors=True)
                shutil.copytree(whole, tried)
                changed = bytearray(data)
                changed[at] ^= 1 << dice.randrange(8)
                (tried / name).write_bytes(changed)
                noticed, missing, wrong = asyncio.run(one(tried, name, right))
                counts["flipped"] += 1
                counts["noticed"] += noticed
                counts["mended by the twin or by memory"] += not missing
                counts["wrong"] += wrong
                counts["others lost"] += missing > int(name.startswith("people/"))
                if not noticed or wrong:
                    print(f"byte {at} of {name}: noticed {noticed}, wrong {wrong}")
    print(", ".join(f"{count} {kind}" for kind, count in counts.items()), f"; wrong {counts['wrong']}, others lost {counts['others lost']}", sep="")
    return int(counts["noticed"] != counts["flipped"] or bool(counts["wrong"] or counts["others lost"]))


async def _right(folder: Path) -> dict[str, object]:
    store = opened(folder, SECRET)
    found = await said(store)
    await store.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
