"""A simulated power cut, over and over: what a disk had when the power went, and nothing that was only on its way there.

    python tests/soak/power_cut.py --rounds 60        (as root: it mounts images)

The store lies on an ext4 image on a loop device. A child writes notes through it and logs each one it was told is safe to a file outside. At a
random moment it is stopped and the image is copied: pages that nobody had flushed are not in it. The copy is mounted (ext4 replays its journal)
and compared with the log. `--control` runs the same without flushing anything: losses must show. What this does not show: a cut inside a system
call, and a drive that reorders or lies about flushes.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# run as a program: the project is the place to import from
sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.soak.kill_store import held, write

from learnlearn import safefile
from learnlearn.errors import LearnlearnError

_MEGABYTES = 64


def call(*words: object) -> None:
    """A program of the system, to its end."""
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


@contextmanager
def mounted(image: Path, on: Path) -> Iterator[Path]:
    """The image as a folder."""
    on.mkdir(exist_ok=True)
    call("mount", "-o", "loop", image, on)
    try:
        yield on
    finally:
        call("umount", on)


def stopped(child: subprocess.Popen[bytes]) -> None:
    """Stops it, and waits until it stands."""
    child.send_signal(signal.SIGSTOP)
    while Path(f"/proc/{child.pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "TZ":
        time.sleep(0.0005)


def cut(home: Path, folder: Path, dice: random.Random, *, control: bool) -> set[str]:
    """Writes for a moment, and copies the disk as it is then. Gives what was acknowledged before."""
    log = home / "acknowledged.log"
    log.write_bytes(b"")
    child = subprocess.Popen([sys.executable, __file__, "--write", str(folder), "--log", str(log), *(["--control"] if control else [])])
    try:
        while not log.stat().st_size:
            if child.poll() is not None:
                raise SystemExit(f"the writer ended by itself with {child.returncode}")
            time.sleep(0.002)
        time.sleep(dice.uniform(0.02, 0.9))
        stopped(child)
        acknowledged = set(log.read_text(encoding="utf-8").split("\n")[:-1])
        shutil.copyfile(home / "disk.img", home / "cut.img")
    finally:
        child.kill()
        child.wait()
    return acknowledged


def main() -> int:
    """Runs it and prints the figures; 1 when something was lost (0 in the control when something was)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--control", action="store_true")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--log", type=Path)
    options = parser.parse_args()
    if options.write:
        if options.control:
            safefile._flush = lambda _handle: None  # type: ignore[assignment]
            safefile._flush_file_system = lambda _path: True  # type: ignore[assignment]
        asyncio.run(write(options.write, options.log, control=False))
    dice, count, lost, unreadable, damaged = random.Random(options.seed), 0, 0, 0, 0
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        for _ in range(options.rounds):
            with (home / "disk.img").open("wb") as image:
                image.truncate(_MEGABYTES << 20)
            call("mkfs.ext4", "-q", "-F", home / "disk.img")
            with mounted(home / "disk.img", home / "disk") as disk:
                acknowledged = cut(home, disk / "store", dice, control=options.control)
            count += len(acknowledged)
            with mounted(home / "cut.img", home / "cut") as disk:
                try:
                    notes, files = asyncio.run(held(disk / "store"))
                except LearnlearnError:
                    notes, files, unreadable = set(), 0, unreadable + 1
                lost, damaged = lost + len(acknowledged - notes), damaged + files
    said = f"{options.rounds} power cuts on ext4, {count} acknowledged, {lost} lost, {unreadable} stores and {damaged} files unreadable"
    print(said + (" (control: nothing is flushed)" if options.control else ""))
    return int(not lost) if options.control else int(bool(lost or unreadable or damaged))


if __name__ == "__main__":
    sys.exit(main())
