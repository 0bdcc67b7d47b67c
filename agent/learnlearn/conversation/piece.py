"""A few words of a line to ask about: "a wedding ring under the dampers", "the last move".

No parser: a phrase is found by the small words around it, written by hand for each language (`lines/`), and kept only where it ends cleanly.
Of several the one is taken that says most: the rarest words, what a verb brought about, and what stands late in a sentence, where the news is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from learnlearn.conversation.book import Cut
from learnlearn.conversation.lines import FAMILY
from learnlearn.conversation.patterns import Tongue
from learnlearn.text.rarity import zipf
from learnlearn.text.sentences import Slice, sentences
from learnlearn.text.tokens import key
from learnlearn.text.words import fold

Role = Literal["article", "owned", "of", "at", "also", "stop", "word"]
_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0900-\u0963'’\-.,/:](?=[^\W_])|[\u0300-\u036f\u0900-\u0963])*")
_ELIDED = re.compile(r"^(?:l|d|un|dell|nell|sull|all|dall|quell)['’]$", re.IGNORECASE)
_INITIAL = 1  # letter: a name for nothing that can be told
_FEW, _MANY = 3, 9  # words of one noun's phrase, and of all that are joined
_LONGEST, _SHORTEST = 52, 4  # characters
_PLAIN = 5.4  # Zipf: words as common as this say nothing
_BAR = 1.2
_NEARLY_ALL = 0.7  # of its sentence: what is as long points at nothing
_RARE = 2.2  # below `_PLAIN`: a single word that is rarer stands for itself


@dataclass(frozen=True, slots=True)
class Piece:
    """A slice of a line, whether it names a person, and whether it can be understood without the line around it."""

    start: int
    end: int
    is_person: bool = False
    stands_alone: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    plain: str  # accents folded
    role: Role
    capital: bool
    first: bool  # of its clause


@dataclass(frozen=True, slots=True)
class _Phrase:
    tokens: tuple[_Token, ...]
    place: float  # 0 at the beginning of the line, 1 at its end
    unsure: bool = False  # it may have taken the verb behind it along
    subject: bool = False
    follows_verb: bool = False  # an object says more than what stands behind "in" or "at"


def piece_of(text: str, within: Slice, cut: Cut, tongue: Tongue, wanted: frozenset[str] = frozenset()) -> Piece | None:
    """The best piece of `text` inside `within`; `wanted` are beginnings of words that prove what is shared. None where none is good."""
    tokens = list(_tokens(text, within, cut))
    found = _last_heads(tokens, cut) if cut.heads == "last" else _first_heads(tokens, cut, tongue, capital=cut.heads == "capital")
    whole = sentences(text)
    rated = [(_worth(phrase, cut, wanted), -at, phrase) for at, phrase in enumerate(found) if _points(phrase, whole, within)]
    worth, _, best = max(rated, default=(0.0, 0, None))
    if best is None or worth < _BAR:
        return None
    start, end = best.tokens[0].start, best.tokens[-1].end
    return Piece(start, end, cut.people.among(token.plain for token in best.tokens[:_FEW]), _says_enough(best))


def _says_enough(phrase: _Phrase) -> bool:
    """Whether a phrase has two words, or a number or an owner before its one."""
    counted = phrase.tokens[0].plain[0].isdigit() or phrase.tokens[0].plain.endswith("'s")
    return counted or sum(token.role == "word" for token in phrase.tokens) > 1


def _points(phrase: _Phrase, whole: list[Slice], within: Slice) -> bool:
    start, end = phrase.tokens[0].start, phrase.tokens[-1].end
    line = next((Slice(max(one.start, within.start), min(one.end, within.end)) for one in whole if one.start <= start < one.end), within)
    return end - start <= _NEARLY_ALL * (line.end - line.start)


def _tokens(text: str, within: Slice, cut: Cut) -> Iterator[_Token]:
    """The words of the line, each with what it does in a phrase; an elided article is a word of its own."""
    last = within.start
    begins = True
    for match in _TOKEN.finditer(text, within.start, within.end):
        begins = begins or bool(text[last : match.start()].strip())
        for start, end in _parted(text, *match.span()):
            plain = _plain(text[start:end])
            yield _Token(start, end, plain, _role(plain, cut), text[start].isupper(), begins)
            begins = False
        last = match.end()


@lru_cache(maxsize=10_000)
def _plain(word: str) -> str:
    return fold(word).replace("’", "'")


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    mark = next((at for at in range(start, end) if text[at] in "'’"), -1)
    if mark > 0 and _ELIDED.match(text[start : mark + 1]):
        yield start, mark + 1
        start = mark + 1
    yield start, end


def _role(plain: str, cut: Cut) -> Role:
    roles: tuple[tuple[Role, bool], ...] = (
        ("owned", plain in cut.owned),
        ("of", plain in cut.of),
        ("at", plain in cut.at),
        ("article", plain in cut.articles or plain[0].isdigit() or plain.endswith("'s")),
        ("also", plain in cut.also),
        ("stop", plain in cut.stops),
    )
    return next((role for role, is_so in roles if is_so), "word")


def _first_heads(tokens: list[_Token], cut: Cut, tongue: Tongue, *, capital: bool) -> Iterator[_Phrase]:
    """Phrases that an article opens, or, where nouns are capitalised, a noun; none of what a clause denies."""
    denied = False
    for at, token in enumerate(tokens):
        was_denied = denied and not token.first
        denied = was_denied or token.plain in tongue.denials
        if was_denied:
            continue
        before = tokens[at - 1] if at and not token.first else None
        bare = capital and token.role == "word" and token.capital and not token.first and before is not None and before.role != "owned"
        contracted = token.plain in cut.contracted
        if token.role != "article" and not bare and not contracted:
            continue
        if before is not None and (before.role == "article" or (bare and before.role == "word" and before.capital)):
            continue
        if token.plain in cut.plural and not (tokens[at + 1 :] and re.fullmatch(cut.plural_ends, tokens[at + 1].plain)):
            continue  # a pronoun before its verb
        start = at + contracted
        end = _noun(tokens, start, cut, tongue, capital=capital) if start < len(tokens) and (start == at or not tokens[start].first) else start
        end = _joined(tokens, start, end, cut, tongue, capital=capital) if end > start else end
        if end > start:
            follows_verb = before is not None and (before.role == "word" or tongue.past_in([before.plain]))
            subject = not follows_verb and (before is None or before.role == "stop") and not capital and not contracted
            # Where articles have cases, one that a noun follows at once stays away: its case is not that of the question.
            noun_next = capital and end - at > 1 and tokens[at + 1].capital
            begin = start + (noun_next and token.plain in cut.cased)
            yield _Phrase(
                tuple(tokens[begin:end]),
                end / len(tokens),
                unsure=subject and _may_hold_a_verb(tokens, start, end, tongue),
                subject=subject,
                follows_verb=follows_verb,
            )


def _may_hold_a_verb(tokens: list[_Token], begin: int, end: int, tongue: Tongue) -> bool:
    """Whether a phrase before the verb has two words or more in one part, and nothing behind it shows where it ends."""
    words, most = 0, 0
    for token in tokens[begin:end]:
        words = words + 1 if token.role == "word" else 0
        most = max(most, words)
    ends = end == len(tokens) or tokens[end].first
    whole = ends and tokens[begin].first  # a whole clause, verb and all
    closed = ends or tongue.past_in([tokens[end].plain])
    return most > 1 and (whole or not closed)


def _noun(tokens: list[_Token], begin: int, cut: Cut, tongue: Tongue, *, capital: bool) -> int:
    """Where the phrase that begins at a token ends; `begin` itself when it is none."""
    at, last_noun, words = begin, begin, 0
    while at < len(tokens) and at - begin <= _FEW + 1 and (at == begin or not tokens[at].first):
        token = tokens[at]
        if token.role == "article" and not words:
            at += 1
            continue
        told = (words > 0 or tokens[begin].plain[0].isdigit()) and tongue.past_in([token.plain]) and not capital
        if token.role != "word" or words == _FEW or told or (capital and last_noun > begin and not token.capital):
            break
        words += 1
        at += 1
        if not capital or token.capital:
            last_noun = at
    closes = at == len(tokens) or tokens[at].first
    if words == _FEW and not closes and tokens[at].role == "word" and not tongue.past_in([tokens[at].plain]) and (not capital or tokens[at].capital):
        return begin  # one word more belongs to it, and it may be its noun
    if cut.verbs_last and closes and words > 1 and re.fullmatch(cut.verbs_last, tokens[at - 1].plain) and not tokens[at - 2].plain.endswith("e"):
        last_noun = at - 1
    # An article right behind it tells that the last word was a verb.
    if not capital and at < len(tokens) and not tokens[at].first and tokens[at].role in ("article", "owned") and last_noun == at and words:
        last_noun = at - 1 if words > 1 else begin
    return last_noun


def _joined(tokens: list[_Token], begin: int, end: int, cut: Cut, tongue: Tongue, *, capital: bool) -> int:
    """The phrase with what is joined to it."""
    while end < len(tokens) and not tokens[end].first and tokens[end].role in ("of", "at"):
        after = end + 1
        if after >= len(tokens) or tokens[after].first or tokens[after].role not in ("article", "word"):
            break
        further = _noun(tokens, after, cut, tongue, capital=capital)
        too_long = further - begin > _MANY or tokens[max(further - 1, 0)].end - tokens[begin].start > _LONGEST
        empty = tokens[end].role == "at" and all(token.plain in cut.empty for token in tokens[after:further] if token.role == "word")
        if further == after or too_long or empty:
            break
        end = further
    return end


def _last_heads(tokens: list[_Token], cut: Cut) -> Iterator[_Phrase]:
    """Phrases whose noun stands before a postposition, before the verb, or behind the word that joins it to its owner."""
    for at, token in enumerate(tokens):
        before = None if token.first or not at else tokens[at - 1].role
        if token.role not in ("word", "article") or before in ("word", "article", "of"):
            continue
        end = at + 1
        while end < len(tokens) and not tokens[end].first and tokens[end].role in ("word", "article", "of") and end - at < _MANY:
            end += 1
        behind = None if end == len(tokens) or tokens[end].first else tokens[end].role
        run = tokens[at:end]
        while run and run[0].plain in cut.empty:
            run = run[1:]
        while run and cut.verbs_last and behind != "at" and re.fullmatch(cut.verbs_last, run[-1].plain):
            run = run[:-1]
        if len(run) > _FEW and not any(one.role != "word" for one in run):
            continue  # two names side by side, and nothing tells where the first one ends
        run = _owned(run, cut) if any(one.role == "of" for one in run) else run
        quality = next((number for number, one in enumerate(run) if one.role == "article" or one.plain in cut.qualities), -1)
        if not any(one.role == "of" for one in run) and behind != "at" and not (before == "at" and behind == "stop"):
            run = run[quality : quality + 2] if quality >= 0 and len(run) <= quality + _FEW else []
        while run and run[-1].role != "word":
            run = run[:-1]
        if run:
            yield _Phrase(tuple(run[-_MANY:]), end / len(tokens), follows_verb=before == "at" and behind == "stop")


def _owned(run: list[_Token], cut: Cut) -> list[_Token]:
    """Up to the one noun, with its quality, that stands behind the last owner."""
    last = max(at for at, one in enumerate(run) if one.role == "of")
    stop = last + 1
    while stop < len(run) and (run[stop].plain in cut.qualities or run[stop].role == "article"):
        stop += 1
    return run[: stop + 1]


def _worth(phrase: _Phrase, cut: Cut, wanted: frozenset[str]) -> float:
    """How much there is to ask about in a phrase; 0 for one that names nothing."""
    said = [token for token in phrase.tokens if token.role == "word"]
    telling = [token for token in said if token.plain not in cut.empty and token.end - token.start > _INITIAL]
    length = phrase.tokens[-1].end - phrase.tokens[0].start
    person = cut.people.among(token.plain for token in phrase.tokens[:_FEW])
    if not telling or phrase.tokens[_head(phrase)].plain in cut.empty or not _SHORTEST <= length <= _LONGEST:
        return 0.0
    rare = max(_PLAIN - zipf(key(token.plain)) for token in telling)
    if len(telling) == 1 and rare < _RARE and not _says_enough(phrase):
        return 0.0
    if all(token.plain[:FAMILY] in wanted for token in telling):
        return 0.0  # the shared thing alone says nothing of theirs
    worth = min(rare, 2.0) + 0.8 * phrase.place + 0.3 * min(len(telling) - 1, 2) + 0.8 * person
    return worth + 0.4 * phrase.follows_verb - 0.3 * phrase.subject - 0.8 * phrase.unsure


def _head(phrase: _Phrase) -> int:
    """The number of the first part's last word: what the phrase is."""
    end = next((at for at, token in enumerate(phrase.tokens) if token.role in ("of", "at") and at), len(phrase.tokens))
    return end - 1
