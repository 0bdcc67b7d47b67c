"""A folder of Markdown for Obsidian and its like: one file a person with flat front matter, whose name stays the same from export to export."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from learnlearn.contract.note import ExportedPerson, Note, NotesExport
from learnlearn.exports.family import ExportFile, safe_name

# What begins a line of Markdown, or would close the front matter, is escaped: a note is text, whatever it looks like.
_BEGINS = re.compile(r"^(\s*)(#{1,6}\s|[-+*]\s|\d+[.)]\s|>|`{3,}|~{3,}|-{3,}\s*$|\|)", re.MULTILINE)
_INSIDE = re.compile(r"([\\`*_\[\]<>])")


def render(export: NotesExport) -> Iterator[ExportFile]:
    """One file a person."""
    for person in export.people:
        yield ExportFile(f"{safe_name(person.name, person.id)}.md", _page(person).encode(), "text/markdown")


def _page(person: ExportedPerson) -> str:
    latest = person.snapshots[-1] if person.snapshots else None
    front = {
        "type": "contact",
        "id": person.id,
        "name": person.name,
        "site": person.site,
        "url": person.url,
        "headline": latest.headline if latest else "",
        "location": latest.location if latest else "",
        "interests": list(latest.interests) if latest else [],
        "tags": list(person.plan.marks()) if person.plan else [],
        "kept": person.kept_at.date().isoformat(),
        "last_note": max((note.at for note in person.notes), default=person.kept_at).date().isoformat(),
    }
    lines = [
        "---",
        *(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items()),
        "---",
        "",
        f"# {inline(person.name or 'Somebody')}",
        "",
    ]
    if latest and latest.about:
        lines += [f"> {inline(line)}" for line in latest.about.splitlines()] + [""]
    if person.notes:
        lines += ["## Notes", "", *(_note(note) for note in sorted(person.notes, key=lambda note: note.at, reverse=True))]
    return "\n".join(lines).rstrip() + "\n"


def _note(note: Note) -> str:
    asked = f"  \n  asked: {inline(' '.join(note.prompt_text.split()))}" if note.prompt_text else ""
    return f"- **{note.at:%Y-%m-%d} {note.kind}** {inline(note.text).replace(chr(10), chr(10) + '  ')}{asked}\n"


def inline(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _BEGINS.sub(r"\1\\\2", _INSIDE.sub(r"\\\1", text))
