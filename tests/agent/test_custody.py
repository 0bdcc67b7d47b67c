"""`learnlearn devices` and `learnlearn keys`: a second device by a code, a recovery code, a passphrase, another key; and who stays out."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.agent.machine import ILSE, Machine, carried, code_in
from tests.agent.running import running

from learnlearn.errors import KeyUnavailableError, StoreInUseError
from learnlearn.store.errors import AlreadyInError, DeviceRemovedError, InvitationError, LastSlotError, UnknownSlotError, WrongCodeError


@pytest.fixture
def laptop(tmp_path: Path) -> Machine:
    """With a note in its store."""
    machine = Machine(tmp_path / "laptop")
    machine("note", ILSE, "from the laptop")
    return machine


def test_a_second_device_comes_in_by_a_code_and_goes_again(laptop: Machine, tmp_path: Path) -> None:
    """Nothing but a wrong code, or a folder that has not arrived, keeps it out; once removed it reads on and writes no more."""
    desktop = Machine(tmp_path / "desktop")
    with pytest.raises(InvitationError, match="synchroniser"):
        desktop("devices", "join", stdin="AAAA-BBBB-CCCC\n")
    code = code_in(laptop("devices", "add"))
    carried(laptop, desktop)
    with pytest.raises(KeyUnavailableError):
        desktop("notes", ILSE)
    with pytest.raises(InvitationError):
        desktop("devices", "join", stdin="AAAA-BBBB-CCCC\n")
    assert not desktop.key_file.exists(), "no key is made for a wrong code"
    assert "in" in desktop("devices", "join", "--name", "Desktop", stdin=f"{code.lower().replace('-', ' ')}\n")
    with pytest.raises(AlreadyInError):
        desktop("devices", "join", stdin=f"{code}\n")
    assert len(desktop.key_file.read_text().split()) == 1, "no second key either"
    desktop("note", ILSE, "from the desktop")
    carried(desktop, laptop)
    assert "from the desktop" in laptop("notes", ILSE)
    listed = laptop("devices")
    assert "Desktop" in listed
    assert listed.count("this one") == 1
    laptop("devices", "remove", "Desktop", "--yes")
    laptop("note", ILSE, "after the removal")
    assert "Desktop" not in laptop("devices")
    carried(laptop, desktop)
    shown = desktop("notes", ILSE)
    assert "from the laptop" in shown
    assert "after the removal" not in shown
    with pytest.raises(DeviceRemovedError):
        desktop("note", ILSE, "too late")
    assert "from the desktop" in laptop("notes", ILSE)
    code = code_in(laptop("devices", "add"))
    carried(laptop, desktop)
    assert "in" in desktop("devices", "join", stdin=f"{code}\n"), "who was removed may be let in anew"


def test_a_lost_key_is_made_good_by_the_recovery_code(laptop: Machine) -> None:
    """The key file is gone: one sentence that says what to do; a wrong code is refused; the right one brings everything back."""
    code = code_in(laptop("keys", "recovery"))
    laptop.key_file.unlink()
    with pytest.raises(KeyUnavailableError) as lost:
        laptop("notes", ILSE)
    assert "learnlearn keys recover" in lost.value.hint
    with pytest.raises(WrongCodeError):
        laptop("keys", "recover", stdin="AAAAA-BBBBB-CCCCC-DDDDD-EEEEE\n")
    laptop("keys", "recover", stdin=f"{code.lower()}\n")
    assert "from the laptop" in laptop("notes", ILSE)
    laptop("note", ILSE, "written after")
    assert "written after" in laptop("notes", ILSE)


def test_a_passphrase_opens_the_store_by_itself(laptop: Machine, tmp_path: Path) -> None:
    """Set beside the key; then alone, out of a file such as systemd gives one; a wrong one is the sentence for a wrong key."""
    laptop("keys", "passphrase", stdin="correct horse\ncorrect horse\n")
    server = Machine(tmp_path / "server")
    carried(laptop, server)
    told = tmp_path / "told"
    server.environment |= {"LEARNLEARN_KEY": "passphrase", "LEARNLEARN_PASSPHRASE_FILE": str(told)}
    told.write_text("wrong horse\n")
    with pytest.raises(KeyUnavailableError) as wrong:
        server("notes", ILSE)
    assert wrong.value.state == "wrong"
    told.write_text("correct horse\n")
    assert "from the laptop" in server("notes", ILSE)
    server("note", ILSE, "from the server")
    before = {path.name for path in (server.data / "small").iterdir()}
    assert "from the server" in server("notes", ILSE)
    assert {path.name for path in (server.data / "small").iterdir()} == before, "the same device at every start"
    carried(server, laptop)
    assert "from the server" in laptop("notes", ILSE)
    assert not server.key_file.exists()


def test_a_store_begun_with_a_passphrase_has_no_key_anywhere(tmp_path: Path) -> None:
    """And opens with it alone."""
    machine, told = Machine(tmp_path / "one"), tmp_path / "told"
    told.write_text("correct horse\n")
    machine.environment |= {"LEARNLEARN_KEY": "passphrase", "LEARNLEARN_PASSPHRASE_FILE": str(told)}
    machine("note", ILSE, "kept")
    assert "kept" in machine("notes", ILSE)
    assert "a passphrase" in machine("keys")
    assert not machine.key_file.exists()


def test_the_key_of_a_device_is_renewed_and_ways_in_go(laptop: Machine, tmp_path: Path) -> None:
    """The old key file opens the store no more; what opened it here cannot be dropped; a dropped recovery code opens nothing."""
    code = code_in(laptop("keys", "recovery"))
    old = laptop.key_file.read_bytes()
    laptop("keys", "rotate")
    new = laptop.key_file.read_bytes()
    assert new != old
    laptop.key_file.write_bytes(old)
    with pytest.raises(KeyUnavailableError):
        laptop("notes", ILSE)
    laptop.key_file.write_bytes(new)
    rows = {line.split()[2] if "key file" in line else "recovery": line.split()[0] for line in laptop("keys").splitlines() if " a " in line}
    with pytest.raises(LastSlotError):
        laptop("keys", "drop", next(key for kind, key in rows.items() if kind != "recovery"))
    with pytest.raises(UnknownSlotError):
        laptop("keys", "drop", "zz")
    assert "a recovery code" not in laptop("keys", "drop", rows["recovery"]).partition("There is no")[0]
    elsewhere = Machine(tmp_path / "elsewhere")
    carried(laptop, elsewhere)
    with pytest.raises(WrongCodeError):
        elsewhere("keys", "recover", stdin=f"{code}\n")
    assert "from the laptop" in laptop("notes", ILSE)


def test_over_the_running_agent_and_not_beside_it(tmp_path: Path) -> None:
    """Another key through the agent, which goes on with it; to let this device in, nothing may run."""
    machine = Machine(tmp_path)
    with running(tmp_path):
        assert "this one" in machine("devices")
        assert code_in(machine("devices", "add"))
        machine("keys", "rotate")
        machine("note", ILSE, "after the rotation")
        with pytest.raises(StoreInUseError):
            machine("devices", "join", stdin="AAAA\n")
    assert "after the rotation" in machine("notes", ILSE)
