"""An archive from a stranger's hand, or one that was damaged: read in memory, file by file, within limits.

Nothing is ever written, so a name that leads out of the folder and a link have nothing to lead to; they are passed over and named all the same.
Of each file no more is unpacked than its limit, whatever its header says of its size.
"""

from __future__ import annotations

import csv
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pydantic import JsonValue
from pydantic_core import from_json

from learnlearn.contract.note import Skipped
from learnlearn.errors import FileError

MOST_BYTES = 32 * 1024 * 1024  # of one file, unpacked
MOST_ENTRIES = 200_000  # an archive with every picture of many years has some tens of thousands
_PIECE = 64 * 1024
_LONGEST_FIELD = 1_000_000  # characters in one field of a table
_OUTSIDE = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)")


class ArchiveError(FileError):
    """What should be a network's archive cannot be read as one, or says nothing of me."""

    code, status, title = "wrong_archive", 400, "This archive cannot be used"
    hint = "Take the ZIP as the network gave it; if it is damaged, ask the network for it again. Nothing was changed."


class Archive:
    """A ZIP file, open. `skipped` grows with what could not be read, each with its reason."""

    def __init__(self, path: Path) -> None:
        """Raises ArchiveError when it is none."""
        self.skipped: list[Skipped] = []
        try:
            self._zip = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile, ValueError, RuntimeError) as error:
            raise ArchiveError(f"{path} is not a ZIP archive: {type(error).__name__}") from None
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise ArchiveError(f"{path} holds {len(entries)} files; no network hands out so many")
        self._entries = {name: entry for entry in entries if (name := self._name(entry))}

    def names(self) -> frozenset[str]:
        """Every file, without the folders that it lies in."""
        return frozenset(PurePosixPath(name).name for name in self._entries)

    def matching(self, pattern: str) -> list[str]:
        """Full names of the files whose last part is like this, in order."""
        return sorted(name for name in self._entries if re.fullmatch(pattern, PurePosixPath(name).name))

    def data(self, name: str) -> bytes:
        """What it holds; empty, and named in `skipped`, when it is damaged, locked or too large."""
        found = bytearray()
        try:
            with self._zip.open(self._entries[name]) as file:
                while piece := file.read(_PIECE):
                    found += piece
                    if len(found) > MOST_BYTES:
                        return self._skip(name, f"it unpacks to more than {MOST_BYTES} bytes")
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError) as error:  # RuntimeError: it wants a password
            return self._skip(name, f"it is damaged or locked ({type(error).__name__})")
        return bytes(found)

    def table(self, pattern: str) -> Iterator[dict[str, str]]:
        """The rows of a CSV file, by the names in its first line; quotes may be doubled or stand behind a backslash."""
        for name in self.matching(pattern)[:1]:
            text = self.data(name).decode("utf-8-sig", "replace").replace("\0", "")
            before = csv.field_size_limit(_LONGEST_FIELD)
            try:
                for row in csv.DictReader(io.StringIO(text, newline=""), escapechar="\\", doublequote=True):
                    yield {key: value.strip() for key, value in row.items() if isinstance(key, str) and isinstance(value, str)}
            except csv.Error as error:
                self._skip(name, f"it is not a table: {error}")
            finally:
                csv.field_size_limit(before)

    def json(self, name: str, start: bytes = b"") -> JsonValue:
        """A JSON file, from where `start` first stands in it; None, and named in `skipped`, when it is none."""
        data = self.data(name)
        if not data:
            return None
        try:
            found: JsonValue = from_json(data[max(0, data.find(start)) :])
        except ValueError:
            self._skip(name, "it is not JSON")
            return None
        return found

    def close(self) -> None:
        """Closes the file."""
        self._zip.close()

    def _name(self, entry: zipfile.ZipInfo) -> str:
        """Its name, or "" where it is a folder or better left alone."""
        if entry.is_dir() or entry.filename.startswith("__MACOSX/"):
            return ""
        if _OUTSIDE.search(entry.filename):
            self._skip(entry.filename, "its name leads out of the archive")
            return ""
        if stat.S_ISLNK(entry.external_attr >> 16):
            self._skip(entry.filename, "it is a link")
            return ""
        return entry.filename

    def _skip(self, name: str, why: str) -> bytes:
        self.skipped.append(Skipped(what=name[:200], why=why))
        return b""
