"""The agent's life: lock, store, port, control file, work, and the way back in the same order reversed."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import secrets
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from aiohttp import web
from pydantic import ValidationError

from learnlearn import __version__, logs
from learnlearn.api import listen
from learnlearn.api.agent import Agent, local_now
from learnlearn.api.app import make_app
from learnlearn.api.connections import ShapedRunner
from learnlearn.api.models import slower
from learnlearn.contract.commands.control import ControlFile
from learnlearn.custody.opening import Door
from learnlearn.custody.unlocking import key_place
from learnlearn.errors import AlreadyRunningError, StoreInUseError
from learnlearn.paths import Paths
from learnlearn.safefile import atomic_write
from learnlearn.settings import Settings
from learnlearn.store.lock import ProcessLock

_SHUTDOWN_SECONDS = 5
_BACKLOG = 1_024  # a caller who does not fit in is not refused but left waiting for a second, by the kernel
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Running:
    """What is told when the agent answers."""

    port: int
    agent: Agent


async def serve(settings: Settings, paths: Paths, ready: Callable[[Running], None]) -> None:
    """Runs until a signal or `stop`. Raises AlreadyRunningError, PortTakenError, KeyUnavailableError, StoreError before it is ready."""
    logs.watch(asyncio.get_running_loop())
    _leave_no_core()
    with _own(paths):
        _say_how_the_last_one_ended(paths)
        with contextlib.closing(listen.bind(settings.port)) as bound:
            await _serve_on(bound, settings, paths, ready)


async def _serve_on(bound: socket.socket, settings: Settings, paths: Paths, ready: Callable[[Running], None]) -> None:
    port: int = bound.getsockname()[1]
    door = Door(paths.data, key_place(settings, paths), paths.state)
    await door.open()
    token = secrets.token_hex(32)
    agent = Agent(door, token, settings.waiting, slower=slower(settings))
    runner = ShapedRunner(make_app(agent), shutdown_timeout=_SHUTDOWN_SECONDS, handle_signals=False)
    await runner.setup()
    try:
        with stopped_by_signals(agent.stop):
            await web.SockSite(runner, bound, backlog=_BACKLOG).start()
            control = ControlFile(port=port, pid=os.getpid(), token=token, started_at=local_now(), version=__version__)
            atomic_write(paths.control_file, control.model_dump_json().encode())
            _log.info("ready on port %d", port)
            ready(Running(port, agent))
            await agent.stop.wait()
            _log.info("stopping")
    finally:
        paths.control_file.unlink(missing_ok=True)
        await runner.cleanup()


def _leave_no_core() -> None:
    """A crash must not write our memory, with its keys, to disk (POSIX; Windows asks its user before it keeps a dump)."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  absent on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say_how_the_last_one_ended(paths: Paths) -> None:
    """Who ends in order takes their control file away; with the lock in our hands its owner is gone."""
    try:
        last = ControlFile.model_validate_json(paths.control_file.read_bytes())
    except FileNotFoundError:
        return
    except (OSError, ValidationError):
        _log.warning("the last run left a control file that cannot be read; it is taken away")
    else:
        _log.warning(
            "the run of %s (process %d) did not end in order; what it had acknowledged is kept", last.started_at.isoformat(" ", "seconds"), last.pid
        )
        if last.started_at > local_now():
            _log.warning("the clock stands before the beginning of that run: days that are due, and the order of what comes now, follow the clock")
    paths.control_file.unlink(missing_ok=True)


@contextlib.contextmanager
def _own(paths: Paths) -> Iterator[None]:
    try:
        lock = ProcessLock(paths.lock_file)
    except StoreInUseError as error:
        raise AlreadyRunningError(error.detail) from None
    with lock:
        yield


@contextlib.contextmanager
def stopped_by_signals(stop: asyncio.Event) -> Iterator[None]:
    """SIGINT and SIGTERM ask for an orderly end; on Windows Ctrl+C and Ctrl+Break. The one place that handles signals."""
    loop = asyncio.get_running_loop()
    if sys.platform == "win32":
        numbers = (signal.SIGINT, signal.SIGBREAK)
        before = [signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set)) for number in numbers]
        try:
            yield
        finally:
            for number, handler in zip(numbers, before, strict=True):
                signal.signal(number, handler)
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
