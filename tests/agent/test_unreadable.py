"""What the disk refuses to read: one file, or a folder. It is told and left where it is, and nobody else is in its way."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from tests.agent.devices import opened, seal_of, unlocked
from tests.agent.store_contract import note, page

from learnlearn.errors import StoreDamagedError


def file_of(folder: Path, slug: str) -> Path:
    """Where a person lies."""
    (path,) = folder.rglob(f"{seal_of(unlocked(folder)).name(f'linkedin.com/in/{slug}')}.json")
    return path


async def test_a_file_that_cannot_be_read_stops_nobody_else(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A folder lies in the place of one person's file: everybody else is found, listed and written; the file is told and left where it is, and the
    person is back as soon as it can be read."""
    folder = tmp_path / "store"
    store = opened(folder)
    for slug in ("ilse", "noor"):
        await store.keep(page(slug))
    await store.close()
    path = file_of(folder, "ilse")
    whole = path.read_bytes()
    path.unlink()
    path.mkdir()
    store = opened(folder)
    assert [one.url async for one in store.people()] == [page("noor").url]
    assert (await store.search("", 10)).is_complete
    name = path.relative_to(folder).as_posix()
    assert (await store.health()).damaged == (name,)
    for _ in range(2):
        await store.look()
    assert [record.message for record in caplog.records].count(f"{name} does not open: store_unreadable") == 1
    for attempt in (store.view(page("ilse").url), store.add_note(note("over it", "ilse"))):
        with pytest.raises(StoreDamagedError) as error:
            await attempt
        assert error.value.code == "store_unreadable"
    await store.add_note(note("beside it", "noor"))
    for repair in (False, True):
        check = await store.custodian.check(repair=repair)
        assert [(one.file, one.says, one.mended) for one in check.findings] == [(name, "cannot be read: the disk refuses", False)]
    (tmp_path / "copies").mkdir()
    _, listed = await store.custodian.back_up(tmp_path / "copies")
    assert listed.unreadable == [name], "everybody else is in the copy"
    assert len([one for one in listed.files if one.startswith("people/")]) == 1
    assert path.is_dir()
    path.rmdir()
    path.write_bytes(whole)
    await store.look()
    assert (await store.health()).damaged == ()
    assert {one.url async for one in store.people()} == {page(slug).url for slug in ("ilse", "noor")}
    await store.close()


async def test_a_folder_that_cannot_be_listed_is_told_and_the_store_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first look breaks off: it is said, what is asked is answered from what was seen, and the next look finds everybody."""
    folder = tmp_path / "store"
    store = opened(folder)
    await store.keep(page("ilse"))
    await store.close()
    scan = os.scandir
    shelf = file_of(folder, "ilse").parent

    def refuses(path: Path) -> object:
        if Path(path) == shelf:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return scan(path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", refuses)
        store = opened(folder)
        assert [one async for one in store.people()] == []
        (told,) = (await store.health()).damaged
        assert told.startswith("the last look at everybody broke off")
        assert str(shelf) in told
        check = await store.custodian.check(repair=True)
        assert any("cannot be listed" in one.says for one in check.findings)
    await store.look()
    assert [one.url async for one in store.people()] == [page("ilse").url]
    assert (await store.health()).damaged == ()
    await store.close()
