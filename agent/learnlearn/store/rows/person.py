"""One person out of the rows that all devices have on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from learnlearn.addresses import identity
from learnlearn.contract.note import FoundPerson
from learnlearn.contract.plan import PersonPlan
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.store.base import KeptPerson, Pages, PersonView
from learnlearn.store.folder.seal import Document, JsonValue, Tables
from learnlearn.store.index.addresses import fingerprint
from learnlearn.store.rows.model import PlanRow
from learnlearn.store.rows.notes import note_ids, notes, standing

KEPT_SNAPSHOTS = 5


class Entry(NamedTuple):
    """One person in the index, in values that JSON has."""

    identity: str
    person_id: str
    name: str
    site: str
    url: str
    kept_at: str
    headline: str
    note_ids: list[str]  # of every wording, also of notes that were taken away: they may be brought back
    visible_notes: int
    is_planned: bool  # a plan or a promise: something may be due
    leads_to: list[int]  # the addresses that the newest page links to (index/addresses.py)

    @property
    def person(self) -> KeptPerson:
        """Who it is."""
        at = dt.datetime.fromisoformat(self.kept_at)
        return KeptPerson(id=self.person_id, name=self.name, site=self.site, url=self.url, kept_at=at)

    def found(self) -> FoundPerson:
        """As a search shows them."""
        return FoundPerson(person_id=self.person_id, name=self.name, site=self.site, url=self.url, headline=self.headline, notes=self.visible_notes)


class Told(NamedTuple):
    """What is told of one person, by how much a word in it counts."""

    name: str
    facts: str
    rest: str


def kept(tables: Tables) -> KeptPerson | None:
    """The person; kept since the first device kept them, called by the newest name seen. None for an empty file."""
    rows = tables.get("person", {})
    if not rows:
        return None
    row_id = min(rows)
    who = rows[row_id]
    told = {"id": row_id, "name": _name(tables, str(who["name"])), "site": who["site"], "url": who["url"], "kept_at": who["at"]}
    return KeptPerson.model_validate(told)


def snapshots(tables: Tables) -> Pages:
    """Oldest first. The same content twice in a row, seen on two devices, is one."""
    rows = [row for _, row in sorted(tables.get("snapshots", {}).items())]
    before = ["", *(row["print"] for row in rows[:-1])]
    return Pages([partial(_page, row) for row, shown in zip(rows, before, strict=False) if row["print"] != shown])


def thinned(rows: dict[str, Document]) -> list[str]:
    """The ids of the snapshots that go: all but the newest few, and the last one of each calendar year (UTC).

    What stays of a union is the same whether one thins before or after uniting, so every device thins its own.
    """
    by_age = sorted(rows)
    last_of_year = {dt.datetime.fromisoformat(str(rows[row_id]["at"])).astimezone(dt.UTC).year: row_id for row_id in by_age}
    stay = {*by_age[-KEPT_SNAPSHOTS:], *last_of_year.values()}
    return [row_id for row_id in by_age if row_id not in stay]


def plan(tables: Tables) -> PersonPlan:
    """The newest one; an empty one when none was set."""
    rows = tables.get("plans", {})
    return PlanRow.model_validate(rows[max(rows)]).data if rows else PersonPlan()


def view(tables: Tables) -> PersonView | None:
    """Everything a reader may see."""
    found = kept(tables)
    if found is None:
        return None
    return PersonView(person=found, snapshots=snapshots(tables), notes=tuple(notes(tables)), plan=plan(tables))


def indexed(tables: Tables) -> tuple[Entry, Told] | None:
    """The person's row of the index and the words by which they are searched for, read from the rows as they are: a writer makes both at every
    write.
    """
    rows = tables.get("person", {})
    if not rows:
        return None
    row_id = min(rows)
    who = rows[row_id]
    newest, notes, plans = _newest(tables), tables.get("notes", {}), tables.get("plans", {})
    visible = [one for one in standing(tables) if not one.is_gone]
    kinds = {notes.get(one.root, {}).get("kind", "note") for one in visible}
    entry = Entry(
        identity=str(who["identity"]),
        person_id=row_id,
        name=_name(tables, str(who["name"])),
        site=str(who["site"]),
        url=str(who["url"]),
        kept_at=str(who["at"]),
        headline=str(newest.get("headline", "")),
        note_ids=note_ids(tables),
        visible_notes=len(visible),
        is_planned=bool(plans and plans[max(plans)]["data"]) or "promised" in kinds,
        leads_to=_leads_to(newest),
    )
    written = [str(notes[one.row_id]["text"]) for one in visible]
    return entry, Told(entry.name, "\n".join([entry.identity, *_facts(newest)]), "\n".join([str(newest.get("about", "")), *written]))


def _facts(newest: Document) -> Iterator[str]:
    for name in ("headline", "location", "handle"):
        yield str(newest.get(name, ""))
    for name in ("interests", "skills", "groups"):
        yield from map(str, _list(newest.get(name)))
    for job in _list(newest.get("positions")):
        if isinstance(job, dict):
            yield f"{job.get('title', '')} {job.get('organization', '')}"


def _leads_to(newest: Document) -> list[int]:
    links = [str(link) for name in ("links", "verified_links") for link in _list(newest.get(name))]
    addresses = {address for link in links if (address := identity(link))}
    return sorted(map(fingerprint, addresses))


def _page(row: Document) -> ProfileSnapshot:
    return ProfileSnapshot.model_validate(row["data"])


def _name(tables: Tables, given: str) -> str:
    """The newest name that a page showed."""
    seen = tables.get("snapshots", {})
    return next((str(name) for _, row in sorted(seen.items(), reverse=True) if (name := _data(row).get("name"))), given)


def _newest(tables: Tables) -> Document:
    seen = tables.get("snapshots", {})
    return _data(seen[max(seen)]) if seen else {}


def _list(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []


def _data(row: Document) -> Document:
    data = row["data"]
    assert isinstance(data, dict)
    return data
