"""Several files as one, for who can save only one: a ZIP archive that is the same whenever its content is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from learnlearn.exports.family import ExportFile

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that the format knows


def one_file(files: Iterable[ExportFile], name: str) -> ExportFile:
    """The file, when there is one; else an archive called `name`."""
    held = tuple(files)
    if len(held) == 1:
        return held[0]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in held:
            archive.writestr(zipfile.ZipInfo(file.name, _LONG_AGO), file.content)
    return ExportFile(f"{name}.zip", packed.getvalue(), "application/zip")
