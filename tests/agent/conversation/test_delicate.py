"""What is theirs to raise: a post about a death is left alone whole, in every language; a profession is not a confession."""

from __future__ import annotations

import datetime as dt

import pytest

from learnlearn.conversation.delicate import languages, subject_of
from learnlearn.conversation.guards import Guards
from learnlearn.conversation.patterns import languages as spoken
from learnlearn.interests.model import Evidence, Source, Span

TODAY = dt.date(2026, 11, 1)
GRIEF = {
    "en": "My father died on Tuesday. He taught me everything I know about shellac.",
    "de": "Mein Vater ist gestern gestorben. Er hat mir das Polieren beigebracht.",
    "es": "Mi padre falleció el martes. Me enseñó todo lo que sé del barniz.",
    "fr": "Mon père est mort mardi. Il m'a appris tout ce que je sais du vernis.",
    "pt": "Meu pai faleceu na terça. Ele me ensinou tudo o que sei de verniz.",
    "it": "Mio padre è morto martedì. Mi ha insegnato tutto quello che so di vernici.",
    "nl": "Mijn vader is dinsdag overleden. Hij leerde me alles over schellak.",
    "hi": "मेरे पिताजी का मंगलवार को निधन हो गया। उन्होंने मुझे सब सिखाया।",
    "hi-Latn": "Mere pitaji guzar gaye. Unhone mujhe sab kuch sikhaya.",
}


def words(text: str, said: str = "", *, source: Source = Source.POST, days: int = 3) -> Evidence:
    """A slice of a post of this week, or of a page."""
    is_post = source is Source.POST
    span = Span("posts.0" if is_post else "about", source, text, TODAY - dt.timedelta(days=days) if is_post else None)
    start = text.index(said) if said else 0
    return Evidence(span, start, start + len(said or text))


def test_there_is_a_list_for_every_language_of_the_prompts() -> None:
    """What can be said can be left unsaid."""
    assert languages() == spoken()


@pytest.mark.parametrize("language", sorted(GRIEF))
def test_a_post_of_grief_is_left_alone_whole(language: str) -> None:
    """Also the harmless sentence beside it."""
    text = GRIEF[language]
    beside = text.replace("।", ".").split(". ")[1] if "।" not in text else text.split("। ")[1]
    assert subject_of(words(text, beside.rstrip(".")[:20]), language) == "grief"
    assert Guards(TODAY, language).objection(words(text, beside.rstrip(".")[:20])) == "grief"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Third round of chemo done and I still water the leeks.", "health"),
        ("My daughter lost her first tooth at the regatta.", "family"),
        ("Praying for rain, God bless this field.", "faith"),
        ("Whoever you vote for, the bridge still leaks.", "politics"),
        ("Came out as bisexual to the whole choir.", "sexuality"),
        ("We are evicted at the end of the month, looms and all.", "money"),
        ("He was arrested at the boathouse, and I am suing.", "law"),
        ("Laid off on Friday, so more time for sourdough.", "job loss"),
        ("Proud of my weight loss, the kayak floats higher.", "looks"),
        ("X-ray clear. Who knows exercises for the office?", "health"),
        ("Blood test on Monday, bread on Tuesday.", "health"),
        ("Appointment on Thursday with the consultant, so no rehearsal.", "appointment"),
        ("At the dentist with a mouth full of shellac.", "appointment"),
        ("I cried a bit, don't tell the kitchens.", "feelings"),
    ],
)
def test_each_subject_is_heard(text: str, subject: str) -> None:
    """In a post."""
    assert subject_of(words(text), "en") == subject


@pytest.mark.parametrize(
    ("language", "text", "subject"),
    [
        ("de", "Röntgenbild ohne Befund. Kennt jemand Übungen?", "health"),
        ("de", "Am Montag Termin um neun beim Finanzamt.", "appointment"),
        ("es", "La resonancia salió limpia.", "health"),
        ("es", "Cita el martes con la intendente.", "appointment"),
        ("fr", "L'IRM est bonne, je reprends l'archet.", "health"),
        ("fr", "Rendez-vous le 9 novembre avec l'intendante ; j'apporte les photocopies.", "appointment"),
        ("pt", "O exame de sangue voltou normal.", "health"),
        ("pt", "Consulta na quinta com o ortopedista.", "appointment"),
        ("it", "La risonanza è pulita, si torna in bottega.", "health"),
        ("it", "Appuntamento lunedì con il notaio.", "appointment"),
        ("nl", "Röntgenfoto goed, maandag weer op het ijs.", "health"),
        ("nl", "Afspraak op dinsdag met de gemeente.", "appointment"),
        ("hi", "एक्स-रे ठीक आया।", "health"),
        ("hi-Latn", "Doctor ke paas jaana hai kal.", "appointment"),
        ("fr", "Rendez-vous à la salle des fêtes, dix heures. On danse avec tout le monde.", ""),
        ("de", "Der Termin für das Glockenfest steht.", ""),
    ],
)
def test_findings_and_private_appointments_stay_untold(language: str, text: str, subject: str) -> None:
    """In every language; an appointment with everybody is none, and what the next sentence says does not make it one."""
    assert subject_of(words(text), language) == subject


@pytest.mark.parametrize(
    "text",
    [
        "Prayer for the W, neon for the reds.",
        "My terminal hangs when I woke the laptop.",
        "The rip saw sings again.",
        "Lost four minutes on control eleven.",
        "Our podcast adopted a new format.",
        "I rebuilt the index twice and nobody noticed.",
    ],
)
def test_harmless_words_stay_harmless(text: str) -> None:
    """The control: what only sounds like it."""
    assert subject_of(words(text), "en") == ""


def test_a_profession_is_not_a_confession() -> None:
    """An oncologist's page may speak of cancer; the same word in a post is left alone, and so is a diagnosis on a page."""
    assert subject_of(words("I study how cancer cells move.", source=Source.BIO), "en") == ""
    assert subject_of(words("Cancer again.", source=Source.POST), "en") == "health"
    assert subject_of(words("ADHD, cats, Rust.", source=Source.BIO), "en") == "own health"


def test_a_page_is_heard_sentence_by_sentence() -> None:
    """One delicate line of a page does not silence the rest of it."""
    text = "I bind books in Ghent. My wife grows quinces."
    assert subject_of(words(text, "I bind books in Ghent.", source=Source.BIO), "en") == ""
    assert subject_of(words(text, "My wife grows quinces.", source=Source.BIO), "en") == "family"


def test_what_i_never_want_raised_is_not_raised() -> None:
    """Words of my avoid list close any sentence that holds them, in whatever form."""
    guards = Guards.of(TODAY, "en", ["my divorce", "Acme Widgets"])
    assert guards.objection(words("Ten years at Acme, mostly sharpening.")) == "avoided"
    assert guards.objection(words("Ten years of sharpening skates.")) is None


@pytest.mark.parametrize(("days", "why"), [(90, None), (91, "stale")])
def test_ninety_days(days: int, why: str | None) -> None:
    """The day counts."""
    assert Guards(TODAY, "en").objection(words("The oven is lit.", days=days)) == why
