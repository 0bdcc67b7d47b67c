"""How prompts are made: out of sentences of ours and slices of theirs, in different shapes, never worn out, in whatever language and address."""

from __future__ import annotations

import collections
import datetime as dt
import itertools
import random

import pytest
from tests.agent.conversation.blanks import SLOT, blanked, insiders_question, is_ours, shape
from tests.agent.conversation.drawn import draw, written
from tests.agent.conversation.strangers import NOW, TODAY, Stranger, evidence, stranger

from learnlearn import pipeline
from learnlearn.contract.conversation import Prompt, Quote
from learnlearn.contract.me import Me
from learnlearn.contract.snapshot import Post, ProfileSnapshot
from learnlearn.conversation.compose import compose
from learnlearn.conversation.excerpt import excerpt, is_whole
from learnlearn.conversation.history import History
from learnlearn.conversation.patterns import family, languages
from learnlearn.conversation.phrase import SHAPES
from learnlearn.interests.model import Source


@pytest.fixture(scope="module")
def rounds(pytestconfig: pytest.Config) -> int:
    """How many pairs: a share in every run, more with `--rounds`."""
    return int(pytestconfig.getoption("--rounds", default=None) or 150)


def prompts(one: Stranger) -> tuple[Prompt, ...]:
    """What would stand on the screen."""
    return compose(one.snapshot, one.me, one.ground, History(), NOW).prompts


def test_one_kind_one_thing_one_shape_each(rounds: int) -> None:
    """On one screen no two prompts are about the same thing, say the same sentence or have the same shape; a third is of a third kind."""
    shapes = 0
    for seed in range(rounds):
        shown = prompts(stranger(seed))
        assert len({prompt.about.casefold() for prompt in shown}) == len(shown)
        frames = [blanked(prompt) for prompt in shown]
        said = [sentence for frame in frames for sentence in frame.replace("? ", "?|").replace(". ", ".|").split("|")]
        ours = [sentence for sentence in said if sentence.strip(f"{SLOT}. ")]  # two sentences of mine are no sentence of ours twice
        assert len(set(ours)) == len(ours), frames
        assert len({shape(prompt) for prompt in shown}) == len(frames), frames
        assert len(shown) < 3 or len({prompt.kind for prompt in shown}) == 3
        shapes += len(shown)
    print(f"{shapes} prompts of {rounds} pairs, {len(SHAPES)} shapes")
    assert shapes > 2 * rounds


def test_lines_in_lower_case_are_asked_about_too() -> None:
    """Who writes without capitals is answered: of two lines that could only be said in one shape the first stays."""
    texts = ("the big oak table got finished at midnight and i slept on it", "the 4A bus drove off again and the rain found me at the stop")
    posts = tuple(Post(text=text, date=TODAY - dt.timedelta(days=7)) for text in texts)
    them = ProfileSnapshot(site="web", url="https://low.example/", captured_at=NOW, name="A", posts=posts)
    told = pipeline.answer(them, pipeline.read_me(Me(about="I read timetables."), TODAY), History(), NOW).prompts
    assert [prompt.language for prompt in told] == ["en"]
    proper = them.model_copy(update={"posts": tuple(post.model_copy(update={"text": post.text.capitalize()}) for post in posts)})
    assert len(pipeline.answer(proper, pipeline.read_me(Me(about="I read timetables."), TODAY), History(), NOW).prompts) == 2, "the control"


def test_no_words_of_theirs_are_quoted_twice() -> None:
    """On one screen no two prompts stand on the same words: of a post in which they ask for something, it is not also asked what it is to them."""
    offered = 0
    for pair in (*written(), *map(draw, range(100))):
        answer = pair.answer()
        quoted = [prompt.evidence[-1] for prompt in answer.prompts]
        assert not any(itertools.starmap(_overlap, itertools.combinations(quoted, 2))), pair.name
        shared = [quote for one in answer.common for quote in one.theirs]
        offered += any(_overlap(one, other) for topic in answer.share for one in topic.theirs for other in shared)
    print(f"{offered} pairs would have had the same words in two prompts")
    assert offered, "the control: there is something to leave out"


def _overlap(one: Quote, other: Quote) -> bool:
    return one.field == other.field and (one.text in other.text or other.text in one.text)


def test_no_frame_is_worn_out(rounds: int) -> None:
    """Over pairs of the lexicon's own sentences no frame makes up more than two prompts in a hundred, and silence does not pass for variety."""
    pairs = max(rounds, 450)  # fewer say little about two in a hundred
    found: collections.Counter[str] = collections.Counter()
    for seed in range(pairs):
        found.update(blanked(prompt) for prompt in draw(seed).answer().prompts)
    total, (frame, times) = sum(found.values()), found.most_common(1)[0]
    print(f"{total} prompts of {pairs} pairs, {len(found)} frames, the most frequent {times} times ({times / total:.2%}): {frame}")
    assert total >= 2 * pairs * 0.8
    assert times / total < 0.02


def test_four_in_five_pairs_with_planted_ground_get_two_prompts() -> None:
    """Pairs written by hand, in nine languages: silence does not pass, and a prompt is in the language of the person."""
    planted = [(pair, pair.answer()) for pair in written() if pair.planted]
    enough = [pair.name for pair, answer in planted if len(answer.prompts) >= 2]
    shared = [pair.name for pair, answer in planted if any(prompt.kind != "curious" for prompt in answer.prompts)]
    print(f"{len(enough)} of {len(planted)} pairs with two prompts or more; {len(shared)} with one about what they share")
    assert len(enough) >= 0.8 * len(planted)
    assert len(shared) >= 0.8 * len(planted)
    assert {answer.prompts[0].language for _, answer in planted} >= {"en", "de", "es", "fr", "pt", "nl", "it", "hi", "hi-Latn"}


def test_written_pairs_are_made_of_our_sentences() -> None:
    """In every language: what is not evidence is a sentence of the language's files, whole."""
    seen = 0
    for pair in written():
        if pair.me.tone == "formal":
            continue  # the same lines in the other form of address; `test_address.py` reads those
        for prompt in pair.answer().prompts:
            assert is_ours(blanked(prompt), prompt.kind, prompt.language), f"{pair.name}: {blanked(prompt)}"
            seen += 1
    print(f"{seen} prompts read")
    assert seen > 50


def test_an_offer_comes_behind_their_request_and_before_its_question() -> None:
    """In every written pair in which I can give something: their words, mine, and a question at the end that holds none of either."""
    offers = [(pair.name, prompt) for pair in written() for prompt in pair.answer().prompts if prompt.kind == "share"]
    for name, prompt in offers:
        theirs = max(prompt.text.find(prompt.evidence[-1].text[-20:].rstrip(".। ")), prompt.text.find(prompt.evidence[-1].text[:12]))
        assert 0 <= theirs < prompt.text.find(prompt.evidence[0].text[:20]) or len(prompt.evidence[0].text) > 80, f"{name}: {prompt.text}"
        assert prompt.text.endswith("?")
    print(f"{len(offers)} offers")
    assert len(offers) >= 12


@pytest.mark.parametrize("language", sorted(languages()))
def test_the_persons_own_language_is_spoken(language: str) -> None:
    """When both write it, the prompts are in the person's language."""
    one = stranger(11, language=language)
    assert {prompt.language for prompt in prompts(one)} == {language}


def test_a_name_comes_only_from_the_evidence(rounds: int) -> None:
    """The engine's label is said where those words stand on one of the pages; else only in an insider's question, or of a thing surely shared."""
    named, called = 0, 0
    for seed in range(rounds):
        for prompt in prompts(stranger(seed)):
            if prompt.about and prompt.about.casefold() in prompt.text.casefold():
                stands = any(prompt.about.casefold() in quote.text.casefold() for quote in prompt.evidence)
                asked = prompt.about.casefold() in insiders_question(prompt.text, prompt.language).casefold()
                assert stands or asked or (prompt.kind == "connect" and prompt.about.islower() and _calls(prompt))
                named, called = named + 1, called + (not stands)
    assert prompts(stranger(1, named=True)), "the control has prompts"
    print(f"{named} prompts name the thing, {called} of them by our name for it")


def _calls(prompt: Prompt) -> bool:
    """Whether a prompt calls what is shared by its name in one of the sentences that are there for it."""
    kind = family("connect", prompt.language)
    lines = [line for lists in (kind.joined, kind.joined_quoted) for group in lists.values() for line in group]
    return any(line.split("{joined}")[0] + prompt.about in prompt.text for line in lines)


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


def test_a_thought_that_is_cut_says_so() -> None:
    """Words that end in the middle of a thought are followed by three dots; whole ones are not."""
    assert is_whole("We row. Then we rest.", "We row.")
    assert is_whole("We row, then we rest.", "We row")
    assert not is_whole("We row before work on the long reach", "We row before work")


def test_today_is_given_and_not_looked_up() -> None:
    """The same page, profile, history and time give the same answer."""
    one = stranger(13)
    assert prompts(one) == prompts(one)
    assert NOW.date() == TODAY


def test_two_people_are_not_asked_in_the_same_words() -> None:
    """The same common ground on two pages: the words differ, the questions' ids do not."""
    one, two = stranger(21), stranger(22)
    again = compose(two.snapshot, Me(about="y"), one.ground, History(), NOW).prompts
    assert {prompt.id for prompt in again} == {prompt.id for prompt in prompts(one)}
    assert {prompt.text for prompt in again} != {prompt.text for prompt in prompts(one)}
