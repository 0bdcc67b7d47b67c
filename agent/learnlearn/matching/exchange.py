"""What each could give the other: their sentences on what I want to learn, my offers against what they ask for or struggle with."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from learnlearn.interests.gist import Gist, Topic, topics_of
from learnlearn.interests.model import Evidence, Source, Span, Stance
from learnlearn.interests.read import Reading
from learnlearn.interests.tone import Tone, hear
from learnlearn.lexicon.spotter import Finds, Place, lexicon
from learnlearn.matching.model import Exchange, SharedKind
from learnlearn.text.bases import base
from learnlearn.text.rarity import zipf
from learnlearn.text.sentences import Slice, clauses

_STOP = 5.2  # Zipf: words as common as this carry no topic
_NEIGHBOUR = 0.45
_GIST_MOST = 0.8
_SAME_FIELD = 0.2  # what it proves that a text speaks of anything in the wish's domain
_PAGE_BAR, _LEARN_BAR, _SHARE_BAR = 0.3, 0.58, 0.45
_MOST = 4
_NEARLY = 0.6  # of the best text's score: a second text worth quoting
_LABEL_WORDS = 8
_STEMMED = "en"  # both sides alike, in whatever language: a wrong base still meets itself


@dataclass(frozen=True, slots=True)
class Wish:
    """One line of mine: what I want to learn or can offer, as concepts and words with their weights."""

    span: Span
    concepts: dict[int, float]
    words: dict[str, float]
    domains: frozenset[str]


class Page:
    """Their page, prepared for several wishes."""

    def __init__(self, theirs: Reading, gist: Gist) -> None:
        self.reading = theirs
        self.gist = gist
        self._tones: dict[int, list[tuple[Slice, Tone]]] = {}
        self._by_root: defaultdict[str, set[int]] = defaultdict(set)
        for stem, places in theirs.vocabulary().items():
            self._by_root[base(stem, _STEMMED)].update(number for number, _ in places)

    def texts_with(self, words: Iterable[str]) -> set[int]:
        """The numbers of the texts that hold one of some roots."""
        return set[int]().union(*(self._by_root.get(word, ()) for word in words))

    def speaks(self, number: int) -> bool:
        """Whether a text is one in which a person knows, asks and complains in their own words."""
        span = self.reading.spans[number]
        told = span.source in (Source.BIO, Source.POST) or (span.source is Source.ENTRY and span.field.endswith("description"))
        return told and span.post_kind not in ("repost", "quote")

    def tones(self, number: int) -> list[tuple[Slice, Tone]]:
        """The sentences of a text and how each sounds."""
        if number not in self._tones:
            text, marks = self.reading.spans[number].text, self.reading.marks(number)
            self._tones[number] = [(piece, hear(text, marks, piece)) for piece in self.reading.sentences(number)]
        return self._tones[number]


def exchange(mine: Reading, theirs: Reading, gist: Gist) -> tuple[tuple[Exchange, ...], tuple[Exchange, ...]]:
    """What they know that I said I want to learn, and what I offer that they ask for; `gist` is theirs."""
    page = Page(theirs, gist)
    return _exchange(mine, page, "learning", _LEARN_BAR), _exchange(mine, page, "offers", _SHARE_BAR)


def _exchange(mine: Reading, page: Page, field: str, bar: float) -> tuple[Exchange, ...]:
    found: list[Exchange] = []
    for wish in _wishes(mine, field):
        best = _best(wish, page, asking=field == "offers")
        if best and best[0] >= bar:
            found.append(_made(wish, best, asking=field == "offers"))
    return tuple(sorted(found, key=lambda one: -one.score)[:_MOST])


@lru_cache(maxsize=4)  # my two fields, and those of the profile before while it changes
def _wishes(mine: Reading, field: str) -> tuple[Wish, ...]:
    return tuple(_wish(mine, number) for number, span in enumerate(mine.spans) if span.field.partition(".")[0] == field)


def _wish(mine: Reading, number: int) -> Wish:
    words = lexicon()
    concepts: dict[int, float] = {}
    for table, weight in ((mine.finds.strong, 1.0), (mine.finds.weak, 0.5)):
        for concept, places in table.items():
            if any(place.text == number for place in places):
                concepts.setdefault(concept, weight)
    for concept in [c for c, weight in concepts.items() if weight == 1.0]:
        for other in words.kin(concept):
            concepts.setdefault(other, _NEIGHBOUR)
    for concept, topic in topics_of(mine, number):
        concepts[concept] = max(concepts.get(concept, 0.0), _gist_weight(topic))
    stems = {base(stem, _STEMMED): _weight(stem) for stem in mine.tokens[number].stems if _weight(stem) > 0}
    domains = {words.entries[concept].domain for concept, weight in concepts.items() if weight == 1.0}
    return Wish(mine.spans[number], concepts, stems, frozenset(domains - {"institutions"}))


def _weight(stem: str) -> float:
    """How much a word of a wish carries, 0 to 1: rare words all, common ones nothing."""
    return 0.0 if len(stem) < 3 and not stem.isdigit() else max(0.0, min(1.0, (_STOP - zipf(stem)) / 2))


def _best(wish: Wish, page: Page, *, asking: bool) -> tuple[float, list[Evidence]] | None:
    """The text of theirs that answers a wish best, with its telling sentences, best first."""
    theirs = page.reading
    found: list[tuple[float, list[Evidence]]] = []
    hits = _hits(wish, page)
    fields = {place.text for place in _of_domains(wish.domains, theirs.finds)}
    near = page.texts_with(wish.words) | {place.text for _, _, place in hits} | fields
    for number in sorted(filter(page.speaks, near)):
        here = [hit for hit in hits if hit[2].text == number]
        whole = _fit(wish, here, theirs, number, Slice(0, len(theirs.spans[number].text)))
        whole = 1 - (1 - whole) * (1 - _SAME_FIELD * (number in fields))
        if whole < _PAGE_BAR:
            continue
        pieces = page.tones(number)
        fits = [_fit(wish, here, theirs, number, piece) for piece, _ in pieces]
        tones = [max(tone.asks, tone.struggles) if asking else tone.teaches for _, tone in pieces]
        loudest = max(tones)
        score = whole * loudest if asking else whole * (0.7 + 0.5 * loudest)
        order = sorted(range(len(pieces)), key=lambda at: -(fits[at] + tones[at] * (1.0 if asking else 0.7)))
        chosen = [at for at in order if fits[at] > 0 or tones[at] > 0][:3] or order[:1]
        found.append((score, [_quote(theirs, number, pieces[at][0]) for at in chosen]))
    return _joined(sorted(found, key=lambda one: -one[0]))


def _joined(found: list[tuple[float, list[Evidence]]]) -> tuple[float, list[Evidence]] | None:
    """The best text's score; two of its sentences, and one of the next text when it says nearly as much."""
    if not found:
        return None
    score, quotes = found[0]
    if len(found) > 1 and found[1][0] >= score * _NEARLY:
        quotes = [*quotes[:2], found[1][1][0]]
    return score, quotes


def _of_domains(domains: frozenset[str], finds: Finds) -> Iterator[Place]:
    """Where their text speaks surely of anything in the field of a wish."""
    entries = lexicon().entries
    for concept, places in finds.strong.items():
        if entries[concept].domain in domains:
            yield from places


def _gist_weight(topic: Topic) -> float:
    """What a sentence's or line's topic is worth beside a cue, 0 to `_GIST_MOST`."""
    return min(_GIST_MOST, topic.sure)


def _hits(wish: Wish, page: Page) -> list[tuple[float, int, Place]]:
    """Where their text has cues of what I wish for, or is about it, with weights."""
    finds, topics = page.reading.finds, page.gist.topics
    hits: list[tuple[float, int, Place]] = []
    for concept, weight in wish.concepts.items():
        hits += [(weight, concept, place) for place in finds.strong.get(concept, ())]
        hits += [(weight * 0.5, concept, place) for place in finds.weak.get(concept, ())]
        hits += [(weight * _gist_weight(topic), concept, topic.place) for topic in topics.get(concept, ())]
    return hits


def _fit(wish: Wish, hits: list[tuple[float, int, Place]], theirs: Reading, number: int, piece: Slice) -> float:
    """How much of a wish a stretch of their text answers, 0 to 1."""
    best: dict[int, float] = {}
    for weight, concept, place in hits:
        if place.text == number and piece.start <= place.start and place.end <= piece.end and theirs.stance(place) in (Stance.OWN, Stance.NEGATED):
            best[concept] = max(best.get(concept, 0.0), weight)
    by_concept = 1 - math.prod(1 - min(weight, 0.95) for weight in best.values())
    words = theirs.tokens[number]
    roots = {
        base(stem, _STEMMED)
        for stem, start, end in zip(words.stems, words.starts, words.ends, strict=True)
        if piece.start <= start and end <= piece.end
    }
    total = sum(sorted(wish.words.values(), reverse=True)[:4]) or 1.0
    by_words = min(1.0, sum(weight for root, weight in wish.words.items() if root in roots) / total)
    return 1 - (1 - by_concept) * (1 - by_words)


def _quote(theirs: Reading, number: int, piece: Slice) -> Evidence:
    span = theirs.spans[number]
    if piece.end - piece.start <= 160:
        return Evidence(span, *piece)
    first = clauses(span.text, piece)
    end = max((one.end for one in first if one.end - piece.start <= 160), default=piece.start + 160)
    return Evidence(span, piece.start, min(end, piece.end))


def _made(wish: Wish, best: tuple[float, list[Evidence]], *, asking: bool) -> Exchange:
    text = wish.span.text
    strong = [concept for concept, weight in wish.concepts.items() if weight == 1.0]
    kind = cast(SharedKind, lexicon().entries[strong[0]].kind) if strong else "topic"
    reason = "they ask for what you offer" if asking else "they know what you want to learn"
    return Exchange(_label(text), kind, round(min(best[0], 1.0), 4), reason, (Evidence(wish.span, 0, len(text)),), tuple(best[1]))


def _label(text: str) -> str:
    return " ".join(text.split()[:_LABEL_WORDS]).rstrip(" ,;:.")
