"""Whom I keep that the person on a page may be: those the page links to, those who link to it, those of its name who link to the same site of their
own, and those I called one with them. None of it opens anybody's file who is not one of these."""

from __future__ import annotations

import dataclasses

from learnlearn.addresses import identity
from learnlearn.contract.conversation import Person
from learnlearn.contract.identity import Same, SamePerson
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.proofs import names_agree, own_sites, proofs
from learnlearn.store.base import Link, Pages, PersonView, Store

_LINKING = 1_000  # so many who link to one site are looked at by name: colleagues name their employer's
_OF_THE_NAME = 20  # so many of one name are opened
_MOST = 3  # shown at once


async def same(store: Store, page: ProfileSnapshot) -> Same:
    """Those who are one with this person on my word first, then those for whom there is proof and no word yet."""
    words = {_other(link, page.url): link for link in await store.links(page.url)}
    views = await _candidates(store, page, words)
    found = [_person(page, view, words.get(identity(view.person.url))) for view in views]
    said = [one for one in found if one.says == "one"]
    open_ = [one for one in found if one.says is None and one.proof]
    return Same(people=(*said, *open_[:_MOST]))


async def one_with(store: Store, url: str) -> tuple[PersonView, ...]:
    """The other rows of the person at this address, on my word."""
    others = [link.second if identity(link.first.url) == identity(url) else link.first for link in await store.links(url) if link.says == "one"]
    views = [await store.view(other.url) for other in others]
    return tuple(view for view in views if view is not None)


def united(view: PersonView | None, others: tuple[PersonView, ...]) -> PersonView | None:
    """One person out of several rows: the notes of all, newest first. Page and plan are those of the row whose page is looked at."""
    rows = [one for one in (view, *others) if one is not None]
    if not rows:
        return None
    notes = sorted((note for row in rows for note in row.notes), key=lambda note: note.id, reverse=True)
    snapshots = view.snapshots if view else Pages(())  # what another network showed is no news on this page
    return dataclasses.replace(rows[0], notes=tuple(notes), snapshots=snapshots)


def _other(link: Link, url: str) -> str:
    return identity(link.second.url if identity(link.first.url) == identity(url) else link.first.url)


async def _candidates(store: Store, page: ProfileSnapshot, words: dict[str, Link]) -> list[PersonView]:
    to_here = await store.linking([page.url], _OF_THE_NAME)
    to_the_same = [one for one in await store.linking(own_sites(page.links), _LINKING) if names_agree(page.name, one.name)]
    linking = [one.url for one in (*to_here, *to_the_same[:_OF_THE_NAME])]
    said = [link.second.url if _other(link, page.url) == identity(link.second.url) else link.first.url for link in words.values()]
    addresses = {identity(url): url for url in (*said, *page.links, *page.verified_links, *linking)}
    addresses.pop(identity(page.url), None)
    views = [await store.view(url) for url in addresses.values()]
    return [view for view in views if view is not None]


def _person(page: ProfileSnapshot, view: PersonView, link: Link | None) -> SamePerson:
    who = view.person
    person = Person(name=who.name, site=who.site, url=who.url, kept=True, note_count=len(view.notes))
    proof = proofs(page, view.snapshots[-1]) if view.snapshots else ()
    return SamePerson(person=person, proof=proof, says=link.says if link else None, link=link.id if link else None)
