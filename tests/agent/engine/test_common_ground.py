"""What is named as shared is true, telling and proved by both sides' own words; what only looks like it is not named."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.agent.engine.people import TODAY, between, labels, me, posts, them

from learnlearn.interests.model import Evidence, Source, Span
from learnlearn.interests.read import read_me, read_page
from learnlearn.lexicon.loaded import lexicon
from learnlearn.matching.avoid import avoided
from learnlearn.matching.compare import compare
from learnlearn.matching.concepts import named
from learnlearn.matching.rank import rank

BAKER: dict[str, Any] = {"interests": ["sourdough"], "posts": posts("Second loaf of the week; 78% hydration and the stiff starter is happy.")}


SPEAKER = {"about": "Esperanto with the neighbours' children, a congress most summers."}


def test_a_shared_craft_is_named_with_both_sides_words() -> None:
    """In two languages, by what insiders say."""
    ground = between(BAKER, {"posts": posts("Wieder Sauerteigbrot im Ofen, mein Anstellgut lebt seit 2019.")})
    assert labels(ground) == ["sourdough baking"]
    assert "sourdough" in [one.quote for one in ground.common[0].mine]
    assert ground.common[0].theirs[0].quote.startswith("Wieder Sauerteigbrot")
    assert ground.their_language == "de"


def test_people_with_nothing_in_common_get_no_common_ground() -> None:
    """Abstaining is an answer."""
    assert labels(between(BAKER, {"posts": posts("Replaced the pads on the Corolla today.", "Lakers front office is a crime scene.")})) == []


@pytest.mark.parametrize(
    "text",
    [
        "I never bake sourdough, I buy it.",
        "My husband bakes sourdough, I hide.",
        "We're hiring! Sourdough baker, nights, apply now.",
        "Gave up sourdough and got my weekends back.",
        "Sourdough everywhere again. Never again.",
    ],
)
def test_what_is_not_theirs_is_set_aside_with_the_reason(text: str) -> None:
    """Negated, somebody else's, an advert, the past."""
    ground = between(BAKER, {"posts": posts(text)})
    assert labels(ground) == []
    assert [(one.label, one.whose) for one in ground.set_aside] == [("sourdough baking", "theirs")]
    assert ground.set_aside[0].evidence.quote in text


def test_the_same_words_as_ones_own_are_named() -> None:
    """Control of the test above: without the reason not to, the same word is common ground."""
    assert labels(between(BAKER, {"posts": posts("I bake sourdough, I hide it.")})) == ["sourdough baking"]


def test_a_repost_is_not_their_word() -> None:
    """The same text as a post is."""
    text = "My sourdough starter needs a name."
    assert labels(between(BAKER, {"posts": posts(text, kind="repost")})) == []
    assert labels(between(BAKER, {"posts": posts(text)})) == ["sourdough baking"]


def test_what_i_never_want_raised_is_not_named() -> None:
    """The avoid list wins, and the reason is kept."""
    theirs = {"posts": posts("My levain sulks in the cold.")}
    assert labels(between(BAKER, theirs)) == ["sourdough baking"]
    ground = between({**BAKER, "avoid": ["sourdough"]}, theirs)
    assert labels(ground) == []
    assert [(one.label, one.why) for one in ground.set_aside] == [("sourdough baking", "avoided")]


def test_the_same_employer_is_told_with_the_years_both_were_there() -> None:
    """Legal forms and "The" do not count."""
    mine = {"positions": [{"title": "Fitter", "organization": "Osterhagen Valves GmbH", "start": "2009", "end": "2014"}]}
    theirs = {"positions": [{"title": "Clerk", "organization": "The Osterhagen Valves Company", "start": "Feb 2012", "end": ""}]}
    match = between(mine, theirs).common[0]
    assert (match.label, match.kind) == ("Osterhagen Valves GmbH", "employer")
    assert "2012-2014" in match.reason


def test_two_schools_that_share_only_a_generic_word_are_two_schools() -> None:
    """ "University of" is no common ground; the same name is."""
    mine = {"education": [{"school": "University of Tremorna"}]}
    assert labels(between(mine, {"education": [{"school": "University of Caldwick"}]})) == []
    assert labels(between(mine, {"education": [{"school": "Tremorna University"}]})) == ["Tremorna University"]


def test_a_name_like_another_institutions_is_not_that_institution() -> None:
    """York University is not the University of York, Trinity College School is no college, many colleges are called Trinity: its town tells which."""
    names = ("York University", "University of York", "Trinity College School", "Trinity College, Hartford")
    school = [{"education": [{"school": name}]} for name in names]
    assert labels(between(school[0], school[1])) == []
    assert labels(between(school[2], school[3])) == []
    assert labels(between({"headline": "Trinity College alumna."}, school[3])) == []
    assert labels(between({"headline": "Came from Trinity College, Hartford, with one suitcase."}, school[3])) == ["Trinity College, Hartford"]


def test_the_school_where_both_learnt_a_craft_is_named_beside_it() -> None:
    """And the program that both list; a list that only repeats the craft's name says no more."""
    trained = {"education": [{"school": "Osterhagen School of Violin Making"}], "headline": "Violin maker and luthier.", "skills": ["QLab"]}
    named = labels(between(trained, {**trained, "headline": "Luthier, violin making and repair."}))
    assert {"Osterhagen School of Violin Making", "QLab", "violin making"} <= set(named)
    assert labels(between({"interests": ["Esperanto"], **SPEAKER}, {"interests": ["Esperanto"], **SPEAKER})) == ["speaking Esperanto"]


def test_a_hashtag_of_several_words_is_what_the_other_says_in_words() -> None:
    """#OxbowCensusNight; a tag of one word, or of words that everybody writes, is not."""
    tagged = {"posts": posts("Boots by the door. #OxbowCensusNight #GoodMorning")}
    assert labels(between({"about": "Every spring I keep the list at the oxbow census nights."}, tagged)) == ["oxbow census nights"]
    assert labels(between({"about": "Good morning to whoever reads this, and to the oxbow."}, tagged)) == []


def test_a_guess_at_a_neighbour_needs_more_than_the_line_that_proves_the_other() -> None:
    """Who says Esperanto says no Interslavic. Control: the same guess by another line stands."""
    numbers = {entry.label: at for at, entry in enumerate(lexicon().entries)}
    esperanto, neighbour = numbers["speaking Esperanto"], numbers["Interslavic and other bridge languages"]
    line, other = (Evidence(Span("about", Source.BIO, text), 0, len(text)) for text in ("Esperanto since 1999.", "Four words of common Czech."))
    proved = named("concept", esperanto, 0.95, 0.95, (line,), (line,))
    for quote, expected in ((line, ["speaking Esperanto"]), (other, ["speaking Esperanto", "Interslavic and other bridge languages"])):
        guessed = named("gist", neighbour, 0.7, 0.7, (quote,), (other,))
        ranked = rank([(0.95, proved), (0.7, guessed)], avoided(read_me(me(), TODAY)))
        assert [match.label for match in ranked.named] == expected


def test_an_institution_is_found_by_its_other_names() -> None:
    """A short name in a bio, the full one in a field."""
    mine = {"education": [{"school": "Universidad de Antioquia"}]}
    assert labels(between(mine, {"about": "Paisa. UdeA 2008-2013, luego Berlín."})) == ["Universidad de Antioquia"]


def test_an_institution_whose_name_stands_within_anothers_is_not_meant() -> None:
    """The technical university is not the university of the same town. Control: its other name is found."""
    technical, other = ({"education": [{"school": name}]} for name in ("Technische Universität Wien", "Universität Wien"))
    assert labels(between(technical, other)) == []
    assert labels(between(technical, {"education": [{"school": "TU Wien"}]})) == ["TU Wien"]


def test_two_chapters_of_one_club_share_the_club() -> None:
    """Its own name is the label."""
    assert labels(between({"groups": ["Rotary Club of Ostermere"]}, {"groups": ["Rotary Club of Halvine"]})) == ["Rotary"]


def test_what_everybody_lists_is_not_common_ground() -> None:
    """Leadership, teamwork, English, a big city."""
    generic = {"skills": ["Leadership", "Microsoft Office", "Teamwork"], "languages": ["English"], "location": "Berlin, Germany"}
    assert labels(between(generic, generic)) == []


def test_a_rare_listed_thing_is_found_in_running_text() -> None:
    """Even when no lexicon knows it; written small as a common word it is not believed."""
    assert labels(between({"skills": ["Tremolite"]}, {"posts": posts("We ported the whole thing to Tremolite last night.")})) == ["Tremolite"]
    assert labels(between({"skills": ["Anchors"]}, {"posts": posts("He anchors the evening news.")})) == []


def test_a_figure_of_speech_is_no_interest() -> None:
    """Control: the thing itself is."""
    runner = {"interests": ["marathons"]}
    assert "marathon running" not in " ".join(labels(between(runner, {"posts": posts("Job hunting is a marathon, not a sprint.")})))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abcdefgh sourdough levain #.,!?'\n🥖é\u202f", max_size=120), min_size=1, max_size=4))
def test_every_quote_is_a_slice_of_what_was_written(texts: list[str]) -> None:
    """Whatever is written, nothing is quoted that was not."""
    page = them(posts=posts(*(f"sourdough {text}" for text in texts)))
    mine = me(**BAKER)
    ground = compare(read_me(mine, TODAY), read_page(page, TODAY), TODAY)
    written = {post.text for post in page.posts}
    for match in ground.common:
        assert all(any(one.quote in text for text in written) for one in match.theirs)
        assert all(len(one.quote) > 0 for one in (*match.mine, *match.theirs))
    assert all(any(one.quote in text for text in written) for one in ground.curiosity)


def test_the_same_pages_give_the_same_answer() -> None:
    """Nothing depends on the order of a set or on what was read before."""
    theirs = {"posts": posts("Levain, banneton, open crumb.", "Tail walker at parkrun, barcode forgotten."), "location": "Halvine"}
    first = between({**BAKER, "groups": ["parkrun"]}, theirs)
    assert first.common
    assert all(between({**BAKER, "groups": ["parkrun"]}, theirs) == first for _ in range(3))


def test_every_match_says_why_it_tells() -> None:
    """A readable reason, a score between nought and one, best first."""
    ground = between({**BAKER, "groups": ["parkrun"]}, {"posts": posts("Levain day.", "Forgot my parkrun barcode again.")})
    assert len(ground.common) == 2
    assert all(one.reason and 0 < one.score <= 1 for one in ground.common)
    assert [one.score for one in ground.common] == sorted((one.score for one in ground.common), reverse=True)


def test_what_somebody_never_names_is_heard_by_all_its_words() -> None:
    """No cue stands in the sentence; its words are those of the concept. Control: one of the words alone is not enough."""
    baker = {"interests": ["sourdough baking"]}
    said = "Fed it at six, folded at nine, shaped at noon; the crust crackled and the crumb was worth the flour everywhere."
    assert "sourdough baking" in labels(between(baker, {"posts": posts(said)}))
    assert labels(between(baker, {"posts": posts("A crumb of comfort, that is all I ask.")})) == []


def test_one_shared_everyday_word_may_mean_two_things() -> None:
    """A listed word that the lexicon knows is not believed in a text without its field. Control: with its field around it it is."""
    mine = {"skills": ["Plaster"]}
    assert labels(between(mine, {"posts": posts("Bring plasters for the blisters on the way.")})) == []
    assert labels(between(mine, {"posts": posts("Lime plaster over split laths, three coats and a float.", "The plaster is still wet.")})) != []


def test_who_has_worked_at_a_place_need_not_share_what_it_does() -> None:
    """An institute's name alone proves that both were there, and no trade; control: with a sentence of the trade on each page it does."""
    place = {"positions": [{"title": "Researcher", "organization": "Deltares", "start": "2014", "end": "2018"}]}
    trade = {"about": "Coastal engineer. Beach nourishment is my life."}
    assert labels(between(place, place)) == ["Deltares"]
    assert "coastal engineering" in labels(between({**place, **trade}, {**place, **trade}))
