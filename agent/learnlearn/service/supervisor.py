"""What every service supervisor can do, and the one place that runs its commands."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from learnlearn.errors import LearnlearnError

NAME = "learnlearn"
_SECONDS = 30

Tell = Callable[[Sequence[str]], str]


class ServiceError(LearnlearnError):
    """The operating system's supervisor refused, or is not there."""

    code, status = "service_failed", 500
    title = "The background service could not be changed"
    hint = "Run the agent by hand meanwhile: learnlearn run"


@dataclass(frozen=True, slots=True)
class Program:
    """What the service runs and where it writes its log."""

    command: tuple[str, ...]
    log: Path


@dataclass(frozen=True, slots=True)
class Status:
    """How the service stands. `says` is the supervisor's own word for it."""

    installed: bool
    running: bool
    says: str
    file: Path | None


class Supervisor(Protocol):
    """systemd, launchd or Task Scheduler. Every call may be made twice: installing again replaces, removing what is not there is no error."""

    def install(self, program: Program) -> Path:
        """Writes the unit, starts it now and at every login; gives the unit's file."""

    def uninstall(self) -> bool:
        """Stops and removes it, leaving nothing behind; False when there was nothing."""

    def start(self) -> None:
        """Starts it."""

    def stop(self) -> None:
        """Stops it until the next login or start."""

    def restart(self) -> None:
        """Stops and starts it."""

    def status(self) -> Status:
        """How it stands."""


def tell(command: Sequence[str]) -> str:
    """Runs one command of the supervisor; its output. Raises ServiceError with what it said."""
    if shutil.which(command[0]) is None:
        raise ServiceError(f"{command[0]} is not on this machine")
    done = subprocess.run(list(command), capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603  fixed commands, no shell
    if done.returncode:
        raise ServiceError(f"{' '.join(command[:3])} … answered {done.returncode}: {(done.stderr or done.stdout).strip()[:400]}")
    return done.stdout


def program(log: Path, invoked: str = sys.argv[0]) -> Program:
    """How the service starts this installation.

    The command as the user called it is kept unresolved: pipx and uv put a link of that name into ~/.local/bin that survives an upgrade,
    while the file it points to may move.
    """
    called = Path(invoked).absolute()
    command = (str(called),) if called.stem == NAME and called.is_file() else (sys.executable, "-m", NAME)
    return Program((*command, "run", "--log-file", str(log)), log)
