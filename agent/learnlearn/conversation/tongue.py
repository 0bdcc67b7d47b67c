"""Which language a prompt is said in: theirs when I speak it too, else one we share, and a word about it when it is not theirs."""

from __future__ import annotations

from collections.abc import Iterable

from learnlearn.conversation.patterns import languages
from learnlearn.text.words import fold

FALLBACK = "en"
# How people name their languages on a profile: in English and in the language itself.
NAMES = {
    "en": ("english", "englisch", "ingles", "anglais", "engels", "inglese"), "es": ("spanish", "espanol", "castellano", "castilian"),
    "de": ("german", "deutsch", "aleman", "allemand"), "fr": ("french", "francais", "frances"), "pt": ("portuguese", "portugues"),
    "nl": ("dutch", "nederlands", "flemish", "vlaams"), "it": ("italian", "italiano"), "hi": ("hindi", "हिन्दी", "हिंदी"),
}  # fmt: skip


def spoken(named: Iterable[str], written: str | None) -> frozenset[str]:
    """The languages somebody speaks, by the names they list and the language they write in."""
    words = {word for line in named for word in fold(line).replace("(", " ").split()}
    listed = {code for code, names in NAMES.items() if words & set(names)}
    return frozenset(listed | ({base(written)} if written else set()))


def base(tag: str) -> str:
    """`pt-BR` is `pt`."""
    return tag.split("-", 1)[0].lower()


def choose(theirs: str | None, mine: frozenset[str]) -> tuple[str, str]:
    """The language of the prompts, and a sentence for the user when it is not the person's own ("" when it is)."""
    if theirs is None:
        return FALLBACK, ""
    wanted = base(theirs)
    if wanted in languages() and (wanted in mine or wanted == FALLBACK):
        return wanted, ""
    if wanted in languages():
        return (
            FALLBACK,
            f"They write in another language than yours ({theirs}); these prompts are in English, to be said in whatever language you share.",
        )
    return FALLBACK, f"They write in a language that Learnlearn does not speak yet ({theirs}); these prompts are in English."
