"""The wheel, made twice from what git holds, in two folders, with other dates, rights, umask, zone and hash seed: the same bytes?

    python -m tests.soak.reproducible

Prints the SHA-256. `--control` changes one letter between the two: they must differ.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def copied(to: Path) -> None:
    """What git holds, as it is now."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in filter(None, names):
        if not (ROOT / name).is_file():
            continue
        target = to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())


def wheel(place: Path, **environment: str) -> bytes:
    """Made there."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place / "out")]
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(command, cwd=place, check=True, env=clean | environment, stdout=subprocess.DEVNULL)
    (made,) = (place / "out").glob("*.whl")
    return made.read_bytes()


def main() -> int:
    """Makes both and compares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--control", action="store_true")
    control = parser.parse_args().control
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "one", Path(folder) / "another place"
        copied(first)
        before = os.umask(0o077)
        copied(second)
        for path in second.rglob("*"):
            os.utime(path, (1e9, 1e9))
        if control:
            (second / "agent/learnlearn/hooks.json").write_text("{}")
        one = wheel(first, PYTHONHASHSEED="1", TZ="UTC")
        other = wheel(second, PYTHONHASHSEED="2", TZ="Asia/Tokyo")
        os.umask(before)
    is_same = one == other
    print(f"{len(one)} bytes, SHA-256 {hashlib.sha256(one).hexdigest()}; {'the same' if is_same else 'different'}")
    return int(is_same is control)


if __name__ == "__main__":
    sys.exit(main())
