"""Who asks is helped: with what I offer, or with what I know of what we share; the request is quoted whole and no stock question follows it."""

from __future__ import annotations

import pytest
from tests.agent.conversation.test_asking import NOW, page, prompts
from tests.agent.conversation.test_saying import words

from learnlearn import pipeline
from learnlearn.contract.conversation import Prompt
from learnlearn.contract.me import Me
from learnlearn.contract.note import Note
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.conversation.history import History
from learnlearn.conversation.lines import asking_part, is_question, only_asks
from learnlearn.conversation.patterns import family, languages, tongue
from learnlearn.interests.model import Source

ASKS = "My dry stone wall bulges in the middle. Do I take it all down?"
WALLER = "I have laid dry stone walls on Saturdays for twenty years."
HELP = ("Shall I tell you what I would try?", "Would it help to hear what I would do?", "What would help you most here?")


def helped(me: Me, them: ProfileSnapshot) -> list[Prompt]:
    """The prompts that give something."""
    return [prompt for prompt in prompts(me, them) if prompt.kind == "share"]


def test_who_asks_in_my_trade_is_offered_what_i_know() -> None:
    """Their request whole, how I know the thing, and an offer; the reason says that my own page shows it."""
    told = helped(Me(about=WALLER, interests=("dry stone walling",)), page(ASKS))
    assert len(told) == 1
    assert ASKS in told[0].text
    assert WALLER in told[0].text
    assert told[0].text.endswith(family("share", "en").question["help"]["offer"])
    assert told[0].reason == family("share", "en").reason_help
    assert told[0].evidence[0].text in WALLER


def test_a_position_is_not_quoted_but_said() -> None:
    """Who lists a trade says that it is their work, and the title is the proof under it."""
    me = Me(positions=({"title": "Dry stone waller", "organization": "", "start": "", "end": "", "description": ""},))
    told = helped(me, page(ASKS))
    assert [any(line in prompt.text for line in family("share", "en").mine["trade"]) for prompt in told] == [True]
    assert "Dry stone waller" in told[0].evidence[0].text
    assert "“Dry stone waller”" not in told[0].text


def test_an_offer_of_mine_is_made_only_where_they_speak_of_it() -> None:
    """Who asks how to get two babies to sleep is not told of engines, though somebody asks; the control names the engine."""
    me = Me(about="I read timetables.", offers=("explaining marine diesels to anybody",))
    asks = "How does anyone get both down at once in a shared room??? One wakes the other like a fire alarm. We're at 4 hrs total. Please."
    assert helped(me, page(asks)) == []
    assert helped(me, page("Does anybody here know marine diesels? Ours stalls at the lock.")), "the control"


@pytest.mark.parametrize(
    ("me", "text"),
    [
        (Me(interests=("dry stone walling",)), ASKS),
        (Me(about=WALLER), "My dry stone wall stands at last, every yard of it."),
        (Me(about="I read timetables."), ASKS),
    ],
)
def test_nothing_is_offered_where_nothing_is_asked_or_known(me: Me, text: str) -> None:
    """Who only lists it is no master; who tells asks for nothing; what we do not share is not mine to give."""
    assert helped(me, page(text)) == []
    assert helped(Me(about=WALLER), page(ASKS)), "the control"


def test_an_offer_that_was_made_is_not_made_again() -> None:
    """Its id is kept with the note, and what is set aside says so."""
    me, them = Me(about=WALLER, interests=("dry stone walling",)), page(ASKS)
    first = helped(me, them)[0]
    note = Note(id="0" * 26, kind="asked", text=first.text, at=NOW, prompt_id=first.id, prompt_text=first.text)
    again = pipeline.answer(them, pipeline.read_me(me, NOW.date()), History(kept=True, notes=(note,)), NOW)
    assert first.id not in {prompt.id for prompt in again.prompts}
    assert "asked_before" in {aside.why for aside in again.set_aside}


def test_a_request_is_quoted_whole() -> None:
    """What is wanted stands in the first sentence more often than in the one with the question mark."""
    asks = "Carbon brushes wanted for a vacuum cleaner of '83. The shop laughed at me. Who knows where to find parts?"
    told = helped(Me(offers=("tracking down spare parts for old appliances like a vacuum cleaner",)), page(asks))
    assert [asks.rstrip("?") in prompt.text for prompt in told] == [True]
    assert asking_part(asks) == asks
    long = f"{'The shop laughed at me and so did the postman. ' * 4}Who knows where to find parts for a machine of that age and make?"
    assert asking_part(long) == long[-65:] or asking_part(long).endswith("that age and make?"), "the control: too long to be taken in"
    assert len(asking_part(long)) < len(long)


@pytest.mark.parametrize(
    ("text", "asks"),
    [("Who knows where?", True), ("Which oven? Which stone?", True), ("Mine is old. Who knows where?", False), ("Mine is old.", False)],
)
def test_you_ask_is_said_only_of_what_asks(text: str, asks: bool) -> None:
    """A line of which a part asks is introduced as written."""
    assert only_asks(text) is asks


@pytest.mark.parametrize(
    ("language", "text", "said", "asks"),
    [
        ("es", "Tengo una pared con salitre, ¿qué le pongo? Ladrillo, 1940.", "Ladrillo, 1940.", False),
        ("es", "Tengo una pared con salitre, ¿qué le pongo? Ladrillo, 1940.", "Tengo una pared con salitre, ¿qué le pongo?", True),
        ("en", "He looked at the invoice and asked: 'and the rest?'", "", False),
        ("en", "what do I say to touchline parents", "", True),
        ("en", "helping teams reach the summit", "", False),
        ("en", "Help wanted at the allotment", "", True),
    ],
)
def test_what_asks_is_known_by_its_words(language: str, text: str, said: str, asks: bool) -> None:
    """A verb that says I makes a question one's own; what somebody is told to have said is not asked; a word that only begins alike asks nothing."""
    assert is_question(words(text, said, Source.POST, "posts.0", 3), tongue(language)) is asks


def test_an_offer_in_my_own_language_is_shown() -> None:
    """Where the prompt is in another, my words stand as they are, and it is said whose they are."""
    me = Me(offers=("stripping dry stone walls and rebuilding them",), languages=("English", "Deutsch"))
    them = page("Wer kennt sich mit Trockenmauern aus? Meine Trockenmauer ist nach dem Frost eingestürzt und ich brauche Hilfe beim Aufbauen.")
    told = helped(me, them)
    assert [prompt.language for prompt in told] == ["de"]
    assert "„stripping dry stone walls and rebuilding them“" in told[0].text


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_language_can_help(language: str) -> None:
    """Each has words for a trade, for practice and for an offer in another language, and questions that offer."""
    voice = family("share", language)
    assert all(len(voice.mine[form]) > 1 for form in ("trade", "practice", "foreign"))
    assert all(len(voice.question[sort]["offer"]) > 1 for sort in ("help", "piece"))
    assert voice.reason_help
