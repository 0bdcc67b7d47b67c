"""A launchd LaunchAgent. Facts: launchd.plist(5), launchctl(1)."""

from __future__ import annotations

import os
import plistlib
from collections.abc import Mapping
from pathlib import Path

from learnlearn.safefile import write_private
from learnlearn.service.supervisor import Program, ServiceError, Status, Tell, tell

LABEL = "org.learnlearn.agent"


class Launchd:
    """The user's own launchd."""

    def __init__(self, run: Tell = tell, environment: Mapping[str, str] = os.environ, uid: int | None = None) -> None:
        self._tell = run
        self._domain = f"gui/{os.getuid() if uid is None else uid}"
        self.file = Path(environment.get("HOME", "~")).expanduser() / "Library" / "LaunchAgents" / f"{LABEL}.plist"

    def install(self, program: Program) -> Path:
        """See `Supervisor`."""
        self._out()
        self.file.parent.mkdir(parents=True, exist_ok=True)
        write_private(self.file, plist(program))
        self._tell(("launchctl", "bootstrap", self._domain, str(self.file)))
        return self.file

    def uninstall(self) -> bool:
        """See `Supervisor`."""
        if not self.file.exists():
            return False
        self._out()
        self.file.unlink()
        return True

    def start(self) -> None:
        """See `Supervisor`."""
        if not self._loaded():
            self._tell(("launchctl", "bootstrap", self._domain, str(self.file)))
        self._tell(("launchctl", "kickstart", f"{self._domain}/{LABEL}"))

    def stop(self) -> None:
        """See `Supervisor`: KeepAlive would start a killed program again, so it is taken out until the next login."""
        self._out()

    def restart(self) -> None:
        """See `Supervisor`."""
        self.stop()
        self.start()

    def status(self) -> Status:
        """See `Supervisor`."""
        installed = self.file.exists()
        try:
            told = self._tell(("launchctl", "print", f"{self._domain}/{LABEL}")) if installed else ""
        except ServiceError:
            told = ""
        state = next((line.partition("=")[2].strip() for line in told.splitlines() if line.strip().startswith("state =")), "not loaded")
        return Status(installed, state == "running", state if installed else "not installed", self.file if installed else None)

    def _loaded(self) -> bool:
        return self.status().says != "not loaded"

    def _out(self) -> None:
        if self.file.exists() and self._loaded():
            self._tell(("launchctl", "bootout", f"{self._domain}/{LABEL}"))


def plist(program: Program) -> bytes:
    """The property list: started at login, again after a crash but not more often than each ten seconds, with files for the user alone."""
    return plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": list(program.command),
            "EnvironmentVariables": dict(program.environment),
            "RunAtLoad": True,
            "KeepAlive": {"SuccessfulExit": False},
            "ThrottleInterval": 10,
            "ProcessType": "Background",
            "Umask": 0o077,
        }
    )
