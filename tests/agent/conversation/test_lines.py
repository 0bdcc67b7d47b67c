"""The sort of a line: what happened is told apart from what somebody does, what went wrong, what is to come and what is held to be so."""

from __future__ import annotations

import datetime as dt

import pytest

from learnlearn.conversation.lines import line_book, sort_of
from learnlearn.conversation.patterns import tongue
from learnlearn.interests.model import Evidence, Source, Span


def line(text: str, source: Source) -> Evidence:
    """A whole text as evidence."""
    field = "posts.0" if source is Source.POST else "about"
    return Evidence(Span(field, source, text, dt.date(2026, 10, 25) if source is Source.POST else None), 0, len(text))


@pytest.mark.parametrize(
    ("language", "text", "source", "sort"),
    [
        ("en", "Heard Radio New Zealand on a wire at five.", Source.POST, "told"),
        ("en", "Dropped the good reed down the lift shaft; the pad is stuck.", Source.POST, "trouble"),
        ("en", "Nursery trial next Saturday with a dog who has never seen a pen.", Source.POST, "coming"),
        ("en", "A swap needs one loud person and two calm ones.", Source.POST, "view"),
        ("en", "What do you feed a sourdough that sulks?", Source.POST, "asks"),
        ("en", "I have edited 60 rulebooks.", Source.BIO, "practice"),
        ("en", "I came home from Rotterdam and it took a year.", Source.BIO, "told"),
        ("en", "I push an iron into forty truckles and smell what the cow had in June.", Source.BIO, "practice"),
        ("en", "Twelve learners, nobody lost a thumb.", Source.POST, "told"),
        ("de", "Zeichnen ist einfach, wenn man vorher nicht drüber nachdenkt.", Source.BIO, "view"),
        ("de", "Ein Lamm ist in den Bach gefallen.", Source.POST, "told"),
        ("fr", "Le pied du danseur est plus sec.", Source.POST, "view"),
        ("fr", "Un client a rapporté un missel.", Source.POST, "told"),
        ("es", "Mi abuela hace arroz con gandules.", Source.BIO, "any"),
        ("it", "Insegno tango in una vecchia officina.", Source.BIO, "practice"),
        ("nl", "Gisteren brak de roede bij windkracht zeven.", Source.POST, "trouble"),
        ("pt", "Ontem o forno caiu com oitenta panelas dentro.", Source.POST, "told"),
        ("hi", "मैं चालीस साल से सितार बजाता हूँ।", Source.BIO, "practice"),
        ("hi-Latn", "Kal ek chitthi mili.", Source.POST, "told"),
    ],
)
def test_the_sort_of_a_line(language: str, text: str, source: Source, sort: str) -> None:
    """By small words alone, in every language; a page says what somebody does, so of it only what is told at once happened."""
    assert sort_of(line(text, source), tongue(language), line_book(language)) == sort


def test_a_question_that_is_only_told_of_is_put_to_nobody() -> None:
    """A child that looked up and asked is a story; the same question asked of everybody is one."""
    told = line("She tuned it by ear and looked at me: and now?", Source.POST)
    asked = line("Quick question: what now, my oven is on?", Source.POST)
    assert sort_of(told, tongue("en"), line_book("en")) == "told"
    assert sort_of(asked, tongue("en"), line_book("en")) == "asks"
