"""The log: held until it is known where to, and never a text that somebody wrote."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from learnlearn import logs

PLANTED = "the planted words"


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root logger, as it was afterwards."""
    found = logging.getLogger()
    before, level = found.handlers[:], found.level
    found.handlers = []
    yield found
    found.handlers, found.level = before, level


def test_what_is_said_early_is_held_and_shown_in_its_place(root: logging.Logger) -> None:
    """Records before `configure` come first, those below the level not at all."""
    held = logs.hold()
    logging.getLogger("learnlearn.x").warning("early %d", 1)
    logging.getLogger("learnlearn.x").info("early and quiet")
    stream = io.StringIO()
    logs.configure("WARNING", stream, held)
    logging.getLogger("learnlearn.x").warning("late")
    lines = stream.getvalue().splitlines()
    assert [line.split(": ", 1)[1] for line in lines] == ["early 1", "late"]
    assert held not in root.handlers


def test_errors_are_named_by_class_and_place_never_by_their_text(root: logging.Logger) -> None:
    """Chains too; the control is Python's own formatter, which tells the text."""
    stream, control = io.StringIO(), io.StringIO()
    logs.configure("INFO", stream)
    root.addHandler(logging.StreamHandler(control))
    try:
        try:
            {}[PLANTED]
        except KeyError as error:
            raise ValueError(PLANTED) from error
    except ValueError:
        logging.getLogger("learnlearn.x").exception("it failed")
    assert PLANTED not in stream.getvalue()
    assert "builtins.ValueError" in stream.getvalue()
    assert "builtins.KeyError" in stream.getvalue()
    assert "test_logs.py:" in stream.getvalue()
    assert PLANTED in control.getvalue()


def test_libraries_show_their_template_only(root: logging.Logger) -> None:
    """aiohttp, asyncio and keyring fill in what they failed on; ours is written by us and shown."""
    stream = io.StringIO()
    logs.configure("INFO", stream)
    logging.getLogger("aiohttp.server").error("Error handling request from %s", PLANTED)
    logging.getLogger("asyncio").error(f"Task exception was never retrieved\nfuture: {PLANTED}")
    logging.getLogger("learnlearn.api").info("port %d", 17653)
    assert PLANTED not in stream.getvalue()
    assert "Error handling request from %s" in stream.getvalue()
    assert "port 17653" in stream.getvalue()


async def test_an_error_nobody_waited_for_is_logged_without_its_text(root: logging.Logger) -> None:
    """asyncio's own handler prints the exception with its values; ours its class."""
    stream = io.StringIO()
    logs.configure("INFO", stream)
    loop = asyncio.get_running_loop()
    logs.watch(loop)
    loop.call_exception_handler({"message": PLANTED, "exception": ValueError(PLANTED)})
    loop.set_exception_handler(None)
    assert "builtins.ValueError" in stream.getvalue()
    assert PLANTED not in stream.getvalue()


def test_a_log_file_is_private_and_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the user can read it; at its size it is turned over, and no more than three old ones stay."""
    monkeypatch.setattr(logs, "_FILE_BYTES", 500)
    path = tmp_path / "state" / "agent.log"
    before = logging.getLogger().handlers[:]
    logs.configure("INFO", path)
    try:
        for number in range(100):
            logging.getLogger("learnlearn").info("line %d", number)
    finally:
        for handler in set(logging.getLogger().handlers) - set(before):
            logging.getLogger().removeHandler(handler)
            handler.close()
    assert path.stat().st_mode & 0o077 == 0
    assert sorted(file.name for file in path.parent.iterdir()) == ["agent.log", "agent.log.1", "agent.log.2", "agent.log.3"]
    assert "line 99" in path.read_text()
