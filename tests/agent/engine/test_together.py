"""What both speak of without naming it is found when many words of both sides agree, and only then."""

from __future__ import annotations

import json
from itertools import product, starmap
from pathlib import Path
from typing import Any

import pytest
from tests.agent.engine.people import TODAY, between, labels, posts, reading, them

from learnlearn.contract.me import Me
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.interests.beliefs import beliefs_of
from learnlearn.interests.read import read_me, read_page
from learnlearn.lexicon.loaded import lexicon
from learnlearn.matching.together import BAR, Pair, chance

SAMPLES = Path(__file__).parents[2] / "samples"
KEEPER: dict[str, Any] = {
    "posts": posts(
        "Regassed the smoker, lit it with hessian and still forgot my veil.", "Two supers on, brood in the bottom box, no sign of the queen."
    )
}
IMKER: dict[str, Any] = {
    "posts": posts("Rähmchen gedrahtet, Mittelwände eingelötet, Hände kleben.", "Die Varroa zählt sich nicht von allein, Windel rein, Lupe raus.")
}


def test_what_neither_names_is_found_in_two_languages() -> None:
    """No post of either holds the word bee; the quotes are their own sentences."""
    ground = between(KEEPER, IMKER)
    assert labels(ground) == ["beekeeping"]
    assert all(quote.quote in quote.span.text for quote in (*ground.common[0].mine, *ground.common[0].theirs))


@pytest.mark.parametrize("text", ["The queen waved from the balcony.", "Hessian sacks for the potatoes.", "Veil, bouquet, forty guests, no rain."])
def test_one_word_of_it_is_nothing(text: str) -> None:
    """The same words in another life prove nothing."""
    assert labels(between(KEEPER, {"posts": posts(text)})) == []


def test_somebody_elses_day_is_not_theirs() -> None:
    """What opens with a relative is the relative's; control: the same words as one's own are found."""
    told = "wired the frames, melted in the foundation, lit the smoker and counted the varroa mites."
    assert labels(between(KEEPER, {"posts": posts(f"Hubby {told}")})) == []
    assert "beekeeping" in labels(between(KEEPER, {"posts": posts(f"Today I {told}")}))


def test_a_listed_name_with_two_senses_needs_its_field() -> None:
    """A bird under the gutter is no programming language; control: beside the language's own words it is."""
    coder = {"skills": ["Swift"], "positions": [{"title": "iOS engineer"}]}
    assert labels(between(coder, {"posts": posts("A Swift nest under our gutter, three chicks.")})) == []
    own = {"headline": "Swift and SwiftUI, mostly.", "posts": posts("Rewrote the view models in Swift, SwiftUI previews are back.")}
    assert labels(between(coder, own)) != []


def test_more_words_on_either_side_make_it_no_less_likely() -> None:
    """Each further word of the field raises the chance that both share it."""
    frames = [
        "Rähmchen gedrahtet.",
        "Mittelwände eingelötet, Rähmchen gedrahtet.",
        "Mittelwände eingelötet, Rähmchen gedrahtet, Varroa gezählt, Honig geschleudert.",
    ]
    mine = beliefs_of(reading(**KEEPER))
    pairs = [Pair(mine, beliefs_of(read_page(them(posts=posts(text)), TODAY))) for text in frames]
    concept = next(one for one in pairs[-1].concepts() if lexicon().entries[one].label == "beekeeping")
    chances = [chance(signs) if (signs := pair.signs(concept)) else 0.0 for pair in pairs]
    assert chances == sorted(chances)
    assert chances[0] < 0.5 < chances[-1]


def test_what_is_passed_over_unjudged_could_not_have_been_proposed() -> None:
    """The quick look keeps all that judging would propose, over every me and page of the samples; control: it passes most of the rest over."""
    told = [json.loads(path.read_text("utf-8")) for path in sorted(SAMPLES.glob("*.json"))]
    mine = [beliefs_of(read_me(Me.model_validate(one["me"]), TODAY)) for one in told]
    theirs = [beliefs_of(read_page(ProfileSnapshot.model_validate(one["them"]), TODAY)) for one in told]
    passed = proposed = 0
    for pair in starmap(Pair, product(mine, theirs)):
        for concept in pair.concepts():
            signs = pair.signs(concept)
            likely = signs is not None and chance(signs) >= BAR
            proposed += likely
            if not pair.may_be_shared(concept):
                passed += 1
                assert not likely, lexicon().entries[concept].label
    print(passed, "concepts passed over,", proposed, "proposed")
    assert passed > 20 * proposed > 0
