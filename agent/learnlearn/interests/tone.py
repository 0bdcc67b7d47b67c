"""What somebody asks for, struggles with, or could teach: sentence by sentence, from the words of asking. Data: `tones/<language>.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from learnlearn.interests.phrases import any_of, lists_of, pattern
from learnlearn.text.sentences import Slice

_FOLDER = Path(__file__).parent / "tones"
_QUESTION = ("?", "؟", "？", ";;")


@dataclass(frozen=True, slots=True)
class Tone:
    """How strongly a sentence asks, complains and teaches, each 0 to 1."""

    asks: float
    struggles: float
    teaches: float


class Ear:
    """Hears needs in one language and in English."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        lists = lists_of(_FOLDER, languages)
        self._asks, self._struggles, self._teaches = (pattern(lists.get(name, [])) for name in ("asks", "struggles", "teaches"))

    @staticmethod
    def of(language: str | None) -> Ear:
        """The ear for texts in a language (BCP 47), made once."""
        return _ear((language or "en").partition("-")[0])

    def hear(self, text: str, piece: Slice) -> Tone:
        """The tone of one sentence of `text`."""
        question = text[piece.start : piece.end].rstrip(" \"'”’»)🙏").endswith(_QUESTION)
        asks = any_of(self._asks, text, *piece)
        return Tone(
            1.0 if question and asks else 0.8 if asks else 0.6 if question else 0.0,
            0.6 if any_of(self._struggles, text, *piece) else 0.0,
            0.6 if any_of(self._teaches, text, *piece) else 0.0,
        )


@cache
def _ear(language: str) -> Ear:
    return Ear(tuple(dict.fromkeys(("en", language))))
