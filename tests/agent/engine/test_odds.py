"""A proposal is judged by all that both pages say: a word that two people merely share names nothing when they wrote much and share no more."""

from __future__ import annotations

from typing import Any

import pytest
from tests.agent.engine.people import TODAY, between, labels, me, posts, them

from learnlearn.interests.beliefs import beliefs_of
from learnlearn.interests.read import read_me, read_page
from learnlearn.matching.compare import proposals
from learnlearn.matching.odds import Signs, chance, signs_of

RUNNER: dict[str, Any] = {
    "headline": "Night nurse, Tilburg.",
    "interests": ["sourdough", "parkrun"],
    "about": "Twelve years of nights. I walk home along the canal, I sleep until two, I read whatever the library van brings and I phone my mother.",
    "posts": posts("Fed the starter at four in the morning.", "Three handovers, no coffee, one very small miracle in bed nine."),
}
SELLER: dict[str, Any] = {
    "headline": "I sell conservatories and mean it.",
    "about": "Glass, doors, and the odd roof. Ask me about drainage, planning permission and why your neighbour's extension leaks every November.",
    "posts": posts(
        "Sourdough is a cry for help.",
        "Ten roofs this month, and every one of them was promised by somebody else for the spring.",
        "Vans need washing.",
    ),
}


def signs(mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Signs]:
    """What speaks for everything that is proposed, by label."""
    one, other = read_me(me(**mine), TODAY), read_page(them(**theirs), TODAY)
    found = signs_of(beliefs_of(one), beliefs_of(other), proposals(one, other))
    return {candidate.label: told for told, candidate in sorted(found, key=lambda pair: chance(pair[0]))}


def test_one_shared_word_between_two_who_wrote_much_is_not_named() -> None:
    """Controls: the same word is named where they share something else, too, and where both wrote but a line, for then no more can be expected."""
    assert labels(between(RUNNER, SELLER)) == []
    assert "sourdough baking" in labels(between(RUNNER, {**SELLER, "interests": ["parkrun"]}))
    assert labels(between({"interests": ["sourdough"]}, {"posts": posts("I bake sourdough, badly.")})) == ["sourdough baking"]


def test_company_makes_a_proposal_likelier() -> None:
    """The signs of the two cases above differ in company alone: nothing else shared, though both wrote much, against something."""
    alone = signs(RUNNER, SELLER)["sourdough baking"]
    beside = signs(RUNNER, {**SELLER, "interests": ["parkrun"]})["sourdough baking"]
    assert alone.alone > 0.5
    assert beside.alone == 0.0
    assert chance(alone) < chance(beside)


@pytest.mark.parametrize("sign", ["less", "more", "words", "cues", "heard", "quotes", "is_name"])
def test_what_speaks_for_it_never_speaks_against_it(sign: str) -> None:
    """The weights are fitted; were one of these to turn round, more proof would make a thing less likely."""
    usual = signs(RUNNER, SELLER)["sourdough baking"]
    assert chance(usual._replace(**{sign: getattr(usual, sign) + 1.0})) > chance(usual)


@pytest.mark.parametrize("sign", ["is_trade", "usual", "same", "alone", "same_alone", "in_posts", "is_low", "asked"])
def test_what_speaks_against_it_never_speaks_for_it(sign: str) -> None:
    """The other half of the promise above."""
    usual = signs(RUNNER, SELLER)["sourdough baking"]
    assert chance(usual._replace(**{sign: getattr(usual, sign) + 1.0})) < chance(usual)
