"""What a cue means as its author wrote it (the table in README.md): folded words, exact case, any ending, hashtag only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from learnlearn.text.words import Word, fold, stem, words

Form = Literal["plain", "exact", "prefix", "tag"]
_CAPITALS = 5  # an abbreviation up to this length is too short to be believed in small letters
_LOWER = re.compile(r"[a-z]+(?: [a-z]+)*")  # half of all cues: nothing to fold, and no form to tell
_JOINED = 7  # "trailrunning" is "trail running"; shorter glued words collide with others


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: the stems to look up, how to compare, and the text as the author wrote it."""

    text: str
    stems: tuple[str, ...]
    form: Form

    @property
    def joined(self) -> str | None:
        """The cue as one glued word ("trailrunning"), when that is long enough to be no other word."""
        glued = "".join(self.stems)
        return glued if len(self.stems) > 1 and len(glued) >= _JOINED and self.form == "plain" else None

    def agrees(self, written: str, tag: bool) -> bool:
        """Whether the words found by stem stand in `written` as this cue's form demands."""
        if self.form == "exact":
            return tag or written == self.text
        return tag if self.form == "tag" else True


@cache
def parse(text: str) -> Cue:
    """A cue from its source text. Raises ValueError when no word is left of it."""
    form: Form = "plain"
    if _LOWER.fullmatch(text) and text != "s":
        return Cue(text, tuple(stem(word) for word in text.split() if word != "s"), form)
    if text.startswith("="):
        form, text = "exact", text[1:]
    elif text.startswith("#"):
        form = "tag"
    elif text.endswith("*"):
        form, text = "prefix", text[:-1]
    elif text.isupper() and text.isascii() and text.isalpha() and len(text) <= _CAPITALS:
        form = "exact"
    stems = stems_of(words(text.removeprefix("#")), last_is_prefix=form == "prefix")
    if form == "tag":
        stems = (stem(fold(text[1:])),)
    if not stems:
        raise ValueError(f"the cue {text!r} holds no word")
    return Cue(text, stems, form)


def stems_of(found: list[Word], *, last_is_prefix: bool = False) -> tuple[str, ...]:
    """The stems of words; a prefix keeps its last word as it is, for it has no ending yet."""
    stems = [stem(word.fold) for word in found if word.fold != "s"]
    if last_is_prefix and found:
        stems[-1] = found[-1].fold
    return tuple(stems)
