"""What the index keeps packed is what it would keep unpacked: after any changes, and as often as it went to disk and came back."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import islice

import pytest

from learnlearn.store.folder.pool import _Pool
from learnlearn.store.index import blocks, postings, search
from learnlearn.store.index.entries import Index
from learnlearn.store.index.files import Files, Known
from learnlearn.store.index.packed import Packed
from learnlearn.store.index.search import fold, query_words, words_of
from learnlearn.store.rows.person import Entry, Told

_WORDS = ["quince", "quiet", "Quito", "quit", "marbling", "Märchen", "marsh", "zinc", "田", "Łódź", "c++", "q"]
_ASKED = ["q", "qu", "qui", "quit", "quito", "mar", "marc", "zinc quince", "mar q", "田", "lodz", "c++", "nobody", ""]
_ROUNDS, _PEOPLE = 1_200, 70


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few people are many here, and few words fill a run."""
    for where, name, value in (
        (blocks, "_WORDS", 3),
        (blocks, "_FEW", 12),
        (postings, "_FEW", 20),
        (postings, "_MANY", 6),
        (postings, "_IN_A_RUN", 3),
        (search, "_NAMES_IN_A_RUN", 3),
        (search, "_WORTH", 5),
    ):
        monkeypatch.setattr(where, name, value)


def _entered(index: Index, identity: str, told: Told) -> None:
    index.enter(Entry(identity, f"id of {identity}", told.name, "linkedin", identity, "2026-11-01", "", [], 0, is_planned=False, leads_to=[]))
    index.search.put(identity, told)


def _again(*indexes: Index) -> Index:
    """As it comes out of blocks; of several indexes, each is numbered on from the one before."""
    read = Index()
    for index in indexes:
        for _ in index.search.steps():
            pass
    assert read.search.expect(indexes[-1].search.numbers)
    for index in indexes:
        for data in list(blocks.packed(index, index.search.numbers)):
            blocks.take(read, data)
    return read


def _plainly(people: dict[str, Told], text: str) -> list[tuple[int, str]]:
    """Every hit by the plainest means: how good, and the folded name."""
    asked, found = query_words(text), []
    for told in people.values():
        name = words_of(told.name)
        facts = name | words_of(told.facts)
        tiers = [all(word in name for word in asked)]
        tiers += [all(any(one.startswith(word) for one in place) for word in asked) for place in (name, facts, facts | words_of(told.rest))]
        if any(tiers):
            found.append((tiers.index(True), fold(told.name)))
    return sorted(found)


def _differences(rounds: int) -> tuple[int, int, int, int]:
    """How often a search differs from the plainest one over so many changes; searches, how often the index came back out of its blocks, and how
    often it was packed between the changes.
    """
    dice, index, people = random.Random(5), Index(), dict[str, Told]()
    differs = searches = returns = packed = 0
    packing: Iterator[None] = iter(())
    for count in range(rounds):
        identity = f"linkedin.com/in/p{dice.randrange(_PEOPLE)}"
        if dice.random() < 0.2:
            people.pop(identity, None)
            index.drop(identity)
        else:
            people[identity] = told = Told(*(" ".join(dice.choices(_WORDS, k=size)) for size in (dice.randrange(3), 2, 3)))
            _entered(index, identity, told)
        if dice.random() < 0.02:
            index, returns, packing = _again(index), returns + 1, iter(())
        if next(packing, index) is index and dice.random() < 0.1:
            for _ in index.search.steps():
                pass
            packing = index.search.packing()
            packed += next(packing, index) is None
        if count % 10 == 0:
            for text in _ASKED:
                found = [people[identity].name for identity in index.search.find(text, 1_000)[0] if identity in people]
                differs += list(map(fold, found)) != [name for _, name in _plainly(people, text)]
                searches += 1
    return differs, searches, returns, packed


def test_packed_and_new_together_find_what_a_plain_search_finds() -> None:
    """Over changes of seventy people, in whose course the index goes to disk and comes back, and is packed step by step, again and again: the same
    people in the same order.
    """
    differs, searches, returns, packed = _differences(_ROUNDS)
    print(f"{searches} searches over {_ROUNDS} changes, {returns} returns out of blocks, {packed} times packed")
    assert (differs, returns > 10, packed > 10) == (0, True, True)


def test_what_comes_in_several_pieces_is_one() -> None:
    """A hundred people in three pieces, whose words each begin anew; and the same once they were packed as one, and again."""
    dice, pieces, people = random.Random(8), list[Index](), dict[str, Told]()
    for first, last in ((0, 30), (30, 60), (60, 100)):
        pieces.append(Index())
        pieces[-1].search.expect(first)
        for number in range(first, last):
            told = people[f"p{number}"] = Told(*(" ".join(dice.choices(_WORDS, k=size)) for size in (dice.randrange(3), 2, 3)))
            _entered(pieces[-1], f"p{number}", told)
    whole = _again(*pieces)
    for index in (whole, _again(whole), _again(_again(whole))):
        for text in _ASKED:
            found = [fold(people[identity].name) for identity in index.search.find(text, 1_000)[0]]
            assert found == [name for _, name in _plainly(people, text)], text


def test_a_packed_part_that_forgets_a_run_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with only the first of the runs that a word's beginning leads to, some searches differ."""
    whole: Callable[..., Iterator[object]] = Packed.beginning
    monkeypatch.setattr(Packed, "beginning", lambda self, start: islice(whole(self, start), 1))
    differs, *_ = _differences(_ROUNDS)
    assert differs


def test_a_few_of_many_come_by_name_too() -> None:
    """Three of two hundred have a word: they come by their names, as when they are many, and not by their addresses. Fresh, and out of blocks."""
    index = Index()
    for number in range(200):
        _entered(index, f"linkedin.com/in/p{number:03}", Told(f"{'ZYXWV'[number % 5]} {number}", "", "quince" if number < 3 else "all"))
    read = _again(index)
    for found in (index.search.find, read.search.find):
        assert found("quince", 10)[0] == [f"linkedin.com/in/p{number:03}" for number in (2, 1, 0)]
        assert found("all", 1)[0] == ["linkedin.com/in/p104"]


def test_nothing_that_few_have_stays_unpacked() -> None:
    """After a packing of two hundred people: only words that many have are objects of their own."""
    index = Index()
    for number in range(200):
        _entered(index, f"linkedin.com/in/p{number:03}", Told(f"Ada {number}", "", f"quince {number % 40}"))
    for steps in (index.search.steps, index.search.packing):
        for _ in steps():
            pass
    left = {word for postings in index.search.parts().values() for word in postings.people}
    assert "ada" in left
    assert not left & {str(number) for number in range(40, 200)}
    assert not index.search.by_name
    assert index.search.find("ada 177", 10)[0] == ["linkedin.com/in/p177"]


def test_files_are_known_packed_as_unpacked() -> None:
    """Over changes, packing and coming back, each shelf says what a plain dict says, and what was seen since a start counts more than a block."""
    dice, files, plain = random.Random(3), Files(), dict[str, Known]()
    for number in range(2_000):
        name = f"{dice.randrange(4):02x}{dice.randrange(20):030x}{dice.choice(['', ' (2)'])}.json"
        if dice.random() < 0.3:
            assert files.gone(name) == plain.pop(name, None)
        else:
            plain[name] = (number << 40, f"who{number}", f"{number:016x}")
            files.saw(name, plain[name])
        if dice.random() < 0.1:
            files.pack(name[:2])
        if dice.random() < 0.02:
            before, files = files, Files()
            seen = {name: plain[name] for name in list(plain)[::7]}
            for one, known in seen.items():
                files.saw(one, known)
            for shelf in before.shelves():
                before.saw(next(iter(seen)), (0, "", "older"))
                files.take(shelf, before.pack(shelf))
        assert {name: known for shelf in files.shelves() for name, known in files.on(shelf).items()} == plain
    assert sorted(files) == sorted(plain.values())


def test_a_pool_gives_each_id_its_own_key() -> None:
    """Also one whose digits stand across two others' before its own place; and none to an id that only stands so."""
    low, high = "0" * 8, "f" * 8
    keys = {one: bytes([place]) * 32 for place, one in enumerate((low + high, low + low, high + low, high + high))}
    pool = _Pool.of(0, "", keys)
    assert {one: pool.key(one) for one in keys} == keys
    assert list(pool) == list(keys)
    del keys[high + low]
    assert _Pool.of(0, "", keys | {"1" * 16: b"1" * 32}).key(high + low) is None
