"""Pairs on their way to a second reader. The first answer stands at once; what the reader proved changes it when it has come.

An opinion goes into `Opinions`, where the next answer to the same page finds it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from learnlearn.contract.offer import ModelOffer, OfferText, Where
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.errors import LearnlearnError
from learnlearn.language_model.offers import Offers, Piece, Standing
from learnlearn.matching.second import Question, SecondOpinion
from learnlearn.second.opinions import Opinions

_log = logging.getLogger(__name__)


class Reader(Protocol):
    """A second reader as this room runs it, whether it works on this machine or far away."""

    name: str
    where: Where
    url: str

    def body(self, question: Question) -> bytes:
        """What would be sent; empty for what is sent nowhere."""

    async def opinion(self, question: Question, body: bytes) -> SecondOpinion:
        """Its opinion. Raises LearnlearnError."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A page that was answered, what was named then, and what the reader is asked."""

    page: ProfileSnapshot
    labels: frozenset[str]
    question: Question


Came = Literal["read", "failed"]


class SecondJobs:
    """What a second reader may do for an answer."""

    def __init__(self, reader: Reader, clock: Callable[[], float] = time.monotonic) -> None:
        self.opinions = Opinions(reader.name, clock)
        self._reader = reader
        self._pairs: Offers[Pair, tuple[Came, Pair]] = Offers(reader.where, reader.url, self._each, clock)

    def offer(self, pair: Pair) -> ModelOffer:
        """Nothing is sent yet."""
        made = self._pairs.offer([Piece(pair, self._reader.body(pair.question))])
        return ModelOffer(id=made, where=self._reader.where, model=self._reader.name)

    def look(self, job_id: str) -> OfferText:
        """The exact text. Raises UnknownOfferError."""
        return self._pairs.look(job_id)

    def start(self, job_id: str, *, consent: bool) -> Standing[tuple[Came, Pair]]:
        """Asks the reader, once. Raises UnknownOfferError, ConsentError."""
        return self._pairs.start(job_id, consent=consent)

    def poll(self, job_id: str) -> Standing[tuple[Came, Pair]]:
        """How it stands. Raises UnknownOfferError."""
        return self._pairs.poll(job_id)

    async def close(self) -> None:
        """Ends what is under way and forgets everything."""
        await self._pairs.close()
        self.opinions.forget()

    async def _each(self, piece: Piece[Pair]) -> tuple[Came, Pair]:
        question = piece.about.question
        try:
            self.opinions.keep(question.key, await self._reader.opinion(question, piece.body))
        except LearnlearnError as error:
            _log.warning("no second opinion: %s", error.detail or error.title)
            return "failed", piece.about
        except Exception:
            _log.exception("no second opinion")
            return "failed", piece.about
        return "read", piece.about
