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


def test_what_a_short_post_teaches_is_quoted_whole_and_a_list_keeps_its_numbers() -> None:
    """The how stands after the what, so a quote ends where the post does. Control: a long post is quoted in parts that can be read at a glance."""
    short = "A first hour in QGIS: 1. Load the rivers. 2. Colour them by width. 3. Go for a walk."
    ground = between({"learning": ["map making with QGIS"]}, {"posts": posts(short)})
    assert [one.quote for one in ground.learn[0].theirs] == [short]
    long = (
        short
        + " The rest is patience, as my old teacher in Osterhagen used to say. "
        + "He had a large map of the moor on his wall, drawn by hand. " * 3
    )
    quotes = [one.quote for one in between({"learning": ["map making with QGIS"]}, {"posts": posts(long)}).learn[0].theirs]
    assert quotes[0].startswith("A first hour in QGIS: 1. Load the rivers. 2. Colour them")
    assert all(len(quote) <= 160 and quote in long for quote in quotes)


def test_several_texts_on_a_wish_make_it_surer() -> None:
    """One mention in passing is not yet somebody to learn from; a page full of it is."""
    mine = {"learning": ["keeping bees"]}
    once, often = "How I look for the queen: no smoke, a cold morning, frame by frame.", "Swarm in the plum tree again, took the bees home in a hat."
    scores = [sum(one.score for one in between(mine, {"posts": posts(*texts)}).learn) for texts in ((once,), (often,), (once, often))]
    assert 0 < max(scores[:2]) < scores[2]


def test_a_quote_ends_at_a_clause_or_at_a_word_never_within_one() -> None:
    """A sentence too long to be read at a glance. Control: cut at a number of characters, the same sentence would end within a word."""
    sentence = "How I chart a river in QGIS without losing my mind while the ferry is late and everybody on the quay "
    sentence += "wants to know which of the blue lines is the one they fished as children"
    ground = between({"learning": ["map making with QGIS"]}, {"posts": posts(f"{sentence}. Then tea.")})
    quote = ground.learn[0].theirs[0].quote
    assert 100 < len(quote) <= 160
    assert sentence.startswith(f"{quote} ")
    assert not sentence[:160].endswith(" ")
    assert not sentence[160:].startswith(" ")


def test_to_an_offer_the_sentence_that_asks_is_quoted_first() -> None:
    """What stands before a question is no question, also in a short post."""
    ground = between({"offers": ["sharpening scythes"]}, {"posts": posts("Three scythes on the shed. Does anyone know how to sharpen a scythe?")})
    assert ground.share[0].theirs[0].quote == "Does anyone know how to sharpen a scythe?"


def test_a_sentence_that_only_teaches_proves_nothing_of_my_wish() -> None:
    """Of a long page only what speaks of bees is quoted for bees. Control: a second sentence of bees is."""
    towns = "I help small towns live with a river that changes its mind, and with the maps that we draw of it every winter."
    bees = "I keep bees, eleven hives behind the boathouse, and answer for the honey."
    more = "What I show a beginner with bees is how to wait: smoke, then nothing, then the frame."
    first, second = (
        [quote.quote for quote in between({"learning": ["keeping bees"]}, {"about": about}).learn[0].theirs]
        for about in (f"{towns} {bees}", f"{towns} {bees} {towns} {more}")
    )
    assert not any(quote.startswith("I help") for quote in (*first, *second))
    assert any(bees in quote for quote in first)
    assert any(more in quote for quote in second)


def test_a_headline_complains_of_nothing() -> None:
    """ "Double trouble" over a page asks nobody for help. Control: the same trouble in a post does."""
    offers = {"offers": ["explaining flood maps to people who have to live with them"]}
    trouble = "I am in trouble with our flood maps, nobody in town can read them."
    assert between(offers, {"headline": "Flood maps, single scull, double trouble"}).share == ()
    assert between(offers, {"posts": posts(trouble)}).share


def test_one_common_word_is_nothing_to_learn_from() -> None:
    """Who cooks beans for a school sells none: two texts that share a common word with my wish do not make a teacher; one that tells how does."""
    mine = {"learning": ["buying beans and squash straight from farms"]}
    cooks = (
        "Samp and beans for sixty today, a scone on Fridays, and two hundred plates to wash.",
        "Squash soup again today and the children made faces.",
    )
    assert between(mine, {"posts": posts(*cooks)}).learn == ()
    told = "The beans come straight from two small farms: I ring on Mondays, agree the price before they plant, and always pay on the day."
    ground = between(mine, {"posts": posts(*cooks, told)})
    assert [one.label for one in ground.learn] == ["buying beans and squash straight from farms"]
    assert ground.learn[0].theirs[0].quote == told
    assert not any(one.quote in cooks for one in ground.learn[0].theirs)
