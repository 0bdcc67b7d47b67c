"""Who and what a profile names in its fields: employers, schools, groups, with their years and the keys under which two names are one."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from learnlearn.interests.model import Source
from learnlearn.interests.read import Reading
from learnlearn.lexicon.loaded import lexicon
from learnlearn.lexicon.spotter import Place
from learnlearn.text.rarity import zipf
from learnlearn.text.tokens import tokens

NamedKind = Literal["school", "employer", "group", "place"]

_FIELDS: dict[str, NamedKind] = {"organization": "employer", "school": "school"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_MANY, _WORD_MORE = 3.85, 0.6  # Zipf of "trinity"; how much rarer each word more makes a name
_PARTS = re.compile(r"[/|]|,\s|\s[-–—@]\s")


@dataclass(frozen=True, slots=True)
class Named:
    """One name in a field. `keys` are ways to spell it; `years` from first to last, both included."""

    kind: NamedKind
    name: str
    place: Place
    keys: frozenset[str]
    years: tuple[int, int] | None


def named_in(reading: Reading) -> tuple[Named, ...]:
    """The employers, schools, groups and the place of a profile."""
    return tuple(_named(reading))


def _named(reading: Reading) -> Iterator[Named]:
    known = _institutions(reading)
    for number, span in enumerate(reading.spans):
        top, _, rest = span.field.partition(".")
        at, _, leaf = rest.partition(".")
        kind: NamedKind | None = _FIELDS.get(leaf) if top in ("positions", "education") else "group" if top == "groups" else None
        if top == "location" and span.source is Source.ENTRY:
            kind = "place"
        if kind is None:
            continue
        keys = keys_of(span.text) | (known.get(number) or _turned(span.text))
        if kind == "place":
            keys = keys_of(span.text.partition(",")[0])
        if keys:
            place = Place(number, 0, len(span.text.rstrip()), 0, max(len(reading.tokens[number]), 1), False)
            yield Named(kind, span.text.strip(), place, frozenset(keys), _years(reading, top, at) if kind in ("employer", "school") else None)


def keys_of(name: str) -> set[str]:
    """The spellings under which a name may be found: whole, without what stands in brackets, and its parts where they tell which one it is."""
    bare = _PARENTHESIS.sub(" ", name)
    pieces = {*_PARENTHESIS.findall(name), *_PARTS.split(bare)[:3]}
    return {key for piece in (name, bare) if (key := _key(piece))} | {key for piece in pieces if (key := _key(piece)) and not _is_many(key)}


def _turned(name: str) -> set[str]:
    """A name with its words in any order: "Tremorna University" is the University of Tremorna. Not asked of what the table of institutions knows:
    York University is not the University of York."""
    key = _key(_PARENTHESIS.sub(" ", name))
    return {"~" + " ".join(sorted(key.split()))} if key else set()


@cache
def _untelling(kind: str) -> frozenset[str]:
    """Stems of `names.toml`: "legal" or "generic"."""
    return frozenset(tokens(tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))[kind]).stems)


def _key(name: str) -> str:
    stems = [stem for stem in tokens(name).stems if stem not in _untelling("legal")]
    told = [stem for stem in stems if stem not in _untelling("generic") and not stem.isdigit() and len(stem) > 1]
    return " ".join(stems) if told else ""


def _is_many(key: str) -> bool:
    """Whether many are called so: a "Trinity College" without its town may be any of a dozen."""
    told = [stem for stem in key.split() if stem not in _untelling("generic")]
    return min(map(zipf, told)) - _WORD_MORE * (len(told) - 1) > _MANY


def goes_on(reading: Reading, place: Place) -> bool:
    """Whether a name is but the beginning of another's: Trinity College School is not Trinity College."""
    words, after, text = reading.tokens[place.text], place.first + place.size, reading.spans[place.text].text
    return after < len(words) and words.stems[after] in _untelling("generic") and text[place.end : words.starts[after]].isspace()


def is_within(reading: Reading, place: Place) -> bool:
    """Whether a name is but a part of an institution's that the table knows: Technische Universität Wien is not Universität Wien."""
    entries, finds = lexicon().entries, reading.finds
    longer = (one for table in (finds.strong, finds.weak) for concept, places in table.items() if entries[concept].entity for one in places)
    return any(one.text == place.text and one.start <= place.start and place.end <= one.end and one.size > place.size for one in longer)


def _institutions(reading: Reading) -> dict[int, set[str]]:
    """For each text the institutions of the alias table that fill most of it."""
    found: dict[int, set[str]] = {}
    entries = lexicon().entries
    for table, share in ((reading.finds.strong, 0.3), (reading.finds.weak, 0.6)):
        for concept, places in table.items():
            if not entries[concept].entity:
                continue
            for place in places:
                if place.end - place.start >= share * len(reading.spans[place.text].text) and not is_within(reading, place):
                    found.setdefault(place.text, set()).add(f"#{concept}")
    return found


def _years(reading: Reading, top: str, at: str) -> tuple[int, int] | None:
    listed = reading.person.positions if top == "positions" else reading.person.education
    entry = listed[int(at)]
    start, end = _YEAR.search(entry.start), _YEAR.search(entry.end)
    if start is None and end is None:
        return None
    first = int(start.group()) if start else int(end.group()) if end else 0
    return first, int(end.group()) if end else _until(first, top, reading.today)


def _until(first: int, top: str, today: dt.date) -> int:
    return today.year if top == "positions" else min(first + 4, today.year)


def is_telling(key: str) -> bool:
    """Whether a name may be looked for in running text: more than one word, or one that no other thing is called."""
    parts = key.split()
    return not key.startswith(("#", "~")) and (len(parts) > 1 or (len(key) > 3 and zipf(key) < 4.3))
