"""Which language a prompt is said in: theirs when I speak it too, else one we share, and a word about it when it is not theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from learnlearn.conversation.patterns import languages, tongue
from learnlearn.text.words import fold

LINGUA_FRANCA = "en"  # what strangers try when they know nothing of each other


@dataclass(frozen=True, slots=True)
class Choice:
    """The language of the prompts, and a sentence for the user when it is not the person's own ("" when it is)."""

    language: str
    note: str = ""


def spoken(named: Iterable[str], written: str | None) -> tuple[str, ...]:
    """The languages somebody speaks, as base tags: those they list, in their order, and the one they write in."""
    found: dict[str, None] = {}
    for line in named:
        words = set(fold(line).replace("(", " ").replace(",", " ").split())
        found.update(dict.fromkeys(base(code) for code in sorted(languages()) if words & set(map(fold, tongue(code).names))))
    if written:
        found[base(written)] = None
    return tuple(found)


def base(tag: str) -> str:
    """`pt-BR` is `pt`."""
    return tag.split("-", 1)[0].lower()


def choose(theirs: str | None, they_list: Iterable[str], mine: str | None, i_list: Iterable[str]) -> Choice:
    """From the language either writes and the languages either lists. Who lists none may be tried in English."""
    i_speak = spoken(i_list, mine)
    listed = tuple(i_list)
    i_speak = i_speak if listed and i_speak else (*i_speak, LINGUA_FRANCA)
    if theirs is None:
        return Choice(_shared(spoken(they_list, None), i_speak))
    wanted = theirs if theirs in languages() else base(theirs)
    if wanted in languages() and base(wanted) in i_speak:
        return Choice(wanted)
    language = _shared(spoken(they_list, None), i_speak)
    why = "which is not among your languages" if wanted in languages() else "which Learnlearn does not speak yet"
    return Choice(language, f"They write in {name_of(theirs)}, {why}; these prompts are in {name_of(language)}, to be said in what you share.")


def name_of(tag: str) -> str:
    """A language as English calls it; the tag itself where nothing is known of it."""
    code = tag if tag in languages() else base(tag)
    return tongue(code).names[0].capitalize() if code in languages() else tag


def _shared(they_speak: Iterable[str], i_speak: tuple[str, ...]) -> str:
    """One we share, else one of mine, as far as prompts are written in it."""
    shared = [code for code in they_speak if code in i_speak]
    return next((code for code in (*shared, LINGUA_FRANCA, *i_speak) if code in languages() and code in i_speak), LINGUA_FRANCA)
