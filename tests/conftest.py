"""No test touches the user's own folders, settings or keyring: every one of them points into a temporary place."""

from __future__ import annotations

import os
from pathlib import Path

import keyring.core
import pytest

_FOLDERS = (
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "XDG_RUNTIME_DIR",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rounds N`: how much a long proof exercises; a small share without it."""
    parser.addoption("--rounds", type=int, default=None, help="exercise long proofs N times instead of the small share of every run")


def throwaway_environment(folder: Path) -> dict[str, str]:
    """What a program started by a test gets: its own home, a key file, any free port, and no way to a keyring."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LEARNLEARN_")}
    folders = {name: str(folder / name.lower()) for name in _FOLDERS}
    for path in folders.values():
        Path(path).mkdir(mode=0o700, parents=True, exist_ok=True)
    return (
        kept
        | folders
        | {
            "LEARNLEARN_HOME": str(folder / "learnlearn"),
            "LEARNLEARN_KEY": "file",
            "LEARNLEARN_PORT": "0",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder}/no-bus",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONPATH": str(Path(__file__).parents[1] / "agent"),
        }
    )


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every user folder and the keyring point into a temporary place."""
    environment = throwaway_environment(tmp_path_factory.mktemp("home"))
    for name in set(os.environ) - set(environment):
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
