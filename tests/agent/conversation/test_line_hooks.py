"""What in a line is asked about: a hook holds where a line says so and nowhere else, and its questions fit only such a line."""

from __future__ import annotations

import re

import pytest
from tests.agent.conversation.blanks import insiders_question
from tests.agent.conversation.drawn import written
from tests.agent.conversation.test_asking import page, prompts

from learnlearn.contract.me import Me
from learnlearn.conversation.book import line_book
from learnlearn.conversation.hooks import hooked, hooked_abroad, hooks
from learnlearn.conversation.lines import is_turned
from learnlearn.conversation.patterns import family, languages, tongue
from learnlearn.lexicon.build.source import load_all
from learnlearn.text.language import detect

STRANGER = Me(about="I read timetables.", interests=("timetables",))


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_hook_holds_where_it_should(language: str) -> None:
    """Each on its own examples, as the first that does; on none of its counterexamples."""
    among = hooks(language)
    for name, hook in among.items():
        for line in hook.yes:
            asking = (one for one in among if hooked(line, [among[one]], learning=not hook.ask))
            assert next(asking, "") == name, line
            assert not hook.learn or hooked(line, [hook], learning=True), line
        assert [line for line in hook.no if hook.found_in(line, None)] == []
        assert hook.ask or hook.learn, name
        assert all(not re.search(r"\{(?!word\})", line) for line in (*hook.ask, *hook.learn)), name
    print(f"{language}: {len(among)} hooks, {sum(len(hook.ask) for hook in among.values())} questions")
    assert len(among) >= 25


def test_a_hook_is_no_net() -> None:
    """Of the lexicon's own English sentences a part has one, most have none, and no single hook holds more than a few in a hundred."""
    lines = [line for domain in load_all().values() for one in domain.concept for line in one.yes if (detect(line) or "en") == "en"][::10]
    names = [next((name for name, hook in hooks("en").items() if hooked(line, [hook])), "") for line in lines]
    held = len(lines) - names.count("")
    print(f"{held} of {len(lines)} sentences; the commonest hook {max(map(names.count, set(names) - {''}))} times")
    assert len(lines) / 10 < held < len(lines) / 2
    assert all(names.count(name) < len(lines) / 20 for name in set(names) - {""})


def test_the_question_is_about_what_the_line_tells() -> None:
    """A find is asked what became of it; a line that tells nothing of the kind is not."""
    found = prompts(STRANGER, page("Took down a gap on the top road and found a clay pipe in the hearting."))
    asked = tuple(line.format(word="clay pipe") for line in hooks("en")["a find"].ask if "{word}" in line)
    assert [prompt.text.endswith(asked) for prompt in found] == [True]
    plain = prompts(STRANGER, page("Sat on the top road for an hour and looked at the hearting."))
    assert not any(prompt.text.endswith(asked) for prompt in plain), "the control"


def test_the_word_that_a_question_names_is_theirs() -> None:
    """A name in a question stands in the words that are quoted."""
    told = prompts(STRANGER, page("The terrier is called Handkerchief and sleeps in the barrow."))
    assert ["Handkerchief" in prompt.text.rpartition("”")[2] for prompt in told] == [True]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Found a wedding ring under the dampers.", "wedding ring"),
        ("Found a clay pipe and a crisp packet.", "clay pipe"),
        ("Found a ring Peter had lost.", ""),
        ("Found the centre of the labyrinth.", None),
    ],
)
def test_a_thing_is_named_only_where_its_words_end_cleanly(line: str, word: str | None) -> None:
    """Before a small word or a stop; else the find is asked about without its name, and what is no find is not asked about at all."""
    held = hooked(line, [hooks("en")["a find"]])
    assert (held.word if held else None) == word
    assert held is None or all(("{word}" in one) == bool(word) for one in held.lines)


def test_a_learner_asks_about_what_the_line_teaches() -> None:
    """Who says what it must be and what not is asked how one gets that wrong; a list of steps is asked about its steps."""
    me = Me(learning=("steering a narrowboat into a lock",))
    told = [
        one
        for one in prompts(me, page("Steering a narrowboat into a lock: look at where you want the stern to go, not the bow."))
        if one.kind == "learn"
    ]
    assert [one.text.endswith(hooks("en")["not so but so"].learn) for one in told] == [True]
    plain = [one for one in prompts(me, page("Steering a narrowboat into a lock is what I do on Saturdays.")) if one.kind == "learn"]
    assert [one.text.endswith(hooks("en")["not so but so"].learn) for one in plain] == [False], "the control"


@pytest.mark.parametrize(
    ("wish", "line", "is_named"),
    [
        ("steering a pilot gig", "Steering a pilot gig is talking, and most of it is said too late.", True),
        ("how to steer a pilot gig", "Steering a pilot gig is talking, and most of it is said too late.", False),
        ("ein Ruderboot steuern", "Steering a pilot gig is talking, and most of it is said too late.", False),
    ],
)
def test_a_wish_stands_in_the_question_where_its_words_can(wish: str, line: str, is_named: bool) -> None:
    """Where their line gives nothing to ask, what I want to learn is in the question; not where it would be no grammar, or another language."""
    told = [one for one in prompts(Me(learning=(wish, "pilot gig"), languages=("English",)), page(line)) if one.kind == "learn"]
    asked = {line.format(wish=wish) for line in family("learn", "en").question["wish"]["advice"]}
    assert told
    assert [any(line in one.text for line in asked) for one in told if wish in one.reason] == [is_named] * is_named


def test_nothing_hangs_behind_a_colon_of_a_question() -> None:
    """In every written pair: what stands behind a question is mine, and no question ends in a whole line of theirs."""
    shown = [prompt for pair in written() for prompt in pair.answer().prompts]
    hanging = [prompt.text for prompt in shown if re.search(r": [“„«][^”“»]+[”“»]\s?\?$", prompt.text)]
    print(f"{len(shown)} prompts read")
    assert hanging == []
    assert re.search(r": [“„«][^”“»]+[”“»]\s?\?$", "How did this start: “I row before dawn”?"), "the control"


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Stromausfall mitten in der Probe, und keiner hatte eine Kerze.", "a mishap"),
        ("es", "Alguien puso un pato en la caja de las herramientas.", "somebody did"),
        ("fr", "Jour 14 au fournil, et la pâte ne colle plus.", "so far along"),
    ],
)
def test_a_line_in_another_language_is_seen_by_its_own_hooks(language: str, text: str, name: str) -> None:
    """It is asked in ours by the hook of the same name, and no word of it stands in the question."""
    found = hooked_abroad(text, language, hooks("en"))
    assert found is not None
    assert found.lines == tuple(line for line in hooks("en")[name].ask if "{word}" not in line)
    assert found.word == ""
    assert hooked(text, hooks("en").values()) is None, "the control: ours do not see it"


def test_what_many_could_be_asked_comes_last() -> None:
    """With two lines that give something to ask about, one that gives nothing is left out, though it is about what we share."""
    waller = Me(interests=("dry stone walling",))
    plain = "Sat beside the dry stone wall and looked at the valley for an hour or so."
    find, bet = "Took down a gap on the top road and found a clay pipe in the hearting.", "My wife bet me that the gate would not close."
    alone = prompts(waller, page(plain))
    assert len(alone) == 1
    shown = prompts(waller, page(plain, find, bet))
    asked = [line.format(word="clay pipe") for name in ("a find", "a bet") for line in hooks("en")[name].ask]
    assert len(shown) == 2
    assert all(prompt.text.endswith(tuple(asked)) or insiders_question(prompt.text, "en") for prompt in shown), [prompt.text for prompt in shown]


def test_of_several_proofs_the_one_that_tells_something_is_quoted() -> None:
    """Of two lines about what we share, neither of which an insider has a question on, the one with a find in it comes first."""
    me = Me(interests=("Cotherwick mill",))
    plain = "Sat beside Cotherwick mill this morning and looked at the water for an hour or so."
    found = "Found a clay pipe under the floor of Cotherwick mill."
    both = [one.text for one in prompts(me, page(plain, found)) if one.kind == "connect"]
    assert ["clay pipe" in text for text in both] == [True]
    alone = [one.text for one in prompts(me, page(plain)) if one.kind == "connect"]
    assert ["looked at the water" in text for text in alone] == [True], "the control"


def test_a_guide_is_not_asked_for_its_first_thing() -> None:
    """Whose line counts up how it is done is asked about what it counts up."""
    me = Me(learning=("pitching a board game prototype to publishers",))
    steps = "Pitching a board game prototype to publishers: one page, one hook, never the back story first."
    told = [prompt for prompt in prompts(me, page(steps)) if prompt.kind == "learn"]
    assert [prompt.text.endswith(family("learn", "en").question["how"]["advice"]) for prompt in told] == [True]


def test_words_are_not_cut_where_they_turn() -> None:
    """Of a sentence that goes on with "now" or "but" nothing is cut away: mine is left out instead."""
    text = "Every year since 2004 at the games fair in Essen, first with a rucksack, now with a stand of my own."
    assert is_turned(text, "Every year since 2004 at the games fair in Essen", tongue("en"))
    assert not is_turned(text, text, tongue("en"))
    assert not is_turned("We row, and then we rest. Now it rains.", "We row, and then we rest.", tongue("en"))
    mine = "Essen haul in one suitcase, my customs officer very patient, fourteen boxes of board games, and I would go again at once."
    me = Me(about=mine, interests=("SPIEL Essen", "board games"))
    shown = prompts(me, page(about=text))
    assert shown
    assert all(text.rstrip(".") in prompt.text for prompt in shown if "2004" in prompt.text)


@pytest.mark.parametrize("language", sorted(languages()))
def test_the_questions_that_failed_are_gone(language: str) -> None:
    """Seven stock questions, in nine languages: they fit anybody, and readers said so."""
    gone = {
        "en": "How did that start|since you started|do people say|would you add to|told you at the start|What happened next|first thing you",
        "de": "Wie hat das angefangen|anders als am Anfang|Was sagen andere|hinzufügen|am Anfang gern gewusst|danach passiert|als Erstes zeigen",
        "es": "Cómo empezó eso|cambiado desde el principio|Qué dice la gente|hoy\\?|saber al empezar|Qué pasó después|lo primero que me",
        "fr": "commencé \\?|changé depuis le début|disent les autres|aujourd'hui \\?|savoir au début|passé ensuite|en premier \\?$",
        "it": "cominciato tutto|cambiato dall'inizio|dicono gli altri|oggi\\?|voluto sapere|successo dopo|la prima cosa che mi",
        "nl": "is dat begonnen|anders dan in het begin|zeggen anderen|vandaag aan toevoegen|begin willen weten|gebeurde er daarna|me het eerst laten",
        "pt": "Como começou isso|mudou desde o começo|dizem os outros|acrescentaria|sabido no começo|aconteceu depois|primeira coisa que me",
        "hi": "शुरुआत कैसे हुई|शुरू से अब तक|लोग क्या कहते|क्या जोड़ेंगे|क्या पता होता|फिर क्या हुआ|पहले क्या दिखाएँगे",
        "hi-Latn": "shuruaat kaise hui|Shuru se ab tak|log kya kehte|kya jodenge|kya pata hota|Phir kya hua|pehle kya dikhayenge",
    }[language]
    learn = family("learn", language).question
    lines = [*line_book(language).questions(), *(line for sort in ("any", "how") for some in learn[sort].values() for line in some)]
    assert len(lines) > 40
    assert [line for line in lines if re.search(gone, line) and "su en premier" not in line] == []
