"""HTTP by hand, byte for byte, as no client library would send it."""

from __future__ import annotations

import json
import re
import socket
from dataclasses import dataclass

from tests.agent.running import Paired, Running, person

LISTING = json.dumps({"person": person()}).encode()
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")
_CODE = re.compile(rb'"code":"([a-z_]+)"')


@dataclass(frozen=True)
class Heard:
    """Everything that came back on one connection."""

    raw: bytes
    was_closed: bool

    @property
    def statuses(self) -> list[int]:
        """Of every answer, in order."""
        return [int(found) for found in _STATUS.findall(self.raw)]

    @property
    def codes(self) -> list[str]:
        """Of every problem, in order."""
        return [found.decode() for found in _CODE.findall(self.raw)]


def speak(port: int, sent: bytes, patience: float = 10) -> Heard:
    """Sends it and listens until the agent closes, or until nothing more comes for `patience` seconds."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as connection:
        connection.sendall(sent)
        heard = b""
        try:
            while piece := connection.recv(65_536):
                heard += piece
        except TimeoutError:
            return Heard(heard, was_closed=False)
        except ConnectionResetError:
            return Heard(heard, was_closed=True)
        return Heard(heard, was_closed=True)


def request(
    agent: Running, browser: Paired, *, line: str = "POST /v1/notes/list HTTP/1.1", host: str | None = None, length: str | None = None,
    extra: str = "Connection: close\r\n", body: bytes = LISTING,
) -> bytes:  # fmt: skip
    """A request that a paired browser may make, with one thing changed: whole header lines, `\\r\\n` included."""
    host = f"Host: 127.0.0.1:{agent.port}\r\n" if host is None else host
    length = f"Content-Length: {len(body)}\r\n" if length is None else length
    own = f"Origin: {browser.origin}\r\nAuthorization: Bearer {browser.token}\r\nContent-Type: application/json\r\n"
    return f"{line}\r\n{host}{own}{extra}{length}\r\n".encode() + body
