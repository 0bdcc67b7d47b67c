"""Where Learnlearn keeps things: settings, the store and what belongs to a running process. The one place that knows folders.

`LEARNLEARN_HOME` puts all of it below one folder, for tests, trials and portable use. Folders are 0700 and files 0600; on Windows
the user's profile folder gives the same by inheritance (the mode bits mean nothing there).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HOME_VARIABLE = "LEARNLEARN_HOME"


@dataclass(frozen=True, slots=True)
class Paths:
    """The three folders; each is made private when it is first needed."""

    config: Path
    data: Path
    state: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Paths:
        """The user's folders as the operating system wants them, or all below `LEARNLEARN_HOME`."""
        if home := environment.get(HOME_VARIABLE, ""):
            root = Path(home).expanduser().absolute()
            return cls(root / "config", root / "data", root / "state")
        found = platformdirs.PlatformDirs("learnlearn", appauthor=False)
        return cls(found.user_config_path, found.user_data_path, found.user_state_path)

    @property
    def settings_file(self) -> Path:
        """The settings that the user wrote down (TOML)."""
        return self.config / "settings.toml"

    @property
    def key_file(self) -> Path:
        """The data key, when the user chose a file instead of the keyring."""
        return self.config / "data.key"

    @property
    def control_file(self) -> Path:
        """How this user's own commands reach the running agent: its port and a token that lives as long as it does."""
        return self.state / "control.json"

    @property
    def log_file(self) -> Path:
        """What the agent says of itself when it runs as a service."""
        return self.state / "agent.log"

    @property
    def lock_file(self) -> Path:
        """Held by the process that owns the store."""
        return self.state / "lock"


def private_folder(folder: Path) -> Path:
    """The folder, made if need be, closed to everybody else."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix" and folder.stat().st_mode & 0o077 and folder.stat().st_uid == os.getuid():
        folder.chmod(0o700)
    return folder
