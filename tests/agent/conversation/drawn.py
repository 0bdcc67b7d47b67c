"""Two invented people by seed, out of the sentences that stand in the lexicon as examples: one thing planted on both pages, the rest at random."""

from __future__ import annotations

import datetime as dt
import json
import random
import zlib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from learnlearn import pipeline
from learnlearn.contract.conversation import Conversation
from learnlearn.contract.me import Me, Tone
from learnlearn.contract.snapshot import Post, ProfileSnapshot
from learnlearn.conversation.history import History
from learnlearn.lexicon.build.source import Concept, load_all
from learnlearn.text.language import detect

PAIRS = Path(__file__).parent / "pairs"  # prompts were worked on with these before one's eyes
FRESH = Path(__file__).parent / "fresh"  # and not with these: they are for readers who judge
NOW = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
_TONES: tuple[Tone, ...] = ("plain", "formal")
# Where few concepts have an example in a language, what somebody could have written about any of them.
_TOLD = {
    "hi": (
        "आज फिर {name} में पूरा दिन निकल गया।",
        "{name} सिखाते हुए मुझे बारह साल हो गए।",
        "कल शाम {name} की वजह से चाय ठंडी हो गई।",
        "मैं हर इतवार {name} के लिए समय निकालता हूँ।",
        "{name} में जल्दी करना ही सबसे बड़ी ग़लती है।",
        "पिछले साल {name} का काम शुरू किया था, अब छूटता नहीं।",
        "दो दोस्तों के साथ {name} पर लंबी बात हुई।",
        "बारिश के बाद {name} का मौसम लौट आया।",
    )
}
_SELF = {"en": "English", "es": "español", "de": "Deutsch", "fr": "français", "pt": "português", "nl": "Nederlands", "it": "italiano", "hi": "हिन्दी"}


@dataclass(frozen=True)
class Drawn:
    """A pair, and what was planted on both sides ("" for pairs that share nothing)."""

    name: str
    me: Me
    them: ProfileSnapshot
    planted: str

    def answer(self) -> Conversation:
        """What the engine makes of the two; worked out once, for several promises look at the same."""
        return self._answer

    @cached_property
    def _answer(self) -> Conversation:
        return pipeline.answer(self.them, pipeline.read_me(self.me, NOW.date()), History(), NOW)


@cache
def draw(seed: int, language: str = "en") -> Drawn:
    """The pair of a seed: they tell of four things, I share one, want to learn another."""
    dice = random.Random(f"{language} {seed}")
    shared, wanted, *others = dice.sample(_speaking(language), 6)
    told = _said(shared, language)
    mine = told[1:] or ()
    posts = [_said(one, language)[0] for one in (others[0], others[1])]
    about = [_said(wanted, language)[0], *([] if dice.random() < 0.5 else [told[0]])]
    if told[0] not in about:
        posts.insert(0, told[0])
    dated = tuple(Post(text=text, date=NOW.date() - dt.timedelta(days=dice.randrange(3, 60))) for text in posts)
    them = ProfileSnapshot(
        site="web", url=f"https://drawn-{seed}.example/", captured_at=NOW, name="Somebody", about=" ".join(about), posts=dated, interests=()
    )
    me = Me(
        name="I",
        about=" ".join([*mine[:1], _said(others[2], language)[0]]),
        interests=(_name(shared, language, dice), _name(others[3], language, dice)),
        learning=(_name(wanted, language, dice),),
        languages=(_SELF[language],),
        tone=dice.choice(_TONES),
    )
    return Drawn(f"{language} {seed}", me, them, shared.label)


@cache
def written(folder: Path = PAIRS) -> tuple[Drawn, ...]:
    """The pairs written by hand: crafts, trades, schools, employers, causes, tools, languages, books, music, events, life changes, problems …"""
    found = []
    for path in sorted(folder.glob("*.json")):
        pair = json.loads(path.read_text("utf-8"))
        me, them = Me.model_validate(pair["me"]), ProfileSnapshot.model_validate(pair["them"])
        found.append(Drawn(path.stem, me, them, ", ".join(pair["planted"])))
    return tuple(found)


@cache
def _speaking(language: str) -> tuple[Concept, ...]:
    """The concepts that have an example in a language and are nobody's private matter."""
    return tuple(concept for domain in load_all().values() for concept in domain.concept if not concept.sensitive and _said(concept, language))


def _said(concept: Concept, language: str) -> tuple[str, ...]:
    said = tuple(sentence for sentence in concept.yes if (detect(sentence) or "en") == language)
    name = next((name for name in getattr(concept, language, ()) if "*" not in name), "") if language in _TOLD else ""
    if said or not name:
        return said
    first = zlib.crc32(concept.label.encode())
    return tuple(_TOLD[language][(first + at) % len(_TOLD[language])].format(name=name) for at in range(2))


def _name(concept: Concept, language: str, dice: random.Random) -> str:
    names = (concept.label,) if language == "en" else getattr(concept, language)
    return dice.choice(names).replace("*", "") if names else concept.label
