"""What somebody asks for, struggles with, or could teach: sentence by sentence, from the words of asking (`tones/<language>.toml`)."""

from __future__ import annotations

from dataclasses import dataclass

from learnlearn.interests.phrases import Marks
from learnlearn.text.sentences import Slice

_QUESTION = ("?", "؟", "？")


@dataclass(frozen=True, slots=True)
class Tone:
    """How strongly a sentence asks, complains and teaches, each 0 to 1."""

    asks: float
    struggles: float
    teaches: float


def hear(text: str, marks: Marks, piece: Slice) -> Tone:
    """The tone of one sentence of `text`."""
    question = text[piece.start : piece.end].rstrip(" \"'”’»)🙏").endswith(_QUESTION)
    asks, struggles, teaches = (marks.begins(name, piece.start, piece.end) for name in ("asks", "struggles", "teaches"))
    return Tone(1.0 if question and asks else 0.8 if asks else 0.6 if question else 0.0, 0.6 if struggles else 0.0, 0.6 if teaches else 0.0)
