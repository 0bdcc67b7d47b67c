"""Every sentence of ours, read one by one: plain, short, whole, one question, no claim that nobody can prove."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from typing import get_args

import pytest
from tests.agent.conversation.reading import grade, syllables, words

from learnlearn.contract.conversation import PromptKind
from learnlearn.conversation.book import Sort, line_book
from learnlearn.conversation.hooks import hooks
from learnlearn.conversation.patterns import Family, Tongue, family, languages, tongue

KINDS: tuple[PromptKind, ...] = ("learn", "share", "connect", "return", "curious")
FORMAL = ("de", "es", "fr", "it", "nl")
EVERY = [(kind, language) for kind in KINDS for language in sorted(languages())]
# What a stranger cannot know, and a hurried user would say untruly: to have loved, kept, learnt from or long thought of what was read a moment ago.
PRETENDED = re.compile(
    r"\b(I (?:really |truly )?(?:love|enjoy)\w*|inspir\w+|amaz\w+|great|stayed with me|kept your|learnt something from"
    r"|I read it twice|made me (?:smile|stop)|could not agree)\b"
)


def statements(voice: Family | Tongue) -> Iterator[str]:
    """The sentences that are no questions."""
    for name in ("opening", "quoted", "then", "mine", "first", "because"):
        for lines in getattr(voice, name, {}).values():
            yield from lines


def questions(voice: Family) -> Iterator[str]:
    """The questions, with and without their words in them."""
    for lines in voice.asked.values():
        yield from lines
    for sorts in voice.question.values():
        for lines in sorts.values():
            yield from lines


def everything(language: str) -> list[str]:
    """Every sentence of a language, each once."""
    spoken = tongue(language)
    book = line_book(language)
    found = [*statements(spoken), *(rung.ask for rungs in spoken.ladder.values() for rung in rungs), *book.questions()]
    found += [line for hook in hooks(language).values() for line in (*hook.ask, *hook.learn)]
    for kind in KINDS:
        found += [*statements(family(kind, language)), *questions(family(kind, language))]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_line_takes_its_slots_and_asks_once(kind: PromptKind, language: str) -> None:
    """A question has one question mark, at its end; a statement has none; every line is filled without an error and stays short."""
    voice, spoken, example = family(kind, language), tongue(language), family(kind, language).example[0]
    slots = {"theirs": example.theirs, "mine": example.mine, "thing": example.label or "x", "piece": "a ring", "day": "1", "joined": "rowing"}
    slots |= {"retold": "you row at dawn", "Retold": "You row at dawn", "wish": "keeping bees"}
    for line in questions(voice):
        assert line.count("?") == 1, line
        assert line.rstrip().endswith("?"), line
        assert len(line.format(**slots)) <= 160
    for line in (*statements(voice), *statements(spoken)):
        assert "?" not in line, line
        assert line.format(**slots)
    assert all("{theirs}" in line for lines in voice.asked.values() for line in lines)
    assert all(
        "{theirs}" in line or "{retold}" in line for form, lines in {**spoken.opening, **voice.opening}.items() for line in lines if form != "same"
    )
    assert voice.reason.format(label="x", mine="y", day="z", why="w")
    assert all(answer in spoken.ladder for sorts in voice.question.values() for answer in sorts)


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_question_about_a_line_takes_its_slots_and_asks_once(language: str) -> None:
    """One question mark, at its end; every list has the slot that it needs, and no other: no question ends in a whole line of theirs."""
    book = line_book(language)
    for line in book.questions():
        assert line.count("?") == 1, line
        assert len(line.format(piece="a wedding ring", theirs="Found a ring.")) <= 160
    for line in (line for sort in get_args(Sort) for line in book.asking(sort).about):
        assert line.count("{piece}") == 1, line
    for sort in get_args(Sort):
        assert not any("{" in line for line in book.asking(sort).after), sort
        assert len(book.asking(sort).after) >= 3


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_quotation_has_both_marks(language: str) -> None:
    """Marks are those of the language, in pairs, and nothing but words of theirs or mine stands between them."""
    opened, closed = tongue(language).marks[:2]
    for line in everything(language):
        inside = re.findall(f"{re.escape(opened)}(.*?){re.escape(closed)}", line)
        assert line.count(opened.strip()) == line.count(closed.strip()) == len(inside), line
        assert set(inside) <= {"{theirs}", "{mine}", "{piece}", "{word}"}, line


@pytest.mark.parametrize("language", sorted(languages()))
def test_what_i_list_stands_behind_a_colon(language: str) -> None:
    """A tag of mine is in no verb's place and in no quotation marks: whatever its grammar, it fits."""
    kept = {"interest", "cause", "item", "named", "subject", "wish", "offer"}
    voices = [family(kind, language) for kind in ("connect", "learn", "share")]
    lists = {name: lines for voice in voices for name, lines in (*voice.mine.items(), *voice.first.items()) if name in kept}
    said = [line for lines in lists.values() for line in lines if "{mine}" in line]
    print(f"{language}: {len(said)} sentences")
    assert len(said) >= 12
    assert [line for line in said if not re.search(r": ?\{mine\}[.।]$", line)] == []
    assert not re.search(r": ?\{mine\}[.।]$", "I want to learn “{mine}”."), "the control"


def test_rule_13_plain_words_in_english() -> None:
    """The reading grade: no sentence above the seventh school year, all of them together about the first; and the measure tells plain from stiff."""
    graded = [(grade(line), line) for line in everything("en") if len(words(line)) > 2]
    print(f"{len(graded)} sentences, mean grade {statistics.mean(one for one, _ in graded):.2f}, highest {max(graded)[0]:.1f}: {max(graded)[1]}")
    assert max(graded)[0] <= 7
    assert statistics.mean(one for one, _ in graded) <= 3
    stiff = "Considering our demonstrably complementary professional trajectories, might collaborative opportunities materialise?"
    assert grade(stiff) > 20, "the control"
    assert [syllables(word) for word in ("what", "made", "story", "beginner", "learned", "little")] == [1, 1, 2, 3, 1, 2]


@pytest.mark.parametrize("language", sorted(languages() - {"en"}))
def test_rule_13_plain_words_elsewhere(language: str) -> None:
    """No sentence longer than sixteen words, eight on average; no word longer than eighteen letters, five and a half on average."""
    said = [words(line) for line in everything(language)]
    lengths = [len(one) for one in said if one]
    letters = [len(word) for one in said for word in one]
    print(f"{language}: {len(said)} sentences, {statistics.mean(lengths):.1f} words each, {statistics.mean(letters):.1f} letters a word")
    assert max(lengths) <= 16
    assert statistics.mean(lengths) <= 8
    assert max(letters) <= 18
    assert statistics.mean(letters) <= 5.5


def test_rule_7_nothing_is_pretended() -> None:
    """No sentence claims what a person who opened a page a moment ago cannot honestly say."""
    assert [line for line in everything("en") if PRETENDED.search(line)] == []
    for said in ("I really enjoyed your post.", "Your line stayed with me.", "I kept your words.", "Your journey is inspiring."):
        assert PRETENDED.search(said), "the control"


@pytest.mark.parametrize("language", FORMAL)
def test_both_forms_of_address_are_whole(language: str) -> None:
    """Where a language has two, every line holds together in both, no mark of the data is left, and the formal one never slips."""
    slips = {
        "de": r"\b(du|dich|dir|dein\w*)\b",
        "es": r"\b(tú|tu|tus|te|ti|tuy[oa]s?)\b",
        "fr": r"\b(tu|te|toi|ton|ta|tes|t')\b",
        "it": r"\b(tu|ti|te|tuo|tua|tuoi|tue)\b",
        "nl": r"\b(je|jij|jou|jouw|jezelf)\b",
    }
    books = [line_book(language, formal=formal) for formal in (False, True)]
    asked = [[line for hook in hooks(language, formal=formal).values() for line in (*hook.ask, *hook.learn)] for formal in (False, True)]
    lines = [*zip(*(book.questions() for book in books), strict=True), *zip(*asked, strict=True)]
    for informal, formal in lines:
        assert not re.search(r"[\[\]|]", informal + formal), informal
        assert not re.search(slips[language], formal, re.IGNORECASE), formal
    changed = sum(informal != formal for informal, formal in lines)
    for kind in KINDS:
        pairs = zip(_all(kind, language, formal=False), _all(kind, language, formal=True), strict=True)
        for informal, formal in pairs:
            assert not re.search(r"[\[\]|]", informal + formal), informal
            assert not re.search(slips[language], formal, re.IGNORECASE), formal
            changed += informal != formal
    print(f"{language}: {changed} lines differ between the two")
    assert changed > 30


def _all(kind: PromptKind, language: str, *, formal: bool) -> list[str]:
    voice, spoken = family(kind, language, formal=formal), tongue(language, formal=formal)
    return [*statements(voice), *questions(voice), *statements(spoken), *(rung.ask for rungs in spoken.ladder.values() for rung in rungs)]


@pytest.mark.parametrize("language", sorted(languages()))
def test_no_line_stands_twice_in_one_list(language: str) -> None:
    """A line that stands twice would come twice as often."""
    for kind in KINDS:
        voice = family(kind, language)
        lists = [
            *voice.asked.values(),
            *voice.mine.values(),
            *voice.because.values(),
            *(one for sorts in voice.question.values() for one in sorts.values()),
        ]
        assert [lines for lines in lists if len(set(lines)) < len(lines)] == []


@pytest.mark.parametrize("language", sorted(languages()))
def test_curiosity_makes_no_excuses(language: str) -> None:
    """No statement of any kind says that it is only curiosity: where nothing of mine stands near, a prompt just asks."""
    plea = re.compile(r"curio|neugier|nieuwsgier|जिज्ञास|jigyasa", re.IGNORECASE)
    said = [line for kind in KINDS for line in statements(family(kind, language))]
    assert len(said) > 50
    assert [line for line in said if plea.search(line)] == []
    assert plea.search("Ich frage aus reiner Neugier."), "the control"
