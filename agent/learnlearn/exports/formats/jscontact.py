"""JSContact (RFC 9553): a JSON array of cards, interests as personal information, the page as an online service, notes with their dates."""

from __future__ import annotations

import json
from collections.abc import Iterator

from learnlearn.contract.note import ExportedPerson, NotesExport
from learnlearn.exports.family import ExportFile, utc
from learnlearn.exports.pastimes import pastime

JsonValue = str | bool | dict[str, "JsonValue"]


def render(export: NotesExport) -> Iterator[ExportFile]:
    """One file."""
    cards = [_card(person) for person in export.people]
    yield ExportFile("learnlearn.jscontact.json", (json.dumps(cards, indent=2, ensure_ascii=False) + "\n").encode(), "application/json")


def _card(person: ExportedPerson) -> dict[str, JsonValue]:
    card: dict[str, JsonValue] = {
        "@type": "Card",
        "version": "1.0",
        "uid": f"urn:learnlearn:{person.id}",
        "created": f"{utc(person.kept_at):%Y-%m-%dT%H:%M:%SZ}",
        "name": {"@type": "Name", "full": person.name or person.url},
        "onlineServices": {"page": {"@type": "OnlineService", "service": person.site, "uri": person.url}},
    }
    if person.notes:
        card["notes"] = {
            note.id: {"@type": "Note", "note": f"{note.kind}: {note.text}", "created": f"{utc(note.at):%Y-%m-%dT%H:%M:%SZ}"} for note in person.notes
        }
    if person.plan and (marks := person.plan.marks()):
        card["keywords"] = dict.fromkeys(marks, True)
    if person.snapshots:
        latest = person.snapshots[-1]
        told = [(str(pastime(value)), value) for value in latest.interests] + [("expertise", value) for value in latest.skills]
        if told:
            card["personalInfo"] = {f"p{at}": {"@type": "PersonalInfo", "kind": kind, "value": value} for at, (kind, value) in enumerate(told, 1)}
        if latest.headline:
            card["titles"] = {"headline": {"@type": "Title", "name": latest.headline}}
    return card
