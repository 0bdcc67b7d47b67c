"""The doctor names what stands between a click and a prompt, each with a fix, and never a secret."""

from __future__ import annotations

import errno
import json
import socket
from pathlib import Path

import pytest
from tests.agent.running import Running, command, person, running
from tests.conftest import throwaway_environment

from learnlearn.cli import checkup
from learnlearn.paths import Paths
from learnlearn.settings import load


def _found(agent_or_folder: Running | Path) -> dict[str, dict[str, str]]:
    environment = agent_or_folder.environment if isinstance(agent_or_folder, Running) else throwaway_environment(agent_or_folder)
    done = command("doctor", "--json", environment=environment, check=False)
    return {row["name"]: row for row in json.loads(done.stdout)}


def test_everything_wrong_comes_with_a_fix(tmp_path: Path) -> None:
    """Without an agent it says how to start one; nothing that is wrong lacks a next action."""
    rows = _found(tmp_path)
    assert rows["agent"]["verdict"] == "wrong"
    assert "learnlearn run" in rows["agent"]["fix"]
    assert all(row["fix"] for row in rows.values() if row["verdict"] == "wrong")
    assert {"versions", "agent", "store", "recovery", "folders", "browsers", "extension", "lexicon", "models", "clock", "service"} == set(rows)


def test_a_running_paired_agent_is_found_well(tmp_path: Path) -> None:
    """With the agent running and a browser paired, only what the machine lacks is left; without a pairing that is what is wrong."""
    with running(tmp_path) as agent:
        assert _found(agent)["browsers"]["fix"] == "Pair one: learnlearn pair"
        agent.pair()
        rows = _found(agent)
        assert (rows["recovery"]["verdict"], rows["recovery"]["fix"]) == ("note", "Make a recovery code: learnlearn keys recovery")
        command("keys", "recovery", environment=agent.environment)
        assert _found(agent)["recovery"]["verdict"] == "ok"
        assert {rows[name]["verdict"] for name in ("agent", "store", "folders", "browsers", "extension", "lexicon", "clock")} == {"ok"}


def test_a_damaged_file_of_the_store_is_told_without_a_name(tmp_path: Path) -> None:
    """A person's file that does not open makes the store's row wrong, and says where to look; control: whole it is well."""
    with running(tmp_path) as agent:
        paired = agent.pair()
        assert agent.post("/v1/notes/add", {"person": person(), "text": "about her"}, paired.headers).status == 200
        assert _found(agent)["store"]["verdict"] == "ok"
        (path,) = (tmp_path / "learnlearn/data/people").rglob("*.json")
        path.write_bytes(path.read_bytes()[:-1])
        assert agent.post("/v1/notes/list", {"person": person()}, paired.headers).json["code"] == "store_damaged"
        row = _found(agent)["store"]
        assert (row["verdict"], row["says"]) == ("wrong", "is ready, but 1 of its files do not open.")
        assert "learnlearn store check" in row["fix"]


def test_a_port_taken_by_another_program_is_named(tmp_path: Path) -> None:
    """The program on the agent's port is named, with what to do."""
    with socket.create_server(("127.0.0.1", 0)) as squatter:
        environment = throwaway_environment(tmp_path) | {"LEARNLEARN_PORT": str(squatter.getsockname()[1])}
        done = command("doctor", environment=environment, check=False)
    assert done.returncode == 1
    assert "is taken" in done.stdout
    assert "choose another port" in done.stdout


def test_a_folder_open_to_others_is_named(tmp_path: Path) -> None:
    """A data folder that others may read is wrong, and the fix closes it."""
    environment = throwaway_environment(tmp_path)
    data = Path(environment["LEARNLEARN_HOME"]) / "data"
    data.mkdir(parents=True)
    data.chmod(0o755)
    row = _found_with(environment)["folders"]
    assert row["verdict"] == "wrong"
    assert f"chmod 700 {data}" in row["fix"]


def test_a_check_that_breaks_is_a_finding_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw by its class and place, what the disk refuses by its path; every other row is there."""

    def breaks() -> checkup.Finding:
        raise ValueError("the planted words")

    def refused() -> checkup.Finding:
        raise PermissionError(errno.EACCES, "Permission denied", "/a/folder")

    monkeypatch.setattr(checkup, "_clock", breaks)
    monkeypatch.setattr(checkup, "_lexicon", refused)
    rows = {row.name: row for row in checkup.findings(load(), Paths.from_environment())}
    assert len(rows) == 11
    assert rows["clock"].verdict == "wrong"
    assert "ValueError in test_doctor.py" in rows["clock"].says
    assert "planted" not in rows["clock"].says
    assert rows["lexicon"].says == "The disk refused a file: /a/folder: Permission denied"
    assert rows["clock"].fix and rows["lexicon"].fix
    assert rows["versions"].verdict == "ok"


def test_no_secret_is_shown(tmp_path: Path) -> None:
    """Neither token nor key stands in what the doctor says, though the agent holds both."""
    with running(tmp_path) as agent:
        paired = agent.pair()
        said = agent.cli("doctor", "--json", check=False).stdout
        key = next((Path(agent.environment["LEARNLEARN_HOME"])).rglob("data.key")).read_text().strip()
    assert paired.token not in said
    assert paired.proof_key not in said
    assert key not in said
    assert "browsers" in said, "the control: it did look"


def _found_with(environment: dict[str, str]) -> dict[str, dict[str, str]]:
    done = command("doctor", "--json", environment=environment, check=False)
    return {row["name"]: row for row in json.loads(done.stdout)}
