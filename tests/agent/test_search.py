"""Finding people as one types: any script, beginnings of words, every word, the best first; and always what the files say, cached or not."""

from __future__ import annotations

import asyncio
import random
import threading
from array import array
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from tests.agent.devices import opened
from tests.agent.store_contract import note, page, ref

from learnlearn.store import inside
from learnlearn.store.embedded import EmbeddedStore
from learnlearn.store.handoff import asked
from learnlearn.store.index.postings import Postings, members
from learnlearn.store.index.search import SearchIndex, query_words, words_of
from learnlearn.store.inside import Inside
from learnlearn.store.rows.person import Told
from learnlearn.store.worker import Steps, Worker

T = TypeVar("T")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[EmbeddedStore]:
    """An empty store."""
    one = opened(tmp_path / "store", state=tmp_path / "state")
    yield one
    await one.close()


async def names(store: EmbeddedStore, text: str, limit: int = 10) -> list[str]:
    """Who is found."""
    return [hit.name for hit in (await store.search(text, limit)).people]


async def test_the_best_come_first(store: EmbeddedStore) -> None:
    """Whole words of the name, beginnings in the name, then headline, place and interests, then anywhere; among equals by name."""
    await store.keep(page("a", name="Zita Sandoval", about="She grew up with a man called Bo."))
    await store.keep(page("b", name="Yara Lund", headline="Climbs with Bo and Ana"))
    await store.keep(page("c", name="Xenia Boman"))
    await store.keep(page("d", name="Walter Bo"))
    await store.keep(page("e", name="Anton Boer"))
    assert await names(store, "bo") == ["Walter Bo", "Anton Boer", "Xenia Boman", "Yara Lund", "Zita Sandoval"]
    assert await names(store, "bo", 2) == ["Walter Bo", "Anton Boer"]
    assert await names(store, "boe") == ["Anton Boer"]
    await store.keep(page("f", name="Vera Maas", about="climbing"))
    await store.keep(page("g", name="Uwe Maas", interests=["climbing"]))
    assert await names(store, "climb") == ["Uwe Maas", "Yara Lund", "Vera Maas"]
    assert await names(store, "maas climb") == ["Uwe Maas", "Vera Maas"]
    assert await names(store, "maas sandoval") == []


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Łukasz Żółć", ["lukasz", "zolc", "ŁUKASZ zół"]),
        ("Bjørn Müller-Straße", ["bjorn", "muller", "müller strasse", "STRASSE"]),
        ("Σοφία Παπαδοπούλου", ["σοφια", "ΣΟΦΊΑ", "παπα"]),
        ("Ольга Ёлкина", ["ольга", "елкина", "ЁЛКИНА"]),
        ("田中美咲", ["美咲", "田中", "田中美咲"]),
        ("さくら ガルシア", ["さく", "カル", "ガルシア"]),
        ("김민준", ["김민", "김민준"]),
        ("अनीता शर्मा", ["अनीता", "शर्"]),
        ("محمد الأمين", ["محمد", "الأمين"]),
        ("สมชาย ใจดี", ["สมชาย", "ใจ"]),
        ("Nguyễn Thị Hương", ["nguyen", "thi huong"]),
        ("Ana", ["a", "an", "ANA"]),
    ],
)
async def test_names_of_every_script_are_found_as_they_are_typed(store: EmbeddedStore, name: str, asked: list[str]) -> None:
    """With and without accents, by the beginnings of words; where no spaces are written, by signs. The control: somebody else's words."""
    await store.keep(page("x", name=name))
    await store.keep(page("y", name="Qwertz Uiop"))
    for text in asked:
        assert await names(store, text) == [name], text
    assert await names(store, "qwertz") == ["Qwertz Uiop"]


def test_words_are_cut_the_same_in_query_and_text() -> None:
    """Signs and hashtags say nothing; the languages C++ and C# are words of their own."""
    assert words_of("#TrailRunning, C++ & C# (3D)") == {"trailrunning", "c++", "c#", "3d"}
    assert set(query_words("c++ Привет")) == {"c++", "привет"}


async def test_a_long_first_look_says_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Now and then how many people so far, and how many in the end; a short one says nothing."""
    store = opened(tmp_path / "store")
    for slug in ("ilse", "noor", "max"):
        await store.keep(page(slug))
    await store.look()
    await store.close()
    assert "looked at" not in caplog.text
    monkeypatch.setattr(inside, "_TELL_SECONDS", 0)
    caplog.set_level("INFO")
    store = opened(tmp_path / "store")
    await store.look()
    await store.close()
    assert "2 people were looked at so far" in caplog.text
    assert "everybody was looked at: 3 people" in caplog.text


async def test_what_is_found_follows_every_change(tmp_path: Path) -> None:
    """Five hundred random changes over few people and words; search after each is what a look through the views finds, also after a restart."""
    dice = random.Random(11)
    words = ["quince", "quiet", "Quito", "marbling", "Märchen", "marsh", "zinc"]
    store = opened(tmp_path / "store", state=tmp_path / "state")
    ids: list[str] = []
    changes = 500
    for count in range(changes):
        slug = f"p{dice.randrange(6)}"
        act = dice.choice(["keep", "note", "note", "edit", "remove", "back", "forget"])
        if act == "keep":
            await store.keep(page(slug, name=dice.choice(words), headline=dice.choice(words)))
        elif act == "note":
            ids.append((await store.add_note(note(dice.choice(words), slug))).id)
        elif act == "forget" and dice.random() < 0.3:
            await store.forget(ref(slug).url)
        elif ids:
            await _change(store, act, dice.choice(ids), dice.choice(words))
        if count % 100 == 99:
            await store.close()
            store = opened(tmp_path / "store", state=tmp_path / "state")
            await store.look()
        if count % 5 == 0:
            for text in ("q", "qui", "mar", "marc", "zinc quince"):
                assert await names(store, text, 100) == await _looked_through(store, text)
    await store.close()
    print(f"{changes} changes")


async def _change(store: EmbeddedStore, act: str, note_id: str, text: str) -> None:
    from learnlearn.errors import UnknownNoteError  # noqa: PLC0415

    try:
        if act == "edit":
            await store.edit_note(note_id, text)
        else:
            await store.remove_note(note_id, undo=act == "back")
    except UnknownNoteError:
        return


async def _looked_through(store: EmbeddedStore, text: str) -> list[str]:
    """The same by the plainest means."""
    asked, found = query_words(text), []
    for slug in (f"p{number}" for number in range(6)):
        view = await store.view(ref(slug).url)
        if view is None:
            continue
        name = words_of(view.person.name)
        facts = name | words_of(view.snapshots[-1].headline if view.snapshots else "") | {slug, "linkedin", "com", "in"}
        rest = facts.union(*(words_of(one.text) for one in view.notes))
        tiers = [all(word in name for word in asked)]
        tiers += [all(any(one.startswith(word) for one in place) for word in asked) for place in (name, facts, rest)]
        if any(tiers):
            found.append((tiers.index(True), words_sorted(view.person.name), view.person.name))
    return [name for _, _, name in sorted(found)]


def words_sorted(name: str) -> str:
    """By what names are sorted."""
    from learnlearn.store.index.search import fold  # noqa: PLC0415

    return fold(name)


def test_postings_of_few_and_of_many_are_one_set() -> None:
    """A thousand people over the border between numbers and bits; those who went are gone from all of them."""
    postings = Postings()
    for number in range(1_000):
        list(postings.adding(dict.fromkeys(("all", f"n{number}", "even" if number % 2 == 0 else "odd"), array("I", [number])), number))
    assert list(members(postings.whole("even"))) == list(range(0, 1_000, 2))
    assert list(members(postings.beginning("n99"))) == [99, *range(990, 1_000)]
    assert list(members(postings.beginning("al"))) == list(range(1_000))
    gone = sum(1 << number for number in range(500))
    postings.without(gone, list(postings.people))
    postings.without_short(gone)
    assert list(members(postings.beginning("all"))) == list(members(postings.beginning("n"))) == list(range(500, 1_000))
    assert list(members(postings.whole("n7"))) == []


def test_people_who_went_are_taken_out_when_they_are_many() -> None:
    """Two thousand changes of one person leave one number in the postings, and one name."""
    index = SearchIndex(str)
    for number in range(2_000):
        index.put("one", Told(f"Name{number}", "", "always"))
        for _ in index.steps():
            pass
    assert index.find("always", 10) == (["one"], True)
    assert len(list(members(index.rest.whole("always")))) < 1_200
    assert len(index.by_name) < 1_200
    assert index.find("", 10) == (["one"], True)


async def test_it_answers_before_everybody_was_looked_at_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store whose first look stands still: views, writes and searches work, the search says that it is not complete; then it is."""
    store = opened(tmp_path / "store")
    await store.keep(page("early", name="Early Bird"))
    await store.close()
    go_on = threading.Event()
    whole = Inside.filling

    def held(self: Inside) -> Steps:
        while not go_on.wait(0.001):
            yield
        yield from whole(self)

    monkeypatch.setattr(Inside, "filling", held)
    store = opened(tmp_path / "store")
    assert (await store.view(page("early").url)) is not None
    added = await store.add_note(note("written meanwhile", "late"))
    hits = await store.search("written", 10)
    assert ([hit.notes for hit in hits.people], hits.is_complete) == ([1], False)
    assert (await store.search("early", 10)).people == ()
    assert (await store.health()).is_complete is False
    waits = asyncio.create_task(anext(store.people()))
    await store.edit_note(added.id, "changed meanwhile")
    assert not waits.done()
    go_on.set()
    assert (await waits).name
    hits = await store.search("early", 10)
    assert ([hit.name for hit in hits.people], hits.is_complete) == (["Early Bird"], True)
    await store.close()


@pytest.mark.parametrize("harm", ["none", "deleted", "cut off", "changed", "of another device", "older than the files"])
async def test_the_cache_is_only_a_help(tmp_path: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever became of it, the index is what the files say; with a good one the files are not read."""
    folder, state = tmp_path / "store", tmp_path / "state"
    store = opened(folder, state=state)
    for number in range(30):
        await store.keep(page(f"p{number}", name=f"Person {number}"))
    added = await store.add_note(note("a word of the cache", "p1"))
    await store.look()
    await store.close()
    cache = state / "index.cache"
    saved = cache.read_bytes()
    if harm == "deleted":
        cache.unlink()
    elif harm == "cut off":
        cache.write_bytes(saved[: len(saved) * 2 // 3])
    elif harm == "changed":
        cache.write_bytes(saved[:2_000] + bytes([saved[2_000] ^ 1]) + saved[2_001:])
    elif harm == "of another device":
        (tmp_path / "other").mkdir()
        other = opened(tmp_path / "other/store", state=tmp_path / "other/state")
        await other.keep(page("p1"))
        await other.look()
        await other.close()
        cache.write_bytes((tmp_path / "other/state/index.cache").read_bytes())
    elif harm == "older than the files":
        store = opened(folder, state=None)
        await store.edit_note(added.id, "a later word")
        await store.forget(page("p2").url)
        await store.close()
    read: list[Path] = []
    monkeypatch.setattr(Inside, "filling", _counting(Inside.filling, read))
    store = opened(folder, state=state)
    await store.look()
    people = [one.name async for one in store.people()]
    assert len(people) == (29 if harm == "older than the files" else 30)
    assert len((await store.search("later" if harm == "older than the files" else "cache", 10)).people) == 1
    assert (await store.health()).notes == 1
    assert len((await store.search("person", 100)).people) == len(people)
    expected = {"none": 0, "older than the files": 2}  # the one who changed, and the one who went
    assert len(set(read)) == expected.get(harm, 30)
    await store.close()


def _counting(fill: object, read: list[Path]) -> object:
    def counted(self: Inside) -> Steps:
        whole = self.people.open

        def opens(path: Path) -> object:
            read.append(path)
            return whole(path)

        self.people.open = opens  # type: ignore[method-assign, assignment]
        yield from fill(self)  # type: ignore[operator]
        self.people.open = whole  # type: ignore[method-assign]

    return counted


async def test_the_worker_does_first_what_somebody_waits_for() -> None:
    """Ten thousand steps are not in the way of a question; closing breaks them off between two; a step that fails ends only its own task."""
    worker = Worker()
    taken: list[int] = []

    async def do(work: Callable[[], T]) -> T:
        run, answer = asked(work)
        worker.ask(run)
        return await asyncio.wait_for(answer, 10)

    def steps() -> Steps:
        for number in range(10_000_000):
            taken.append(number)
            yield

    def fails() -> Steps:
        yield
        raise ValueError("in between")

    failed = worker.later(fails())
    endless = worker.later(steps())
    assert [await do(lambda number=number: number) for number in range(100)] == list(range(100))  # type: ignore[misc]
    assert isinstance(failed.exception(10), ValueError)
    with pytest.raises(ZeroDivisionError):
        await do(lambda: 1 / 0)
    while not taken:
        await do(lambda: None)
    worker.close()
    assert endless.cancelled()
    assert worker.later(steps()).cancelled()
    assert 0 < len(taken) < 10_000_000
    with pytest.raises(RuntimeError):
        worker.ask(lambda: None)


@pytest.mark.parametrize("fails", [False, True])
async def test_whoever_waits_no_more_does_not_end_the_worker(*, fails: bool) -> None:
    """The one who asked for steps goes away before their end, which is good or bad: the steps go on, and so does everything after them."""
    worker = Worker()
    begun, goes_on = threading.Event(), threading.Event()

    def steps() -> Steps:
        begun.set()
        goes_on.wait(10)
        yield
        if fails:
            raise ValueError("in between")

    waiter = asyncio.wrap_future(worker.later(steps()))
    await asyncio.to_thread(begun.wait, 10)
    waiter.cancel()
    await asyncio.sleep(0)
    goes_on.set()
    run, answer = asked(lambda: "still here")
    after = worker.later(iter(()))
    worker.ask(run)
    assert await asyncio.wait_for(answer, 10) == "still here"
    await asyncio.wait_for(asyncio.wrap_future(after), 10)
    worker.close()
