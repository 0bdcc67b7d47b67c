"""Invented common ground by seed: what the prompts are tried on when thousands of different pairs are wanted."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from dataclasses import dataclass

from learnlearn.contract.conversation import Relation
from learnlearn.contract.me import Me
from learnlearn.contract.note import Note, NoteKind
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.interests.model import Evidence, Source, Span
from learnlearn.matching.model import CommonGround, Exchange, Match, SharedKind, Subject

TODAY = dt.date(2026, 11, 1)
NOW = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)

WHO = ("my uncle", "a neighbour", "the whole crew", "Old Marit", "the baker", "the night shift", "two strangers", "nobody")
WHAT = (
    "mended the stove",
    "lost the map",
    "counted the swifts",
    "sang the low part",
    "burnt the second loaf",
    "moved the hives",
    "won by half a point",
    "rebuilt the index",
    "planted leeks",
    "rang the bells",
)
WHERE = (
    "behind the boathouse",
    "in Tromsø",
    "at the allotment",
    "on platform 9",
    "in the village hall",
    "under the bridge",
    "at 4 a.m.",
    "in build 1,204",
)
TAIL = ("and it held.", "again.", "– no regrets.", "(do not ask).", "and said “never again”.", "before the rain came!", "so who is next?", "")
THINGS = (
    "spoon carving",
    "Deltares",
    "change ringing",
    "sourdough baking",
    "chess",
    "OpenStreetMap",
    "night trains",
    "hospice nursing",
    "University of Leeds",
    "varroa",
    "lindy hop",
    "school gardens",
    "Kerala",
    "PostgreSQL",
    "beekeeping",
    "choir",
)
KINDS: tuple[SharedKind, ...] = (
    "craft", "employer", "music", "food", "game", "tool", "place", "work", "school", "problem",
    "sport", "community", "event", "nature", "cause", "language", "book", "film", "topic", "life change",
)  # fmt: skip


@dataclass(frozen=True)
class Stranger:
    """A page, me, and what an engine would have found between the two."""

    snapshot: ProfileSnapshot
    me: Me
    ground: CommonGround


def sentence(dice: random.Random) -> str:
    """Something somebody could have written."""
    return " ".join(part for part in (dice.choice(WHO).capitalize(), dice.choice(WHAT), dice.choice(WHERE), dice.choice(TAIL)) if part)


def evidence(dice: random.Random, source: Source, *, days: int | None = None, field: str = "about") -> Evidence:
    """A sentence in a longer text, as a slice of it; `days` ago when it is dated."""
    before, said, after = sentence(dice), sentence(dice), sentence(dice)
    span = Span(field, source, f"{before} {said} {after}", None if days is None else TODAY - dt.timedelta(days=days))
    return Evidence(span, len(before) + 1, len(before) + 1 + len(said))


def theirs(dice: random.Random) -> Evidence:
    """Words of theirs that may open a conversation."""
    source = dice.choice((Source.POST, Source.POST, Source.BIO, Source.ITEM, Source.ENTRY))
    return evidence(dice, source, days=dice.randrange(80) if source is Source.POST else None)


def stranger(seed: int, *, language: str = "en", named: bool = False) -> Stranger:
    """One invented pair with planted common ground; `named` puts the name of each thing into their words."""
    dice = random.Random(seed)
    labels = dice.sample(THINGS, 6)
    common = tuple(_match(dice, labels[i], 0.9 - i / 10, named=named) for i in range(dice.randrange(1, 4)))
    learn = tuple(_exchange(dice, label) for label in labels[4 : 4 + dice.randrange(2)])
    share = tuple(_exchange(dice, label) for label in labels[5 : 5 + dice.randrange(2)])
    curious = tuple(evidence(dice, Source.POST, days=dice.randrange(80), field=f"posts.{at}") for at in range(3))
    surely = random.Random(f"subjects {seed}")
    subjects = tuple(Subject(match.label, match.theirs[0], is_topic=True) for match in common if surely.random() < 0.5)
    snapshot = ProfileSnapshot(site="web", url=f"https://somebody-{seed}.example/", captured_at=NOW, name="Somebody", about="x")
    return Stranger(snapshot, Me(about="y"), CommonGround(common, learn, share, (), language, curious, language, subjects))


def _match(dice: random.Random, label: str, score: float, *, named: bool = False) -> Match:
    relation: Relation = dice.choice(("same", "same", "related"))
    said = _naming(dice, label) if named else theirs(dice)
    return Match(label, dice.choice(KINDS), relation, "medium", score, "both do it", (evidence(dice, Source.BIO),), (said,))


def _naming(dice: random.Random, label: str) -> Evidence:
    text = f"{sentence(dice)} All of it for {label}."
    return Evidence(Span("about", Source.BIO, text), 0, len(text))


def _exchange(dice: random.Random, label: str) -> Exchange:
    return Exchange(label, dice.choice(KINDS), 0.7, "asked for", (evidence(dice, Source.WISH, field="offers.0"),), (theirs(dice),))


def note(kind: NoteKind, day: str, text: str = "something", **more: str) -> Note:
    """A note of that day's noon; notes made later in a test have later ids."""
    return Note(id=f"{next(_NOTES):026d}", kind=kind, text=text, at=dt.datetime.fromisoformat(f"{day}T12:00:00+00:00"), **more)


_NOTES = itertools.count(1)
