"""Pages made to cost time: each sort of text that a pattern, a list or a table of the engine could be slow at, as long as one likes."""

from __future__ import annotations

import datetime as dt
import random
import string
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import cycle, islice

from learnlearn.contract.me import Me
from learnlearn.contract.snapshot import Post, ProfileSnapshot
from learnlearn.conversation.history import History
from learnlearn.interests.read import Reading, read_me
from learnlearn.lexicon.loaded import lexicon
from learnlearn.pipeline import answer
from learnlearn.text.tokens import key

NOW = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)
LONGEST_TEXT, LONGEST_LINE = 40_000, 2_000  # characters: the contract's
_MOST_LINES, _MOST_POSTS = 500, 2_000
_TYPICAL = (
    "Up at five for the outing, home by eight with wet sleeves. The starter doubled overnight, so the rye went in before work and the whole "
    "street could smell it. Does anyone know how to keep the crust from going soft? I have tried a cloth, a board and standing it on its edge. "
    "On Saturday the choir sings in the old church again; I learn the second alto line in the kitchen. The flood map for the village is done, "
    "and for once nobody shouted at the meeting. A neighbour brought honey from two hives behind the school and showed me how to read a frame. "
)


def me() -> Reading:
    """A profile that meets much of what the pages below say."""
    lines = tuple(entry.label for entry in lexicon().entries[:2_000:25])
    own = Me(
        name="Me",
        about=_TYPICAL,
        interests=("rowing", "sourdough", "choir singing", "beekeeping", *lines[:40]),
        learning=("how to keep bees", "baking bread with rye", *lines[40:46]),
        offers=("reading flood maps", "first steps in drawing maps", *lines[46:52]),
        posts=tuple(Post(text=_TYPICAL[at : at + 240], date=NOW.date()) for at in range(0, 480, 60)),
    )
    return read_me(own, NOW.date())


@cache
def _labels() -> tuple[str, ...]:
    return tuple(entry.label for entry in lexicon().entries)


@cache
def _owned_most() -> tuple[str, ...]:
    """Words that speak for most concepts."""
    stems = {key(word) for label in _labels() for word in label.split()} | {key(word) for word in _TYPICAL.split()}
    share = lexicon().share
    return tuple(sorted(stems, key=lambda stem: -len(share(stem, "en").concepts))[:200])


def _unheard() -> Iterator[str]:
    """Words that nobody has heard, no two the same, long enough to be looked up as slips of others."""
    drawn = random.Random(1)
    while True:
        yield "".join(drawn.choices(string.ascii_lowercase, k=12))


def _of(words: Iterable[str], between: str = " ") -> Callable[[int], str]:
    listed = tuple(islice(words, 5_000))

    def made(size: int) -> str:
        told, long = list[str](), 0
        for word in cycle(listed):
            told.append(word)
            long += len(word) + len(between)
            if long >= size:
                return between.join(told)[:size]
        raise AssertionError("no words")

    return made


def _after(words: str, part: str) -> Callable[[int], str]:
    """Some words, and then one thing without end."""
    return lambda size: (words + part * (size // len(part) + 1))[: size - 1] + "x"


def sorts() -> dict[str, Callable[[int], str]]:
    """By name, a text of so many characters."""
    cues = "I row, keep bees and bake sourdough. "
    return {
        "what people write": _of(_TYPICAL.split()),
        "one word without end": lambda size: "q" * size,
        "one word without end, in German": lambda size: ("Das ist nicht so, und ich habe es auch nicht gesagt. " + "quarkstollen" * size)[:size],
        "one word of marks": _after(cues, "e\u0301\u0302"),
        "one word of Devanagari signs": _after(cues, "कि\u0902"),
        "one hashtag of capitals": _after(cues + "#", "aB"),
        "names of everything": _of(_labels()),
        "names of everything, one a sentence": _of(_labels(), ". "),
        "names of everything, as hashtags": _of(("#" + label.title().replace(" ", "") for label in _labels()), ""),
        "words with the most postings": _of(_owned_most()),
        "one cue": _of(["beekeeping"]),
        "one cue, one a sentence": _of(["Beekeeping."]),
        "one cue, denied": _of(["not beekeeping", "never rowing"]),
        "weak cues of one thing": _of(["hive", "honey", "frame", "swarm", "queen", "smoker"]),
        "weak cues, asked": _of(["Hive?", "How do I keep honey?", "Does anyone know a queen?", "I struggle with the frame."]),
        "unheard words": _of(_unheard()),
        "opened brackets": _after(cues, "("),
        "opened brackets with a cue in each": _of(["(beekeeping", "[rowing"]),
        "opened quotations": _after(cues, "“"),
        "quotations in quotations": _of(["'rowing", "“beekeeping", "'s", "”"], ""),
        "apostrophes": _after(cues + "'abc", "'x"),
        "exclamation marks": _after(cues, "!"),
        "full stops and brackets": _after(cues, '."'),
        "spaces": _after(cues, " "),
        "spaces with a cue after each thousand": _of(["rowing" + " " * 1_000]),
        "line feeds": _after(cues, "\n"),
        "line feeds and spaces": _after(cues, "\n "),
        "forwarded lines": _of(["RT @somebody rowing\n", "> beekeeping\n", "\u267b"]),
        "numbers of a list": _of(["1.", "2.", "a.m.", "e.g."]),
        "commas": _after(cues, ","),
        "dashes": _after(cues, " -- "),
        "bars": _after(cues, " / "),
        "emoji": _after(cues, "🐝🚣"),
        "emoji, joined": _after(cues, "🧑\u200d🌾"),
        "right-to-left": _of(["שלום", "عسل", "نحل", "\u200f"]),
        "one sign that folds into eighteen letters": _after(cues, "\ufdfa"),
        "ideographs": _after(cues, "養蜂書"),
        "kana": _after(cues, "ミツバチ "),
        "words of stances": _of(["not", "never again", "my husband", "used to", "no longer", "lol", "we are hiring", "does anyone know", "/s"]),
        "delicate words": _of(["cancer", "funeral", "divorced", "elections"]),
        "delicate words, begun": _of(["canc", "funer", "divor", "electio"]),
    }


def long_text(text: str) -> dict[str, object]:
    """As what they say of themselves; of more than one text may hold, as posts."""
    return {"about": text[:LONGEST_TEXT], **posts(text[LONGEST_TEXT:], LONGEST_TEXT)}


def posts(text: str, size: int = 280) -> dict[str, object]:
    """As posts of one size."""
    return {"posts": [{"text": text[at : at + size], "date": "2026-11-20"} for at in range(0, len(text), size)][:_MOST_POSTS]}


def lines(text: str) -> dict[str, object]:
    """In lists and fields, as long as each may be."""
    cut = [text[at : at + LONGEST_LINE] for at in range(0, len(text), LONGEST_LINE)]
    some = max(1, len(cut) // 5)
    return {
        "skills": cut[:some][:_MOST_LINES],
        "groups": cut[some : 2 * some][:_MOST_LINES],
        "languages": cut[2 * some : 3 * some][:_MOST_LINES],
        "positions": [{"title": one, "organization": one} for one in cut[3 * some : 3 * some + some // 2 + 1]][:200],
        "education": [{"school": one, "degree": one} for one in cut[4 * some : 4 * some + some // 2 + 1]][:100],
    }


FORMS: dict[str, Callable[[str], dict[str, object]]] = {"one text": long_text, "posts": posts, "lines": lines}


def page(facts: dict[str, object]) -> ProfileSnapshot:
    """As a reader would send it."""
    somebody = {"site": "web", "url": "https://somebody.example/", "captured_at": NOW, "name": "Somebody"}
    return ProfileSnapshot.model_validate(somebody | facts)


def cost(snapshot: ProfileSnapshot, mine: Reading) -> float:
    """Seconds of this process that the answer took."""
    began = time.process_time()
    answer(snapshot, mine, History(), NOW)
    return time.process_time() - began
