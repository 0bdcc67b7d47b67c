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

from learnlearn import __version__, logs
from learnlearn.api import listen
from learnlearn.api.agent import Agent, local_now
from learnlearn.api.app import make_app
from learnlearn.api.connections import ShapedRunner
from learnlearn.api.messages import ControlFile
from learnlearn.api.opening import Door
from learnlearn.api.rephrasing import jobs
from learnlearn.api.unlocking import key_place
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
    with _own(paths):
        paths.control_file.unlink(missing_ok=True)  # of a process that was killed
        with contextlib.closing(listen.bind(settings.port)) as bound:
            await _serve_on(bound, settings, paths, ready)


async def _serve_on(bound: socket.socket, settings: Settings, paths: Paths, ready: Callable[[Running], None]) -> None:
    port: int = bound.getsockname()[1]
    door = Door(paths.data, key_place(settings, paths), paths.state)
    await door.open()
    token = secrets.token_hex(32)
    agent = Agent(door, token, settings.waiting, phrasing=jobs(settings))
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
