"""Invented people by number, as many as one likes: the same number is the same person."""

from __future__ import annotations

import datetime as dt
import random
from functools import lru_cache

from learnlearn.contract.note import ExportedPerson, Note
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.store.ids import id_of

_SYLLABLES = [f"{consonant}{vowel}" for consonant in "bdfgklmnprstvz" for vowel in "aeio"]
PARTS = ["ka", "mar", "sol", "bin", "re", "tal", "ni", "vel", "do", "mira"]
# fmt: off
_COMMON = [
    "strategy", "platform", "engineering", "growth", "leadership", "product", "cloud", "data", "security", "climate", "energy", "health", "design",
    "research", "marketing", "sales", "operations", "supply", "retail", "policy", "education", "community", "open", "source", "consulting",
    "founder", "advisor", "board", "mentor", "sailing", "chess", "climbing", "photography", "pottery", "jazz", "cycling", "running", "gardening",
    "cooking", "travel", "architecture", "history", "philosophy", "volunteering", "startups", "remote", "teams", "budget", "roadmap", "customers",
    "banking",
]
# fmt: on
_BEGAN = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)


@lru_cache(maxsize=1)
def _vocabulary() -> list[str]:
    """Twenty thousand words that few use each, as in any language."""
    dice = random.Random(3)
    return ["".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(2, 5))) for _ in range(20_000)]


def _word(dice: random.Random) -> str:
    """A common one or a rare one; the rarer, the rarer (Zipf)."""
    if dice.random() < 0.5:
        return dice.choice(_COMMON)
    return _vocabulary()[int(len(_vocabulary()) ** dice.random()) - 1]


def _sentence(dice: random.Random, length: int) -> str:
    return " ".join(_word(dice) for _ in range(length)).capitalize() + "."


def name(number: int) -> str:
    """Two invented words."""
    dice = random.Random(number * 31 + 1)
    return " ".join("".join(dice.choice(_SYLLABLES) for _ in range(3)).capitalize() for _ in range(2))


def snapshot(number: int, revision: int = 0) -> ProfileSnapshot:
    """A page of about 5 KB of JSON; another revision shows something else."""
    dice = random.Random(number * 1_000_003 + revision)
    positions = [
        {"title": _sentence(dice, 3), "organization": _sentence(dice, 2), "start": "2019", "description": _sentence(dice, 36)} for _ in range(7)
    ]
    return ProfileSnapshot.model_validate(
        {
            "site": "linkedin",
            "url": f"https://www.linkedin.com/in/person-{number}",
            "captured_at": _BEGAN + dt.timedelta(minutes=revision),
            "name": name(number),
            "headline": _sentence(dice, 8),
            "location": _sentence(random.Random(number), 2),
            "about": " ".join(_sentence(dice, 12) for _ in range(9)),
            "positions": positions,
            "skills": [_word(dice) for _ in range(20)],
            "interests": [_word(dice) for _ in range(5)],
        }
    )


def _note(number: int, count: int) -> Note:
    dice = random.Random(number * 7 + count)
    at = _BEGAN + dt.timedelta(seconds=count)
    return Note(id=id_of(at, f"note {number} {count}".encode()), kind="note", text=" ".join(_sentence(dice, 11) for _ in range(3)), at=at)


def exported(number: int) -> ExportedPerson:
    """Somebody typical: one page, and for every third a note."""
    page = snapshot(number)
    notes = (_note(number, 0),) if number % 3 == 0 else ()
    person_id = id_of(_BEGAN, f"person {number}".encode())
    return ExportedPerson(id=person_id, name=page.name, site=page.site, url=page.url, kept_at=_BEGAN, snapshots=(page,), notes=notes)


def rich(number: int) -> ExportedPerson:
    """Somebody with very much: five pages and forty notes."""
    person = exported(number)
    shots = tuple(snapshot(number, revision) for revision in range(5))
    return person.model_copy(update={"snapshots": shots, "notes": tuple(_note(number, count) for count in range(40))})


def searched() -> dict[str, list[str]]:
    """What somebody types, by kind."""
    dice = random.Random(9)
    people = [name(dice.randrange(30)) for _ in range(40)]
    return {
        "one letter": ["a", "k", "s", "m", "z"],
        "two letters": ["ka", "st", "co", "za", "re"],
        "three letters": [one[:3] for one in people],
        "a name": [one.split()[0] for one in people],
        "a whole name": people,
        "a common word": _COMMON,
        "a rare word": [_vocabulary()[dice.randrange(20_000)] for _ in range(40)],
        "two common words": [f"{one} {dice.choice(_COMMON)}" for one in _COMMON],
        "three words, the last begun": [f"{dice.choice(_COMMON)} {dice.choice(_COMMON)} {one[:3]}" for one in _COMMON],
        "nobody has it": ["qwxqwx"],
        "nothing typed": [""],
    }
