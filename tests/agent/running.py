"""The real agent in a process of its own, and plain HTTP to it. Nothing here imports the agent but its contract."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import throwaway_environment

ROOT = Path(__file__).parents[2]
CHROMIUM = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
FIREFOX = "moz-extension://0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
MAIN = [sys.executable, "-c", "from learnlearn.cli import main; main()"]
_PATIENCE = 30

Json = Any  # what came over the wire


@dataclass(frozen=True)
class Reply:
    """A response, read to its end."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Json:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """A problem's code; "" for anything else."""
        is_problem = self.headers.get("content-type", "").startswith("application/problem+json")
        return str(self.json["code"]) if is_problem else ""


@dataclass(frozen=True)
class Paired:
    """A browser with its token."""

    client: str
    token: str
    proof_key: str
    origin: str

    @property
    def headers(self) -> dict[str, str]:
        """What its requests carry."""
        return {"Origin": self.origin, "Authorization": f"Bearer {self.token}"}


@dataclass
class Running:
    """An agent that answers."""

    process: subprocess.Popen[str]
    port: int
    home: Path
    environment: Mapping[str, str]
    said: list[str] = field(default_factory=list)

    @property
    def data(self) -> Path:
        """Where its store lies."""
        return self.home / "learnlearn" / "data"

    @property
    def log(self) -> str:
        """Everything it has said on stderr."""
        return (self.home / "stderr").read_text()

    def request(self, method: str, target: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        """One request, exactly as given; only Host is added where it is missing."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            has_host = any(name.lower() == "host" for name in headers)
            connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            if not has_host:
                connection.putheader("Host", f"127.0.0.1:{self.port}")
            for name, value in headers.items():
                connection.putheader(name, value)
            if body is not None and "Transfer-Encoding" not in headers:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            return Reply(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
        finally:
            connection.close()

    def post(self, path: str, message: Json, headers: Mapping[str, str] | None = None) -> Reply:
        """A proper call."""
        return self.request("POST", path, json.dumps(message).encode(), {"Content-Type": "application/json", **(headers or {})})

    def cli(self, *arguments: str, check: bool = True, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """A `learnlearn` command in this agent's home."""
        return command(*arguments, environment=self.environment, check=check, stdin=stdin)

    def offer(self) -> Json:
        """A pairing code: url, digits. Asked for as `learnlearn pair` does, without a process for the command."""
        token = json.loads((self.home / "learnlearn" / "state" / "control.json").read_text())["token"]
        told = self.post("/v1/control/offer", {}, {"Authorization": f"Bearer {token}"})
        assert told.status == 200, told.body
        return {**told.json, "url": f"http://127.0.0.1:{self.port}{told.json['url']}"}

    def offer_by_command(self, *arguments: str) -> Json:
        """The same by the command itself."""
        return json.loads(self.cli("pair", "--json", *arguments).stdout)

    def pair(self, origin: str = CHROMIUM, scopes: tuple[str, ...] = ("page", "me", "people")) -> Paired:
        """A paired browser, through the command and the page's code."""
        code = self.offer()["url"].partition("#")[2]
        told = self.post("/v1/pair", {"code": code, "name": "Test browser", "scopes": scopes}, {"Origin": origin})
        assert told.status == 200, told.body
        return Paired(told.json["client"], told.json["token"], told.json["proof_key"], origin)

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ends it and gives its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(_PATIENCE)


def command(*arguments: str, environment: Mapping[str, str], check: bool = True, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Runs `learnlearn` to its end."""
    done = subprocess.run([*MAIN, *arguments], env=environment, input=stdin, capture_output=True, text=True, timeout=120, check=False)
    assert not check or done.returncode == 0, f"learnlearn {' '.join(arguments)}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


@contextmanager
def running(home: Path, *arguments: str, **environment: str) -> Iterator[Running]:
    """An agent that has said it is ready; ended however the test ends."""
    full = throwaway_environment(home) | environment
    with (home / "stderr").open("a") as stderr:
        process = subprocess.Popen([*MAIN, "run", *arguments], env=full, stdout=subprocess.PIPE, stderr=stderr, text=True, cwd=ROOT)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("Learnlearn is ready on http://127.0.0.1:"), f"{line}\n{(home / 'stderr').read_text()}"
        yield Running(process, int(line.split("127.0.0.1:")[1].split()[0]), home, full, [line])
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(_PATIENCE)
        if process.stdout is not None:
            process.stdout.close()


def snapshot(name: str = "Ilse Vandermeer", slug: str = "ilse-vandermeer", **more: Json) -> Json:
    """A page of an invented person."""
    return {
        "site": "linkedin",
        "url": f"https://www.linkedin.com/in/{slug}",
        "captured_at": "2026-10-20T09:30:00Z",
        "name": name,
        "headline": "Bookbinder in Ghent",
        "about": "I repair old atlases and teach paper marbling on Saturdays.",
        **more,
    }


def person(slug: str = "ilse-vandermeer", name: str = "Ilse Vandermeer") -> Json:
    """The same person, as notes name them."""
    return {"site": "linkedin", "url": f"https://www.linkedin.com/in/{slug}", "name": name}


def nonce() -> str:
    """256 random bits."""
    return secrets.token_hex(32)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def alive(pid: int) -> bool:
    """Whether a process is there."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
