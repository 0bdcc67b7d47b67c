"""Machines with a home each and the real commands in it, run in this process; and what a synchroniser does between two of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from click.testing import CliRunner
from tests.conftest import throwaway_environment

from learnlearn.cli import learnlearn
from learnlearn.errors import LearnlearnError

ILSE = "https://github.com/ilse-vandermeer"


class Machine:
    """One machine's home, and its commands, run in this process."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.data = home / "learnlearn/data"
        self.environment = throwaway_environment(home)

    def __call__(self, *arguments: str, stdin: str = "", code: int = 0) -> str:
        """What the command says. Raises what it fails with."""
        done = CliRunner(env=self.environment).invoke(learnlearn, arguments, input=stdin)
        if isinstance(done.exception, LearnlearnError):
            raise done.exception
        assert done.exit_code == code, (arguments, done.output, done.exception)
        return done.output

    @property
    def key_file(self) -> Path:
        """Where its key lies."""
        return self.home / "learnlearn/config/data.key"


def code_in(told: str) -> str:
    """The code that a command showed."""
    found = re.search(r"^\s+([0-9A-Z]{4,5}(?:-[0-9A-Z]{4,5})+)\s*$", told, re.MULTILINE)
    assert found, told
    return found.group(1)


def carried(one: Machine, other: Machine) -> None:
    """What a synchroniser does, one way."""
    shutil.copytree(one.data, other.data, dirs_exist_ok=True)
