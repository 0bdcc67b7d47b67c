"""Files of tables: what was written is found and nothing else; who has one open reads on; a source with a fault is said and not used."""

from __future__ import annotations

import logging
import random
from array import array
from pathlib import Path

import pytest

from learnlearn.tables import as_edited, as_file, mapped, replaced, state_of

FORM = b"tables-of-a-test 1\n"


@pytest.mark.parametrize(("code", "bits"), [("I", 32), ("Q", 64)])
def test_each_key_is_found_at_its_place_and_no_other_is(tmp_path: Path, code: str, bits: int) -> None:
    """Thousands of hashes with those at both ends and beside each other; the control: keys one beside them are not there."""
    drawn = random.Random(3)
    told = {0, 1, 2**bits - 1, *(drawn.getrandbits(bits) for _ in range(5000)), *(1 << bits - 8 | near for near in range(200))}
    keys = array(code, sorted(told))
    path = replaced(tmp_path / "a.bin", as_file(FORM, {"source": "x"}, {"keys": keys, "bytes": array("B", [7, 8])}, ["keys"]))
    header, tables, found = mapped(path, FORM)
    assert (header, bytes(tables["bytes"]), len(found["keys"])) == ({"source": "x"}, b"\x07\x08", len(keys))
    assert [found["keys"].find(key) for key in keys] == list(range(len(keys)))
    beside = [key + 1 for key in keys if key + 1 not in told and key + 1 < 2**bits]
    assert len(beside) > 4000
    assert {found["keys"].find(key) for key in beside} == {-1}


def test_who_has_a_file_open_reads_on_when_it_is_replaced(tmp_path: Path) -> None:
    """The agent runs while somebody edits a domain. A file of another form is refused."""
    path = tmp_path / "a.bin"
    replaced(path, as_file(FORM, {}, {"keys": array("I", [5])}, ["keys"]))
    before = mapped(path, FORM)
    replaced(path, as_file(FORM, {}, {"keys": array("I", [6])}, ["keys"]))
    assert (before.keys["keys"].find(5), before.keys["keys"].find(6)) == (0, -1)
    assert mapped(path, FORM).keys["keys"].find(6) == 0
    with pytest.raises(ValueError, match="not of this version"):
        mapped(path, b"tables-of-a-test 2\n")
    assert [one.name for one in tmp_path.iterdir()] == ["a.bin"], "nothing half written is left"


class Word:
    """A source of one line, compiled: two states of it differ in size."""

    def __init__(self, path: Path) -> None:
        self.source, self.word = path.read_text().split("\n")


def test_a_checkout_reads_its_sources_as_they_are_now(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Compiled once, and again when the source is in another state; one with a fault is said, and what stood is used, or it is raised."""
    source, compiled, made = tmp_path / "word.txt", tmp_path / "word.bin", list[str]()

    def compile_to(target: Path) -> Path:
        made.append(source.read_text())
        if not made[-1].isalpha():
            raise ValueError("a word is letters")
        target.write_text(f"{state_of([source])}\n{made[-1]}")
        return target

    def now() -> str:
        return as_edited(compiled, Word, compile_to, state_of([source])).word

    source.write_text("4711")
    with pytest.raises(ValueError, match="letters"):
        now()
    source.write_text("bee")
    assert (now(), now(), made) == ("bee", "bee", ["4711", "bee"])
    source.write_text("heron")
    assert (now(), made[-1]) == ("heron", "heron")
    source.write_text("heron 1")
    with caplog.at_level(logging.WARNING):
        assert now() == "heron"
    assert "word.bin has a fault" in caplog.text
