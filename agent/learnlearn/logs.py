"""What the agent says of itself. Never page text, notes, secrets, query strings: an error is named by its class and its places in the code.

Texts of exceptions are left out, for they like to quote what they failed on. Of records that libraries write, only the template is
shown, not what was filled in. Whatever is said before `configure` is held and shown then.
"""

from __future__ import annotations

import asyncio
import logging
import traceback
from io import TextIOWrapper
from logging.handlers import MemoryHandler, RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

from learnlearn.paths import private_folder

_ROOT = "learnlearn"
_HELD = 1_000
_FILE_BYTES = 1_000_000
_FILES = 3


class DiscreetFormatter(logging.Formatter):
    """Time, level, where, what; of an exception its class and the lines of code it passed through."""

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03d"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """One record as one line, and a line for each place of an exception."""
        changed: dict[str, object] = {"exc_text": None}  # a text that another formatter made would hold the exception's words
        if record.name != _ROOT and not record.name.startswith(_ROOT + "."):
            changed |= {"msg": str(record.msg).partition("\n")[0], "args": ()}
        return super().format(logging.makeLogRecord(record.__dict__ | changed))

    def formatException(  # noqa: N802  the name is logging's
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The chain of exceptions by class and place, without their texts."""
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            lines.append(f"  {type(error).__module__}.{type(error).__qualname__}")
            lines.extend(f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


def hold() -> MemoryHandler:
    """Keeps what is said until it is known where to say it."""
    handler = MemoryHandler(_HELD, flushLevel=logging.CRITICAL + 1, flushOnClose=False)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler


def configure(level: str, stream: TextIO | Path, held: MemoryHandler | None = None) -> None:
    """Says everything of at least `level` on `stream`, first what was held. A path is a file of the user's alone that is turned over as it grows."""
    handler = _turning(stream) if isinstance(stream, Path) else logging.StreamHandler(stream)
    handler.setFormatter(DiscreetFormatter())
    root = logging.getLogger()
    root.setLevel(level)
    root.addHandler(handler)
    if held is not None:
        root.removeHandler(held)
        for record in held.buffer:
            if record.levelno >= root.level:
                handler.handle(record)
        held.close()


class _PrivateFile(RotatingFileHandler):
    """A log file whose every new part is the user's alone."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).touch(mode=0o600)
        return super()._open()


def _turning(path: Path) -> RotatingFileHandler:
    private_folder(path.parent)
    return _PrivateFile(path, maxBytes=_FILE_BYTES, backupCount=_FILES, encoding="utf-8")


def watch(loop: asyncio.AbstractEventLoop) -> None:
    """Errors that nobody awaited are logged by class and place, not with the values asyncio would print."""

    def say(_loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        error = context.get("exception")
        found = (type(error), error, error.__traceback__) if isinstance(error, BaseException) else None
        logging.getLogger(_ROOT).error("an error that nothing waited for", exc_info=found)

    loop.set_exception_handler(say)
