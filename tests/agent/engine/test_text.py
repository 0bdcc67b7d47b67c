"""Words, sentences and languages: what every layer above relies on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnlearn.text.bases import base
from learnlearn.text.language import detect
from learnlearn.text.rarity import UNKNOWN, zipf
from learnlearn.text.roots import root
from learnlearn.text.sentences import clauses, sentences
from learnlearn.text.tokens import tokens
from learnlearn.text.words import fold, stem

MIXED = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200)


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("Runner's high on #TrailRunning", ("runner", "high", "on", "trail", "running")),
        ("C++, C# and R&D at L'Été", ("c++", "c#", "and", "r&d", "at", "l", "ete")),
        ("सुबह की दौड़", ("सुबह", "की", "दौड़")),
        ("登山とコーヒー", ("登", "山", "と", "コーヒー")),
        ("ASHES boxes glass bus", ("ash", "box", "glass", "bus")),
    ],
)
def test_words_are_compared_without_case_accents_and_plural_endings(text: str, stems: tuple[str, ...]) -> None:
    """Also hashtags in CamelCase and scripts without spaces."""
    assert tokens(text).stems == stems


@given(MIXED)
def test_every_word_is_a_slice_of_the_text(text: str) -> None:
    """Words never overlap and stand in order, whatever was written."""
    found = tokens(text)
    edges = [edge for pair in zip(found.starts, found.ends, strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert all(text[start:end] for start, end in zip(found.starts, found.ends, strict=True))


@given(MIXED)
def test_sentences_and_clauses_are_slices_without_white_space_around_them(text: str) -> None:
    """Nothing but white space and marks is lost between them."""
    last = 0
    for piece in sentences(text):
        assert last <= piece.start < piece.end <= len(text)
        assert text[piece.start : piece.end] == text[piece.start : piece.end].strip()
        assert all(piece.start <= clause.start < clause.end <= piece.end for clause in clauses(text, piece))
        last = piece.end


def test_sentences_end_where_people_end_them() -> None:
    """Not after "Dr.", but at a line's end and at the bars of a bio."""
    text = "Dr. Abara ran it. Did you?! Yes, e.g. this | that • other\nNew line"
    assert [text[a:b] for a, b in sentences(text)] == ["Dr. Abara ran it.", "Did you?!", "Yes, e.g. this", "that", "other", "New line"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I have been building small boats for ten years and they still leak"),
        ("de", "Ich backe jeden Samstag mit meiner Tochter und es wird nie gleich"),
        ("fr", "Je monte des murs qui tiennent parce que les pierres se parlent"),
        ("es", "Los martes de abuelos viene uno y cuenta algo en su lengua"),
        ("pt", "Se alguém quiser aprender a fazer mapas, dou uma sessão"),
        ("it", "Non vedo l'ora di tornare in montagna con gli amici di sempre"),
        ("nl", "Ik fiets elke dag naar mijn werk en het regent altijd"),
        ("hi-Latn", "Main terah saal se padha rahi hoon aur bachche khush hain"),
        ("hi", "मैं हर सुबह दौड़ता हूँ और फिर चाय पीता हूँ"),
        ("tr", "Annemin makinesiyle ilk gömleğimi diktim ve çok gurur duyuyorum"),
        ("ja", "今日は山に登りました"),
        ("uk", "Я дуже люблю співати у хорі щовівторка"),
        (None, "ok"),
    ],
)
def test_the_language_of_a_post_is_told(language: str | None, text: str) -> None:
    """From a line or two; one word gets no answer."""
    assert detect(text) == language


def test_rare_words_are_rarer_than_common_ones() -> None:
    """The order is what matters: the, week, violin, sourdough, a word nobody ever wrote."""
    found = [zipf(word) for word in ("the", "week", "violin", "sourdough", "grandsireq")]
    assert found == sorted(found, reverse=True)
    assert found[-1] == UNKNOWN


def test_inflected_forms_of_one_language_share_a_root_and_languages_do_not_mix() -> None:
    """Pietre and pietra; the English word "rope" and the Spanish "ropa" stay apart."""
    assert root("pietre", "it") == root("pietra", "it") != root("pietra", "es")
    assert root("corredora", "es") == root("corredore", "es")
    assert root("oro", "es") == "es:oro"


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "glazed", "glazing"),
        ("en", "knitted", "knits"),
        ("es", "tejiendo", "tejer"),
        ("fr", "tricoté", "tricoter"),
        ("de", "gedrahtet", "drahten"),
        ("de", "eingelötet", "einlöten"),
        ("it", "cucito", "cucire"),
        ("pt", "costurei", "costurar"),
        ("hi", "बुनाई", "बुनना"),
    ],
)
def test_a_verb_meets_its_other_forms(language: str, one: str, other: str) -> None:
    """Where sentences are heard as a whole; a word of another language is never met."""
    assert base(stem(fold(one)), language) == base(stem(fold(other)), language)
    assert base("pain", "en") != base("pain", "fr")


def test_what_only_looks_alike_stays_apart() -> None:
    """The control: other words have other bases."""
    pairs = [("organ", "organic"), ("plane", "planet"), ("wire", "wireless"), ("row", "rowan")]
    assert [(one, other) for one, other in pairs if base(one, "en") == base(other, "en")] == []


def test_an_emoji_is_heard_beside_a_hashtag() -> None:
    """What a post says by a picture does not depend on whether it also has a tag."""
    plain, tagged = tokens("I row 🚣 daily"), tokens("I row 🚣 daily #DawnCrew")
    assert plain.stems == tagged.stems[: len(plain)]
    assert plain.starts == tagged.starts[: len(plain)]
    assert tagged.tags == {len(plain), len(plain) + 1}
    assert tokens("🚣 #s").stems == plain.stems[2:3]
