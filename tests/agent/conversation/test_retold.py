"""Their own sentence told back to them, and what we share called by its name: promises."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from tests.agent.conversation.drawn import written

from learnlearn.conversation.mine import Mine, joined
from learnlearn.conversation.patterns import tongue
from learnlearn.conversation.retold import retold
from learnlearn.conversation.saying import Speaker
from learnlearn.interests.model import Evidence, Source, Span
from learnlearn.matching.model import Match

ENGLISH = Speaker("en", tongue("en"), is_mine=True)
TOLD = {
    "I taught myself horology at fifty after the bank let me go.": "you taught yourself horology at fifty after the bank let you go",
    "I was the only one on deck.": "you were the only one on deck",
    "I never was one for hats, but my aunt had forty.": "you never were one for hats, but your aunt had forty",
    "My brothers fish off the pier and I sell it.": "your brothers fish off the pier and you sell it",
    "On Sundays I ring the tenor at Southwell.": "on Sundays you ring the tenor at Southwell",
    "We've mended 611 kettles and I'm not done.": "you've mended 611 kettles and you're not done",
    "Broke my third balance staff in a month.": "you broke your third balance staff in a month",
    "Since 2004 I\u2019ve kept bees behind the boathouse.": "since 2004 you've kept bees behind the boathouse",
}
QUOTED = (
    "I told you it would rain on the fair.",  # somebody is spoken to
    "My wife was a bell ringer before I met her.",  # whose "was" it is
    "Masters ultimate is arguing politely with bad hamstrings.",  # nobody speaks
    "I wrote 'never again' on the hive lid.",  # words within words
    "What would I do without the Thursday choir?",  # a question
    "This morning I lost a bag of onions.",  # counts from its day
    "And I went back for the second tray.",  # leans on what stood before it
    "I work in a tin mine near Redruth.",  # "mine" is two words
    "Restored furniture and a few clocks.",  # who did it is not said
    "I kept on.",  # too little
    "Ich habe mit fünfzig noch Uhrmacher gelernt.",
)


def line(text: str, source: Source = Source.POST) -> Evidence:
    """A line of theirs that is all of its text."""
    return Evidence(Span("posts.0.text" if source is Source.POST else "about", source, text, dt.date(2026, 9, 1)), 0, len(text))


@pytest.mark.parametrize("text", TOLD)
def test_a_sentence_is_told_back(text: str) -> None:
    """Nothing changes but the words by which somebody speaks of themselves, and what follows them."""
    assert retold(line(text), ENGLISH) == TOLD[text]


@pytest.mark.parametrize("text", QUOTED)
def test_what_needs_more_than_that_is_quoted(text: str) -> None:
    """Where another word would have to change, or it is not seen who speaks, nothing is told back."""
    assert retold(line(text), ENGLISH) == ""


def test_a_language_whose_verb_changes_is_quoted() -> None:
    """In German the same sentence would need another verb: there the line stands as it was written."""
    assert retold(line("I ring the tenor at Southwell every week."), Speaker("de", tongue("de"), is_mine=False)) == ""


def test_a_line_that_is_part_of_a_sentence_is_quoted() -> None:
    """A slice that begins or ends inside a sentence is not told as if it were one."""
    whole = line("I ring the tenor at Southwell and mend the ropes.")
    assert retold(Evidence(whole.span, 0, 30), ENGLISH) == ""
    assert retold(whole, ENGLISH), "the control"


def match(label: str, mine: str, *, score: float = 0.9, kind: str = "craft") -> Match:
    """Something both share, with a line of mine and one of theirs that do not name it."""
    return Match(label, kind, "same", "high", score, "few do", (line(mine),), (line("Seven hours of looking at the sky."),))  # type: ignore[arg-type]


def said(found: Match) -> Mine:
    """My line as it can be said."""
    return Mine(found.mine[0], found.mine[0].quote, "sentence")


def test_what_is_shared_is_called_by_its_name() -> None:
    """Where my words leave it to be guessed, the name is said; where they name it, where it is not sure, or it names people, it is not."""
    birds = match("pigeon racing", "I keep thirty old birds and sixteen young.")
    assert joined(birds, said(birds), ENGLISH) == "pigeon racing"
    named = match("pigeon racing", "I have been racing pigeons since school.")
    assert joined(named, said(named), ENGLISH) == ""
    unsure = match("pigeon racing", "I keep thirty old birds and sixteen young.", score=0.5)
    assert joined(unsure, said(unsure), ENGLISH) == ""
    people = match("nurse managers", "I write the rota for thirty of us.", kind="work")
    assert joined(people, said(people), ENGLISH) == ""
    article = match("four-day week", "Output up, soup on Fridays since then.", kind="work")
    assert joined(article, said(article), ENGLISH) == "", "it would want an article"


def test_of_two_names_the_one_that_somebody_wrote_is_said() -> None:
    """A thing with two names is called by the one that stands on one of the pages, and by none where neither does."""
    both = match("kabaddi and kho-kho", "My brothers' kabaddi is my game too.")
    assert joined(both, Mine(both.mine[0], "", "plain"), ENGLISH) == "kabaddi"
    neither = match("kabaddi and kho-kho", "I held my breath and crossed the line.")
    assert joined(neither, said(neither), ENGLISH) == ""


def test_prompts_that_tell_back_change_nothing_else() -> None:
    """On the pairs written by hand every sentence that is told back is theirs, word by word, but for the writer's own words."""
    rules = tongue("en").retelling
    assert rules is not None
    turned, told = rules.words | rules.verbs, 0
    for pair in written():
        for prompt in pair.answer().prompts:
            for quote in prompt.evidence if prompt.language == "en" else ():
                back = retold(line(quote.text), ENGLISH)
                if back and back.lower() in prompt.text.lower():
                    was = re.findall(r"[\w'’]+", quote.text.lower().replace("’", "'"))
                    now = re.findall(r"[\w'’]+", back.lower())
                    now = now[1:] if len(now) > len(was) else now
                    assert all(new == old or turned.get(old) == new for old, new in zip(was, now, strict=True)), back
                    told += 1
    print(f"{told} sentences told back")
    assert told >= 3
