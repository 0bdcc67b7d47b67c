"""Several devices, one store: each writes its own files, whatever carries them brings them together, and their union is the whole truth."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from pathlib import Path

import pytest
import ulid
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.agent.devices import SECRET, joined, opened, unlocked
from tests.agent.store_contract import note, page, ref

from learnlearn.contract.me import Me
from learnlearn.contract.plan import Circle, PersonPlan
from learnlearn.store import ids
from learnlearn.store.base import ClientRow, Store
from learnlearn.store.embedded import EmbeddedStore
from learnlearn.store.rows import notes as note_rows
from learnlearn.store.rows.merge import unite


class Two:
    """A laptop and a desktop with a folder each, opened when they are used, closed while files travel."""

    def __init__(self, root: Path) -> None:
        self.folders = {"laptop": root / "laptop", "desktop": root / "desktop"}
        keys = unlocked(self.folders["laptop"])
        desktop = joined(self.folders["laptop"], keys, "Desktop")
        self.secrets = {"laptop": SECRET, "desktop": desktop}
        shutil.copytree(self.folders["laptop"], self.folders["desktop"])

    def open(self, name: str) -> EmbeddedStore:
        """The store on one of them."""
        return opened(self.folders[name], self.secrets[name])

    def device(self, name: str) -> str:
        """Its id."""
        return unlocked(self.folders[name], self.secrets[name]).device

    def carry(self) -> None:
        """What a synchroniser does when it is done: each device's own files are everywhere as their owner has them."""
        for mine, other in itertools.permutations(self.folders):
            for kind in ("people", "keys"):
                shutil.rmtree(self.folders[other] / kind / self.device(mine), ignore_errors=True)
                if (self.folders[mine] / kind / self.device(mine)).exists():
                    shutil.copytree(self.folders[mine] / kind / self.device(mine), self.folders[other] / kind / self.device(mine))
            for kind in ("small", "slots"):
                for file in (self.folders[mine] / kind).glob(f"{self.device(mine)}*"):
                    shutil.copy(file, self.folders[other] / kind)


@pytest.fixture
def two(tmp_path: Path) -> Two:
    """Two devices that know of each other."""
    return Two(tmp_path)


async def texts(store: Store, slug: str = "ilse") -> list[str]:
    """What is noted on somebody."""
    return [one.text for one in await store.notes(ref(slug))]


async def on(two: Two, name: str, *work: object) -> object:
    """Opens, does each in turn, closes; gives the last one's answer."""
    store = two.open(name)
    await store.look()
    answer: object = None
    for one in work:
        answer = await one(store)  # type: ignore[operator]
    await store.close()
    return answer


async def test_notes_of_both_are_one_list_on_both(two: Two) -> None:
    """Written apart, on one person kept on both: one person, kept since the first keeping, both notes, both pages."""
    kept = await on(two, "laptop", lambda store: store.keep(page(headline="seen on the laptop")))
    await on(two, "laptop", lambda store: store.add_note(note("from the laptop")))
    await on(two, "desktop", lambda store: store.keep(page(headline="seen on the desktop", captured_at="2026-10-21T09:30:00Z")))
    await on(two, "desktop", lambda store: store.add_note(note("from the desktop")))
    two.carry()
    views = [await on(two, name, lambda store: store.view(page().url)) for name in two.folders]
    assert views[0] == views[1]
    assert views[0].person == kept  # type: ignore[attr-defined]
    assert [one.text for one in views[0].notes] == ["from the desktop", "from the laptop"]  # type: ignore[attr-defined]
    assert [one.headline for one in views[0].snapshots] == ["seen on the laptop", "seen on the desktop"]  # type: ignore[attr-defined]


async def test_a_note_changed_on_both_shows_both_and_loses_neither(two: Two) -> None:
    """The newest under the note's id, the other under one of its own; each can be changed and taken away by itself."""
    added = await on(two, "laptop", lambda store: store.add_note(note("first")))
    two.carry()
    await on(two, "laptop", lambda store: store.edit_note(added.id, "laptop's words"))  # type: ignore[attr-defined]
    await on(two, "desktop", lambda store: store.edit_note(added.id, "desktop's words"))  # type: ignore[attr-defined]
    two.carry()
    store = two.open("laptop")
    shown = await store.notes(ref())
    assert {one.text for one in shown} == {"laptop's words", "desktop's words"}
    assert sum(one.id == added.id for one in shown) == 1  # type: ignore[attr-defined]
    other = next(one for one in shown if one.id != added.id)  # type: ignore[attr-defined]
    await store.edit_note(other.id, "the other, changed again")
    await store.edit_note(added.id, "the note, changed again")  # type: ignore[attr-defined]
    assert sorted(await texts(store)) == ["the note, changed again", "the other, changed again"]
    await store.close()
    two.carry()
    store = two.open("desktop")
    shown = await store.notes(ref())
    other = next(one for one in shown if one.id != added.id)  # type: ignore[attr-defined]
    await store.remove_note(other.id)
    assert await texts(store) == ["the note, changed again"]
    await store.close()


async def test_new_words_that_came_before_the_note_can_be_changed_by_its_id(two: Two) -> None:
    """The desktop's edit is there, the laptop's note has not arrived: it is shown, changed, taken away; and is one note when the rest comes."""
    added = await on(two, "laptop", lambda store: store.add_note(note("first")))
    two.carry()
    await on(two, "desktop", lambda store: store.edit_note(added.id, "second"))  # type: ignore[attr-defined]
    shutil.rmtree(two.folders["desktop"] / "people" / two.device("laptop"))
    store = two.open("desktop")
    await store.look()
    (shown,) = await store.notes(ref())
    assert (shown.id, shown.text) == (added.id, "second")  # type: ignore[attr-defined]
    await store.edit_note(shown.id, "third")
    await store.remove_note(shown.id)
    await store.remove_note(shown.id, undo=True)
    await store.close()
    two.carry()
    for name in two.folders:
        assert await on(two, name, texts) == ["third"]


async def test_taken_away_here_and_changed_there_it_stays(two: Two) -> None:
    """What somebody wrote is not lost to a removal that did not know of it; the old words do not come back either."""
    added = await on(two, "laptop", lambda store: store.add_note(note("first")))
    two.carry()
    await on(two, "laptop", lambda store: store.remove_note(added.id))  # type: ignore[attr-defined]
    await on(two, "desktop", lambda store: store.edit_note(added.id, "changed meanwhile"))  # type: ignore[attr-defined]
    two.carry()
    for name in two.folders:
        assert await on(two, name, texts) == ["changed meanwhile"]
    await on(two, "laptop", lambda store: store.remove_note(added.id))  # type: ignore[attr-defined]
    two.carry()
    for name in two.folders:
        assert await on(two, name, texts) == []
    await on(two, "desktop", lambda store: store.remove_note(added.id, undo=True))  # type: ignore[attr-defined]
    two.carry()
    for name in two.folders:
        assert await on(two, name, texts) == ["changed meanwhile"]


async def test_forgotten_on_one_is_forgotten_on_both_and_stays_so(two: Two) -> None:
    """Also what the other device wrote unaware, before and after; whoever is kept again, knowing of it, lives, without the old words."""
    await on(two, "laptop", lambda store: store.keep(page()), lambda store: store.add_note(note("private")))
    two.carry()
    await on(two, "desktop", lambda store: store.add_note(note("also private")))
    done = await on(two, "laptop", lambda store: store.forget(ref().url))
    assert [words.partition(",")[0] for words in done.beyond_reach] == [  # type: ignore[attr-defined]
        "The device Desktop",
        "Earlier versions of files that your synchroniser keeps.",
    ]
    await on(two, "desktop", lambda store: store.add_note(note("not knowing of it")))
    two.carry()
    for name in two.folders:
        assert await on(two, name, lambda store: store.view(ref().url)) is None
        assert (await on(two, name, lambda store: store.search("private", 10))).people == ()  # type: ignore[attr-defined]
    assert not list((two.folders["desktop"] / "people").rglob("*.json")), "the other device removed its file too"
    kept = await on(two, "desktop", lambda store: store.keep(page()), lambda store: store.add_note(note("anew")))
    assert kept is not None
    two.carry()
    for name in two.folders:
        assert await on(two, name, texts) == ["anew"]


async def test_what_stands_beside_people_is_shared_except_pairings(two: Two) -> None:
    """Me, circles, plans: the newest; links: all; a browser is paired with one machine."""
    client = ClientRow(id="a" * 16, name="Fox", origin="", scopes=("page",), token_hash="", proof_key="", paired_at=dt.datetime.now(dt.UTC))
    await on(two, "laptop", lambda store: store.save_me(Me(about="older")), lambda store: store.save_client(client))
    await on(two, "desktop", lambda store: store.save_me(Me(about="newer")))
    await on(two, "desktop", lambda store: store.save_circles((Circle(name="friends", ideal_days=3, longest_days=9),)))
    await on(two, "laptop", lambda store: store.save_plan(ref(), PersonPlan(circle="colleagues")))
    await on(two, "desktop", lambda store: store.save_plan(ref(), PersonPlan(circle="friends")))
    link = await on(two, "desktop", lambda store: store.link(ref("ilse"), ref("noor"), "one"))
    two.carry()
    for name in two.folders:
        assert (await on(two, name, lambda store: store.me())).about == "newer"  # type: ignore[attr-defined]
        assert [one.name for one in await on(two, name, lambda store: store.circles())] == ["friends"]  # type: ignore[attr-defined]
        assert (await on(two, name, lambda store: store.view(ref().url))).plan.circle == "friends"  # type: ignore[attr-defined]
        assert await on(two, name, lambda store: store.links()) == (link,)
    assert await on(two, "laptop", lambda store: store.clients()) == (client,)
    assert await on(two, "desktop", lambda store: store.clients()) == ()


@pytest.mark.parametrize(
    "words",
    [".sync-conflict-20261120-101010-ABCDEFG", " (conflicted copy 2026-11-20 101010)", " (Ilse's conflicted copy 2026-11-20)", "-DESKTOP", " 2"],
)
async def test_versions_that_a_synchroniser_kept_aside_count(two: Two, words: str) -> None:
    """Of a person's file and of the small file, under the names that the engines give; under any other name, the control, they do not."""
    before = await on(two, "laptop", lambda store: store.add_note(note("older state")), lambda store: store.save_me(Me(about="older state")))
    assert before is None
    folder, device = two.folders["laptop"], two.device("laptop")
    person, small = next((folder / "people" / device).rglob("*.json")), folder / "small" / f"{device}.json"
    older = {path: path.read_bytes() for path in (person, small)}
    await on(two, "laptop", lambda store: store.add_note(note("newer state")), lambda store: store.save_me(Me(about="newer state")))
    strange = {path: path.with_name(f"x{path.stem}.json") for path in older}
    for path, data in older.items():
        strange[path].write_bytes(path.read_bytes())
        path.write_bytes(data)
    small.with_name(f"{device}.copy.json").write_bytes(older[small])
    assert await on(two, "laptop", texts) == ["older state"]
    for path in older:
        strange[path].rename(path.with_name(f"{path.stem}{words}.json"))
    store = two.open("laptop")
    await store.look()
    assert await texts(store) == ["newer state", "older state"]
    assert (await store.me()).about == "newer state"
    await store.close()
    assert not list(folder.rglob(f"*{words}.json")), "taken into this device's own file"
    assert await on(two, "laptop", texts) == ["newer state", "older state"]


async def test_a_clock_that_was_set_back_changes_no_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later wording, plan, profile or removal counts, though its device believes that it is years earlier, also after a restart."""
    folder = tmp_path / "store"
    store = opened(folder)
    added = await store.add_note(note("first"))
    await store.save_me(Me(about="before"))
    await store.save_plan(ref(), PersonPlan(circle="before"))
    await store.keep(page(headline="before"))
    await store.close()
    # As after a restart: nothing is remembered, and the clock is years back.
    monkeypatch.setattr(ids, "_last", 0)
    monkeypatch.setattr(ids, "ULID", SetBack)
    store = opened(folder, clock=lambda: dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    await store.edit_note(added.id, "second")
    await store.save_me(Me(about="after"))
    await store.save_plan(ref(), PersonPlan(circle="after"))
    await store.keep(page(headline="after", captured_at="2020-01-01T09:30:00Z"))
    found = await store.view(ref().url)
    assert found is not None
    assert (found.notes[0].text, found.plan.circle, found.snapshots[-1].headline) == ("second", "after", "after")
    assert (await store.me()).about == "after"
    await store.remove_note(added.id)
    assert await texts(store) == []
    await store.close()


class SetBack(ulid.ULID):
    """What a clock gives that is six years behind."""

    def __init__(self, value: bytes | None = None) -> None:
        super().__init__(value or ulid.ULID.from_datetime(dt.datetime(2020, 1, 1, tzinfo=dt.UTC)).bytes)


def rows() -> some.SearchStrategy[dict[str, dict[str, dict[str, object]]]]:
    """Note tables with edits and removals of each other, of few ids, so that they meet."""
    ids = some.sampled_from([f"0{letter}" for letter in "ABCDEFGH"])
    one = some.fixed_dictionaries({"text": some.sampled_from(["a", "b"]), "at": some.just("2026-11-01T00:00:00Z")}, optional={"of": ids})
    gone = some.fixed_dictionaries({"of": ids, "at": some.just("2026-11-01T00:00:00Z")}, optional={"undo": some.just(True)})
    return some.fixed_dictionaries({"notes": some.dictionaries(ids, one, max_size=6), "gone": some.dictionaries(ids, gone, max_size=4)})


@settings(deadline=None, max_examples=300)
@given(rows(), rows(), rows())
def test_uniting_does_not_mind_order_nesting_or_repetition(a: dict, b: dict, c: dict) -> None:  # type: ignore[type-arg]
    """Commutative, associative, idempotent; no row is lost; every wording that nothing replaces stands exactly once."""
    whole = unite([a, b, c])
    for order in itertools.permutations([a, b, c]):
        assert unite(order) == whole
    assert unite([unite([a, b]), c]) == unite([a, unite([b, c])]) == unite([whole, a, whole]) == whole
    for table in ("notes", "gone"):
        assert set(whole.get(table, {})) == {row_id for state in (a, b, c) for row_id in state[table]}
    stand = note_rows.standing(whole)
    replaced = {row["of"] for row in whole["notes"].values() if "of" in row}
    assert sorted(one.row_id for one in stand) == sorted(set(whole["notes"]) - replaced)
    assert len({one.note_id for one in stand}) == len(stand)
