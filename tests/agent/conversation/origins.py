"""Where the question of a prompt comes from: an insider, a hook, what was asked to be learnt, or a list that many lines could be asked from."""

from __future__ import annotations

import re
from functools import cache
from typing import get_args

from tests.agent.conversation.blanks import insiders_question

from learnlearn.contract.conversation import Prompt
from learnlearn.conversation.book import Sort, line_book
from learnlearn.conversation.hooks import hooks
from learnlearn.conversation.patterns import family

_OPEN: tuple[Sort, ...] = ("asks", "wanted", "offered", "due", "gone", "coming")  # the line itself asks for that question


def origin(prompt: Prompt) -> str:
    """`insider`, `hook: a rule`, `asks` and the other sorts of line, `learn.any` and the other lists of a kind; "" where none is found."""
    if insiders_question(prompt.text, prompt.language):
        return "insider"
    sentences = [found.group() for found in re.finditer(r"[^.!?…:”»“‘’]+\?", prompt.text)]
    asked = sentences[-1].strip() if sentences else ""
    found = [name for name, line in _questions(prompt.kind, prompt.language) if line.search(prompt.text)]
    return found[0] if found else f"? {asked}"


def is_stock(prompt: Prompt) -> bool:
    """Whether many other lines could be asked the same: no insider's question, no hook, and nothing in the line is open."""
    found = origin(prompt)
    return (
        found != "insider"
        and not found.startswith(("hook", "share.", *_OPEN))
        and found not in ("learn.piece", "learn.how", "learn.wish", "learn.fellow")
    )


@cache
def _questions(kind: str, language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every question by the list that it stands in; what is most particular first."""
    found: list[tuple[str, str]] = []
    for formal in (False, True):
        found += [(f"hook: {name}", line) for name, hook in hooks(language, formal=formal).items() for line in (*hook.ask, *hook.learn)]
        book = line_book(language, formal=formal)
        found += [
            (sort, line) for sort in sorted(get_args(Sort), key=_OPEN.__contains__) for line in (*book.asking(sort).about, *book.asking(sort).after)
        ]
        said = family(kind, language, formal=formal)  # type: ignore[arg-type]  # a kind of the contract
        found += [(f"{kind}.asked", line) for lines in said.asked.values() for line in lines]
        found += [(f"{kind}.{sort}", line) for sort, answers in said.question.items() for lines in answers.values() for line in lines]
    return tuple((name, _pattern(line)) for name, line in found)


def _pattern(line: str) -> re.Pattern[str]:
    """A question with its slots open."""
    return re.compile(re.sub(r"\\\{\w+\\\}", ".+?", re.escape(line)))
