"""The background service: what is written for each supervisor is what that supervisor takes, and every step may be made twice.

systemd's own verifier judges the unit. launchd and Task Scheduler were never run here: their files are judged by the rules of their formats, and
the commands by a fake of the call that remembers them.
"""

from __future__ import annotations

import dataclasses
import plistlib
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from tests.agent.running import command
from tests.conftest import throwaway_environment

from learnlearn.service.choose import supervisor
from learnlearn.service.launchd import LABEL, Launchd, plist
from learnlearn.service.supervisor import Program, ServiceError, Supervisor, VariablesError, program, tell
from learnlearn.service.systemd import UNIT, Systemd, quoted, unit
from learnlearn.service.taskscheduler import NAMESPACE, TaskScheduler, task

ODD = 'a folder/with "quotes", 50% & $HOME'


class Calls:
    """A fake of the call: remembers each command and answers as the supervisor would."""

    def __init__(self, answers: dict[str, str] | None = None, refuse: tuple[str, ...] = ()) -> None:
        self.made: list[tuple[str, ...]] = []
        self._answers = answers or {}
        self._refuse = refuse

    def __call__(self, command: Sequence[str]) -> str:
        """Remembers and answers."""
        self.made.append(tuple(command))
        words = " ".join(command)
        if any(part in words for part in self._refuse):
            raise ServiceError(f"refused {words}")
        return next((answer for part, answer in self._answers.items() if part in words), "")


def _program(folder: Path) -> Program:
    executable = folder / ODD / "learnlearn"
    executable.parent.mkdir(parents=True)
    executable.write_text("#!/bin/sh\n")
    executable.chmod(0o755)
    return Program((str(executable), "run", "--log-file", str(folder / "agent.log")), folder / "agent.log", {})


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    """systemd's own verifier finds nothing to say about the unit, even when it lies in a folder with quotes, percent and dollar signs."""
    verifier = shutil.which("systemd-analyze")
    assert verifier, "systemd-analyze is missing: install the package systemd"
    path = tmp_path / UNIT
    path.write_text(unit(_program(tmp_path)))
    done = subprocess.run([verifier, "verify", "--user", "--man=no", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, "")


def test_systemd_and_launchd_hand_the_variables_on(tmp_path: Path) -> None:
    """A home in an odd folder reaches the agent as it is: systemd's verifier takes the line, a dollar sign stays one, and launchd reads it back."""
    home = str(tmp_path / ODD)
    one = dataclasses.replace(_program(tmp_path), environment={"LEARNLEARN_HOME": home})
    path = tmp_path / UNIT
    path.write_text(unit(one))
    done = subprocess.run(["systemd-analyze", "verify", "--user", "--man=no", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, "")
    written = home.replace('"', '\\"').replace("%", "%%")
    assert f'\nEnvironment="LEARNLEARN_HOME={written}"\n' in path.read_text()
    assert plistlib.loads(plist(one))["EnvironmentVariables"] == {"LEARNLEARN_HOME": home}


def test_a_task_that_would_lose_its_variables_is_refused(tmp_path: Path) -> None:
    """Task Scheduler hands none on: nothing is written, and they are named."""
    calls = Calls()
    service = TaskScheduler(calls, {"LOCALAPPDATA": str(tmp_path), "USERNAME": "ada"})
    with pytest.raises(VariablesError, match="LEARNLEARN_HOME"):
        service.install(dataclasses.replace(_program(tmp_path), environment={"LEARNLEARN_HOME": str(tmp_path)}))
    assert not service.file.exists()
    assert calls.made == []


def test_the_command_installs_what_this_shell_means(tmp_path: Path) -> None:
    """`learnlearn service install` under LEARNLEARN_HOME: the unit runs over that home, with that key, and logs there."""
    environment = _with_systemctl(tmp_path)
    installed = command("service", "install", environment=environment)
    text = Path(installed.stdout.removeprefix("Installed: ").strip()).read_text()
    home = environment["LEARNLEARN_HOME"]
    for line in (f'Environment="LEARNLEARN_HOME={home}"', 'Environment="LEARNLEARN_KEY=file"', 'Environment="LEARNLEARN_PORT=0"'):
        assert line in text
    assert f'"{home}/state/agent.log"' in text


def test_a_service_that_would_ask_for_a_passphrase_is_refused(tmp_path: Path) -> None:
    """It has no terminal: refused before anything is written, with what to do; with a file to read it from it is installed."""
    environment = _with_systemctl(tmp_path) | {"LEARNLEARN_KEY": "passphrase"}
    refused = command("service", "install", environment=environment, check=False)
    assert refused.returncode == 1
    assert "passphrase_file" in refused.stderr
    assert not list(tmp_path.rglob(UNIT))
    command("service", "install", environment=environment | {"LEARNLEARN_PASSPHRASE_FILE": str(tmp_path / "told")})
    assert list(tmp_path.rglob(UNIT))


def _with_systemctl(folder: Path) -> dict[str, str]:
    """An environment in which systemctl agrees to everything."""
    (folder / "bin").mkdir()
    (folder / "bin" / "systemctl").write_text("#!/bin/sh\n")
    (folder / "bin" / "systemctl").chmod(0o755)
    environment = throwaway_environment(folder)
    return environment | {"PATH": f"{folder / 'bin'}:{environment['PATH']}"}


def test_systemd_control_a_wrong_unit_is_noticed(tmp_path: Path) -> None:
    """The control: the same verifier names a line that systemd does not know."""
    path = tmp_path / UNIT
    path.write_text(unit(_program(tmp_path)).replace("NoNewPrivileges", "NoNewPrivilegs"))
    done = subprocess.run(["systemd-analyze", "verify", "--user", "--man=no", str(path)], capture_output=True, text=True, check=False)
    assert "NoNewPrivilegs" in done.stderr


@pytest.mark.parametrize(
    ("word", "written"),
    [("/usr/bin/x", '"/usr/bin/x"'), ("50%", '"50%%"'), ("$HOME", '"$$HOME"'), ('say "x"', '"say \\"x\\""'), ("back\\slash", '"back\\\\slash"')],
)
def test_words_of_execstart_are_quoted(word: str, written: str) -> None:
    """A path means itself, whatever characters it has."""
    assert quoted(word) == written


def test_systemd_steps_may_be_made_twice(tmp_path: Path) -> None:
    """Installing twice leaves one unit, enabled and started; removing twice leaves nothing and says so."""
    calls = Calls({"show": "active\n"})
    service = Systemd(calls, {"XDG_CONFIG_HOME": str(tmp_path)})
    one = _program(tmp_path)
    assert service.install(one) == service.install(one) == service.file
    assert service.status().running
    assert service.uninstall() is True
    assert service.uninstall() is False
    assert not service.file.exists()
    assert not service.status().installed
    assert ("systemctl", "--user", "enable", UNIT) in calls.made
    assert ("systemctl", "--user", "disable", "--now", UNIT) in calls.made


def test_a_refusal_is_said_in_the_supervisors_words(tmp_path: Path) -> None:
    """Where no user manager runs, installing says so and the unit's state is what systemd said."""
    service = Systemd(Calls(refuse=("daemon-reload", "show")), {"XDG_CONFIG_HOME": str(tmp_path)})
    with pytest.raises(ServiceError, match="daemon-reload"):
        service.install(_program(tmp_path))
    assert "refused" in service.status().says


def test_launchd_takes_the_list(tmp_path: Path) -> None:
    """The property list reads back, starts at login, comes back after a crash and not after a clean end."""
    one = _program(tmp_path)
    read = plistlib.loads(plist(one))
    assert read["ProgramArguments"] == list(one.command)
    assert read["Label"] == LABEL
    assert read["RunAtLoad"] is True
    assert read["KeepAlive"] == {"SuccessfulExit": False}
    assert read["Umask"] == 0o077


def test_launchd_steps_may_be_made_twice(tmp_path: Path) -> None:
    """Installing again takes the old one out first; removing what is not there is no error."""
    calls = Calls({"print": "  state = running\n"})
    service = Launchd(calls, {"HOME": str(tmp_path)}, uid=501)
    one = _program(tmp_path)
    service.install(one)
    service.install(one)
    assert service.status().running
    assert [made[1] for made in calls.made if made[1] != "print"] == ["bootstrap", "bootout", "bootstrap"]
    assert service.uninstall() is True
    assert service.uninstall() is False
    assert not service.file.exists()


def test_windows_takes_the_task(tmp_path: Path) -> None:
    """The XML is UTF-16, in the schema's order, with the user's own rights, no time limit and at most five restarts."""
    one = Program(("C:\\Users\\A & B\\learnlearn.exe", "run", "--log-file", "C:\\my log\\agent.log"), tmp_path, {})
    raw = task(one, "HOME\\ada")
    assert raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    root = Xml.fromstring(raw.decode("utf-16").partition("?>")[2])
    place = {"t": NAMESPACE}
    assert [child.tag.removeprefix(f"{{{NAMESPACE}}}") for child in root] == ["Triggers", "Principals", "Settings", "Actions"]
    assert root.findtext(".//t:RunLevel", namespaces=place) == "LeastPrivilege"
    assert root.findtext(".//t:ExecutionTimeLimit", namespaces=place) == "PT0S"
    assert root.findtext(".//t:RestartOnFailure/t:Count", namespaces=place) == "5"
    assert root.findtext(".//t:Command", namespaces=place) == one.command[0]
    assert root.findtext(".//t:Arguments", namespaces=place) == 'run --log-file "C:\\my log\\agent.log"'


def test_windows_steps_may_be_made_twice(tmp_path: Path) -> None:
    """Creating replaces (/F); removing ends a running task first, and what is not there is no error."""
    calls = Calls({"Get-ScheduledTask": "Running\r\n"}, refuse=("/End",))
    service = TaskScheduler(calls, {"LOCALAPPDATA": str(tmp_path), "USERNAME": "ada"})
    service.install(_program(tmp_path))
    service.install(_program(tmp_path / "again"))
    assert service.status().running
    assert service.uninstall() is True
    gone = TaskScheduler(Calls(refuse=("Get-ScheduledTask",)), {"LOCALAPPDATA": str(tmp_path), "USERNAME": "ada"})
    assert gone.uninstall() is False


def test_a_link_that_survives_an_upgrade_is_kept(tmp_path: Path) -> None:
    """pipx and uv put a link into ~/.local/bin: the service names the link, not the file behind it, which an upgrade may move."""
    inside = tmp_path / "venvs" / "0.1" / "learnlearn"
    inside.parent.mkdir(parents=True)
    inside.write_text("")
    link = tmp_path / "bin" / "learnlearn"
    link.parent.mkdir()
    link.symlink_to(inside)
    assert program(tmp_path / "log", {}, str(link)).command[0] == str(link)
    assert program(tmp_path / "log", {}, "/elsewhere/pytest").command[1:4] == ("-m", "learnlearn", "run")


@pytest.mark.parametrize(("platform", "kind"), [("linux", Systemd), ("darwin", Launchd), ("win32", TaskScheduler)])
def test_each_platform_has_its_supervisor(platform: str, kind: type[Supervisor]) -> None:
    """The one of the platform, and a clear word where there is none."""
    assert isinstance(supervisor(platform), kind)
    with pytest.raises(ServiceError, match="plan9"):
        supervisor("plan9")


def test_a_missing_supervisor_is_named() -> None:
    """A command that is not on this machine is a sentence, not a traceback."""
    with pytest.raises(ServiceError, match="no-such-supervisor is not on this machine"):
        tell(("no-such-supervisor", "start"))


def test_a_supervisor_that_does_not_answer_is_told() -> None:
    """One that hangs is a sentence too, once its time is over."""
    with pytest.raises(ServiceError, match="did not answer within"):
        tell(("tail", "-f", "/dev/null"), seconds=0.05)
