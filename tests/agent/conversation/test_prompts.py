"""The rules of a prompt (research on what makes people answer; agent/README.md lists them), each a promise kept by code."""

from __future__ import annotations

import collections
import dataclasses
import itertools
import random
import re

import pytest
from tests.agent.conversation.strangers import NOW, TODAY, Stranger, evidence, note, stranger

from learnlearn.contract.conversation import Prompt
from learnlearn.conversation.compose import compose
from learnlearn.conversation.excerpt import excerpt
from learnlearn.conversation.history import History
from learnlearn.conversation.patterns import Family, family, languages
from learnlearn.interests.model import Source
from learnlearn.matching.model import CommonGround, Match

KINDS = ("learn", "share", "connect", "return", "curious")
SLOT = "\N{OBJECT REPLACEMENT CHARACTER}"


@pytest.fixture(scope="module")
def rounds(pytestconfig: pytest.Config) -> int:
    """How many invented pairs: a share in every run, all with `--rounds 10000`."""
    return int(pytestconfig.getoption("--rounds", default=None) or 1_000)


def prompts(one: Stranger, history: History | None = None) -> tuple[Prompt, ...]:
    """What would stand on the screen."""
    return compose(one.snapshot, one.me, one.ground, history or History(), NOW).prompts


def blanked(prompt: Prompt, voice: Family) -> tuple[str, list[str]]:
    """The prompt's frame, its quotes blanked, and the quotes."""
    opened, closed = voice.marks[0], voice.marks[1]
    quotes = re.findall(f"{re.escape(opened)}([^{closed.strip()}]*){re.escape(closed)}", prompt.text)
    frame = prompt.text
    for words in quotes:
        frame = frame.replace(words, SLOT, 1)
    return frame, quotes


def frames(voice: Family, about: str) -> set[str]:
    """Every frame this voice can make about a thing: its sentences, slots blanked, in every combination."""
    blank = {"theirs": SLOT, "mine": SLOT, "label": about}
    openings = {line.format(**blank) for lines in voice.opening.values() for line in lines}
    bridges = {line.format(**blank) for lines in voice.bridge.values() for line in lines} | {""}
    questions = {line for lines in voice.question.values() for line in lines}
    shut = {text: re.sub(r"([”»“’])\.", r"\1", text) for text in openings | bridges}
    return {
        " ".join(part for part in parts if part)
        for one, two, three in itertools.product(openings, bridges, questions)
        for parts in itertools.product((one, shut[one]), (two, shut[two]), (three,))
    }


def test_rule_1_no_fact_from_nowhere(rounds: int) -> None:
    """A prompt is a sentence of ours with words of theirs and mine in it: every quote is verbatim evidence, and nothing else is a fact."""
    voices = {kind: family(kind, "en") for kind in KINDS}
    known = {kind: frames(voice, "") for kind, voice in voices.items() if kind != "connect"}
    plain = frames(voices["connect"], SLOT + SLOT)
    seen = 0
    for seed in range(rounds):
        for prompt in prompts(stranger(seed)):
            frame, quotes = blanked(prompt, voices[prompt.kind])
            sources = [quote.text for quote in prompt.evidence]
            printed = [text.replace("“", "‘").replace("”", "’") for text in sources]
            assert all(any(words in text for text in printed) for words in quotes), prompt.text
            assert frame in known.get(prompt.kind, plain), f"{frame!r} is not made of our sentences"
            seen += 1
    print(f"{seen} prompts of {rounds} pairs, every quote found in its evidence")
    assert seen > rounds


def test_rule_1_control_an_invented_fact_is_seen() -> None:
    """The control: a word that is in neither the evidence nor our sentences is caught by the test above."""
    prompt = prompts(stranger(3))[0]
    forged = prompt.model_copy(update={"text": prompt.text + " I know you live in Lima."})
    voice = family(prompt.kind, "en")
    assert blanked(forged, voice)[0] not in frames(voice, SLOT + SLOT)


def test_rule_5_at_most_three_one_question_each_short(rounds: int) -> None:
    """At most three prompts; each under 280 characters and with one question of our own."""
    for seed in range(rounds):
        shown = prompts(stranger(seed))
        assert len(shown) <= 3
        for prompt in shown:
            frame, _ = blanked(prompt, family(prompt.kind, "en"))
            assert len(prompt.text) <= 280
            assert frame.count("?") == 1, frame


def test_different_kinds_about_different_things(rounds: int) -> None:
    """No two prompts on one screen are about the same thing or of one shape, and kinds differ as long as there are kinds."""
    for seed in range(rounds):
        one = stranger(seed)
        shown = prompts(one)
        assert len({prompt.about.casefold() for prompt in shown}) == len(shown)
        shapes = [blanked(prompt, family(prompt.kind, "en"))[0] for prompt in shown]
        assert len(set(shapes)) == len(shapes)
        asked = [shape.rsplit(". ", 1)[-1] for shape in shapes]
        assert len(set(asked)) == len(asked), "no question stands twice on one screen"
        kinds = {kind for kind, found in (("learn", one.ground.learn), ("share", one.ground.share), ("connect", one.ground.common)) if found}
        assert {prompt.kind for prompt in shown} == kinds or len(shown) < len(kinds)


def test_no_sentence_frame_is_worn_out() -> None:
    """Over 1,000 different pairs no frame makes up more than two prompts in a hundred, and silence does not pass for variety."""
    counted: collections.Counter[str] = collections.Counter()
    two_or_more = 0
    for seed in range(1_000):
        one = stranger(seed)
        shown = prompts(one)
        possible = len(one.ground.common) + len(one.ground.learn) + len(one.ground.share)
        two_or_more += len(shown) >= min(2, possible)
        counted.update(blanked(prompt, family(prompt.kind, "en"))[0] for prompt in shown)
    worst, times = counted.most_common(1)[0]
    print(f"{counted.total()} prompts, {len(counted)} frames, the most frequent {times} times ({times / counted.total():.2%}): {worst}")
    assert times <= 0.02 * counted.total()
    assert two_or_more >= 800


def test_rule_7_the_honest_reason_is_always_given(rounds: int) -> None:
    """Every prompt says why it is asked, with the user's own side in it."""
    for seed in range(min(rounds, 500)):
        for prompt in prompts(stranger(seed)):
            assert prompt.reason
            assert prompt.evidence


def _old(match: Match, days: int) -> Match:
    return dataclasses.replace(match, theirs=(evidence(random.Random(days), Source.POST, days=days),))


@pytest.mark.parametrize(("days", "asked"), [(89, True), (90, True), (91, False), (400, False)])
def test_rule_8_nothing_older_than_ninety_days_opens(days: int, asked: bool) -> None:
    """A post of the last ninety days may open a conversation; an older one is set aside, with the reason."""
    one = stranger(1)
    ground = CommonGround((_old(one.ground.common[0], days),), (), (), (), "en", ())
    answer = compose(one.snapshot, one.me, ground, History(), NOW)
    assert bool(answer.prompts) is asked
    assert ("stale" in {aside.why for aside in answer.set_aside}) is not asked
    assert len(answer.common) == 1, "it is still shown as common ground"


@pytest.mark.parametrize("subject", ["health", "grief", "faith", "politics", "sexuality", "money", "family", "law", "job loss"])
def test_rule_9_sensitive_subjects_are_never_raised(subject: str) -> None:
    """What is theirs to raise is shown and not asked about."""
    one = stranger(2)
    ground = dataclasses.replace(
        one.ground, common=tuple(dataclasses.replace(match, sensitive=subject) for match in one.ground.common), learn=(), share=()
    )
    answer = compose(one.snapshot, one.me, ground, History(), NOW)
    assert answer.prompts == ()
    assert {aside.why for aside in answer.set_aside} == {"sensitive"}
    assert compose(one.snapshot, one.me, one.ground, History(), NOW).prompts, "the control: without the mark there are prompts"


def test_rule_12_every_prompt_has_a_ladder(rounds: int) -> None:
    """Two different follow-ups that need their answer, none of which can be answered by yes or no alone."""
    for seed in range(min(rounds, 500)):
        for prompt in prompts(stranger(seed)):
            assert len({rung.ask for rung in prompt.follow_ups}) == 2


def test_rule_20_nothing_is_asked_twice() -> None:
    """A question that was asked, or answered, is never proposed again; their last answer comes first."""
    one = stranger(5)
    first = prompts(one)[0]
    past = note("answered", "2026-10-31", "The new boat comes in spring", prompt_id=first.id, prompt_text=first.text)
    again = prompts(one, History(kept=True, notes=(past,)))
    assert first.id not in {prompt.id for prompt in again}
    assert again[0].kind == "return"
    assert "The new boat comes in spring" in again[0].text


def test_rule_2_nothing_found_says_so_and_is_curious() -> None:
    """Without common ground the answer says so, and asks about their own words without pretending."""
    one = stranger(7)
    words = evidence(random.Random(7), Source.POST, days=3)
    answer = compose(one.snapshot, one.me, CommonGround((), (), (), (), "en", (words,)), History(), NOW)
    assert answer.state == "nothing_found"
    assert {prompt.kind for prompt in answer.prompts} == {"curious"}
    assert "Nothing in common" in answer.prompts[0].reason


@pytest.mark.parametrize("language", sorted(languages()))
@pytest.mark.parametrize("kind", KINDS)
def test_every_language_speaks_every_kind(kind: str, language: str) -> None:
    """Each file's sentences hold together: every line takes its slots, asks once, and stays short with the file's own example."""
    voice = family(kind, language)
    example = voice.example[0]
    slots = {"theirs": example.theirs, "mine": example.mine, "label": example.label}
    longest = max(len(line.format(**slots)) for lines in voice.opening.values() for line in lines)
    longest += max(len(line.format(**slots)) for lines in voice.bridge.values() for line in lines)
    questions = [line for lines in voice.question.values() for line in lines]
    assert longest + max(map(len, questions)) <= 280
    assert all(line.count("?") == 1 for line in questions)
    assert all("{theirs}" in line for lines in voice.opening.values() for line in lines)
    assert not any("?" in line for lines in (*voice.opening.values(), *voice.bridge.values()) for line in lines)
    assert voice.reason.format(label="x", why="y", mine="z")


@pytest.mark.parametrize("language", sorted(languages()))
def test_the_persons_own_language_is_spoken(language: str) -> None:
    """When both write it, the prompts are in the person's language; when I do not, the answer says so and uses English."""
    one = stranger(11, language=language)
    assert {prompt.language for prompt in prompts(one)} == {language}
    alone = dataclasses.replace(one, ground=dataclasses.replace(one.ground, my_language="en"))
    answer = compose(alone.snapshot, alone.me, alone.ground, History(), NOW)
    assert {prompt.language for prompt in answer.prompts} == {"en"}
    assert bool(answer.language_note) is (language != "en")


@pytest.mark.parametrize("limit", [20, 40, 80])
def test_an_excerpt_is_a_slice_that_ends_where_one_breathes(limit: int) -> None:
    """However long their words, what is quoted stands verbatim in them and ends at a sentence, a clause or a word."""
    dice = random.Random(limit)
    for _ in range(500):
        text = " ".join(evidence(dice, Source.POST, days=1).span.text for _ in range(2))
        cut = excerpt(text, limit)
        assert cut in text
        assert 0 < len(cut) <= limit
        assert len(cut) == len(text) or not text[len(cut)].isalnum(), f"{cut!r} ends inside a word"


def test_today_is_given_and_not_looked_up() -> None:
    """The same page, profile, history and time give the same answer."""
    one = stranger(13)
    assert prompts(one) == prompts(one)
    assert NOW.date() == TODAY
