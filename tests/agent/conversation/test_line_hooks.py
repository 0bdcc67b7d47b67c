"""What in a line is asked about: a hook holds where a line says so and nowhere else, and its questions fit only such a line."""

from __future__ import annotations

import re

import pytest
from tests.agent.conversation.drawn import written
from tests.agent.conversation.test_asking import page, prompts

from learnlearn.contract.me import Me
from learnlearn.conversation.hooks import hooked, hooks
from learnlearn.conversation.patterns import languages
from learnlearn.lexicon.build.source import load_all
from learnlearn.text.language import detect

STRANGER = Me(about="I read timetables.", interests=("timetables",))


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_hook_holds_where_it_should(language: str) -> None:
    """Each on its own examples, as the first that does; on none of its counterexamples."""
    among = hooks(language)
    for name, hook in among.items():
        for line in hook.yes:
            assert next((one for one in among if hooked(line, [among[one]])), "") == name, line
        assert [line for line in hook.no if hooked(line, [hook])] == []
        assert all(not re.search(r"\{(?!word\})", line) for line in hook.ask), name
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
    asked = hooks("en")["a find"].ask
    assert [prompt.text.endswith(asked) for prompt in found] == [True]
    plain = prompts(STRANGER, page("Sat on the top road for an hour and looked at the hearting."))
    assert not any(prompt.text.endswith(asked) for prompt in plain), "the control"


def test_the_word_that_a_question_names_is_theirs() -> None:
    """A name in a question stands in the words that are quoted."""
    told = prompts(STRANGER, page("The terrier is called Handkerchief and sleeps in the barrow."))
    assert ["Handkerchief" in prompt.text.rpartition("”")[2] for prompt in told] == [True]


def test_nothing_hangs_behind_a_colon_of_a_question() -> None:
    """In every written pair: what stands behind a question is mine, and no question ends in a whole line of theirs."""
    shown = [prompt for pair in written() for prompt in pair.answer().prompts]
    hanging = [prompt.text for prompt in shown if re.search(r": [“„«][^”“»]+[”“»]\s?\?$", prompt.text)]
    print(f"{len(shown)} prompts read")
    assert hanging == []
    assert re.search(r": [“„«][^”“»]+[”“»]\s?\?$", "How did this start: “I row before dawn”?"), "the control"
