"""What every service supervisor can do, and the one place that runs its commands."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
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


class NoPassphraseError(ServiceError):
    """A service that would have to ask for a passphrase."""

    code, status, title = "service_asks", 409, "A service cannot ask you for the passphrase"
    hint = "Let it be read from a file that you alone may read (learnlearn config set passphrase_file FILE), or start it yourself: learnlearn run"


class VariablesError(ServiceError):
    """Environment variables that this supervisor cannot hand on."""

    code, status, title = "service_variables", 409, "The service would not see these environment variables"
    hint = "Keep the settings in the file (learnlearn config set NAME VALUE), take the variables away in this window, and install again."


@dataclass(frozen=True, slots=True)
class Program:
    """What the service runs, where it writes its log, and the environment variables that it needs beside its user's own."""

    command: tuple[str, ...]
    log: Path
    environment: Mapping[str, str]


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


def tell(command: Sequence[str], seconds: float = _SECONDS) -> str:
    """Runs one command of the supervisor; its output. Raises ServiceError with what it said."""
    if shutil.which(command[0]) is None:
        raise ServiceError(f"{command[0]} is not on this machine")
    try:
        done = subprocess.run(list(command), capture_output=True, text=True, timeout=seconds, check=False)  # noqa: S603  fixed commands, no shell
    except subprocess.TimeoutExpired:
        raise ServiceError(f"{' '.join(command[:3])} … did not answer within {seconds:g} seconds") from None
    if done.returncode:
        raise ServiceError(f"{' '.join(command[:3])} … answered {done.returncode}: {(done.stderr or done.stdout).strip()[:400]}")
    return done.stdout


def program(log: Path, environment: Mapping[str, str], invoked: str = sys.argv[0]) -> Program:
    """How the service starts this installation.

    The command as the user called it is kept unresolved: pipx and uv put a link of that name into ~/.local/bin that survives an upgrade,
    while the file it points to may move.
    """
    called = Path(invoked).absolute()
    command = (str(called),) if called.stem == NAME and called.is_file() else (sys.executable, "-m", NAME)
    return Program((*command, "run", "--log-file", str(log)), log, environment)
