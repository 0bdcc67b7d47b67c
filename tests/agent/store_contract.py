"""What every engine behind `Store` promises. A test module names it `StoreContract` and gives an `open_store` fixture."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from learnlearn.contract.me import Me
from learnlearn.contract.note import AddNote, ExportedPerson
from learnlearn.contract.person import PersonRef
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.errors import UnknownLinkError, UnknownNoteError
from learnlearn.store.base import ClientRow, Store

Open = Callable[[], Awaitable[Store]]


def page(slug: str = "ilse", **more: object) -> ProfileSnapshot:
    """A page of an invented person."""
    fields = {"site": "linkedin", "url": f"https://www.linkedin.com/in/{slug}", "captured_at": "2026-10-20T09:30:00Z", "name": "Ilse Vandermeer"}
    return ProfileSnapshot.model_validate(fields | more)


def ref(slug: str = "ilse") -> PersonRef:
    """The same person, as notes name them."""
    return PersonRef(site="linkedin", url=f"https://www.linkedin.com/in/{slug}", name="Ilse Vandermeer")


def note(text: str, slug: str = "ilse") -> AddNote:
    """A note on them."""
    return AddNote(person=ref(slug), text=text, kind="learned", prompt_id="p1", prompt_text="What made you start?")


class StoreContract:
    """Opened, written, closed and opened anew: what was acknowledged is there."""

    @pytest.fixture
    async def store(self, open_store: Open) -> AsyncIterator[Store]:
        """An empty store."""
        opened = await open_store()
        yield opened
        await opened.close()

    async def test_everything_is_there_after_opening_anew(self, open_store: Open) -> None:
        """Me, a person, a note with all its fields, a client."""
        store = await open_store()
        me = Me(name="Tomasz Brzeziński", interests=("marbling",), addresses=("https://github.com/tomasz",))
        client = ClientRow(
            id="a" * 16, name="Fox", origin="", scopes=("page",), token_hash="b" * 64, proof_key="c" * 64, paired_at=dt.datetime.now(dt.UTC)
        )
        await store.save_me(me)
        kept = await store.keep(page(headline="Bookbinder"))
        added = await store.add_note(note("She lends her press"))
        await store.save_client(client)
        await store.close()
        again = await open_store()
        found = await again.view("https://linkedin.com/in/ILSE/")
        assert await again.me() == me
        assert await again.clients() == (client,)
        assert found is not None
        assert (found.person, found.snapshots, found.notes) == (kept, (page(headline="Bookbinder"),), (added,))
        assert (added.kind, added.prompt_id, added.prompt_text) == ("learned", "p1", "What made you start?")
        assert [one.id async for one in again.people()] == [kept.id]  # by then everybody was looked at
        assert (await again.health()).model_dump() == {"people": 1, "notes": 1, "damaged": (), "waiting": 0, "is_complete": True}
        await again.close()

    async def test_a_stranger_is_nobody(self, store: Store) -> None:
        """No view, no notes, a blank Me, nobody found."""
        assert await store.view("https://www.linkedin.com/in/nobody") is None
        assert await store.notes(ref("nobody")) == ()
        assert (await store.me()).is_blank()
        assert (await store.search("nobody", 10)).people == ()

    async def test_who_links_to_an_address_is_found_by_it(self, open_store: Open) -> None:
        """However it is spelled, by the newest page alone, after opening anew, and not after somebody was forgotten."""
        store = await open_store()
        await store.keep(page(links=["http://www.ilse.example"], verified_links=["https://clock.example/@ilse"]))
        await store.keep(page("otto", name="Otto Other", links=["https://ilse.example/", "https://otto.example/"]))

        async def linking(*addresses: str) -> list[str]:
            return sorted(one.name for one in await store.linking(addresses, 10))

        assert await linking("https://ilse.example") == ["Ilse Vandermeer", "Otto Other"]
        assert await linking("https://clock.example/@ilse/", "https://otto.example") == ["Ilse Vandermeer", "Otto Other"]
        assert await linking("https://nobody.example", "", "mailto:ilse@ilse.example") == []
        await store.keep(page("otto", name="Otto Other", links=["https://otto.example/"], captured_at="2026-10-22T09:30:00Z"))
        assert await linking("https://ilse.example") == ["Ilse Vandermeer"]
        await store.close()
        store = await open_store()
        assert len([one async for one in store.people()]) == 2  # by then everybody was looked at
        assert await linking("https://ilse.example") == ["Ilse Vandermeer"]
        assert await linking("https://otto.example") == ["Otto Other"]
        await store.forget(page("otto").url)
        assert await linking("https://otto.example") == []
        await store.close()

    async def test_the_same_view_twice_is_one_snapshot_and_old_ones_are_thinned(self, store: Store) -> None:
        """Same content at another time: one; the newest five stay, and the last of each earlier year."""
        await store.keep(page(headline="one"))
        await store.keep(page(headline="one", captured_at="2026-10-21T09:30:00Z"))
        found = await store.view(page().url)
        assert found is not None
        assert len(found.snapshots) == 1
        for number in range(8):
            await store.keep(page(headline=f"h{number}"))
        found = await store.view(page().url)
        assert found is not None
        assert [shot.headline for shot in found.snapshots] == ["h3", "h4", "h5", "h6", "h7"]
        for year in (2027, 2028):
            for number in range(6):
                await store.keep(page(headline=f"{year}-{number}", captured_at=f"{year}-10-2{number}T09:30:00Z"))
        found = await store.view(page().url)
        assert found is not None
        assert [shot.headline for shot in found.snapshots] == ["h7", "2027-5", *(f"2028-{number}" for number in range(1, 6))]

    async def test_notes_are_edited_removed_and_brought_back(self, store: Store) -> None:
        """The id and the time of the note stay; the newest note is first; the newest mark decides."""
        first, second = await store.add_note(note("first")), await store.add_note(note("second"))
        assert first.id < second.id
        edited = await store.edit_note(first.id, "first, in other words")
        assert (edited.id, edited.at, edited.text) == (first.id, first.at, "first, in other words")
        assert edited.edited_at is not None
        assert [(old.text, old.at) for old in edited.earlier] == [("first", first.at)]
        assert [found.text for found in await store.notes(ref())] == ["second", "first, in other words"]
        removed = await store.remove_note(first.id)
        assert removed.text == "first, in other words"
        assert [found.id for found in await store.notes(ref())] == [second.id]
        assert await store.notes(ref(), taken_away=True) == (removed,)
        with pytest.raises(UnknownNoteError):
            await store.edit_note(first.id, "too late")
        await store.remove_note(first.id, undo=True)
        await store.remove_note(first.id, undo=True)
        assert [found.id for found in await store.notes(ref())] == [second.id, first.id]
        await store.remove_note(first.id)
        assert [found.id for found in await store.notes(ref())] == [second.id]
        with pytest.raises(UnknownNoteError):
            await store.remove_note("0" * 26)

    async def test_a_note_keeps_what_it_said_before(self, store: Store) -> None:
        """Every wording, oldest first, under the note's id; the control: a note nobody wrote."""
        added = await store.add_note(note("one"))
        for text in ("two", "three"):
            await store.edit_note(added.id, text)
        (found,) = await store.notes(ref())
        assert (found.id, found.text, found.at) == (added.id, "three", added.at)
        assert [one.text for one in found.earlier] == ["one", "two"]
        assert [one.at for one in found.earlier] == sorted(one.at for one in found.earlier)
        assert found.edited_at is not None

    async def test_two_rows_may_be_one_person_or_two_and_a_word_on_it_is_taken_back(self, open_store: Open) -> None:
        """The newest word on a pair counts, in either order of the two; taken back, the older one counts again; both people stay as they are."""
        store = await open_store()
        for slug in ("ilse", "noor", "max"):
            await store.keep(page(slug))
        one = await store.link(ref("ilse"), ref("noor"), "one", ("rel=me both ways",))
        other = await store.link(ref("ilse"), ref("max"), "one")
        two = await store.link(ref("noor"), ref("ilse"), "two")
        await store.close()
        store = await open_store()
        assert await store.links() == (other, two)
        assert await store.links("https://linkedin.com/in/NOOR/") == (two,)
        await store.unlink(two.id)
        assert await store.links(ref("noor").url) == (one,)
        assert one.proof == ("rel=me both ways",)
        with pytest.raises(UnknownLinkError):
            await store.unlink(two.id)
        await store.unlink(one.id)
        assert await store.links() == (other,)
        for slug in ("ilse", "noor", "max"):
            assert await store.view(ref(slug).url) is not None
        await store.close()

    async def test_a_link_with_somebody_forgotten_is_forgotten_too(self, store: Store) -> None:
        """And does not come back with them; a new word on them counts."""
        for slug in ("ilse", "noor"):
            await store.keep(page(slug))
        await store.link(ref("ilse"), ref("noor"), "one")
        await store.forget(ref("noor").url)
        assert await store.links() == ()
        await store.keep(page("noor"))
        assert await store.links() == ()
        again = await store.link(ref("ilse"), ref("noor"), "two")
        assert await store.links() == (again,)

    async def test_an_import_twice_is_an_import_once(self, store: Store) -> None:
        """Several pages of one person, older than what is there: each once, in the order in which they were seen."""
        await store.keep(page(headline="newest", captured_at="2026-10-20T09:30:00Z"))
        person = ExportedPerson(
            id="01M84QYM9A41YAF8XVT4HJT700",
            name="Ilse Vandermeer",
            site="linkedin",
            url=page().url,
            kept_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC),
            snapshots=tuple(page(headline=f"h{day}", captured_at=f"2025-03-0{day}T09:30:00Z") for day in (1, 2, 3)),
        )
        first, second = await store.load((person,)), await store.load((person,))
        assert (first.snapshots, second.snapshots) == (3, 0)
        found = await store.view(page().url)
        assert found is not None
        assert [shot.headline for shot in found.snapshots] == ["h1", "h2", "h3", "newest"]

    async def test_search_folds_case_and_accents_and_wants_every_word(self, store: Store) -> None:
        """Names before other words; notes count while they are there."""
        await store.keep(page("zoe", name="Zoë Çelik", location="Zürich"))
        await store.keep(page("max", name="Max Celik-Freund", headline="Friend of Zoe"))
        added = await store.add_note(note("grows quinces", "zoe"))
        assert [hit.name for hit in (await store.search("CELIK zoe", 10)).people] == ["Zoë Çelik", "Max Celik-Freund"]
        assert [hit.name for hit in (await store.search("zurich", 10)).people] == ["Zoë Çelik"]
        assert [hit.notes for hit in (await store.search("quince", 10)).people] == [1]
        assert (await store.search("quince max", 10)).people == ()
        assert len((await store.search("celik", 1)).people) == 1
        assert [hit.name for hit in (await store.search("", 10)).people] == ["Max Celik-Freund", "Zoë Çelik"], "without a word it is everybody"
        await store.remove_note(added.id)
        assert (await store.search("quince", 10)).people == ()

    async def test_forgotten_is_gone_stays_gone_and_may_be_kept_again(self, open_store: Open) -> None:
        """Also after opening anew and against an import; other people stay."""
        store = await open_store()
        await store.keep(page("other"))
        await store.keep(page())
        added = await store.add_note(note("private"))
        exported = tuple([person async for person in store.people()])
        assert (await store.forget("https://de.linkedin.com/in/ilse?trk=1")).erased is True
        assert (await store.forget(page().url)).erased is False
        await store.close()
        store = await open_store()
        assert await store.view(page().url) is None
        with pytest.raises(UnknownNoteError):
            await store.edit_note(added.id, "x")
        report = await store.load(exported)
        assert (report.people, report.already_there, [skipped.what for skipped in report.skipped]) == (0, 1, ["Ilse Vandermeer"])
        assert await store.view(page().url) is None
        await store.keep(page())
        found = await store.view(page().url)
        assert found is not None
        assert found.notes == ()
        assert (await store.load(exported)).notes == 1
        await store.close()

    async def test_an_export_goes_back_without_losing_anything(self, open_store: Open, store: Store) -> None:
        """Into an empty store: the same values; twice: nothing new."""
        for slug in ("ilse", "noor"):
            await store.keep(page(slug, name=slug.title(), posts=[{"text": "A day at the press \U0001f4da", "date": "2026-10-01"}]))
            first = await store.add_note(note("one", slug))
            await store.add_note(note("two", slug))
            await store.edit_note(first.id, "one, changed")
        removed = await store.add_note(note("taken away"))
        await store.remove_note(removed.id)
        exported = tuple([person async for person in store.people()])
        assert [person.name for person in exported] == ["Ilse", "Noor"]
        for person in exported:
            await store.forget(person.url)
        again = tuple([ExportedPerson.model_validate_json(person.model_dump_json().replace("/in/", "/in/new-"), strict=True) for person in exported])
        report = await store.load(again)
        assert (report.people, report.notes, report.snapshots, report.already_there) == (2, 4, 2, 0)
        assert tuple([person async for person in store.people()]) == again
        second = await store.load(again)
        assert (second.people, second.notes, second.snapshots, second.already_there) == (0, 0, 0, 6)

    async def test_clients_are_replaced_by_id_and_removed(self, store: Store) -> None:
        """Oldest first."""
        now = dt.datetime.now(dt.UTC)
        rows = [
            ClientRow(
                id=str(number) * 16, name=f"c{number}", origin="", scopes=("page",), token_hash="", proof_key="", paired_at=now + dt.timedelta(number)
            )
            for number in (2, 1)
        ]
        for row in rows:
            await store.save_client(row)
        await store.save_client(rows[0].model_copy(update={"name": "renamed"}))
        assert [row.name for row in await store.clients()] == ["c1", "renamed"]
        assert await store.remove_client("1" * 16) is True
        assert await store.remove_client("1" * 16) is False
        assert [row.name for row in await store.clients()] == ["renamed"]
