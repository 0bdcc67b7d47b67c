"""What each could give the other: what they know that I want to learn, what I offer that they ask for."""

from __future__ import annotations

from tests.agent.engine.people import between, labels, posts


def test_what_they_teach_and_i_want_to_learn_is_named_with_their_words() -> None:
    """The sentence that offers it comes along."""
    ground = between(
        {"learning": ["map making with QGIS"]}, {"posts": posts("Spent the weekend in QGIS.", "Free QGIS workshop in May, beginners welcome.")}
    )
    assert [one.label for one in ground.learn] == ["map making with QGIS"]
    assert "QGIS" in ground.learn[0].theirs[0].quote
    assert labels(ground) == []


def test_what_they_ask_for_and_i_offer_is_named() -> None:
    """A question on my subject. Control: the same subject without a question is no need."""
    mine = {"offers": ["sharpening scythes"]}
    ground = between(mine, {"posts": posts("Does anyone know how to sharpen a scythe? Mine tears the grass.")})
    assert [one.label for one in ground.share] == ["sharpening scythes"]
    assert "sharpen a scythe?" in ground.share[0].theirs[0].quote
    assert between(mine, {"posts": posts("A scythe leans on the shed.")}).share == ()


def test_a_question_about_something_else_is_no_need_of_mine() -> None:
    """Asking alone is not enough."""
    assert between({"offers": ["sharpening scythes"]}, {"posts": posts("Does anyone know a good dentist in Halvine?")}).share == ()


def test_a_need_is_heard_in_spanish_and_in_hindi() -> None:
    """By the words of asking of each language."""
    mine = {"offers": ["QGIS for beginners"]}
    for text in ("¿Alguien sabe poner la escala en QGIS? No me sale.", "QGIS mein scale kaise karein, koi batao"):
        assert [one.label for one in between(mine, {"posts": posts(text)}).share] == ["QGIS for beginners"], text


def test_fresh_and_particular_sentences_are_kept_for_an_honest_question() -> None:
    """Newest and rarest first; adverts and reposts are not their own."""
    theirs = {"posts": posts("Nice day today, went out with the dog.", "The quern stone from Osterhagen finally turns without grinding its spindle.")}
    found = between({}, theirs).curiosity
    assert found[0].quote.startswith("The quern stone")
    assert between({}, {"posts": posts("We're hiring! Quern stone fitter in Osterhagen, apply now.")}).curiosity == ()
