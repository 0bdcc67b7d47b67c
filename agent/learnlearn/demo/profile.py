"""A folder for a browser that is started here, gone afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from learnlearn.demo.throwaway import DemoError

_EVERY, _OFTEN = 0.1, 50  # seconds; a browser's helpers write for a moment after it has ended
_PATIENCE = 5


@contextlib.asynccontextmanager
async def profile(browser: str) -> AsyncIterator[Path]:
    """The folder. Raises DemoError at the end when it cannot be removed."""
    folder = Path(tempfile.mkdtemp(prefix=f"learnlearn-{browser}-"))
    try:
        yield folder
    finally:
        for _ in range(_OFTEN):
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():  # noqa: ASYNC240  once in a while, at the end
                break
            await asyncio.sleep(_EVERY)
        else:
            raise DemoError(f"{folder} could not be removed; please remove it")


async def ended(process: asyncio.subprocess.Process) -> None:
    """Waits for a browser that was asked to close; one that was not asked, or does not, is ended."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), _PATIENCE)
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()
