"""A task of the Windows Task Scheduler at the user's own logon. Facts: schtasks, and the Task Scheduler schema 1.2 by Microsoft."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as Xml

from learnlearn.safefile import write_private
from learnlearn.service.supervisor import NAME, Program, ServiceError, Status, Tell, VariablesError, tell

TASK = "Learnlearn"
NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
# What the schema asks for, in its order: the scheduler refuses another one.
_SETTINGS = (
    ("MultipleInstancesPolicy", "IgnoreNew"),
    ("DisallowStartIfOnBatteries", "false"),
    ("StopIfGoingOnBatteries", "false"),
    ("StartWhenAvailable", "true"),
    ("ExecutionTimeLimit", "PT0S"),
)


class TaskScheduler:
    """The user's tasks."""

    def __init__(self, run: Tell = tell, environment: Mapping[str, str] = os.environ) -> None:
        self._tell = run
        self._user = f"{environment.get('USERDOMAIN', '.')}\\{environment.get('USERNAME', '')}"
        self.file = Path(environment.get("LOCALAPPDATA", "~")).expanduser() / NAME / "task.xml"

    def install(self, program: Program) -> Path:
        """See `Supervisor`. A task has no variables of its own: one that would need some is refused. Raises VariablesError."""
        if program.environment:
            raise VariablesError(", ".join(program.environment))
        self.file.parent.mkdir(parents=True, exist_ok=True)
        write_private(self.file, task(program, self._user))
        self._tell(("schtasks", "/Create", "/TN", TASK, "/XML", str(self.file), "/F"))
        self.start()
        return self.file

    def uninstall(self) -> bool:
        """See `Supervisor`."""
        if not self.status().installed:
            return False
        self._quietly("/End")
        self._tell(("schtasks", "/Delete", "/TN", TASK, "/F"))
        self.file.unlink(missing_ok=True)
        return True

    def start(self) -> None:
        """See `Supervisor`."""
        self._tell(("schtasks", "/Run", "/TN", TASK))

    def stop(self) -> None:
        """See `Supervisor`."""
        self._tell(("schtasks", "/End", "/TN", TASK))

    def restart(self) -> None:
        """See `Supervisor`."""
        self._quietly("/End")
        self.start()

    def status(self) -> Status:
        """See `Supervisor`. schtasks answers in the language of Windows; PowerShell's name of the state is the same in every one."""
        try:
            says = self._tell(("powershell", "-NoProfile", "-NonInteractive", "-Command", f"(Get-ScheduledTask -TaskName '{TASK}').State")).strip()
        except ServiceError:
            return Status(False, False, "not installed", None)
        return Status(True, says == "Running", says, self.file if self.file.exists() else None)

    def _quietly(self, verb: str) -> None:
        """A verb that fails when the task does not run, which is what is wanted."""
        try:
            self._tell(("schtasks", verb, "/TN", TASK))
        except ServiceError as error:
            if "schtasks is not" in error.detail:
                raise


def task(program: Program, user: str) -> bytes:
    """The task's XML, UTF-16 as schtasks wants it: at the user's logon, with the user's own rights, again after a failure at most five times."""
    root = Xml.Element("Task", {"version": "1.2", "xmlns": NAMESPACE})
    trigger = Xml.SubElement(Xml.SubElement(root, "Triggers"), "LogonTrigger")
    Xml.SubElement(trigger, "Enabled").text = "true"
    Xml.SubElement(trigger, "UserId").text = user
    principal = Xml.SubElement(Xml.SubElement(root, "Principals"), "Principal", {"id": "Author"})
    for name, value in (("UserId", user), ("LogonType", "InteractiveToken"), ("RunLevel", "LeastPrivilege")):
        Xml.SubElement(principal, name).text = value
    settings = Xml.SubElement(root, "Settings")
    for name, value in _SETTINGS:
        Xml.SubElement(settings, name).text = value
    again = Xml.SubElement(settings, "RestartOnFailure")
    Xml.SubElement(again, "Interval").text = "PT1M"
    Xml.SubElement(again, "Count").text = "5"
    run = Xml.SubElement(Xml.SubElement(root, "Actions", {"Context": "Author"}), "Exec")
    Xml.SubElement(run, "Command").text = program.command[0]
    Xml.SubElement(run, "Arguments").text = subprocess.list2cmdline(program.command[1:])
    text: bytes = Xml.tostring(root, encoding="utf-16", xml_declaration=True)
    return text
