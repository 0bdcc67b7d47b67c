"""Where an insider's question is asked, and where it is not: about what their words prove, once a screen, never in the place of an answer."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.agent.conversation.blanks import insiders_question
from tests.agent.conversation.drawn import written

from learnlearn import pipeline
from learnlearn.contract.conversation import Prompt
from learnlearn.contract.me import Me
from learnlearn.contract.snapshot import Post, ProfileSnapshot
from learnlearn.conversation.asking import Insider
from learnlearn.conversation.book import line_book
from learnlearn.conversation.history import History
from learnlearn.conversation.hooks import hooks
from learnlearn.conversation.insiders import of_insider, of_learner
from learnlearn.conversation.lines import is_learning
from learnlearn.interests.beliefs import beliefs_of
from learnlearn.interests.model import Evidence, Source, Span
from learnlearn.interests.read import read_page
from learnlearn.matching.model import Subject
from learnlearn.matching.subjects import subjects

NOW = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
WALLER = Me(about="On Saturdays I turn up with a walling hammer and get in the way.", interests=("dry stone walling",))
TOLD = "Rebuilt four yards of dry stone wall before the rain and went home with all ten fingers."
WALLS = "dry stone walling"


def page(*texts: str, **more: object) -> ProfileSnapshot:
    """Somebody's page with posts of last week."""
    posts = tuple(Post(text=text, date=NOW.date() - dt.timedelta(days=7)) for text in texts)
    return ProfileSnapshot.model_validate({"site": "web", "url": "https://a.example/", "captured_at": NOW, "name": "A", "posts": posts, **more})


def prompts(me: Me, them: ProfileSnapshot) -> tuple[Prompt, ...]:
    """What would stand on the screen."""
    return pipeline.answer(them, pipeline.read_me(me, NOW.date()), History(), NOW).prompts


def asked(prompt: Prompt) -> str:
    """The insider's question in a prompt, or ""."""
    return insiders_question(prompt.text, prompt.language)


def test_what_both_share_is_asked_as_an_insider_would() -> None:
    """Their line, mine, and a question about the thing; where neither their words name it nor it is surely shared, the line's own question."""
    me, them = pipeline.read_me(WALLER, NOW.date()), page(TOLD)
    ground = pipeline.common_ground(them, me, NOW.date())
    told = pipeline.converse(them, me, ground, History(), NOW).prompts[0]
    assert asked(told) in of_insider(WALLS, "en")
    assert "all ten fingers" in told.text
    unnamed = dataclasses.replace(ground, subjects=())
    assert asked(pipeline.converse(them, me, unnamed, History(), NOW).prompts[0]) in of_insider(WALLS, "en")
    unsure = dataclasses.replace(unnamed, common=tuple(dataclasses.replace(one, score=0.5) for one in ground.common))
    assert asked(pipeline.converse(them, me, unsure, History(), NOW).prompts[0]) == "", "the control"


@pytest.mark.parametrize(
    "text",
    [
        "Looking for a walling hammer, dry stone size, with some handle left.",
        "Dry stone walling hammer for sale, two pounds and a half, handle nearly new.",
        "Who can tell me where the dry stone walling club meets now?",
        "Dry stone walling day on 14 November at the sheepfold.",
        "My dry stone wall collapsed in the night and the sheep found it first.",
    ],
)
def test_a_line_that_wants_an_answer_is_not_interviewed(text: str) -> None:
    """Who looks, sells, asks, has a day before them or an accident behind them is asked about that; a plain line gets the insider's question."""
    assert [asked(prompt) for prompt in prompts(WALLER, page(text))] == [""]
    assert any(asked(prompt) for prompt in prompts(WALLER, page(TOLD))), "the control"


def test_what_somebody_lists_is_asked_about_from_inside() -> None:
    """A name in a list is no riddle about another line of theirs."""
    first = prompts(WALLER, page("The 7:52 was late again and nobody sighed.", interests=(WALLS,)))[0]
    assert asked(first) in of_insider(WALLS, "en")
    assert "7:52" not in first.text


def test_of_what_nobody_shares_only_the_topic_of_a_line_is_asked_about() -> None:
    """A line about walling is; a walling hammer that props a door open is a word in a line about something else."""
    about = [TOLD, "Cheek ends first, hearting packed tight, and throughs every yard of the wall."]
    beside = "The baker's son won the chess cup on Sunday and bought us all a round of cider."
    stranger = Me(about="I read timetables.", interests=("timetables",))
    assert any(asked(prompt) for prompt in prompts(stranger, page(*about)))
    topics = {one.label: one.is_topic for one in subjects(beliefs_of(read_page(page(beside), NOW.date())))}
    print(topics)
    assert not any("bak" in label for label, is_topic in topics.items() if is_topic)


def test_no_question_of_an_insider_comes_twice_on_a_screen() -> None:
    """Two lines about one thing: each has a question of its own, in a language with one as well."""
    me = Me(interests=("Schach",), learning=("Endspiele im Schach",))
    them = page("Im Schach gewinnt man Endspiele mit dem König, nicht mit der Dame.", "Schach am Montag, drei Partien verloren, zwei davon gern.")
    for shown in (prompts(me, them), prompts(WALLER, page(TOLD, "Dry stone walling at dusk: the last stone always fits."))):
        said = [question for question in map(asked, shown) if question]
        assert len(set(said)) == len(said)


def test_a_learner_asks_what_a_learner_asks() -> None:
    """Who wants to learn the thing asks a learner's question; who meets a fellow learner asks as one who is learning too, and says so."""
    me = Me(about="I mend clocks.", learning=(WALLS,))
    taught = next(
        prompt
        for prompt in prompts(me, page("For a dry stone wall lay the throughs every yard and never two joints above each other."))
        if prompt.kind == "learn"
    )
    assert asked(taught) in of_learner(WALLS, "en")
    fellow = prompts(me, page("Three months of dry stone walling and today my teacher kept one of my stones. I am still learning."))
    told = [prompt for prompt in fellow if prompt.kind == "learn"]
    assert all(asked(prompt) in of_insider(WALLS, "en") and "learning it too" in prompt.reason for prompt in told)


@pytest.mark.parametrize(
    ("language", "text", "wish", "learns"),
    [
        ("en", "Eight months of Georgian, and I read a shop sign.", "georg", True),
        ("en", "I'm learning to steer.", "", True),
        ("en", "I teach Georgian, and after two months of Georgian everybody reads a shop sign.", "georg", False),
        ("en", "Eight months of rain, and then Georgian guests.", "wine", False),
        ("it", "Otto mesi di georgiano e ieri ho capito una frase intera.", "georg", True),
        ("it", "Insegno georgiano: dopo otto mesi di georgiano si legge tutto.", "georg", False),
        ("de", "Ich lerne Georgisch und verstehe die Speisekarte.", "", True),
        ("es", "Sigo aprendiendo a templar el barro.", "", True),
        ("fr", "J'apprends l'accordéon, les voisins aussi.", "", True),
        ("pt", "Estou aprendendo choro devagar.", "", True),
        ("nl", "Ik leer Fries en zwijg nog veel.", "", True),
        ("hi", "मैं सितार सीख रही हूँ।", "", True),
        ("hi-Latn", "Main sitar seekh rahi hoon.", "", True),
        ("de", "Ich baue Öfen seit dreißig Jahren.", "", False),
    ],
)  # fmt: skip
def test_who_is_learning_says_so(language: str, text: str, wish: str, learns: bool) -> None:
    """By a word, or by a time beside the thing itself; who teaches is no fellow learner."""
    assert is_learning(text, line_book(language), frozenset({wish} - {""})) is learns


def test_no_prompt_begins_with_quoted_words_in_lower_case() -> None:
    """They stand inside a sentence that begins with ours; the control is the list of sentences, half of which would."""
    shown = [prompt for seed in range(12) for prompt in prompts(WALLER, page(TOLD, url=f"https://a.example/{seed}"))]
    assert [prompt.text for prompt in shown if prompt.text.startswith("“dry")] == []
    assert any("“dry stone walling”" in prompt.text for prompt in shown) or any(prompt.text.startswith("On Saturdays") for prompt in shown)


def test_a_request_beside_a_finding_is_answered_and_the_finding_left_unsaid() -> None:
    """The sentence that asks is taken up alone; where a death stands beside it, nothing is."""
    me = Me(about="I teach people to move.", offers=("showing exercises for tired shoulders",))
    asks = "Does anybody know exercises for tired shoulders that work in an office?"
    told = [prompt for prompt in prompts(me, page(f"X-ray clear. {asks}")) if prompt.kind == "share"]
    assert [asks in prompt.text and "X-ray" not in prompt.text for prompt in told] == [True]
    assert not prompts(me, page(f"My father died on Tuesday. {asks}"))
    assert any("cellar" in prompt.text for prompt in prompts(me, page(f"The cellar is cold. {asks}")) if prompt.kind == "share"), "the control"


@pytest.mark.parametrize(("text", "is_asked"), [("Tea at the dry stone wall.", False), ("By noon the dry stone wall stood.", True)])
def test_where_something_was_is_not_what_a_line_is_about(text: str, is_asked: bool) -> None:
    """Of what nobody shares: a wall at which tea was drunk is a place."""
    span = Span("posts.0", Source.POST, text)
    start = text.index("dry stone wall")
    words = Evidence(span, start, start + len("dry stone wall"))
    insider = Insider((Subject(WALLS, words, is_topic=True),), "en", formal=False, cut=line_book("en").cut)
    assert bool(insider.of_line(Evidence(span, 0, len(text)))) is is_asked


def test_what_is_said_of_mine_speaks_for_the_thing() -> None:
    """Of a long sentence of mine the clause that proves it, not the one that comes first."""
    me = Me(about="I dispense by day and count rests by night: I have laid dry stone walls on Saturdays since school, mostly badly.")
    said = next(prompt for prompt in prompts(me, page(TOLD)) if prompt.kind == "connect").text
    assert "I have laid dry stone walls on Saturdays since school" in said
    assert "count rests" not in said


def test_an_insiders_question_never_stands_first() -> None:
    """It leans on the line before it."""
    shown = [prompt for pair in written() for prompt in pair.answer().prompts]
    first = [prompt.text for prompt in shown if asked(prompt) and prompt.text.startswith(asked(prompt))]
    print(f"{sum(bool(asked(prompt)) for prompt in shown)} of {len(shown)} prompts ask as an insider would")
    assert first == []
    assert any(map(asked, shown)), "the control"


def test_a_third_person_is_asked_about_last() -> None:
    """A line about a pupil is passed over for one of their own, and left out where anything else was said."""
    stranger = Me(about="I read timetables.", interests=("timetables",))
    pupil, own = "A pupil of ours is 71 and married to somebody from Volos.", "Finished the big oak table at midnight and slept on it."
    assert [pupil[:20] in prompt.text for prompt in prompts(stranger, page(pupil, own))] == [False]
    assert [pupil[:20] in prompt.text for prompt in prompts(stranger, page(pupil))] == [True], "the control"


def test_where_the_insiders_question_is_taken_the_line_is_asked_about_what_it_tells() -> None:
    """Two lines about one thing of which an insider has one question: the second is asked about its find, not plainly."""
    me = Me(about="Toco el bandoneón de mi tía en la cocina.", interests=("bandoneón",), languages=("español",))
    first, second = (
        "Afino bandoneones alemanes que cruzaron el mar en 1926.",
        "Encontré una carta de amor dentro del fuelle de un Doble A. No la leí entera.",
    )
    both = prompts(me, page(second, about=first))
    assert [bool(asked(one)) for one in both] == [True, False]
    assert both[1].text.endswith(hooks("es")["a find"].ask)
    assert [bool(asked(one)) for one in prompts(me, page(second))] == [True], "the control: alone it is asked as an insider would"
