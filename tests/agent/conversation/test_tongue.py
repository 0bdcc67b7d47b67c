"""The language of a prompt: theirs when I speak it; else one we share; and a word to the user about it."""

from __future__ import annotations

import pytest

from learnlearn.conversation.tongue import choose, spoken


@pytest.mark.parametrize(
    ("theirs", "they_list", "mine", "i_list", "language", "note"),
    [
        ("de", (), "de", (), "de", ""),
        ("de", (), "en", ("German (B2)",), "de", ""),
        ("pt-BR", (), "pt", (), "pt", ""),
        ("hi-Latn", (), "hi", (), "hi-Latn", ""),
        ("hi", (), "hi-Latn", ("Hindi",), "hi", ""),
        ("en", (), "nl", (), "en", ""),
        ("nl", ("Nederlands", "Deutsch"), "de", ("Deutsch",), "de", "They write in Dutch, which is not among your languages"),
        ("nl", (), "en", ("English",), "en", "They write in Dutch, which is not among your languages"),
        ("ja", ("English", "日本語"), "en", (), "en", "They write in ja, which Learnlearn does not speak yet"),
        ("ja", (), "es", ("español",), "es", "They write in ja, which Learnlearn does not speak yet"),
        ("en", (), "es", ("español", "français"), "es", "They write in English, which is not among your languages"),
        (None, (), "en", (), "en", ""),
        (None, ("français",), "fr", (), "fr", ""),
    ],
)
def test_the_language_of_a_prompt(
    theirs: str | None, they_list: tuple[str, ...], mine: str, i_list: tuple[str, ...], language: str, note: str
) -> None:
    """Theirs, then what they list and I speak, then English where I speak it, then mine; said aloud when it is not theirs."""
    choice = choose(theirs, they_list, mine, i_list)
    assert choice.language == language
    assert choice.note.startswith(note)
    assert bool(choice.note) is bool(note)


def test_languages_are_known_by_the_names_people_give_them() -> None:
    """In English, in the language itself, in a neighbour's; with a level behind it or not."""
    assert spoken(["Dutch (native)", "Englisch", "हिन्दी", "a polite español", "Klingon"], None) == ("nl", "en", "hi", "es")
    assert spoken([], "pt-BR") == ("pt",)
