"""The sort of a line: what happened is told apart from what somebody does, what went wrong, what is to come and what is held to be so."""

from __future__ import annotations

import datetime as dt

import pytest

from learnlearn.conversation.book import line_book
from learnlearn.conversation.lines import sort_of
from learnlearn.conversation.patterns import tongue
from learnlearn.interests.model import Evidence, Source, Span

TODAY = dt.date(2026, 11, 1)


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
        ("en", "Wanted: a second-hand transport box, with a perch that doesn't spin.", Source.POST, "wanted"),
        ("en", "Alternate your courses: one stone laid right across the end, then a pair running back.", Source.POST, "how"),
        ("de", "Schwieriger ist der Wechsel: Man bleibt mit dem Rücken auf dem Korb liegen.", Source.POST, "how"),
        ("fr", "Laissez la pâte reposer une nuit, puis pliez-la.", Source.POST, "how"),
        ("es", "Deja la masa una noche en el frío.", Source.POST, "how"),
        ("it", "Metti le tessere a secco, poi la malta.", Source.POST, "how"),
        ("nl", "Leg de takken eerst plat en buig ze dan.", Source.POST, "how"),
        ("pt", "Comece com três notas.", Source.POST, "how"),
        ("hi", "सील लग जाए तो धूप में मत रखिए।", Source.POST, "how"),
        ("hi-Latn", "Dhaage ko pehle paani mein bhigoiye.", Source.POST, "how"),
        ("de", "Suche einen Rahmen für alte Waben.", Source.POST, "wanted"),
        ("fr", "Rendez-vous le 9 novembre avec l'intendante ; j'apporte les photocopies.", Source.POST, "due"),
        ("hi", "15 नवंबर, सुबह दस बजे, उपन्यासों की अदला-बदली।", Source.POST, "due"),
        ("pt", "31 de outubro, sábado, roda aberta no coreto.", Source.POST, "gone"),
        ("en", "The 3rd of October was wet and nobody came.", Source.POST, "told"),
        ("hi", "मैं चालीस साल से सितार बजाता हूँ।", Source.BIO, "practice"),
        ("hi-Latn", "Kal ek chitthi mili.", Source.POST, "told"),
        ("en", "Selling my treadle press, anyone with a strong back?", Source.POST, "offered"),
        ("de", "Zu verschenken: drei leere Zargen.", Source.POST, "offered"),
        ("es", "Se vende bandoneón, fuelle nuevo.", Source.POST, "offered"),
        ("fr", "À donner : deux ruches vides.", Source.POST, "offered"),
        ("pt", "Vendo cavaquinho de cedro.", Source.POST, "offered"),
        ("it", "Vendo un telaio a quattro licci.", Source.POST, "offered"),
        ("nl", "Te koop: een spinnewiel uit 1920.", Source.POST, "offered"),
        ("hi", "सितार बेचना है, तार नए हैं।", Source.POST, "offered"),
        ("hi-Latn", "Sitar bechna hai, taar naye hain.", Source.POST, "offered"),
        ("en", "Nobody buys a treadle press to sit still.", Source.POST, "view"),
    ],
)
def test_the_sort_of_a_line(language: str, text: str, source: Source, sort: str) -> None:
    """By small words alone, in every language; a page says what somebody does, so of it only what is told at once happened."""
    assert sort_of(line(text, source), tongue(language), line_book(language), TODAY) == sort


def test_whether_a_day_is_past_is_told_by_the_day_on_which_the_page_was_read() -> None:
    """The same line is asked what is hoped for until its day, and how it went from the next on; one called off is neither."""
    swap, off = line("Seed swap on 30 November in the chapel.", Source.POST), line("Seed swap on 30 November cancelled.", Source.POST)
    days = {day: sort_of(swap, tongue("en"), line_book("en"), dt.date(2026, *day)) for day in ((11, 1), (11, 30), (12, 1))}
    assert list(days.values()) == ["due", "due", "gone"]
    assert sort_of(off, tongue("en"), line_book("en"), dt.date(2026, 11, 1)) == "trouble"
    january = line("Open day on 9 January.", Source.POST)
    assert sort_of(january, tongue("en"), line_book("en"), dt.date(2026, 12, 1)) == "due", "the year turns between"


def test_a_question_that_is_only_told_of_is_put_to_nobody() -> None:
    """A child that looked up and asked is a story; the same question asked of everybody is one."""
    told = line("She tuned it by ear and looked at me: and now?", Source.POST)
    asked = line("Quick question: what now, my oven is on?", Source.POST)
    assert sort_of(told, tongue("en"), line_book("en"), TODAY) == "told"
    assert sort_of(asked, tongue("en"), line_book("en"), TODAY) == "asks"
