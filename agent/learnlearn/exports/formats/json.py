"""The lossless form: one JSON file, the one that `learnlearn import` takes back."""

from __future__ import annotations

from collections.abc import Iterator

from learnlearn.contract.note import NotesExport
from learnlearn.exports.family import ExportFile


def render(export: NotesExport) -> Iterator[ExportFile]:
    """One file, fields that are empty left out, for their absence means the same."""
    yield ExportFile("learnlearn-notes.json", (export.model_dump_json(indent=2, exclude_defaults=True) + "\n").encode(), "application/json")
