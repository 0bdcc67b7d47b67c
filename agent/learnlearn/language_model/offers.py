"""What could be asked of something slower than the engine: offered, looked at, consented to, under way, done. The first answer stands meanwhile.

What is offered is remembered for a few minutes, in memory only, with the very bytes that would be sent: what the user saw and said yes to is what
goes. Each offer is carried out at most once.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from learnlearn.contract.offer import OfferText, Where
from learnlearn.language_model.errors import ConsentError, UnknownOfferError

_KEPT = 16
_SECONDS = 900.0
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """One thing to be asked about, with the bytes that would be sent for it: none where nothing is sent."""

    about: T
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Standing(Generic[R]):
    """How an offer stands, and what has come so far, in order."""

    state: Literal["offered", "waiting", "done"]
    came: tuple[R, ...]


@dataclass(slots=True)
class _Job(Generic[T, R]):
    pieces: tuple[Piece[T], ...]
    until: float
    task: asyncio.Task[None] | None = None
    came: list[R] = field(default_factory=list)


class Offers(Generic[T, R]):
    """Everything that is offered, under way or done; forgotten after a quarter of an hour. `each` carries out one piece and never fails."""

    def __init__(self, where: Where, url: str, each: Callable[[Piece[T]], Awaitable[R]], clock: Callable[[], float] = time.monotonic) -> None:
        self._where: Where = where
        self._url = url
        self._each = each
        self._clock = clock
        self._jobs: OrderedDict[str, _Job[T, R]] = OrderedDict()

    def offer(self, pieces: Sequence[Piece[T]]) -> str:
        """The id of a new offer. Nothing is sent."""
        self._forget()
        job_id = secrets.token_hex(16)
        self._jobs[job_id] = _Job(tuple(pieces), self._clock() + _SECONDS)
        return job_id

    def look(self, job_id: str) -> OfferText:
        """The exact text that would be sent. Raises UnknownOfferError."""
        return OfferText(url=self._url, bodies=tuple(piece.body.decode() for piece in self._job(job_id).pieces if piece.body))

    def start(self, job_id: str, *, consent: bool) -> Standing[R]:
        """Carries it out, once. Raises UnknownOfferError; ConsentError when text would leave this machine without the user's yes to this use."""
        job = self._job(job_id)
        if self._where == "remote" and not consent:
            raise ConsentError
        if job.task is None:
            job.task = asyncio.create_task(self._run(job))
        return self.poll(job_id)

    def poll(self, job_id: str) -> Standing[R]:
        """What has come so far. Raises UnknownOfferError."""
        job = self._job(job_id)
        is_done = len(job.came) == len(job.pieces)
        return Standing("done" if is_done else "waiting" if job.task else "offered", tuple(job.came))

    async def close(self) -> None:
        """Ends what is under way and forgets everything."""
        tasks = [job.task for job in self._jobs.values() if job.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._jobs.clear()

    async def _run(self, job: _Job[T, R]) -> None:
        for piece in job.pieces:
            job.came.append(await self._each(piece))

    def _job(self, job_id: str) -> _Job[T, R]:
        self._forget()
        if job_id not in self._jobs:
            raise UnknownOfferError
        return self._jobs[job_id]

    def _forget(self) -> None:
        now = self._clock()
        for job_id, job in tuple(self._jobs.items()):
            if job.until < now or len(self._jobs) > _KEPT:
                if job.task:
                    job.task.cancel()
                del self._jobs[job_id]
