"""The compiled lexicon finds cues in every form that its README promises, and the compiled form finds what the plain way finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnlearn.lexicon.build.check import finds as finds_plainly
from learnlearn.lexicon.build.compile import compile_lexicon
from learnlearn.lexicon.build.cues import parse
from learnlearn.lexicon.build.source import Concept, Domain, load_all
from learnlearn.lexicon.form import MAGIC
from learnlearn.lexicon.loaded import lexicon
from learnlearn.lexicon.spotter import Finds, Lexicon
from learnlearn.text.tokens import tokens


def concept(label: str, **fields: object) -> Concept:
    """A small concept."""
    return Concept.model_validate({"label": label, "telling": "medium", "strong": "", "yes": ["x"], "no": ["y"], **fields})


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """A lexicon of a few concepts that show every form."""
    domain = Domain(
        label="Forms",
        kind="craft",
        concept=(
            concept(
                "trail running",
                strong="orienteering, fell race, UTMB, #vanlife, =Reading, sauerteig*, vertical gain*",
                weak="mud, hill",
                clash="paper trail",
            ),
            concept("stone walls", strong="throughs, hearting stones", near="trail running"),
            concept("登山", strong="山小屋"),
        ),
    )
    return Lexicon(compile_lexicon(tmp_path_factory.mktemp("lexicon") / "small.bin", {"forms": domain}))


def found(small: Lexicon, text: str) -> tuple[list[str], list[str], list[str]]:
    """The strong, weak and clashing words found in a text."""
    finds = Finds()
    small.spot(0, text, tokens(text), finds)
    tables = (finds.strong, finds.weak, finds.clash)
    kept = [{(place.start, place.end) for concept, places in table.items() for place in places if concept < 3} for table in tables]
    return tuple([text[a:b] for a, b in sorted(one)] for one in kept)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "strong"),
    [
        ("Another Fell-Race done", ["Fell-Race"]),
        ("two fell races", ["fell races"]),
        ("I love #TrailRunning", ["TrailRunning"]),
        ("I love #trailrunning", ["trailrunning"]),
        ("trailrunning is glued", ["trailrunning"]),
        ("off to UTMB", ["UTMB"]),
        ("#utmb this year", ["utmb"]),
        ("the utmb in small letters", []),
        ("#VanLife forever", ["VanLife"]),
        ("van life without a hash", []),
        ("Reading is a town", ["Reading"]),
        ("reading is a pastime", []),
        ("Sauerteigkurs am Samstag", ["Sauerteigkurs"]),
        ("vertical gains", ["vertical gains"]),
        ("it went through the wall", []),
        ("set the throughs first", ["throughs"]),
        ("a windy sauerteig-free hytte", ["sauerteig"]),
        ("the hearthing stonez", []),
        ("orienteerring again", ["orienteerring"]),
        ("oreinteering again", ["oreinteering"]),
        ("oriental again", []),
        ("昨日は山小屋に泊まりました", ["山小屋"]),
    ],
)
def test_a_cue_is_found_in_its_form_and_in_no_other(small: Lexicon, text: str, strong: list[str]) -> None:
    """Case, hyphens and plurals do not count; capitals, hashtags and endings do where the cue says so."""
    assert found(small, text)[0] == strong


def test_weak_and_clashing_cues_are_told_apart(small: Lexicon) -> None:
    """The reader of the finds weighs them differently."""
    assert found(small, "mud on every hill, and a paper trail") == ([], ["mud", "hill"], ["paper trail"])


def test_words_of_two_sentences_are_no_cue(small: Lexicon) -> None:
    """Two words side by side say one thing only within a sentence and a clause; a name goes on behind a dot or comma.

    Control: without a stop it is found.
    """
    assert found(small, "On the fell race day")[0] == ["fell race"]
    for text in ("I fell. Race over.", "I fell! race over", "how I fell: race over", "fell\nrace", "fell … race", "He fell, race over"):
        assert found(small, text)[0] == [], text
    assert found(small, "The Fell, Race of the year, and vertical gain, e.g. vertical gains")[0] == ["Fell, Race", "vertical gain", "vertical gains"]


def test_the_compiled_lexicon_finds_what_the_plain_way_finds(pytestconfig: pytest.Config) -> None:
    """Examples of every domain, by both ways: strong cues of its own concept; hardly one is entered as weak because other domains say it too.

    Of every eighth concept; with `--rounds` of all.

    Control: a sentence of another trade finds none of them.
    """
    words, seen, weakened = lexicon(), 0, 0
    labels = {entry.label: at for at, entry in enumerate(words.entries) if not entry.entity}
    step = 1 if pytestconfig.getoption("--rounds", default=None) else 8
    for domain in load_all().values():
        for one in domain.concept[::step]:
            for text in one.yes:
                finds = Finds()
                words.spot(0, text, tokens(text), finds)
                plainly = finds_plainly([cue for cue in map(parse, one.all_strong()) if " " in cue.text], text)
                assert not plainly or labels[one.label] in finds.strong.keys() | finds.weak.keys(), (one.label, text, plainly)
                seen += bool(plainly)
                weakened += bool(plainly) and labels[one.label] not in finds.strong
    print(seen, "examples compared,", weakened, "found by weakened cues only")
    assert seen > max(100, 50 * weakened)
    finds = Finds()
    text = "Nothing in this line speaks of anything."
    words.spot(0, text, tokens(text), finds)
    assert not finds.strong


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    """Half a file or an old one must not be read as nonsense."""
    path = tmp_path / "old.bin"
    path.write_bytes(b"learnlearn-lexicon 0\n{}\n")
    with pytest.raises(ValueError, match="not of this version"):
        Lexicon(path)
    assert MAGIC != b"learnlearn-lexicon 0\n"
