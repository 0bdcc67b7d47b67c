"""The socket the agent listens on: 127.0.0.1 and nothing else, and never a port that somebody else has. The one place that binds."""

from __future__ import annotations

import contextlib
import errno
import socket
import sys
from pathlib import Path

from pydantic import ValidationError

from learnlearn.contract.pairing import Health
from learnlearn.errors import PortTakenError

HOST = "127.0.0.1"
_TAKEN = {errno.EADDRINUSE, errno.EACCES}
_SECONDS = 2


def bind(port: int) -> socket.socket:
    """A bound socket; port 0 takes any free one. Raises PortTakenError, naming who has it as far as can be seen."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            # Without it another program could listen on the same port beside us.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            # Only lets us come back at once after a restart; on POSIX it never shares a port that is listened on.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((HOST, port))
        bound.listen(128)
    except OSError as error:
        bound.close()
        if error.errno in _TAKEN:
            raise PortTakenError(f"port {port}: {whose(port)}") from None
        raise
    return bound


def whose(port: int) -> str:
    """One sentence on who answers on a port: another Learnlearn, or a program by name where the system tells."""
    health = _ask(port)
    if health is not None:
        return f"a Learnlearn {health.version} with another home answers there"
    name = _listener(port)
    return f"{name} listens there" if name else "another program listens there"


def _ask(port: int) -> Health | None:
    import http.client  # noqa: PLC0415  only for a message, when the port is taken

    connection = http.client.HTTPConnection(HOST, port, timeout=_SECONDS)
    with contextlib.suppress(OSError, http.client.HTTPException, ValidationError), contextlib.closing(connection):
        connection.request("POST", "/v1/health", b"{}", {"Content-Type": "application/json"})
        return Health.model_validate_json(connection.getresponse().read(10_000))
    return None


def _listener(port: int, proc: Path = Path("/proc")) -> str:
    """The listening program's name and number, from Linux's /proc; "" elsewhere or when it is another user's."""
    with contextlib.suppress(OSError):
        lines = [line.split() for line in (proc / "net" / "tcp").read_text().splitlines()[1:]]
        sockets = {f"socket:[{line[9]}]" for line in lines if line[1].endswith(f":{port:04X}") and line[3] == "0A"}
        for process in proc.glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if any(str(handle.readlink()) in sockets for handle in (process / "fd").iterdir()):
                    return f"{(process / 'comm').read_text().strip()} (process {process.name})"
    return ""
