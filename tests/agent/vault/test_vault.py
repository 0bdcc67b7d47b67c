"""The data key: in a real keyring or a file of the user's choice; seven states, each one sentence; never a silent fallback."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import keyring.core
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService as SecretServiceBackend
from keyring.backends import chainer, fail, null
from tests.agent.running import command, running
from tests.agent.vault.secret_service import SecretService
from tests.conftest import throwaway_environment

from learnlearn.errors import KeyUnavailableError
from learnlearn.vault import backends
from learnlearn.vault.key import FileKey, KeyringKey
from learnlearn.vault.states import _SENTENCES, KeyState, unavailable

STORE = "0011223344556677"


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    """A private, unlocked Secret Service that this process's keyring speaks to."""
    started = SecretService(tmp_path / "service")
    try:
        started.start()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", started.address)
        monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
        yield started
    finally:
        started.stop()


def state_of(place: KeyringKey | FileKey, *, make: bool = False) -> str:
    """How it fails."""
    with pytest.raises(KeyUnavailableError) as error:
        place.make(STORE) if make else list(place.find([STORE]))
    return error.value.state


def use(monkeypatch: pytest.MonkeyPatch, backend: KeyringBackend) -> None:
    """What `keyring` happened to pick."""
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)


def test_a_key_goes_in_and_comes_out_also_after_a_restart(service: SecretService, monkeypatch: pytest.MonkeyPatch) -> None:
    """32 random bytes, one entry per store."""
    place = KeyringKey(10)
    key, other = place.make(STORE), place.make("f" * 16)
    assert len(key) == 32
    assert key != other
    assert list(place.find(["0" * 16, STORE, "f" * 16])) == [key, other]
    service.stop()
    service.start()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
    assert list(place.find([STORE])) == [key]
    place.replace(STORE, key, b"n" * 32)
    assert list(place.find([STORE])) == [b"n" * 32]


def test_lost_locked_and_died_are_told_apart(service: SecretService) -> None:
    """No entry, a locked collection, a service that is gone."""
    place = KeyringKey(10)
    assert state_of(place) == "lost"
    place.make(STORE)
    service.lock()
    assert state_of(place) == "locked"
    service.stop()
    assert state_of(place) in ("broken", "none")


def test_an_entry_that_is_no_key_is_wrong(service: SecretService) -> None:
    """Somebody else's words under our name."""
    backends.write(STORE, "not a key", 10)
    assert state_of(KeyringKey(10)) == "wrong"


class Forgetful(SecretServiceBackend.Keyring):
    """Says yes and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Nothing."""


class Unanswered(SecretServiceBackend.Keyring):
    """A desktop's prompt that nobody answers."""

    answered = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        """Waits."""
        self.answered.wait(60)
        return None


# The closed list goes by the module of the class: these two stand in for the real one, to fail as it never does on command.
for _kind in (Forgetful, Unanswered):
    _kind.__module__ = SecretServiceBackend.__name__
    _kind.priority = -1  # never picked by itself


def test_a_keyring_that_keeps_nothing_is_found_out_at_once(service: SecretService, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read back after set; the control without the reading back would have handed out a key that is lost."""
    use(monkeypatch, Forgetful())
    assert state_of(KeyringKey(10), make=True) == "broken"


def test_a_prompt_nobody_answers_does_not_hold_the_agent(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the limit the state is `waiting`."""
    use(monkeypatch, Unanswered())
    before = time.monotonic()
    assert state_of(KeyringKey(0.2)) == "waiting"
    assert time.monotonic() - before < 5
    Unanswered.answered.set()


def test_only_the_operating_systems_own_keyrings_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing there, a backend that forgets, a plain file, a chain of both: refused by name; nothing is written."""
    use(monkeypatch, fail.Keyring())
    assert state_of(KeyringKey(5), make=True) == "none"
    use(monkeypatch, null.Keyring())
    assert state_of(KeyringKey(5), make=True) == "unsafe"

    class PlaintextKeyring(KeyringBackend):
        priority = 0.5
        kept: dict[str, str] = {}  # noqa: RUF012

        def get_password(self, service: str, username: str) -> str | None:
            return self.kept.get(username)

        def set_password(self, service: str, username: str, password: str) -> None:
            self.kept[username] = password

    use(monkeypatch, PlaintextKeyring())
    assert state_of(KeyringKey(5), make=True) == "unsafe"

    class Chain(chainer.ChainerBackend):
        priority = -1
        backends = [PlaintextKeyring(), fail.Keyring()]  # noqa: RUF012

    use(monkeypatch, Chain())
    assert state_of(KeyringKey(5), make=True) == "unsafe"
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.Keyring")
    assert state_of(KeyringKey(5), make=True) == "none"
    assert PlaintextKeyring.kept == {}


def test_every_state_has_a_sentence_and_a_next_action() -> None:
    """Each place its own, and no state without: who never had a keyring reads nothing of one."""
    told = [(kind, state) for kind, states in _SENTENCES.items() for state in states]
    assert {state for _, state in told} == set(_SENTENCES["keyring"]) == set(KeyState)
    assert len({_SENTENCES[kind][state] for kind, state in told}) == len(told)
    for kind, state in told:
        problem = unavailable(state, kind).problem()
        assert ("keyring" in (problem.detail + problem.hint).lower()) == (kind == "keyring")
        assert problem.code == f"key_{state.value}"
        assert problem.detail.endswith(".")
        assert problem.hint


def test_a_passphrase_that_is_wrong_or_missing_is_told_as_one(tmp_path: Path) -> None:
    """No terminal, another passphrase, a file that is not there: each said of the passphrase, with what to do about it."""
    told = tmp_path / "told"
    told.write_text("correct horse\n")
    environment = throwaway_environment(tmp_path) | {"LEARNLEARN_KEY": "passphrase", "LEARNLEARN_PASSPHRASE_FILE": str(told)}
    command("notes", "https://github.com/ilse", environment=environment)
    told.write_text("correct hearse\n")
    wrong = command("notes", "https://github.com/ilse", environment=environment, check=False)
    assert "This passphrase does not open your notes" in wrong.stderr
    told.unlink()
    lost = command("notes", "https://github.com/ilse", environment=environment, check=False)
    assert "The file of the passphrase cannot be read" in lost.stderr
    del environment["LEARNLEARN_PASSPHRASE_FILE"]
    alone = command("run", environment=environment, check=False, stdin="")
    assert "passphrase_file" in alone.stderr
    assert "keyring" not in wrong.stderr + lost.stderr + alone.stderr


def test_a_file_key_is_made_once_and_never_replaced(tmp_path: Path) -> None:
    """A key that the user laid there is used for a store that begins; one that is entered gets a line of its own; 0600."""
    place = FileKey(tmp_path / "keys" / "data.key")
    key = place.make(STORE, begins=True)
    assert [place.make(STORE, begins=True)] == list(place.find([STORE])) == [key]
    second = place.make(STORE)
    assert list(place.find([])) == [key, second]
    place.replace(STORE, key, b"n" * 32)
    assert list(place.find([])) == [b"n" * 32, second]
    assert (tmp_path / "keys" / "data.key").stat().st_mode & 0o777 == 0o600


def test_the_agent_without_a_keyring_says_one_sentence_and_ends(tmp_path: Path) -> None:
    """And makes no store; after the explicit choice it runs, and remembers the choice."""
    environment = throwaway_environment(tmp_path)
    del environment["LEARNLEARN_KEY"]
    refused = command("run", environment=environment, check=False)
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 2
    assert "No keyring of the operating system answers here." in refused.stderr
    assert "--key-file" in refused.stderr
    assert not (tmp_path / "learnlearn/data/store.json").exists()
    with running(tmp_path, "--key-file"):
        assert 'key = "file"' in (tmp_path / "learnlearn/config/settings.toml").read_text()
        assert (tmp_path / "learnlearn/config/data.key").exists()


def test_the_agent_over_a_real_keyring_also_while_it_is_locked(service: SecretService, tmp_path: Path) -> None:
    """Key in the keyring and in no file. Locked in the middle it goes on; at the start it says so and refuses. Unlocked: it opens by itself."""
    extra = {
        "LEARNLEARN_KEY": "keyring",
        "DBUS_SESSION_BUS_ADDRESS": service.address,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring",
    }
    home = tmp_path / "home"
    home.mkdir()
    with running(home, **extra) as agent:
        browser = agent.pair()
        agent.cli("note", "https://github.com/ilse-vandermeer", "before")
        service.lock()  # in the middle: the open store goes on with the key it has
        agent.cli("note", "https://github.com/ilse-vandermeer", "in the middle")
        assert not (home / "learnlearn/config/data.key").exists()
    with running(home, **extra) as agent:
        assert agent.post("/v1/health", {}).json["store"] in ("locked", "opening")
        note = {"person": {"site": "github", "url": "https://github.com/ilse-vandermeer"}, "text": "while locked"}
        refused = agent.post("/v1/notes/add", note, browser.headers)
        assert (refused.status, refused.code) == (503, "store_locked")
        service.unlock()
        patience = time.monotonic() + 30
        while agent.post("/v1/health", {}).json["store"] != "ready":
            assert time.monotonic() < patience
        told = agent.post("/v1/notes/list", {"person": note["person"]}, browser.headers).json
        assert [found["text"] for found in told["notes"]] == ["in the middle", "before"]


def test_a_choice_that_does_not_open_the_store_is_not_remembered(service: SecretService, tmp_path: Path) -> None:
    """`--key-file` over a store whose key lies in the keyring: one sentence, no new key, and the next start works as before."""
    extra = {"DBUS_SESSION_BUS_ADDRESS": service.address, "PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring"}
    environment = throwaway_environment(tmp_path) | extra
    del environment["LEARNLEARN_KEY"]
    with running(tmp_path, **extra, LEARNLEARN_KEY="keyring"):
        pass
    refused = command("run", "--key-file", environment=environment, check=False)
    assert refused.returncode == 1
    assert "its key file is not" in refused.stderr
    assert not (tmp_path / "learnlearn/config").exists()
    assert command("notes", "https://github.com/ilse", environment=environment).stdout == "No notes.\n"
