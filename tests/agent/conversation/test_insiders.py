"""What insiders ask: labels that exist, one question a line, no figures, no quotations, none worn out; and a look-up that reads what it needs."""

from __future__ import annotations

import collections
import re
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.agent.conversation.reading import is_closed

from learnlearn.conversation.insiders import COMPILED, FOLDER, Asked, Insiders, compile_insiders, insiders, of_insider, of_learner, written
from learnlearn.conversation.patterns import in_address, tongue
from learnlearn.lexicon.loaded import lexicon

LANGUAGES = ("es", "de", "fr", "pt", "it", "nl", "hi")
LONGEST = 125
FOREIGN = {language: re.compile(rf"[\d\[\]{{}}|{''.join(mark.strip() for mark in tongue(language).marks[:2])}]") for language in ("en", *LANGUAGES)}
EVERYTHING = tuple(insiders())


def lines(asked: Asked) -> Iterator[tuple[str, str]]:
    """Every question with its language."""
    yield from (("en", line) for line in (*asked.en, asked.learn))
    yield from ((language, getattr(asked, language)) for language in LANGUAGES if getattr(asked, language))


def faults(asked: Asked) -> list[str]:
    """What is wrong with what is asked about a concept."""
    found = [] if len(asked.en) >= 2 and sum(bool(getattr(asked, language)) for language in LANGUAGES) >= 5 else ["too few"]
    for language, line in lines(asked):
        for said in {in_address(line, formal=False), in_address(line, formal=True)} if "[" in line else {line}:
            first = said.lstrip("¿")[:1]
            signs = (
                ("one question, at its end", said.count("?") != 1 or said[-1] != "?"),
                ("too long", len(said) > LONGEST),
                ("a figure, a quotation or a mark of the data", FOREIGN[language].search(said) is not None),
                ("no capital", first != first.upper()),
                ("closed", language == "en" and is_closed(said)),
            )
            found += [f"{name}: {said}" for name, is_so in signs if is_so]
    return found


def worn(questions: list[str]) -> list[str]:
    """Beginnings of three words that more than one question in twenty of a domain has."""
    begun = collections.Counter(" ".join(line.split()[:3]) for line in questions)
    return [begin for begin, count in begun.items() if count > max(5, 0.05 * len(questions))]


def taken(act: Callable[[], object]) -> int:
    """Bytes of memory that are held while what an act gives is held."""
    tracemalloc.start()
    try:
        held = act()
        return tracemalloc.get_traced_memory()[0] if held else 0
    finally:
        tracemalloc.stop()


def test_every_label_is_one_of_the_lexicon() -> None:
    """A concept is asked about under its own label, in the file of its domain; how many are is printed."""
    home = {entry.label: entry.domain for entry in lexicon().entries if not entry.entity}
    assert [asked.label for asked in EVERYTHING if home.get(asked.label) != asked.domain] == []
    questions = sum(len(list(lines(asked))) for asked in EVERYTHING)
    print(f"{len(EVERYTHING)} of {len(home)} concepts, {questions} questions, {COMPILED.stat().st_size / 1e6:.1f} MB")
    assert EVERYTHING
    assert "no such thing" not in home, "the control"


def test_every_question_has_its_form() -> None:
    """One question at its end, short, no figure, no mark of the data, nothing quoted, in both forms of address; the check sees each fault."""
    assert [fault for asked in EVERYTHING for fault in faults(asked)] == []
    good = EVERYTHING[0]
    for line in ("Why.", "Why? How?", "Why 7?", "why so?", "Why “so”?", "Why {so}?", "Is it so?", f"{'Why ' * 40}?"):
        assert faults(good.model_copy(update={"learn": line})), "the control"
    assert faults(good.model_copy(update={"en": good.en[:1]})) == ["too few"], "the control"


def test_no_question_is_worn_out() -> None:
    """In a domain at most one English question in twenty begins alike, and no question stands twice."""
    domains: collections.defaultdict[str, list[str]] = collections.defaultdict(list)
    for asked in EVERYTHING:
        domains[asked.domain] += asked.en
    assert [(domain, begin) for domain, questions in domains.items() for begin in worn(questions)] == []
    every = collections.Counter(line for asked in EVERYTHING for _, line in lines(asked))
    assert [line for line, count in every.items() if count > 1] == []
    assert worn(["What do you bake?", "What do you burn?"] * 5) == ["What do you"], "the control"


def test_a_look_up_reads_one_concept_and_holds_places_only() -> None:
    """What is found is what the source says; what nobody wrote about is not found; to open the file takes no memory for the questions."""
    asked = EVERYTHING[len(EVERYTHING) // 2]
    assert insiders().about(asked.label.upper()) == asked
    assert insiders().about("no such thing") is None
    assert of_insider("", "en") == ()
    assert taken(lambda: Insiders(COMPILED)) < 13 * len(insiders()) < taken(COMPILED.read_bytes) / 10, "the control reads them all"
    assert of_insider(asked.label, "en") == asked.en
    assert of_learner(asked.label, "en") == (asked.learn,)
    assert of_learner(asked.label, "de") == of_insider(asked.label, "hi-Latn") == ()


def test_what_is_compiled_is_what_was_written(tmp_path: Path) -> None:
    """A domain compiled aside is its source; a fault is said with the name of the file, a label asked about twice as well."""
    source = next(iter(sorted(FOLDER.glob("*.toml"))))
    (tmp_path / source.name).write_bytes(source.read_bytes())
    told = {asked.label: asked for asked in Insiders(compile_insiders(tmp_path / "a.bin", tmp_path))}
    assert told == {asked.label: asked for asked in written(tmp_path)}
    assert len(told) > 20
    standing = Insiders(tmp_path / "a.bin")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert len(Insiders(compile_insiders(tmp_path / "a.bin", empty))) == 0
    assert {asked.label: asked for asked in standing} == told, "who has it open reads on what was there"
    (tmp_path / "again.toml").write_bytes(source.read_bytes())
    with pytest.raises(ValueError, match="is asked about twice"):
        compile_insiders(tmp_path / "a.bin", tmp_path)
    (tmp_path / "again.toml").write_text('[thing]\nen = "one"\n')
    with pytest.raises(ValueError, match=r"again\.toml"):
        compile_insiders(tmp_path / "a.bin", tmp_path)
    (tmp_path / "a.bin").write_bytes(b"learnlearn-insiders 0\n")
    with pytest.raises(ValueError, match="of this version"):
        Insiders(tmp_path / "a.bin")
