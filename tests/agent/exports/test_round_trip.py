"""Out and back in: whatever is held comes back without losing a byte of meaning, through every lossless form and through a real store."""

from __future__ import annotations

import asyncio
import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from tests.agent.devices import opened
from tests.agent.exports.test_exports import texts

from learnlearn.acts.handing_out import hand_out
from learnlearn.acts.taking_back import take_back
from learnlearn.cli.taking_in import Reader
from learnlearn.contract.me import Me
from learnlearn.contract.note import Export, ExportedPerson, Note, NotesExport, Wording
from learnlearn.contract.plan import Circle, PersonPlan
from learnlearn.contract.snapshot import Post, ProfileSnapshot
from learnlearn.exports.family import formats

BEGAN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
KINDS = ("learned", "shared", "promised", "asked", "answered", "met", "note")
said = texts.filter(str.strip)
often = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@some.composite
def notes(draw: some.DrawFn, person: int) -> tuple[Note, ...]:
    """Of every kind, some edited, some settling an earlier one."""
    found: list[Note] = []
    for at in range(draw(some.integers(0, 3))):
        when = BEGAN + dt.timedelta(minutes=draw(some.integers(0, 500_000)))
        wordings = [Wording(text=draw(said), at=when + dt.timedelta(minutes=edit)) for edit in range(draw(some.integers(1, 3)))]
        found.append(
            Note(
                id=f"01M84QYM9A41YAF8XVT4H{person:03}{at:02}",
                kind=draw(some.sampled_from(KINDS)),
                text=wordings[-1].text,
                at=when,
                prompt_id=draw(some.sampled_from(("", "5f2c9d1e00aa41b7"))),
                prompt_text=draw(texts),
                settles=found[0].id if found and draw(some.booleans()) else None,
                edited_at=wordings[-1].at if len(wordings) > 1 else None,
                earlier=tuple(wordings[:-1]),
            )
        )
    return tuple(found)


@some.composite
def person(draw: some.DrawFn, number: int) -> ExportedPerson:
    """Somebody with everything that can be held."""
    name = ProfileSnapshot(site="web", url="https://a.example/", captured_at=BEGAN, name=draw(texts) or "N", about="x").name
    url = f"https://a{number}.example/"
    snapshots = tuple(
        ProfileSnapshot(
            site="web",
            url=url,
            captured_at=BEGAN + dt.timedelta(days=at),
            name=name,
            headline=f"{at} {draw(texts)}",
            posts=(Post(text=draw(said), date=BEGAN.date()),),
            interests=(draw(said),),
        )
        for at in range(draw(some.integers(0, 2)))
    )
    plan = PersonPlan(circle=draw(some.sampled_from(("", "crew"))), tags=("choir",), airport=draw(some.sampled_from(("", "both"))), first_steps=2)
    return ExportedPerson(
        id=f"01M84QYM9A41YAF8XVT4HJ{number:04}",
        name=name,
        site="web",
        url=url,
        kept_at=BEGAN,
        snapshots=snapshots,
        notes=draw(notes(number)),
        plan=draw(some.sampled_from((None, plan))) if plan != PersonPlan() else None,
    )


@some.composite
def exports(draw: some.DrawFn) -> NotesExport:
    """A whole export: my profile, my circles, up to four people."""
    people = tuple(draw(person(number)) for number in range(draw(some.integers(0, 4))))
    me = Me(name="I", about=draw(said), learning=(draw(said),), tone="formal")
    circles = (Circle(name="crew", ideal_days=10, longest_days=20),)
    return NotesExport(format="learnlearn-notes", version=1, exported_at=BEGAN, agent="0", me=me, circles=circles, people=people)


@pytest.mark.parametrize("form", ["json", "jsonl"])
@often
@given(export=exports())
def test_a_file_comes_back_as_it_went(form: str, export: NotesExport) -> None:
    """Written by the format, read by the command that takes it in, in however many pieces."""
    (file,) = formats()[form](export)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file.name
        path.write_bytes(file.content)
        reader = Reader(path)
        pieces = list(reader.pieces())
    assert reader.skipped == []
    assert pieces[0].model_copy(update={"people": tuple(one for piece in pieces for one in piece.people)}) == export


@often
@given(export=exports())
def test_a_store_gives_back_what_it_took_in(export: NotesExport) -> None:
    """An empty store, then its own export: people, notes with what they read before, plans, profile, circles; taken in twice, nothing more."""

    async def through(folder: Path) -> tuple[NotesExport, int]:
        store = opened(folder)
        await take_back(store, export)
        again = await take_back(store, export)
        out = await hand_out(store, Export(confirmed=True), BEGAN)
        await store.close()
        return out, again.people + again.notes + again.snapshots

    with tempfile.TemporaryDirectory() as folder:
        out, more = asyncio.run(through(Path(folder) / "store"))
    assert out.people == export.people
    assert (out.me, out.circles) == (export.me, export.circles)
    assert more == 0


async def test_what_is_passed_over_is_said(tmp_path: Path) -> None:
    """A profile and circles of my own stay, and the report says so."""
    store = opened(tmp_path / "store")
    await store.save_me(Me(name="I", about="mine"))
    await store.save_circles((Circle(name="mine", ideal_days=1, longest_days=2),))
    theirs = Me(name="I", about="older"), (Circle(name="older", ideal_days=1, longest_days=2),)
    export = NotesExport(format="learnlearn-notes", version=1, exported_at=BEGAN, agent="0", me=theirs[0], circles=theirs[1], people=())
    report = await take_back(store, export)
    assert [one.what for one in report.skipped] == ["my profile", "my circles"]
    assert ((await store.me()).about, (await store.circles())[0].name) == ("mine", "mine")
    await store.close()
