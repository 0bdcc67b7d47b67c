"""A few words to point at: cut out whole, of what is told and not of what is denied, or none at all."""

from __future__ import annotations

import pytest
from tests.agent.conversation.drawn import written

from learnlearn.contract.conversation import Prompt
from learnlearn.conversation.book import Sort, line_book
from learnlearn.conversation.excerpt import is_whole
from learnlearn.conversation.patterns import languages, tongue
from learnlearn.conversation.piece import Piece, piece_of
from learnlearn.text.language import detect
from learnlearn.text.sentences import Slice, sentences


def found(language: str, text: str, wanted: frozenset[str] = frozenset()) -> Piece | None:
    """The piece of a text in a language."""
    return piece_of(text, Slice(0, len(text)), line_book(language).cut, tongue(language), wanted)


def cut(language: str, text: str, wanted: frozenset[str] = frozenset()) -> str:
    """Its words, or "" where none is cut out."""
    piece = found(language, text, wanted)
    return text[piece.start : piece.end] if piece else ""


@pytest.mark.parametrize(
    ("language", "text", "piece"),
    [
        ("en", "Found a wedding ring under the dampers of a school piano today.", "a wedding ring under the dampers"),
        ("en", "Forty metres up the cabin smells of coffee and somebody’s oranges.", "somebody’s oranges"),
        ("de", "Sonntags stelle ich sie nach der Sonnenuhr an der Südwand.", "Sonnenuhr an der Südwand"),
        ("es", "Trabajo en un garaje insonorizado a medias, con gatos.", "un garaje insonorizado a medias"),
        ("fr", "Un client a rapporté un missel mordu par un chien.", "un missel mordu par un chien"),
        ("it", "Ieri in milonga ha ballato un signore di novantun anni.", "un signore di novantun anni"),
        ("pt", "Quebrei ontem a rede velha do meu avô.", "a rede velha"),
        ("nl", "Niemand gewond, wel een gat in het dak van de buren.", "een gat in het dak van de buren"),
        ("hi", "कल रात आठ इंच का दर्पण पूरा हुआ।", "आठ इंच का दर्पण"),
        ("hi-Latn", "Aaj ek bachche ne pehli googly daali aur khud hairaan ho gaya.", "pehli googly"),
    ],
)
def test_a_phrase_is_cut_out_whole(language: str, text: str, piece: str) -> None:
    """In every language: from its article, or whatever opens it, to its last noun, with what is joined to it; no verb is taken along."""
    assert cut(language, text) == piece


@pytest.mark.parametrize(
    "text",
    [
        "Twelve learners came and nobody lost a thumb.",  # there was no thumb to ask about
        "I will never understand them and that is why I get up.",
        "Can anyone translate before our trustees panic?",  # a verb may hide behind what is ours
        "I was there for the first time.",  # a time is no thing
        "We row.",
    ],
)
def test_where_none_is_good_there_is_none(text: str) -> None:
    """What is denied, a time, a fragment with a verb in it: nothing is pointed at."""
    assert cut("en", text) == ""


@pytest.mark.parametrize(
    ("language", "text", "torn"),
    [
        ("en", "Finds the trips in a GTFS feed that anyone would spot.", "in a GTFS"),  # feed is no past
        ("en", "We sold the old green canal boat engine.", "canal"),  # where it ends is not to be seen
        ("hi", "पुराने जासूसी उपन्यास लुगदी काग़ज़ पर छपते थे।", "उपन्यास लुगदी"),  # two names side by side
        ("es", "Corto varetas y las guardo en arena.", "las guardo"),  # a pronoun and its verb
    ],
)
def test_no_piece_ends_inside_a_name(language: str, text: str, torn: str) -> None:
    """Before a noun that belongs to it nothing ends, and no pronoun passes for an article."""
    assert torn not in cut(language, text) or "GTFS feed" in cut(language, text)


def test_the_shared_thing_alone_is_no_piece() -> None:
    """That both know the dulcimer is said already; asked is about what stands beside it, or nothing."""
    assert cut("en", "She sold me the dulcimer.") == "the dulcimer"
    assert cut("en", "She sold me the dulcimer.", frozenset({"dulci"})) == ""
    assert cut("en", "She sold me the dulcimer with a broken bridge.", frozenset({"dulci"})) == "a broken bridge"


def test_a_person_is_known_as_one() -> None:
    """Who somebody was is asked otherwise than what something was."""
    person, thing = found("en", "Best compliment: a blind man asked me."), found("en", "We found a candle stub.")
    assert person is not None
    assert thing is not None
    assert (person.is_person, thing.is_person) == (True, False)


def test_one_common_word_does_not_stand_alone() -> None:
    """ "The astrolabe" is understood only beside its line, "a tower with no lift" without it."""
    alone, tower = found("en", "I had to go and look at the astrolabe for a bit."), found("en", "I look after eight bells, in a tower with no lift.")
    assert alone is not None
    assert tower is not None
    assert (alone.stands_alone, tower.stands_alone) == (False, True)


def test_a_piece_is_never_a_torn_word() -> None:
    """Over every sentence of the pairs written by hand: a slice of one sentence that begins and ends between words, and leaves some of it."""
    counted = dict.fromkeys(sorted(languages()), 0)
    for pair in written():
        for text in (pair.them.about, *(post.text for post in pair.them.posts)):
            language = detect(text) or ""
            for line in sentences(text) if language in counted else ():
                piece = piece_of(text, line, line_book(language).cut, tongue(language))
                if piece is None:
                    continue
                assert line.start <= piece.start < piece.end <= line.end
                assert not text[piece.start - 1 : piece.start].isalnum()
                assert not text[piece.end : piece.end + 1].isalnum()
                assert piece.end - piece.start < line.end - line.start
                counted[language] += 1
    print(", ".join(f"{language} {count}" for language, count in counted.items()))
    assert counted["en"] > 60
    assert all(counted.values())


_OPEN: tuple[Sort, ...] = ("asks", "wanted", "coming")


def test_a_scrap_is_pointed_at_only_where_something_is_open() -> None:
    """What somebody asks for, looks for or awaits can be pointed at by a few words; what was told is quoted by whole clauses."""
    about: list[Prompt] = [prompt for pair in written() for prompt in pair.answer().prompts if prompt.kind in ("connect", "curious")]
    pointed = [prompt for prompt in about if any(len(words) < 0.7 * len(prompt.evidence[-1].text) for words in _quoted_of_theirs(prompt))]
    scraps = [prompt for prompt in pointed if not any(is_whole(prompt.evidence[-1].text, words) for words in _quoted_of_theirs(prompt))]
    print(f"{len(pointed)} of {len(about)} prompts quote a part, {len(scraps)} of them a few words")
    books = [(language, line_book(language, formal=formal)) for language in languages() for formal in (False, True)]
    open_ones = [(language, line) for language, book in books for sort in _OPEN for line in book.asking(sort).about]
    for prompt in scraps:
        begun = [line.split("{piece}")[0] for language, line in open_ones if language == prompt.language]
        assert any(begin in prompt.text for begin in begun), prompt.text
    assert len(scraps) < len(about) / 10
    assert not is_whole("Found a ring under the dampers today", "a ring under"), "the control"


def _quoted_of_theirs(prompt: Prompt) -> list[str]:
    opened, closed = tongue(prompt.language).marks[:2]
    parts = prompt.text.split(opened)[1:]
    return [words for words in (part.split(closed)[0] for part in parts) if words in prompt.evidence[-1].text]
