"""How the agent begins and ends: one per home, its own port or none, an orderly end, and nothing acknowledged lost by a disorderly one."""

from __future__ import annotations

import http.client
import json
import random
import shutil
import signal
import socket
import threading
from pathlib import Path

import pytest
from tests.agent.running import Running, alive, command, person, running, snapshot
from tests.conftest import throwaway_environment


def test_a_second_instance_says_so_and_leaves_the_first_alone(tmp_path: Path) -> None:
    """Another port does not help: the home is taken."""
    with running(tmp_path) as first:
        second = first.cli("run", "--port", "0", check=False)
        assert second.returncode == 1
        assert f"Learnlearn is already running: process {first.process.pid}" in second.stderr
        assert "learnlearn stop" in second.stderr
        assert first.post("/v1/health", {}).status == 200
        assert first.cli("clients").returncode == 0


def test_a_port_of_another_program_is_named_and_refused(tmp_path: Path) -> None:
    """A plain program (this one) on the port: its name, what to do, an exit code other than 0. On a free port the same home starts."""
    with socket.create_server(("127.0.0.1", 0)) as squatter:
        port = str(squatter.getsockname()[1])
        environment = throwaway_environment(tmp_path)
        refused = command("run", "--port", port, environment=environment, check=False)
    assert refused.returncode == 1
    assert f"port {port}" in refused.stderr
    assert "python" in refused.stderr or "pytest" in refused.stderr
    assert "--port" in refused.stderr
    assert "ready" not in refused.stdout
    with running(tmp_path, "--port", port) as agent:
        assert agent.port == int(port)


def test_another_homes_agent_on_the_port_is_told_apart(tmp_path: Path) -> None:
    """It is a Learnlearn, with another home; not just any program."""
    with running(tmp_path) as first:
        (tmp_path / "other").mkdir()
        refused = command("run", "--port", str(first.port), environment=throwaway_environment(tmp_path / "other"), check=False)
        assert refused.returncode == 1
        assert "a Learnlearn 0.1.0 with another home answers there" in refused.stderr


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_order(tmp_path: Path, how: signal.Signals) -> None:
    """Exit code 0, the control file gone, the lock free, and what was acknowledged there afterwards."""
    with running(tmp_path) as agent:
        agent.cli("note", "https://github.com/ilse-vandermeer", "before the end")
        assert agent.end(how) == 0
        assert not (tmp_path / "learnlearn/state/control.json").exists()
        assert "stopping" in agent.log
        assert "Traceback" not in agent.log
        assert "before the end" in agent.cli("notes", "https://github.com/ilse-vandermeer").stdout


def test_the_next_start_says_how_the_last_run_ended(tmp_path: Path) -> None:
    """After kill -9 it names the run and that nothing acknowledged is lost, and that the clock was put back meanwhile; a file of nonsense is no
    obstacle. The control: after an orderly end there is nothing to say."""
    said = "did not end in order; what it had acknowledged is kept"
    with running(tmp_path) as first:
        control = tmp_path / "learnlearn/state/control.json"
        left = control.read_text()
        first.end()
    with running(tmp_path) as second:
        assert said not in second.log
        second.end(signal.SIGKILL)
    with running(tmp_path) as third:
        assert third.log.count(said) == 1
        assert f"process {second.process.pid}" in third.log
        assert "clock" not in third.log
        third.end()
    year = json.loads(left)["started_at"][:4]
    for text, words in ((left.replace(year, "2999", 1), "the clock stands before"), ("nonsense", "cannot be read")):
        control.write_text(text)
        with running(tmp_path) as agent:
            assert words in agent.log


def test_stop_ends_it_and_a_command_without_it_says_so(tmp_path: Path) -> None:
    """`learnlearn stop`, and `learnlearn pair` with nobody to pair with."""
    with running(tmp_path) as agent:
        agent.cli("stop")
        assert agent.process.wait(20) == 0
        told = agent.cli("pair", check=False)
        assert told.returncode == 1
        assert "The agent is not running" in told.stderr
        assert "learnlearn run" in told.stderr


def test_commands_do_the_same_with_and_without_the_agent(tmp_path: Path) -> None:
    """Note, notes, search, show and export: through the agent, and over the store itself."""
    asked = [("notes", "ilse"), ("search", "ghent"), ("show", "ilse")]
    with running(tmp_path) as agent:
        browser = agent.pair()
        agent.post("/v1/keep", {"snapshot": snapshot()}, browser.headers)
        agent.cli("note", "ilse", "lends me her press")
        through = [agent.cli(*words).stdout for words in asked]
        agent.end()
        alone = [agent.cli(*words).stdout for words in asked]
        assert through == alone
        assert "lends me her press" in through[0]
        assert "Bookbinder in Ghent" in through[1]
        assert json.loads(through[2])["name"] == "Ilse Vandermeer"
        assert not list((tmp_path / "learnlearn/state").glob("control.json"))


def test_a_killed_agents_control_file_is_trusted_by_nobody(tmp_path: Path) -> None:
    """After kill -9 a squatter takes the port; a command opens the store itself and the squatter hears nothing."""
    with running(tmp_path) as agent:
        agent.end(signal.SIGKILL)
        control = tmp_path / "learnlearn/state/control.json"
        assert control.exists()
        with socket.create_server(("127.0.0.1", agent.port)) as squatter:
            squatter.settimeout(0.2)
            agent.cli("note", "https://github.com/ilse-vandermeer", "not for squatters")
            with pytest.raises(TimeoutError):
                squatter.accept()
            control.write_text(control.read_text().replace(f'"pid":{agent.process.pid}', '"pid":1'))
            agent.cli("notes", "https://github.com/ilse-vandermeer")
            with pytest.raises(TimeoutError):
                squatter.accept()


class Writer(threading.Thread):
    """Writes notes until the agent is gone; remembers what was acknowledged."""

    def __init__(self, agent: Running, name: str, enough: int) -> None:
        super().__init__(name=name)
        self._agent, self._headers, self._enough = agent, agent.pair(f"chrome-extension://{name}").headers, enough
        self.heard: dict[str, str] = {}
        self.has_enough = threading.Event()

    def run(self) -> None:
        """One note after another, on seven people."""
        for number in range(100_000):
            text = f"{self.name} note {number}"
            try:
                told = self._agent.post("/v1/notes/add", {"person": person(f"person-{number % 7}"), "text": text}, self._headers)
            except (OSError, http.client.HTTPException):
                break
            self.heard[told.json["id"]] = text
            if len(self.heard) >= self._enough:
                self.has_enough.set()
        self.has_enough.set()


def lost(home: Path, acknowledged: dict[str, str]) -> tuple[set[str], int]:
    """Acknowledged notes that a fresh agent over this home does not have word for word, and how many it has."""
    with running(home) as agent:
        export = agent.post("/v1/export", {"confirmed": True}, agent.pair().headers).json
    found = {note["id"]: note["text"] for who in export["people"] for note in who["notes"]}
    return {text for note_id, text in acknowledged.items() if found.get(note_id) != text}, len(found)


def test_kill_9_while_notes_are_written_loses_none_acknowledged(tmp_path: Path) -> None:
    """Two writers over HTTP, the agent killed at a random moment, six times over one home; every acknowledged note is there, whole.

    The control puts the people's files of one round earlier back: then the same comparison does find notes missing.
    """
    home, earlier = tmp_path / "home", tmp_path / "earlier"
    home.mkdir()
    chance = random.Random(20261101)
    acknowledged: dict[str, str] = {}
    kills = 6
    for round_number in range(kills):
        if round_number == kills - 1:
            shutil.copytree(home / "learnlearn/data/people", earlier)
        with running(home) as agent:
            writers = [Writer(agent, f"round-{round_number}-writer-{number}", chance.randint(5, 40)) for number in range(2)]
            for writer in writers:
                writer.start()
            assert writers[0].has_enough.wait(60)
            agent.end(signal.SIGKILL)
            for writer in writers:
                writer.join()
                acknowledged |= writer.heard
            assert not alive(agent.process.pid)
    missing, present = lost(home, acknowledged)
    assert not missing
    assert present - len(acknowledged) <= 2 * kills  # at most one unacknowledged note of each writer and round
    assert not list((home / "learnlearn/data").rglob("*.tmp"))
    shutil.rmtree(home / "learnlearn/data/people")
    shutil.copytree(earlier, home / "learnlearn/data/people")
    control, _ = lost(home, acknowledged)
    assert control
    print(f"{len(acknowledged)} acknowledged, {kills} kills, {len(missing)} lost; control: {len(control)} lost")
