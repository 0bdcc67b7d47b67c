"""Whatever comes in as a message or as a file is taken or refused by name; and what was taken can be read again."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Annotated

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as some
from pydantic import AfterValidator, BaseModel, Field
from tests.agent.inside import HEADERS, inside
from tests.agent.running import Json, snapshot

from learnlearn.api.body import parse
from learnlearn.cli.taking_in import Reader
from learnlearn.contract.base import plain
from learnlearn.contract.conversation import Ask
from learnlearn.contract.me import SaveMe
from learnlearn.contract.note import AddNote, Import
from learnlearn.errors import FileError, LearnlearnError

ROUNDS = 80
HIDDEN = ("\x00", "\x08", "\u202e", "\ufeff", "\r\n", "\u2028", "\x85", "e\u0301", "\U0001f468\u200d\U0001f33e", "\u05d0")
texts = some.one_of(some.sampled_from(("", " ", "https://", "https://\x08", "http://\ufeff", *HIDDEN)), some.text(max_size=30))
values = some.recursive(
    some.one_of(some.none(), some.booleans(), some.integers(), some.floats(), texts),
    lambda inner: some.one_of(some.lists(inner, max_size=3), some.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)
_WHO = {"site": "github", "url": "https://github.com/noor", "name": "Noor"}
_NOTE = {"id": "0" * 26, "kind": "note", "text": "met", "at": "2026-01-01T00:00:00Z"}
_KEPT = {"id": "0" * 26, **_WHO, "kept_at": "2026-01-01T00:00:00Z", "snapshots": [], "notes": [_NOTE]}
EXPORT = {"format": "learnlearn-notes", "version": 1, "exported_at": "2026-01-01T00:00:00Z", "agent": "0.1.0", "people": [_KEPT]}
PROPER: dict[type[BaseModel], Json] = {
    Ask: {"snapshot": snapshot(posts=[{"text": "wax", "links": ["https://a.example/"], "date": "2026-01-01"}], links=["https://b.example/"])},
    SaveMe: {"me": {"about": "Beekeeper", "addresses": ["https://github.com/noor"], "positions": [{"title": "Keeper", "start": "2019"}]}},
    AddNote: {"person": _WHO, "text": "met", "at": "2026-01-01T00:00:00Z"},
    Import: {"export": EXPORT, "confirmed": True},
}


@some.composite
def changed(draw: some.DrawFn, document: Json) -> Json:
    """The document with one value somewhere in it replaced, lengthened or taken away."""
    if isinstance(document, dict) and document and draw(some.booleans()):
        name = draw(some.sampled_from(sorted(document)))
        if draw(some.integers(0, 9)) == 0:
            return {key: value for key, value in document.items() if key != name}
        return document | {name: draw(changed(document[name]))}
    if isinstance(document, list) and document and draw(some.booleans()):
        return [draw(changed(document[0])), *document[1:]]
    if isinstance(document, str) and draw(some.booleans()):
        place = draw(some.integers(0, len(document)))
        return document[:place] + draw(texts) + document[place:]
    return draw(values)


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    """How many examples."""
    return request.config.getoption("--rounds") or ROUNDS


def hunted(rounds: int, strategy: some.SearchStrategy[object], check: object) -> None:
    """So many examples by a fixed seed."""
    limits = settings(max_examples=rounds, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    seed(1)(limits(given(strategy)(check)))()  # type: ignore[operator]


def is_lasting(model: type[BaseModel], data: bytes) -> bool:
    """Whether the message is taken; then it must read the same when it is written and read again, as the store does."""
    try:
        taken = parse(data, model)
    except LearnlearnError:
        return False
    assert parse(taken.model_dump_json().encode(), model) == taken
    return True


@pytest.mark.parametrize("model", PROPER, ids=lambda model: model.__name__)
def test_what_is_taken_can_be_read_again(model: type[BaseModel], rounds: int) -> None:
    """A message with one thing changed is refused with a problem or lasts: nothing that is kept turns unreadable."""
    assert is_lasting(model, json.dumps(PROPER[model]).encode()), "the control: unchanged it is taken"
    taken = 0

    def check(document: Json) -> None:
        nonlocal taken
        taken += is_lasting(model, json.dumps(document).encode())

    hunted(rounds, changed(PROPER[model]), check)
    print(f"{rounds} {model.__name__}, {taken} taken")
    assert taken > rounds / 20


def test_the_control_what_is_cleaned_after_it_was_judged_does_not_last() -> None:
    """A message that drops unseen characters only when its pattern has passed: taken once, and never again."""

    class Late(BaseModel):
        url: Annotated[str, Field(pattern=r"^https?://[^\s]+$"), AfterValidator(plain)]

    assert is_lasting(Late, b'{"url": "https://a"}')
    with pytest.raises(LearnlearnError):
        is_lasting(Late, b'{"url": "https://\\u0008"}')


def test_any_bytes_are_a_message_or_a_problem(rounds: int) -> None:
    """Not JSON, not text, half a document, depth without end: one of our errors, never another."""
    proper = json.dumps(PROPER[Ask]).encode()
    cuts = some.integers(0, len(proper)).map(lambda end: proper[:end])
    deep = some.integers(1, 100_000).map(lambda depth: b"[" * depth)

    def check(data: bytes) -> None:
        is_lasting(Ask, data)

    hunted(rounds, some.one_of(some.binary(max_size=200), cuts, deep), check)


def test_any_file_is_an_import_or_refused_by_name(rounds: int) -> None:
    """A file of `export` with bytes changed, cut off or put in: read, read in part with each line left out named, or refused as a file."""
    whole = json.dumps(EXPORT)
    stream = "\n".join(
        [json.dumps(EXPORT | {"people": []}), *(json.dumps(_KEPT | {"url": f"https://a.example/{number}"}) for number in range(3)), ""]
    )
    seen = {"read": 0, "left out": 0, "refused": 0}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"

        def check(change: tuple[str, int, int, bytes]) -> None:
            text, start, length, put = change
            data = text.encode()
            start %= len(data)
            path.write_bytes(data[:start] + put + data[start + length :])
            reader = Reader(path)
            try:
                people = sum(len(piece.people) for piece in reader.pieces())
            except FileError:
                seen["refused"] += 1
                return
            seen["left out" if reader.skipped else "read"] += 1
            assert people + len(reader.skipped) <= 4

        changes = some.tuples(some.sampled_from((whole, stream)), some.integers(0, 5_000), some.integers(0, 40), some.binary(max_size=20))
        hunted(rounds, changes, check)
    print(f"{rounds} files: {seen}")
    assert all(seen.values())


async def test_what_no_clock_ever_made_is_refused(tmp_path: Path) -> None:
    """An id beyond the last moment that an id can name, for no later one could follow it; a day so near the ends of the calendar that it cannot be
    counted from, or has no name in another zone. The control: the first and the last day that are taken bear the longest rhythm and keeping."""

    def kept(ulid: str, day: str) -> Json:
        people = [_KEPT | {"id": ulid, "notes": [], "kept_at": f"{day}T00:00:00Z", "url": f"https://github.com/noor-{day}"}]
        return {"export": EXPORT | {"people": people}, "confirmed": True}

    async with inside(tmp_path) as (_, client):

        async def status(path: str, body: Json) -> int:
            return (await client.post(path, json=body, headers=HEADERS)).status

        first, last = "1000-01-01", "8999-12-31"
        for ulid, day, expected in (("8" + "0" * 25, first, 422), ("0" * 26, "9999-12-31", 422), ("0" * 25 + "1", "0001-01-01", 422),
                                    ("7" + "0" * 25, last, 200), ("0" * 26, first, 200)):  # fmt: skip
            assert await status("/v1/import", kept(ulid, day)) == expected, (ulid, day)
        assert await status("/v1/circles/save", {"circles": [{"name": "far", "ideal_days": 3_650, "longest_days": 3_650}]}) == 200
        for day, expected in (("0999-12-31", 422), (first, 200), ("9000-01-01", 422), (last, 200)):
            plan = {"circle": "far", "sphere": "work", "counted_from": day, "snoozed_until": day, "informed_on": day, "reviewed_on": day}
            assert await status("/v1/plan/save", {"person": _WHO, "plan": plan}) == expected, day
            assert await status("/v1/due", {"until": day}) == expected, day
        assert await status("/v1/due/calendar", {"until": last}) == 200
        assert await status("/v1/retention/save", {"days": 36_500, "confirmed": True}) == 200
