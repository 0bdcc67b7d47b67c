"""The ledger: who had what from whom, what is open, and nothing that counts people."""

from __future__ import annotations

import random

from tests.agent.conversation.strangers import note

from learnlearn.contract.ledger import Ledger
from learnlearn.conversation.ledger import ledger

SLIDES = note("promised", "2026-09-01", "the slides")
NAME = note("promised", "2026-09-02", "the name of the luthier")
GIVEN = note("shared", "2026-09-05", "the slides, by mail", settles=SLIDES.id)
SONG = note("shared", "2026-09-06", "a song")
ASKED = note("asked", "2026-09-10", "What do you carry in the boat?", prompt_id="p1")
OPEN = note("asked", "2026-09-11", "And the heron?", prompt_id="p2")
ANSWER = note("answered", "2026-09-12", "A spare bolt", prompt_id="p1")
LEARNT = note("learned", "2026-09-13", "How to read a hive by its sound")
MET = note("met", "2026-09-14", "At the regatta")
FREE = note("note", "2026-09-15", "His dog is called Bolt")
ALL = (SLIDES, NAME, GIVEN, SONG, ASKED, OPEN, ANSWER, LEARNT, MET, FREE)


def test_everything_stands_where_it_belongs() -> None:
    """What each has had from the other, what is open, what was settled by what; free text is no part of it."""
    found = ledger(ALL)
    assert found.learned == (LEARNT,)
    assert found.shared == (SONG, GIVEN)
    assert found.promised == (NAME,)
    assert [(pair.first, pair.then) for pair in found.given] == [(SLIDES, GIVEN)]
    assert found.asked == (OPEN,)
    assert [(pair.first, pair.then) for pair in found.answered] == [(ASKED, ANSWER)]
    assert found.met == (MET,)
    assert str(found.last_contact) == "2026-09-14"


def test_to_give_one_thing_does_not_keep_the_promise_of_another() -> None:
    """Only a note that names the promise keeps it; without that note it is open again."""
    assert ledger((SLIDES, NAME, SONG)).promised == (SLIDES, NAME)
    assert ledger((SLIDES, NAME, SONG, GIVEN)).promised == (NAME,)


def test_an_answer_may_name_its_question() -> None:
    """An answer written without the prompt settles the question it names, and no other."""
    named = note("answered", "2026-09-20", "It came back", settles=OPEN.id)
    found = ledger((ASKED, OPEN, named))
    assert found.asked == (ASKED,)
    assert [pair.first for pair in found.answered] == [OPEN]


def test_an_answer_to_nothing_in_particular_is_had_from_them_all_the_same() -> None:
    """It stands with what I learnt, and no open question is taken for the one it answers."""
    told = note("answered", "2026-09-21", "They sing")
    found = ledger((OPEN, LEARNT, told))
    assert (found.learned, found.asked, found.answered) == ((told, LEARNT), (OPEN,), ())


def test_the_order_of_the_notes_changes_nothing() -> None:
    """Notes come from several devices in any order."""
    dice = random.Random(4)
    for _ in range(200):
        shuffled = list(ALL)
        dice.shuffle(shuffled)
        assert ledger(shuffled) == ledger(ALL)


def test_nothing_in_it_is_a_score() -> None:
    """Every field is notes or a day: there is no number to compare people by."""
    assert {type(value) for value in ledger(ALL).model_dump().values()} <= {tuple, type(ledger(ALL).last_contact)}
    assert ledger(()) == Ledger(learned=(), shared=(), promised=(), given=(), asked=(), answered=(), met=(), last_contact=None)
