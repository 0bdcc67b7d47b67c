"""A sentence encoder as the second reader: it proposes what the engine nearly named, where the name lies near sentences of both sides.

It names nothing of its own and vetoes nothing: both were tried and cost more than they saved. What it proposes adds next to nothing either, which is
why it is off (`tests/bench/BLIND.md`; `tests/bench/fit_second.py` counts it).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from operator import mul
from pathlib import Path
from typing import NamedTuple, Protocol

from learnlearn.contract.offer import Where
from learnlearn.interests.model import Evidence
from learnlearn.matching.candidate import Candidate
from learnlearn.matching.second import Proposal, Question, SecondOpinion
from learnlearn.second.onnx import Vector, opened

BAR = 0.6  # cosine, the mean of both sides: for all-MiniLM-L6-v2 the most careful bar at which anything is proposed
_SURE = 0.9  # of a proposal: `rank` has the last word on what tells little
_LAYER = "gist"  # of the weak candidates, those that words of both sides speak for


class Encoder(Protocol):
    """Texts into vectors of length 1, near each other where the texts mean alike."""

    def vectors(self, texts: Sequence[str]) -> list[Vector]:
        """One vector a text."""


class Near(NamedTuple):
    """A weak candidate, how near its name lies to both sides' sentences (the mean cosine), and the nearest sentence of each."""

    candidate: Candidate
    cosine: float
    mine: str
    theirs: str

    @property
    def proposal(self) -> Proposal:
        """As it is proposed: by the nearest sentence of each side."""
        return Proposal(self.candidate.label, (self.mine,), (self.theirs,), _SURE, self.candidate.kind)


def nearness(question: Question, encoder: Encoder) -> Iterator[Near]:
    """Every weak candidate with how near it lies."""
    weak = [one for one in question.weak if one.layer == _LAYER]
    texts = sorted({text for one in weak for text in (one.label, *_quotes(one.my_evidence), *_quotes(one.their_evidence))})
    known = dict(zip(texts, encoder.vectors(texts), strict=True))
    for one in weak:
        (near, mine), (others, theirs) = (_nearest(known, one.label, evidence) for evidence in (one.my_evidence, one.their_evidence))
        yield Near(one, (near + others) / 2, mine, theirs)


class NearReader:
    """Reads by an encoder, whichever it is."""

    def __init__(self, name: str, encoder: Encoder) -> None:
        self.name = name
        self._encoder = encoder

    def read(self, question: Question) -> SecondOpinion:
        """What of the weak candidates is near enough."""
        return SecondOpinion(tuple(one.proposal for one in nearness(question, self._encoder) if one.cosine >= BAR))


class EncoderReader:
    """The encoder that the settings name, run in a thread of its own. Raises EncoderError when it is not there."""

    where: Where = "local"
    url = ""

    def __init__(self, folder: Path | None) -> None:
        encoder = opened(folder)
        self.name = encoder.folder.name
        self._reader = NearReader(self.name, encoder)

    def body(self, _question: Question) -> bytes:
        """Nothing is sent anywhere."""
        return b""

    async def opinion(self, question: Question, _body: bytes) -> SecondOpinion:
        """Its opinion. Raises EncoderError."""
        return await asyncio.to_thread(self._reader.read, question)


def _quotes(evidence: Sequence[Evidence]) -> list[str]:
    return [one.quote for one in evidence]


def _nearest(known: dict[str, Vector], label: str, evidence: Sequence[Evidence]) -> tuple[float, str]:
    """How near the nearest quote lies to a name, by the cosine, and that quote."""
    name = known[label]
    return max((sum(map(mul, name, known[quote])), quote) for quote in _quotes(evidence))
