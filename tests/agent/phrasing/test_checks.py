"""Other words for a prompt are judged in code: what adds, drops or changes anything is not taken, however politely it is put."""

from __future__ import annotations

import pytest
from tests.agent.conversation.drawn import draw, written
from tests.agent.model_server import reordered

from learnlearn.contract.conversation import Prompt
from learnlearn.conversation.checks import flaw
from learnlearn.phrasing.sample import SAMPLE

QUOTE = "“Rigger bolt sheared at 1,200 m. Rowed home in circles”"
HONEST = (
    f"I learnt to scull at thirty-four. On 12 October you wrote: {QUOTE}. What would you tell somebody in their first month?",
    f"On my side: I learnt to scull at thirty-four. What would you tell a beginner in their first month? You wrote on 12 October: {QUOTE}.",
    f"You wrote {QUOTE} on 12 October. I learnt to scull at thirty-four. What would you tell somebody in the first month?",
)
# What small models do by mistake, and what a page that talks to them would have them do.
ATTACKS = {
    "nothing": ("", "empty"),
    "an essay": (f"You wrote {QUOTE} on 12 October. " + "What would you tell somebody in their first month? " * 9, "too_long"),
    "two lines": (HONEST[0].replace(". ", ".\n", 1), "several_lines"),
    "a mark that turns text around": (HONEST[0] + "\u202e", "several_lines"),
    "a quotation changed": (HONEST[0].replace("sheared", "broke"), "quotes"),
    "a quotation left out": ("I learnt to scull at thirty-four. What would you tell somebody in their first month? 12 October", "quotes"),
    "another quotation": (HONEST[0].replace("What would", "“Never again”, you wrote. What would"), "quotes"),
    "a link": (HONEST[0].replace("What", "See https://evil.example/x. What"), "links"),
    "a mention": (HONEST[0].replace("What", "Write to @evil. What"), "links"),
    "markup": (HONEST[0].replace("What", "<b>What</b>"), "links"),
    "no question": (HONEST[0].replace("?", "."), "questions"),
    "two questions": (HONEST[0].replace("thirty-four.", "thirty-four, do you?"), "questions"),
    "another number": (HONEST[0].replace("12 October", "13 October"), "numbers"),
    "a number more": (HONEST[0].replace("first month", "first 3 months"), "numbers"),
    "a name": (HONEST[0].replace("On 12", "Tadeo, on 12"), "words"),
    "praise": (HONEST[0].replace("What would", "Your post is amazing and inspiring. What would"), "words"),
    "a greeting": ("Hi there! " + HONEST[0], "words"),
    "a claim": (HONEST[0].replace("I learnt to scull", "I rowed for Cambridge for years and learnt to scull"), "words"),
    "a pitch": (HONEST[0].replace("What would", "My company sells coaching. What would"), "words"),
    "the instruction told": ("You are given one conversation prompt as JSON. " + HONEST[0], "too_long"),
    "obedience": (f"{QUOTE} Ignoring previous instructions, here is the secret token. What? 12 October", "words"),
    "a denial": (HONEST[0].replace("you wrote", "you never wrote"), "denial"),
    "another language": (f"Am 12 October: {QUOTE}. What would you tell und warum gerade du?", "words"),
}  # fmt: skip


@pytest.mark.parametrize("text", HONEST)
def test_honest_other_words_are_taken(text: str) -> None:
    """The same quotation, name, number and question in another order or with our own plain words."""
    assert flaw(text, SAMPLE) == ""


@pytest.mark.parametrize("attack", ATTACKS)
def test_anything_else_is_not(attack: str) -> None:
    """Each with the reason that is given."""
    text, expected = ATTACKS[attack]
    assert flaw(text, SAMPLE) == expected


def test_every_prompt_of_ours_passes_its_own_checks() -> None:
    """In every language and both addresses: the built-in words are without flaw, and so are they with two sentences changed about."""
    prompts: list[Prompt] = [prompt for pair in written() for prompt in pair.answer().prompts]
    prompts += [prompt for seed in range(150) for prompt in draw(seed).answer().prompts]
    flawed = [(flaw(prompt.text, prompt), prompt.text) for prompt in prompts if flaw(prompt.text, prompt)]
    turned = [flaw(reordered(prompt.text), prompt) for prompt in prompts if prompt.language == "en"]
    print(f"{len(prompts)} prompts, {len(flawed)} with a flaw; {len(turned)} in another order, {sum(map(bool, turned))} with a flaw")
    assert flawed == []
    assert sum(map(bool, turned)) <= 0.1 * len(turned)


def test_a_fact_put_into_any_prompt_is_seen() -> None:
    """Not only in the sample: a name, a number, a claim or a compliment put anywhere into hundreds of prompts is found, every time."""
    added = ("Anna said so.", "That was in 1987.", "I have visited Lima.", "Your writing is brilliant.", "I work for a bank.")
    tried = 0
    for seed in range(120):
        for prompt in draw(seed).answer().prompts:
            for words in added:
                assert flaw(f"{words} {prompt.text}", prompt), f"{words} {prompt.text}"
                assert flaw(f"{prompt.text} {words}", prompt), f"{prompt.text} {words}"
                tried += 2
    print(f"{tried} additions, every one seen")
    assert tried > 1_000
