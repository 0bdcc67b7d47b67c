"""A real agent in a home that is gone afterwards: its notes, its settings and its key, which lies in a file there."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from learnlearn.errors import LearnlearnError
from learnlearn.paths import HOME_VARIABLE

_READY = re.compile(r"http://127\.0\.0\.1:(\d+)")
_GRACE = 10  # seconds that a clean end may take


class DemoError(LearnlearnError):
    """The demo could not go on."""

    code = "demo_failed"
    title = "The demo could not go on"
    hint = "Run it again; if it stays so, run `learnlearn run` by itself and read what it says."


class Offer(BaseModel):
    """A pairing, offered once: what `learnlearn pair --json` prints."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    url: str
    digits: str

    @property
    def code(self) -> str:
        """The long code in the link."""
        return self.url.rpartition("#")[2]

    @property
    def path(self) -> str:
        """The link without the host."""
        return f"/pair#{self.code}"


@dataclass(frozen=True, slots=True)
class Throwaway:
    """The running agent."""

    home: Path
    port: int

    def offer(self) -> Offer:
        """A pairing offer, made by the command a user would give."""
        done = subprocess.run([*_COMMAND, "pair", "--json"], env=_environment(self.home), capture_output=True, text=True, check=False)  # noqa: S603  our own command
        if done.returncode:
            raise DemoError(done.stderr.strip())
        return Offer.model_validate(json.loads(done.stdout))


_COMMAND = (sys.executable, "-m", "learnlearn")


@contextlib.contextmanager
def throwaway() -> Iterator[Throwaway]:
    """Starts the agent on a free port and ends it as a user would, by a signal. Raises DemoError with the agent's own words."""
    with tempfile.TemporaryDirectory(prefix="learnlearn-demo-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        command = [*_COMMAND, "run", "--port", "0", "--key-file", "--log-level", "WARNING"]
        agent = subprocess.Popen(command, env=_environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603  our own command
        try:
            assert agent.stdout is not None
            found = _READY.search(agent.stdout.readline())
            if found is None:
                raise DemoError(agent.communicate(timeout=_GRACE)[1].strip())
            yield Throwaway(home, int(found[1]))
        finally:
            agent.send_signal(signal.SIGINT if os.name == "posix" else signal.CTRL_BREAK_EVENT)  # type: ignore[attr-defined,unused-ignore]
            try:
                agent.communicate(timeout=_GRACE)
            except subprocess.TimeoutExpired:
                agent.kill()
                agent.communicate()


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, HOME_VARIABLE: str(home), "PYTHONUNBUFFERED": "1"}
