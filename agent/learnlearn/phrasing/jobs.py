"""Prompts on their way through a model. The built-in words stand at once; a job's words replace them when they have come and passed every check.

What is offered is remembered for a few minutes, in memory only, with the very bytes that would be sent: what the user saw and said yes to is
what goes. Each offer is sent at most once; one request is under way at a time, for most models of one's own can do no more.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from learnlearn.contract.conversation import Prompt
from learnlearn.contract.phrasing import Phrased, PhrasingOffer, PhrasingState, PhrasingText
from learnlearn.conversation.checks import flaw
from learnlearn.phrasing.client import ask
from learnlearn.phrasing.errors import ConsentError, PhrasingError, UnknownPhrasingError
from learnlearn.phrasing.model import Model

_KEPT = 16
_SECONDS = 900.0
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Job:
    prompts: tuple[Prompt, ...]
    bodies: tuple[bytes, ...]
    until: float
    task: asyncio.Task[None] | None = None
    done: list[Phrased] = field(default_factory=list)


class Jobs:
    """Everything that is offered, under way or done; forgotten after a quarter of an hour."""

    def __init__(self, model: Model, clock: Callable[[], float] = time.monotonic) -> None:
        self._model = model
        self._clock = clock
        self._jobs: OrderedDict[str, _Job] = OrderedDict()
        self._turn = asyncio.Lock()

    def offer(self, prompts: Sequence[Prompt]) -> PhrasingOffer | None:
        """What a model could do for these prompts; None when there are none. Nothing is sent."""
        if not prompts:
            return None
        self._forget()
        job_id = secrets.token_hex(16)
        self._jobs[job_id] = _Job(tuple(prompts), tuple(map(self._model.body, prompts)), self._clock() + _SECONDS)
        return PhrasingOffer(id=job_id, where=self._model.where, model=self._model.name)

    def look(self, job_id: str) -> PhrasingText:
        """The exact text. Raises UnknownPhrasingError."""
        return PhrasingText(url=self._model.url, bodies=tuple(body.decode() for body in self._job(job_id).bodies))

    def start(self, job_id: str, *, consent: bool) -> PhrasingState:
        """Sends it, once. Raises UnknownPhrasingError; ConsentError when it would leave this machine without the user's yes to this use."""
        job = self._job(job_id)
        if self._model.where == "remote" and not consent:
            raise ConsentError
        if job.task is None:
            job.task = asyncio.create_task(self._run(job))
        return self.poll(job_id)

    def poll(self, job_id: str) -> PhrasingState:
        """What has come so far. Raises UnknownPhrasingError."""
        job = self._job(job_id)
        done = len(job.done) == len(job.prompts)
        return PhrasingState(state="done" if done else "waiting" if job.task else "offered", prompts=tuple(job.done))

    async def close(self) -> None:
        """Ends what is under way and forgets everything."""
        tasks = [job.task for job in self._jobs.values() if job.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._jobs.clear()

    async def _run(self, job: _Job) -> None:
        async with self._turn:
            for prompt, body in zip(job.prompts, job.bodies, strict=True):
                try:
                    phrased = await self._phrased(prompt, body)
                except Exception:
                    _log.exception("a prompt stays in its built-in words")
                    phrased = _built_in(prompt, "no_answer")
                job.done.append(phrased)

    async def _phrased(self, prompt: Prompt, body: bytes) -> Phrased:
        try:
            text = await ask(self._model, body)
        except PhrasingError as error:
            _log.warning("a prompt stays in its built-in words: %s", error.detail)
            return _built_in(prompt, "no_answer")
        wrong = flaw(text, prompt)
        if wrong:
            _log.info("a model's words were not taken: %s", wrong)
            return _built_in(prompt, wrong)
        return Phrased(prompt_id=prompt.id, text=text, is_rephrased=text != prompt.text, flaw="")

    def _job(self, job_id: str) -> _Job:
        self._forget()
        if job_id not in self._jobs:
            raise UnknownPhrasingError
        return self._jobs[job_id]

    def _forget(self) -> None:
        now = self._clock()
        for job_id, job in tuple(self._jobs.items()):
            if job.until < now or len(self._jobs) > _KEPT:
                if job.task:
                    job.task.cancel()
                del self._jobs[job_id]


def _built_in(prompt: Prompt, flaw_found: str) -> Phrased:
    return Phrased(prompt_id=prompt.id, text=prompt.text, is_rephrased=False, flaw=flaw_found)
