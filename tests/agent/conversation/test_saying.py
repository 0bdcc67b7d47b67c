"""Which words are said: the ones that name the thing, whole enough to be understood; and of mine a sentence that I can simply say."""

from __future__ import annotations

import datetime as dt

import pytest

from learnlearn.conversation.book import line_book
from learnlearn.conversation.lines import is_question, sort_of
from learnlearn.conversation.mine import best_of_mine, my_form, told_of, wish
from learnlearn.conversation.patterns import tongue
from learnlearn.conversation.saying import Speaker, best_of_theirs, showing, their_form, widened
from learnlearn.interests.model import Evidence, Source, Span

TODAY = dt.date(2026, 11, 1)
ME = Speaker("en", tongue("en"), is_mine=True)


def words(text: str, said: str = "", source: Source = Source.BIO, field: str = "about", days: int | None = None) -> Evidence:
    """A slice of a text."""
    span = Span(field, source, text, None if days is None else TODAY - dt.timedelta(days=days))
    start = text.index(said) if said else 0
    return Evidence(span, start, start + len(said or text))


def test_the_words_that_name_the_thing_come_before_those_that_only_stand_near() -> None:
    """A post of yesterday about a roof says less of bell ringing than an older sentence about bells; the newer of two that name it wins."""
    roof = words("Quote for the tower roof came back at nineteen thousand.", source=Source.POST, field="posts.0", days=1)
    bells = words("I look after eight bells in a tower with no lift.")
    old, new = (
        words(f"Rang the bells with {who} last night until ten.", source=Source.POST, field="posts.1", days=days)
        for who, days in (("Al", 80), ("Jo", 2))
    )
    mine = [words("change ringing", source=Source.ITEM, field="interests.0")]
    assert best_of_theirs([roof, bells], "bell ringing", mine, TODAY) == bells
    assert best_of_theirs([old, new], "bell ringing", mine, TODAY) == new
    assert best_of_theirs([], "bell ringing", mine, TODAY) is None


@pytest.mark.parametrize(
    ("text", "said", "asks"),
    [
        ("What do you feed a sourdough that sulks?", "What do you feed a sourdough that sulks?", True),
        ("My oven runs hot. Which stone holds?", "My oven runs hot.", True),
        ("How do you graft a plum? Mine dies every spring.", "How do you graft a plum?", True),
        ("Ribbons for a Hermes, anyone? Or a spool?", "Ribbons for a Hermes, anyone?", True),
        ("Looking for a luthier near Ghent.", "Looking for a luthier near Ghent.", True),
        ("No ribbon? Wind cotton onto the spools. Wear gloves.", "No ribbon? Wind cotton onto the spools.", False),
        ("No ribbon? Wind cotton onto the spools. Wear gloves.", "No ribbon?", False),
        ("The kiln is cold and so is the tea.", "The kiln is cold and so is the tea.", False),
    ],
)
def test_a_question_to_which_they_answer_themselves_is_put_to_nobody(text: str, said: str, asks: bool) -> None:
    """Asked is what stays open, or what they ask for themselves; who teaches by a question has none."""
    assert is_question(words(text, said, Source.POST, "posts.0"), tongue("en")) is asks


def test_too_few_words_are_widened_to_the_sentence_beside_them() -> None:
    """Words that lean on what came before take it along; names and headlines stay as they are; what would be too long is left out."""
    text = "I have steered nb Dorothea for sixteen years. Yes, after Middlemarch. I teach."
    assert widened(words(text, "Yes, after Middlemarch.")).quote == "I have steered nb Dorothea for sixteen years. Yes, after Middlemarch."
    assert widened(words("Drop Dead Inchanga. I was carried over it.", "Drop Dead Inchanga.")).quote == "Drop Dead Inchanga. I was carried over it."
    assert widened(words("Printer. Skater. Cook.", "Skater.", field="headline")).quote == "Skater."
    assert widened(words("letterpress", source=Source.ITEM, field="interests.0")).quote == "letterpress"
    assert widened(words(f"Bells. {'x' * 200}.", "Bells.")).quote == "Bells."


@pytest.mark.parametrize(
    ("evidence", "form"),
    [
        (words("Rigger bolt sheared.", source=Source.POST, field="posts.0", days=3), "dated"),
        (words("Rigger bolt sheared.", source=Source.POST, field="posts.0"), "post"),
        (words("I keep bees."), "bio"),
        (words("lindy hop", source=Source.ITEM, field="interests.0"), "item"),
        (words("University of Leeds", source=Source.ENTRY, field="education.0.school"), "entry"),
        (words("Small package that shows how much each map distorts.", source=Source.ENTRY, field="projects.0.description"), "bio"),
        (words("#Bookbinding", source=Source.POST, field="posts.0.hashtags.0", days=3), "item"),
    ],
)
def test_where_their_words_stand_decides_how_they_are_taken_up(evidence: Evidence, form: str) -> None:
    """A dated post, a page, a list, a name: each is spoken of in its own way."""
    assert their_form(evidence) == form


@pytest.mark.parametrize(
    ("evidence", "theirs", "form"),
    [
        (words("On Mondays I ring the fourth at St Anselm's."), "I look after eight bells.", "sentence"),
        (words("Hydrologist and rower, mostly wet.", field="headline"), "I row.", "quoted"),
        (words("The boat leaks at the third seat."), "I row.", "quoted"),
        (words("nightjars", source=Source.ITEM, field="interests.0"), "Nightjar at 22:40, drew it by red light.", "interest"),
        (words("PostgreSQL", source=Source.ITEM, field="skills.0"), "Moved a 2 TB PostgreSQL table.", "item"),
        (words("night trains", source=Source.ITEM, field="causes.0"), "I campaign for sleepers.", "cause"),
        (words("refugee support", source=Source.ITEM, field="causes.0"), "Refugee support", "named"),
        (words("University of Leeds", source=Source.ENTRY, field="education.0.school"), "University of Leeds", "school"),
        (words("Deltares", source=Source.ENTRY, field="positions.0.organization"), "Deltares", "work"),
        (words("Ich halte drei Bienenvölker am Rand des Kleingartens und schlafe wieder."), "I keep bees.", "plain"),
    ],
)
def test_my_words_are_said_as_they_can_be(evidence: Evidence, theirs: str, form: str) -> None:
    """A sentence of mine is said; a listed thing is named; a fragment is quoted; another language is not spoken at all."""
    assert my_form(evidence, theirs, ME) == form


@pytest.mark.parametrize(
    ("language", "text", "form"),
    [
        ("en", "By the end my fingerspelling looked like knitting.", "plain"),
        ("en", "And when the snow comes I go to the Alps in a red jacket.", "plain"),
        ("en", "My calendar says that I am happy last Thursday.", "plain"),
        ("en", "Carved a spoon yesterday and kept all ten fingers.", "plain"),
        ("en", "My fingerspelling looks like knitting after six hours.", "sentence"),
        ("de", "Und wenn der Schnee kommt, fahre ich in die Alpen.", "plain"),
        ("de", "Gestern habe ich zwei Löffel geschnitzt.", "plain"),
        ("de", "Sonntags schnitze ich Löffel aus Birke.", "sentence"),
        ("es", "Y luego tallo cucharas con mi navaja vieja.", "plain"),
        ("es", "Hoy tallé tres cucharas con mi navaja vieja.", "plain"),
        ("es", "Los domingos tallo cucharas con mi navaja vieja.", "sentence"),
        ("fr", "Et puis je taille des cuillères avec mon couteau.", "plain"),
        ("fr", "Ce matin je taille des cuillères avec mon couteau.", "plain"),
        ("it", "E poi intaglio cucchiai con il mio coltello.", "plain"),
        ("it", "Oggi ho intagliato tre cucchiai con il mio coltello.", "plain"),
        ("nl", "En dan snijd ik lepels van berkenhout.", "plain"),
        ("nl", "Gisteren sneed ik drie lepels van berkenhout.", "plain"),
        ("pt", "E depois talho colheres com a minha faca.", "plain"),
        ("pt", "Ontem talhei três colheres com a minha faca.", "plain"),
        ("hi", "और फिर मैं लकड़ी के चम्मच बनाती हूँ।", "plain"),
        ("hi", "कल मैं ने तीन चम्मच बनाए और सब टूट गए।", "plain"),
        ("hi-Latn", "Aur phir main lakdi ke chammach banati hoon.", "plain"),
        ("hi-Latn", "Kal main ne teen chammach banaye aur sab toot gaye.", "plain"),
    ],
)
def test_a_line_of_mine_stands_by_itself(language: str, text: str, form: str) -> None:
    """What leans on the line before it, or counts from the day it was written, is neither said nor quoted; a page's "today" is now."""
    voice = Speaker(language, tongue(language), is_mine=True)
    assert my_form(words(text, source=Source.POST, field="posts.0", days=30), "", voice) == form


@pytest.mark.parametrize(("text", "form"), [("Today I make invoicing software.", "sentence"), ("Slow wood, fast sleds, cold hands.", "quoted")])
def test_a_page_may_say_today(text: str, form: str) -> None:
    """What stands on a page is said of now; what has no I in it is quoted."""
    assert my_form(words(text), "", ME) == form


@pytest.mark.parametrize(
    "evidence",
    [
        words("Bricklayer", source=Source.ENTRY, field="positions.0.title"),
        words("Retired bricklayer.", field="headline"),
        words("Hydrologist", field="headline"),
    ],
)
def test_a_job_title_is_no_sentence(evidence: Evidence) -> None:
    """A word or two of mine is not quoted as if it told something; the same as an interest is named."""
    assert my_form(evidence, "I have a wall.", ME) == "plain"
    assert my_form(words("bricklaying", source=Source.ITEM, field="interests.0"), "I have a wall.", ME) == "interest", "the control"


def test_another_proof_of_mine_is_said_instead() -> None:
    """The sentence around a proof that names the thing comes in where what the match quotes cannot be said."""
    text = "By the end my bells were out of tune. I ring bells at St Anselm's. The curtains are red."
    proofs = [words(text, "bells were"), words(text, "ring bells"), words(text, "curtains")]
    told = told_of(proofs, "bell ringing", [])
    assert [one.quote for one in told] == ["By the end my bells were out of tune.", "I ring bells at St Anselm's."]
    assert best_of_mine(told, "I row.", ME).said == "I ring bells at St Anselm's."


def test_the_sentence_i_can_say_is_chosen() -> None:
    """Of several proofs on my side."""
    item, sentence = words("bees", source=Source.ITEM, field="interests.0"), words("I keep four colonies on the allotments.")
    assert best_of_mine([item, sentence], "I keep bees.", ME).evidence == sentence


def test_words_of_mine_are_never_cut_in_the_middle_of_a_thought() -> None:
    """A sentence too long to say is cut where a clause ends, or not said."""
    clause = words("I ring the fourth at St Anselm's every Monday night in winter; we got through a quarter peal in June and nobody spoke.")
    assert best_of_mine([clause], "", ME).said == "I ring the fourth at St Anselm's every Monday night in winter"
    run_on = words("I have been trying since the spring before last to get the old treadle press in the cellar of the mill to print")
    assert best_of_mine([run_on], "", ME).form == "plain"


def test_a_wish_in_another_language_is_not_quoted() -> None:
    """It is said that I wish it, in the language of the prompt."""
    line = words("raising my own queens", source=Source.WISH, field="learning.0")
    assert wish(line, "wish", ME).form == "wish"
    assert wish(line, "wish", Speaker("de", tongue("de"), is_mine=False)).form == "plain"


@pytest.mark.parametrize(
    ("text", "found", "heart"),
    [
        ("Cheek ends, since three of you have asked. Alternate your courses: one stone across, then a pair.", "Cheek ends", "Alternate your"),
        ("Two hives this spring. Smoke the entrance first and wait a whole minute before you lift the lid off.", "Two hives", "Two hives"),
        ("If your bow bounces, you hold your breath. Breathe out on the bow.", "If your bow", "If your bow"),
    ],
)
def test_a_learner_quotes_the_sentence_that_says_how(text: str, found: str, heart: str) -> None:
    """Not the one that opens; but where the sentence that names the thing tells something, it stays."""
    stop = text.index(".") + 1
    shown = showing(words(text, text[text.index(found) : stop], Source.POST, "posts.0", 3), ME)
    assert shown is not None
    assert shown.heart.quote.startswith(heart)
    assert shown.around.quote.startswith(found), "the words that prove it are in the evidence"


@pytest.mark.parametrize(
    ("evidence", "sort"),
    [
        (words("The tide came an hour early and so did we.", source=Source.POST, field="posts.0"), "told"),
        (words("The tide was an hour early and so were we.", source=Source.POST, field="posts.0"), "any"),
        (words("I have shown leeks since I was nine."), "practice"),
        (words("Forty-one inches between them and not a mark on the flag.", source=Source.POST, field="posts.0"), "any"),
    ],
)
def test_the_question_goes_by_the_sort_of_line(evidence: Evidence, sort: str) -> None:
    """What happened is told apart from what somebody does, and nothing is guessed where the words do not tell."""
    assert sort_of(evidence, tongue("en"), line_book("en"), TODAY) == sort
