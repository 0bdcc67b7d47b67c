"""The wheel as people install it: by uv or pipx as a tool, with its service, through an upgrade, and out again.

    python -m tests.soak.installed --by pipx

Needs that program and a package index. systemd is a fake of the call that remembers what it was told (`user_manager.py` has a real one); what the
unit starts is started for real, and answers. Then the same version is installed anew, as an upgrade does, and the old unit still starts it.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.agent.running import ROOT
from tests.conftest import throwaway_environment

FAKE = '#!/bin/sh\necho "$@" >> "$(dirname "$0")/told"\ncase "$*" in *show*) echo active;; esac\n'
INSTALL = {
    "uv": ("tool", "install", "--quiet", "--force", "--python", sys.executable),
    "pipx": ("install", "--quiet", "--force", "--python", sys.executable),
}
UNINSTALL = {"uv": ("tool", "uninstall"), "pipx": ("uninstall",)}


def run(*command: str | Path, environment: dict[str, str]) -> str:
    """Its output; ends everything when it fails."""
    done = subprocess.run([str(word) for word in command], env=environment, capture_output=True, text=True, check=False, cwd=environment["HOME"])
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def command(unit: Path) -> list[str]:
    """What a unit starts."""
    line = next(line for line in unit.read_text().splitlines() if line.startswith("ExecStart="))
    return shlex.split(line.removeprefix("ExecStart=").replace("%%", "%").replace("$$", "$"))


def started(unit: Path, environment: dict[str, str]) -> str:
    """What the agent says that this unit starts; ended again by SIGTERM, as systemd does."""
    process = subprocess.Popen(command(unit), env=environment, stdout=subprocess.PIPE, text=True, cwd=environment["HOME"])
    assert process.stdout is not None
    said = process.stdout.readline().strip()
    process.terminate()
    if process.wait(30):
        raise SystemExit(f"it ended with {process.returncode}")
    return said


def main() -> int:
    """Every step, and a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--by", choices=sorted(INSTALL), default="uv")
    by = parser.parse_args().by
    installer = shutil.which(by)
    if installer is None:
        raise SystemExit(f"{by} is missing")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        tools, fakes = home / "bin", home / "fakes"
        fakes.mkdir()
        (fakes / "systemctl").write_text(FAKE)
        (fakes / "systemctl").chmod(0o755)
        environment = throwaway_environment(home)
        del environment["PYTHONPATH"]
        environment |= {
            "UV_TOOL_DIR": str(home / "tools"),
            "UV_TOOL_BIN_DIR": str(tools),
            "PIPX_HOME": str(home / "tools"),
            "PIPX_BIN_DIR": str(tools),
        }
        environment |= {"PATH": f"{tools}:{fakes}:{os.environ['PATH']}"}
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", home / "out"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )
        (wheel,) = (home / "out").glob("*.whl")
        for how in ("installed", "installed again"):
            run(installer, *INSTALL[by], wheel, environment=environment)
            if how == "installed":
                run(tools / "learnlearn", "service", "install", environment=environment)
                run(tools / "learnlearn", "service", "install", environment=environment)
            (unit,) = home.rglob("systemd/user/learnlearn.service")
            version = run(tools / "learnlearn", "version", environment=environment).strip()
            named = next(Path(word).relative_to(home) for word in command(unit) if word.endswith("learnlearn"))
            print(f"{how}, {version}: the unit names {named}; {started(unit, environment)}", flush=True)
        if run(tools / "learnlearn", "service", "status", environment=environment).split()[0] != "active":
            raise SystemExit("the status is not what systemd says")
        run(tools / "learnlearn", "service", "uninstall", environment=environment)
        run(installer, *UNINSTALL[by], "learnlearn", environment=environment)
        left = [str(path.relative_to(home)) for path in (unit, *tools.glob("*"), *(home / "tools").glob("**/learnlearn")) if path.exists()]
        print(f"taken out: left over {left or 'nothing'}; systemd was told {len((fakes / 'told').read_text().splitlines())} things")
    return int(bool(left))


if __name__ == "__main__":
    sys.exit(main())
