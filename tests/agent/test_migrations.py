"""A store of an older form opens in this agent with everything in it; cut off anywhere, it begins anew; a wrong key changes nothing."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path

import pytest
from tests.agent.devices import SECRET
from tests.agent.running import ROOT, files
from tests.agent.store_contract import page

from learnlearn import safefile
from learnlearn.contract.me import Me
from learnlearn.contract.note import ExportedPerson
from learnlearn.custody.opening import open_store
from learnlearn.errors import KeyUnavailableError, StoreError
from learnlearn.store.base import Store
from learnlearn.store.rows.model import page_row
from learnlearn.vault.key import FileKey

STORES = ROOT / "tests/agent/stores"
EXPECTED = json.loads((STORES / "form-1.json").read_text(encoding="utf-8"))
PEOPLE = [ExportedPerson.model_validate(person) for person in EXPECTED["people"]]  # fields that came since have their defaults
ILSE = "https://www.linkedin.com/in/ilse"


@pytest.fixture
def place(tmp_path: Path) -> FileKey:
    """The key that the old store was sealed with."""
    (tmp_path / "data.key").write_text(SECRET.hex())
    (tmp_path / "data.key").chmod(0o600)
    return FileKey(tmp_path / "data.key")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store as form 1 left it."""
    return Path(shutil.copytree(STORES / "form-1", tmp_path / "store"))


async def everything(store: Store) -> list[ExportedPerson]:
    """What an export hands out."""
    return [person async for person in store.people()]


def test_a_page_has_the_print_that_it_always_had() -> None:
    """Or everybody whose page was kept before would have it twice."""
    about = "She restores letterpress machines in Łódź."
    for at in ("2026-10-20T09:30:00Z", "2026-10-21T09:30:00Z"):
        assert page_row(page(about=about, captured_at=at))["print"] == "2bf0d86bad88d7de14271d45f5f6b4bb"


async def test_everything_of_form_1_is_there(folder: Path, place: FileKey) -> None:
    """People with snapshots, notes, plans; wordings; what was taken away can come back; who was forgotten stays forgotten; me, circles, clients."""
    for _ in range(2):  # brought up, and opened as it is then
        store = open_store(folder, place)
        assert await everything(store) == PEOPLE
        assert await store.me() == Me.model_validate(EXPECTED["me"])
        assert [circle.name for circle in await store.circles()] == ["friends"]
        assert [client.name for client in await store.clients()] == ["Fox"]
        await store.close()
    store = open_store(folder, place)
    back = await store.remove_note(EXPECTED["removed"], undo=True)
    assert (back.id, back.text) == (EXPECTED["removed"], "taken away, changed")
    (ilse, noor) = [person async for person in store.people()]
    report = await store.load((noor.model_copy(update={"url": "https://www.linkedin.com/in/gone", "name": "Somebody Forgotten"}),))
    assert [skipped.what for skipped in report.skipped] == ["Somebody Forgotten"]
    assert (await store.load((ilse, noor))).model_dump(exclude={"skipped"}) == {"people": 0, "notes": 0, "snapshots": 0, "already_there": 5}
    await store.close()
    assert not (folder / "small.json").exists()
    assert all(len(shelf.name) == 16 for shelf in (folder / "people").iterdir())


async def test_cut_off_anywhere_it_begins_anew_and_loses_nothing(tmp_path: Path, place: FileKey, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fails at the first, second, third … replacement or removal; the next start brings the store up all the same."""
    real_replace, real_unlink = safefile._replace, Path.unlink
    left = 0

    def fails() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.EIO, "the disk is gone")

    def replace(new: Path, path: Path) -> None:
        fails()
        real_replace(new, path)

    def unlink(path: Path, *, missing_ok: bool = False) -> None:
        if ".tmp" not in path.name:
            fails()
        real_unlink(path, missing_ok=missing_ok)

    for tried in range(1_000):
        folder = Path(shutil.copytree(STORES / "form-1", tmp_path / f"store-{tried}"))
        left = tried
        with monkeypatch.context() as patched:
            patched.setattr(safefile, "_replace", replace)
            patched.setattr(Path, "unlink", unlink)
            try:
                store = open_store(folder, place)
            except StoreError:
                was_cut_off = True
            else:
                was_cut_off = False
                await store.close()
        store = open_store(folder, place)
        assert await everything(store) == PEOPLE
        await store.close()
        assert not (folder / "small.json").exists()
        if not was_cut_off:
            break
    assert tried > 10
    print(f"cut off at {tried} places")


def test_a_wrong_key_is_said_and_changes_nothing(folder: Path, tmp_path: Path) -> None:
    """Before anything is written."""
    before = files(folder)
    (tmp_path / "data.key").write_text("ff" * 32)
    (tmp_path / "data.key").chmod(0o600)
    with pytest.raises(KeyUnavailableError) as error:
        open_store(folder, FileKey(tmp_path / "data.key"))
    assert error.value.state == "wrong"
    assert files(folder) == before


async def test_what_does_not_open_is_set_aside_and_the_rest_comes_along(folder: Path, place: FileKey) -> None:
    """A damaged person's file lies in damaged/, byte for byte."""
    (path,) = (folder / "people" / "ce").iterdir()
    broken = path.read_bytes()[:-1] + b"x"
    path.write_bytes(broken)
    store = open_store(folder, place)
    assert await everything(store) == PEOPLE[:1]
    assert await store.view(ILSE) is not None
    await store.close()
    assert (folder / "damaged" / path.name).read_bytes() == broken
