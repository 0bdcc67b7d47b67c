"""A systemd user unit. Facts: systemd.service(5), systemd.exec(5), systemd.syntax(7)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from learnlearn.safefile import write_private
from learnlearn.service.supervisor import NAME, Program, ServiceError, Status, Tell, tell

UNIT = f"{NAME}.service"
_TEMPLATE = Path(__file__).parent / "units" / UNIT


class Systemd:
    """The user's own systemd."""

    def __init__(self, run: Tell = tell, environment: Mapping[str, str] = os.environ) -> None:
        self._tell = run
        home = Path(environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME", "~")).expanduser() / ".config")
        self.file = home / "systemd" / "user" / UNIT

    def install(self, program: Program) -> Path:
        """See `Supervisor`."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        write_private(self.file, unit(program).encode())
        self._systemctl("daemon-reload")
        self._systemctl("enable", UNIT)
        self._systemctl("restart", UNIT)
        return self.file

    def uninstall(self) -> bool:
        """See `Supervisor`."""
        if not self.file.exists():
            return False
        self._systemctl("disable", "--now", UNIT)
        self.file.unlink()
        self._systemctl("daemon-reload")
        return True

    def start(self) -> None:
        """See `Supervisor`."""
        self._systemctl("start", UNIT)

    def stop(self) -> None:
        """See `Supervisor`."""
        self._systemctl("stop", UNIT)

    def restart(self) -> None:
        """See `Supervisor`."""
        self._systemctl("restart", UNIT)

    def status(self) -> Status:
        """See `Supervisor`."""
        installed = self.file.exists()
        try:
            says = self._systemctl("show", UNIT, "--property=ActiveState", "--value").strip() if installed else "not installed"
        except ServiceError as error:
            says = error.detail
        return Status(installed, says == "active", says, self.file if installed else None)

    def _systemctl(self, *arguments: str) -> str:
        return self._tell(("systemctl", "--user", *arguments))


def unit(program: Program) -> str:
    """The unit file's text."""
    variables = "".join(f"Environment={_assigned(name, value)}\n" for name, value in program.environment.items())
    text = _TEMPLATE.read_text(encoding="utf-8").replace("{environment}\n", variables)
    return text.replace("{command}", " ".join(map(quoted, program.command)))


def quoted(word: str) -> str:
    """A word of ExecStart as systemd.syntax(7) quotes it: specifiers and variables are doubled, so that a folder may be called 50%$."""
    return _assigned("", word.replace("$", "$$"))


def _assigned(name: str, value: str) -> str:
    """NAME=VALUE (or the value alone) as Environment takes it, where a dollar sign means itself."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("\n", "\\n")
    return f'"{name}={escaped}"' if name else f'"{escaped}"'
