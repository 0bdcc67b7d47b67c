"""Whether other words for a prompt say the same: judged in code, whatever made them. Pure.

A model may put our sentences differently; it may add nothing. So its vocabulary is ours: words of the prompt and its evidence, words that
we use ourselves in sentences of this language, and the few dozen that no sentence does without. A name, a compliment, a claim, a number
that nobody wrote is made of other words. What stands in quotation marks stays as it is, letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import get_args

from learnlearn.contract.base import plain
from learnlearn.contract.conversation import Prompt, PromptKind
from learnlearn.contract.phrasing import Flaw
from learnlearn.conversation.book import line_book
from learnlearn.conversation.delicate import touches
from learnlearn.conversation.hooks import hooks
from learnlearn.conversation.patterns import Tongue, family, languages, tongue
from learnlearn.conversation.phrase import LONGEST
from learnlearn.text.language import detect, small_words
from learnlearn.text.tokens import tokens
from learnlearn.text.words import fold

_SMALL = 60  # of the words that hold a language's sentences together ("the", "that", "with"); further down stand "good", "new", "years"
_LONGER = 4  # words more than the prompt has: there is no room in them for another thought
_MARKS = re.compile(r"[“”„«»\"『』「」‹›]")
_NUMBERS = re.compile(r"\d+(?:[.,:/]\d+)*")
_LINKS = re.compile(r"https?:|www\.|[@#<>{}\[\]|\\^~`*_$€£=]")
_ASKS = re.compile(r"[?？؟]")
_ENDS_IN_THEIRS = re.compile(r"[?？؟]\s?[”»“’]$")


def flaw(text: str, prompt: Prompt) -> Flaw:
    """The first thing that is wrong with `text` as other words for `prompt`; "" when it may stand in its place."""
    return next((name for name, is_wrong in _found(text, prompt) if is_wrong), "")


def _found(text: str, prompt: Prompt) -> Iterator[tuple[Flaw, bool]]:
    """Every check in the order of its price; each may rely on those before it."""
    spoken = tongue(prompt.language)
    yield "empty", not text.strip()
    yield "too_long", len(text) > LONGEST
    yield "several_lines", "\n" in text or plain(text) != text
    said, was = without_quotes(text, prompt, spoken), without_quotes(prompt.text, prompt, spoken)
    yield "quotes", said is None or was is None or bool(_MARKS.search(said))
    said, was = said or "", was or ""
    yield "links", bool(_LINKS.search(said))
    yield "too_long", len(said.split()) > len(was.split()) + _LONGER
    yield "questions", len(_ASKS.findall(said)) != _asked(prompt.text, was)
    yield "numbers", sorted(_NUMBERS.findall(said)) != sorted(_NUMBERS.findall(was))
    yield "words", not _stems(said) <= _allowed(prompt)
    yield "denial", _denials(said, spoken) != _denials(was, spoken)
    yield "language", _is_other(detect(said), prompt.language)
    yield "delicate", bool(touches(said, prompt.language)) and not touches(was, prompt.language)


def _asked(text: str, without: str) -> int:
    """How many question marks of ours a prompt has: one at least, unless it ends in a question of theirs, whose mark serves for both."""
    return len(_ASKS.findall(without)) or int(not _ENDS_IN_THEIRS.search(text))


def quotations(prompt: Prompt, spoken: Tongue) -> list[str]:
    """What stands in quotation marks in a prompt of ours."""
    opened, closed = (re.escape(mark) for mark in spoken.marks[:2])
    return re.findall(f"{opened}(.*?){closed}", prompt.text)


def without_quotes(text: str, prompt: Prompt, spoken: Tongue) -> str | None:
    """The text without the prompt's quotations and their marks; None when one of them is missing or changed."""
    opened, closed = spoken.marks[:2]
    for words in quotations(prompt, spoken):
        marked = f"{opened}{words}{closed}"
        if marked not in text:
            return None
        text = text.replace(marked, " ", 1)
    return text


def _allowed(prompt: Prompt) -> frozenset[str]:
    evidence = " ".join(quote.text for quote in prompt.evidence)
    return _ours(prompt.language) | _stems(f"{prompt.text} {evidence}")


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem for stem in tokens(text).stems if not stem.isdigit())


@cache
def _ours(language: str) -> frozenset[str]:
    """Every word that we use ourselves in sentences of a language, in either form of address."""
    kinds: tuple[PromptKind, ...] = get_args(PromptKind)
    said: list[str] = []
    for formal in (False, True):
        said += tongue(language, formal=formal).sentences()
        said += line_book(language, formal=formal).questions()
        said += (line for hook in hooks(language, formal=formal).values() for line in (*hook.ask, *hook.learn))
        for kind in kinds:
            said += family(kind, language, formal=formal).sentences()
    said += small_words(language, _SMALL)
    return _stems(" ".join(re.sub(r"\{\w+\}", " ", line) for line in said))


def _denials(text: str, spoken: Tongue) -> int:
    return sum(word in spoken.denials for word in re.findall(r"[\w'’]+", fold(text).replace("’", "'")))


def _is_other(found: str | None, language: str) -> bool:
    return found in languages() and found.split("-")[0] != language.split("-", maxsplit=1)[0]
