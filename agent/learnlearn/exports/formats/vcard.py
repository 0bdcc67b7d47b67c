"""vCard 4.0 (RFC 6350) with interests, hobbies and expertise (RFC 6715): a card a person, in one file that address books take."""

from __future__ import annotations

from collections.abc import Iterator

from learnlearn.contract.note import ExportedPerson, NotesExport
from learnlearn.exports.family import ExportFile, utc
from learnlearn.exports.pastimes import pastime

_OCTETS = 75  # RFC 6350 section 3.2


def render(export: NotesExport) -> Iterator[ExportFile]:
    """One file with every card."""
    yield ExportFile("learnlearn.vcf", b"".join(map(_card, export.people)), "text/vcard")


def _card(person: ExportedPerson) -> bytes:
    latest = person.snapshots[-1] if person.snapshots else None
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"UID:urn:learnlearn:{person.id}",
        f"FN:{escaped(person.name or person.url)}",
        f"URL:{person.url}",
        f"SOURCE:{person.url}",
    ]
    if latest:
        if latest.headline:
            lines.append(f"TITLE:{escaped(latest.headline)}")
        if latest.location:
            lines.append(f"ADR;LABEL={parameter(latest.location)}:;;;;;;")
        lines += [f"{pastime(interest).upper()}:{escaped(interest)}" for interest in latest.interests]
        lines += [f"EXPERTISE:{escaped(skill)}" for skill in latest.skills]
        lines += [f"ORG:{escaped(position.organization)}" for position in latest.positions[:1] if position.organization]
    if person.plan and (marks := person.plan.marks()):
        lines.append(f"CATEGORIES:{','.join(map(escaped, marks))}")
    lines += [f"NOTE:{escaped(f'{note.at:%Y-%m-%d} {note.kind}: {note.text}')}" for note in person.notes]
    lines += [f"REV:{utc(max((note.at for note in person.notes), default=person.kept_at)):%Y%m%dT%H%M%SZ}", "END:VCARD"]
    return b"".join(folded(line) for line in lines)


def escaped(text: str) -> str:
    """A text value (section 3.4): backslash, comma, semicolon and line break cannot end it."""
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def parameter(text: str) -> str:
    """A parameter value (RFC 6868): quoted, with what quotes cannot hold written by carets."""
    return '"' + text.replace("^", "^^").replace('"', "^'").replace("\r\n", "^n").replace("\n", "^n").replace("\r", "^n") + '"'


def folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, never inside a character."""
    raw = line.encode()
    pieces: list[bytes] = []
    room = _OCTETS
    while len(raw) > room:
        cut = room
        while raw[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(raw[:cut])
        raw, room = raw[cut:], _OCTETS - 1  # the space that begins a continuation counts
    return b"\r\n ".join([*pieces, raw]) + b"\r\n"
