"""Every format gives back what was collected, and hostile text stays text in each of them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from learnlearn.contract.note import ExportedPerson, Note, NotesExport
from learnlearn.contract.plan import PersonPlan
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.exports.family import formats, safe_name
from learnlearn.exports.formats.csv import COLUMNS
from learnlearn.exports.formats.vcard import folded

ULID = "01J9ZK3V7Q8R5T6W2X4Y0A1B2C"
# fmt: off
HOSTILE = (
    "=HYPERLINK(1)", "+1", "@cmd", "---\nname: x", "```\nrun\n```",
    "END:VCARD\r\nBEGIN:VCARD", "a,b;c\\d", "../../etc/passwd", "CON", "con.txt", "\u202eevil", "# not a heading",
    "[x](javascript:1)", "<script>", "- item", "'quoted", "\u2028line", "👩🏽‍🌾" * 30, "name\x00", "",
)
# fmt: on
texts = some.one_of(some.sampled_from(HOSTILE), some.text(alphabet=some.characters(exclude_categories=("Cs",)), max_size=120))
times = some.datetimes(  # naive bounds are what hypothesis takes beside `timezones`
    min_value=dt.datetime(2000, 1, 1),  # noqa: DTZ001
    max_value=dt.datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=some.sampled_from((dt.UTC, dt.timezone(dt.timedelta(hours=-5)))),
)


@some.composite
def people(draw: some.DrawFn) -> ExportedPerson:
    """Anybody, with hostile text in every field."""
    notes = tuple(
        Note(
            id=f"{ULID[:-1]}{at}",
            kind=draw(some.sampled_from(("learned", "promised", "note"))),
            text=draw(texts),
            at=draw(times),
            prompt_text=draw(texts),
        )
        for at in range(draw(some.integers(0, 3)))
    )
    snapshot = ProfileSnapshot(
        site="web",
        url="https://a.example/",
        captured_at=draw(times),
        name="A",
        headline=draw(texts),
        about=draw(texts),
        location=draw(texts),
        interests=(draw(texts),),
        skills=(draw(texts),),
    )
    return ExportedPerson(id=ULID, name=draw(texts), site="web", url="https://a.example/", kept_at=draw(times), snapshots=(snapshot,), notes=notes)


exported = some.builds(
    NotesExport,
    format=some.just("learnlearn-notes"),
    version=some.just(1),
    exported_at=times,
    agent=some.just("0"),
    me=some.none(),
    people=some.lists(people(), max_size=3).map(tuple),
)
often = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def _one(name: str, export: NotesExport) -> bytes:
    (file,) = formats()[name](export)
    return file.content


@often
@given(exported)
def test_json_comes_back_without_losing_a_byte_of_meaning(export: NotesExport) -> None:
    """What was exported is what is read back, field for field."""
    assert NotesExport.model_validate_json(_one("json", export)) == export


@often
@given(exported)
def test_every_line_of_the_stream_is_one_person(export: NotesExport) -> None:
    """A reader may take one line at a time and never holds more than one person."""
    head, *lines = _one("jsonl", export).decode().split("\n")[:-1]
    assert json.loads(head)["format"] == "learnlearn-notes"
    assert tuple(ExportedPerson.model_validate_json(line) for line in lines) == export.people


@often
@given(exported)
def test_a_spreadsheet_runs_no_cell(export: NotesExport) -> None:
    """No cell begins with a sign that a spreadsheet runs, and each note is one row with the words it had."""
    rows = list(csv.reader(io.StringIO(_one("csv", export).decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert len(rows) - 1 == sum(max(1, len(person.notes)) for person in export.people)
    said = [row[5].removeprefix("'") for row in rows[1:] if row[4]]
    assert said == [note.text.removeprefix("'") for person in export.people for note in person.notes]


@often
@given(exported)
def test_a_card_cannot_be_broken_out_of(export: NotesExport) -> None:
    """As many cards as people, every line within 75 octets, and each unfolded line a property of the standard."""
    raw = _one("vcard", export)
    lines = raw.split(b"\r\n")
    assert lines.count(b"BEGIN:VCARD") == lines.count(b"END:VCARD") == len(export.people)
    assert all(len(line) <= 75 for line in lines)
    for line in raw.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]:
        assert re.match(r"(BEGIN|VERSION|UID|FN|URL|SOURCE|TITLE|ADR|INTEREST|HOBBY|EXPERTISE|ORG|CATEGORIES|NOTE|REV|END)[:;]", line), line


def test_what_one_does_is_a_hobby_and_what_nobody_knows_an_interest() -> None:
    """RFC 6715 tells the two apart, and so does JSContact; circle and tags go where other programs sort people by them."""
    snapshot = ProfileSnapshot(
        site="web", url="https://a.example/", captured_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), name="A", interests=("knitting", "grumf")
    )
    plan = PersonPlan(circle="crew", tags=("choir", "crew"))
    anybody = ExportedPerson(id=ULID, name="A", site="web", url="https://a.example/", kept_at=snapshot.captured_at, snapshots=(snapshot,), plan=plan)
    export = NotesExport(format="learnlearn-notes", version=1, exported_at=snapshot.captured_at, agent="0", people=(anybody,))
    card = _one("vcard", export).decode()
    assert "\r\nHOBBY:knitting\r\n" in card
    assert "\r\nINTEREST:grumf\r\n" in card
    assert "\r\nCATEGORIES:crew,choir\r\n" in card
    (contact,) = json.loads(_one("jscontact", export))
    assert [info["kind"] for info in contact["personalInfo"].values()] == ["hobby", "interest"]
    assert contact["keywords"] == {"crew": True, "choir": True}
    assert 'tags: ["crew", "choir"]' in next(formats()["markdown"](export)).content.decode()


def test_folding_never_cuts_a_character() -> None:
    """Each piece is valid UTF-8 by itself, and joined they are the line."""
    line = "NOTE:" + "é👩🏽‍🌾字" * 40
    pieces = folded(line).removesuffix(b"\r\n").split(b"\r\n ")
    assert "".join(piece.decode() for piece in pieces) == line
    assert len(pieces) > 5


@often
@given(exported)
def test_front_matter_and_fences_stay_text(export: NotesExport) -> None:
    """The front matter ends where it should, its values read back as JSON, and no line of a note becomes a heading, a list or a fence."""
    for file, person in zip(formats()["markdown"](export), export.people, strict=True):
        page = file.content.decode()
        front = page.split("\n---\n", 1)[0].removeprefix("---\n")
        read = {name: json.loads(value) for name, _, value in (line.partition(": ") for line in front.split("\n")) if name != "type" and value}
        assert read["name"] == person.name
        assert read["id"] == person.id
        body = page.split("\n---\n", 1)[1]
        assert len(re.findall(r"^#", body, re.MULTILINE)) == 1 + bool(person.notes)
        assert not re.search(r"^\s*(```|~~~)", body, re.MULTILINE)


@often
@given(texts)
def test_file_names_are_safe_on_every_system(name: str) -> None:
    """No folder, no device, no dot or space at the end, the same every time, and different people differ."""
    made = safe_name(name, ULID)
    assert re.fullmatch(r"[^\\/:*?\"<>|\x00-\x1f]+", made)
    assert made == safe_name(name, ULID)
    assert made != safe_name(name, ULID[:-1] + "D")
    assert len(made.encode()) < 255 * 2
    assert made.split(".")[0].casefold() not in {"con", "nul", "aux", "prn"}


@often
@given(exported)
def test_jscontact_is_json_with_the_words_it_had(export: NotesExport) -> None:
    """Each card names its person, its page and its notes."""
    cards = json.loads(_one("jscontact", export))
    assert [card["uid"] for card in cards] == [f"urn:learnlearn:{person.id}" for person in export.people]
    for card, person in zip(cards, export.people, strict=True):
        assert len(card.get("notes", {})) == len({note.id for note in person.notes})


def test_every_format_is_found() -> None:
    """A module in the folder is a format."""
    assert set(formats()) == {"json", "jsonl", "csv", "markdown", "vcard", "jscontact"}
