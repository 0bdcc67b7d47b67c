"""What differs between systems stands in one place each; here the other systems' calls are played by fakes of that one call."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
import sys
import types
from pathlib import Path

import pytest

from learnlearn import safefile
from learnlearn.api import listen, serve
from learnlearn.errors import PortTakenError, StoreError, StoreInUseError
from learnlearn.store import lock


def test_macos_flushes_the_drive_and_not_only_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F_FULLFSYNC on the new folder where it was made, on the file, and on the folder again; fsync is not enough there."""
    import fcntl  # noqa: PLC0415

    asked: list[int] = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda _handle, command: asked.append(command))
    safefile.atomic_write(tmp_path / "folder" / "file", b"x")
    assert asked == [51, 51, 51]


def test_windows_flushes_no_folder_and_waits_for_a_virus_scanner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rename is tried again while the file is held, and given up with an error in the end; elsewhere it is an error at once."""
    real, refusals = os.replace, 3

    def held(new: str, target: Path) -> None:
        nonlocal refusals
        refusals -= 1
        if refusals >= 0:
            raise PermissionError(errno.EACCES, "held by another program")
        real(new, target)

    monkeypatch.setattr(safefile.os, "replace", held)
    monkeypatch.setattr(safefile, "_RENAME_PAUSE", 0)
    with pytest.raises(StoreError):
        safefile.atomic_write(tmp_path / "file", b"here")
    refusals = 3
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(safefile.os, "O_DIRECTORY", None)  # opening a folder would fail
    safefile.atomic_write(tmp_path / "file", b"x")
    assert (tmp_path / "file").read_bytes() == b"x"
    refusals = 1_000
    with pytest.raises(StoreError):
        safefile.atomic_write(tmp_path / "file", b"y")
    assert (tmp_path / "file").read_bytes() == b"x"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_windows_locks_a_byte_far_behind_the_process_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LK_NBLCK on one byte; an OSError from it means that somebody else has the lock."""
    taken: list[tuple[int, int]] = []

    def locking(handle: int, mode: int, length: int) -> None:
        if taken:
            raise OSError(errno.EDEADLK, "locked")
        assert (mode, length) == (2, 1)
        taken.append((os.lseek(handle, 0, os.SEEK_CUR), handle))

    monkeypatch.setitem(sys.modules, "msvcrt", types.SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setattr(sys, "platform", "win32")
    held = lock.ProcessLock(tmp_path / "lock")
    assert taken[0][0] > 2**20
    with pytest.raises(StoreInUseError, match=f"process {os.getpid()} "):
        lock.ProcessLock(tmp_path / "lock")
    assert lock.holder(tmp_path / "lock") == os.getpid()
    held.release()


def test_windows_takes_its_port_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """SO_EXCLUSIVEADDRUSE, and not SO_REUSEADDR, which would let another program listen beside us there."""
    options: list[int] = []

    class Socket:
        def __init__(self, *_: object) -> None:
            """As socket.socket."""

        def setsockopt(self, _level: int, option: int, _value: int) -> None:
            options.append(option)

        def bind(self, _address: object) -> None:
            """Free."""

        def listen(self, _backlog: int) -> None:
            """Free."""

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", -5, raising=False)
    monkeypatch.setattr(listen.socket, "socket", Socket)
    listen.bind(17653)
    assert options == [-5]


@pytest.mark.parametrize(("number", "is_taken"), [(errno.EADDRINUSE, True), (errno.EACCES, True), (errno.ENETDOWN, False)])
def test_a_port_that_cannot_be_had_is_told_from_other_faults(monkeypatch: pytest.MonkeyPatch, number: int, is_taken: bool) -> None:
    """Taken, or (on Windows and for low ports) forbidden; anything else stays what it is."""

    class Socket(socket.socket):
        def bind(self, _address: object) -> None:
            raise OSError(number, "no")

    monkeypatch.setattr(listen.socket, "socket", Socket)
    monkeypatch.setattr(listen, "whose", lambda _port: "somebody listens there")
    with pytest.raises(PortTakenError if is_taken else OSError, match="somebody listens there" if is_taken else "no"):
        listen.bind(17653)


async def test_windows_ends_on_ctrl_c_and_ctrl_break(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loop there knows no signal handlers: signal.signal sets the event through the loop, and the old handlers come back."""
    handlers: dict[int, object] = {signal.SIGINT: "before int", 21: "before break"}

    def install(number: int, handler: object) -> object:
        before = handlers[number]
        handlers[number] = handler
        return before

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(serve.signal, "SIGBREAK", 21, raising=False)
    monkeypatch.setattr(serve.signal, "signal", install)
    for number in (signal.SIGINT, 21):
        stop = asyncio.Event()
        with serve.stopped_by_signals(stop):
            handlers[number](number, None)  # type: ignore[operator]
            await asyncio.wait_for(stop.wait(), 5)
        assert handlers == {signal.SIGINT: "before int", 21: "before break"}


def test_the_listener_on_a_port_is_named_from_proc(tmp_path: Path) -> None:
    """A made-up /proc: the listening socket's owner; another state, another port and a system without /proc name nobody."""
    (tmp_path / "net").mkdir()
    head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
    lines = [
        f"   0: 0100007F:44F5 00000000:0000 {state} 00000000:00000000 00:00000000 00000000     0        0 {inode} 1 0"
        for state, inode in (("01", 11), ("0A", 12))
    ]
    (tmp_path / "net" / "tcp").write_text(head + "\n".join(lines) + "\n")
    for process, inode in (("100", 11), ("200", 12)):
        (tmp_path / process / "fd").mkdir(parents=True)
        (tmp_path / process / "comm").write_text(f"program-{process}\n")
        (tmp_path / process / "fd" / "3").symlink_to(f"socket:[{inode}]")
    assert listen._listener(0x44F5, tmp_path) == "program-200 (process 200)"
    assert listen._listener(0x44F6, tmp_path) == ""
    assert listen._listener(0x44F5, tmp_path / "nowhere") == ""
