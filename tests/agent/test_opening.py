"""The door before the store: what went wrong when it was opened is told as it is, each time, until it opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from learnlearn.custody import opening
from learnlearn.custody.opening import Door
from learnlearn.errors import KeyUnavailableError, StoreDamagedError, StoreLockedError
from learnlearn.store.folder.layout import Layout, copy_of
from learnlearn.vault.key import FileKey
from learnlearn.vault.states import KeyState, unavailable


class Lockable(FileKey):
    """A key file that can be locked as a keyring is."""

    state: KeyState | None = None

    def find(self, names: Iterable[str]) -> Iterator[bytes]:
        """As it is."""
        if self.state is not None:
            raise unavailable(self.state, "keyring")
        return super().find(names)


async def test_what_comes_after_the_lock_is_told_with_its_own_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locked first; then the key is a wrong one, the store is damaged, and at last it opens: each refusal is what it is, and told again and again."""
    monkeypatch.setattr(opening, "_RETRY_SECONDS", 0)
    folder, place = tmp_path / "store", Lockable(tmp_path / "data.key")
    door = Door(folder, place)
    await door.open()
    await door.close()
    place.state = KeyState.LOCKED
    door = Door(folder, place)
    await door.open()
    assert await _refused(door) == {StoreLockedError.code}

    place.state = KeyState.WRONG
    wrong = unavailable(KeyState.WRONG, "keyring")
    assert await _refused(door) == {wrong.code}

    place.state = None
    header = Layout(folder).header
    whole = header.read_bytes()
    for path in (header, copy_of(header)):
        path.write_bytes(b"{}")
    assert await _refused(door) == {StoreDamagedError.code}

    for path in (header, copy_of(header)):
        path.write_bytes(whole)
    assert await _refused(door) == set()
    await door.close()


async def _refused(door: Door) -> set[str]:
    """After another attempt: the codes that three callers are told."""
    if trying := door.try_again():
        await trying
    codes: set[str] = set()
    for _ in range(3):
        try:
            _ = door.store
        except (StoreLockedError, StoreDamagedError, KeyUnavailableError) as error:
            codes.add(error.code)
    return codes
