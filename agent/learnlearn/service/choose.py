"""Which supervisor this machine has."""

from __future__ import annotations

import sys

from learnlearn.service.launchd import Launchd
from learnlearn.service.supervisor import ServiceError, Supervisor
from learnlearn.service.systemd import Systemd
from learnlearn.service.taskscheduler import TaskScheduler


def supervisor(platform: str = sys.platform) -> Supervisor:
    """The one of this platform. Raises ServiceError where there is none."""
    if platform == "linux":
        return Systemd()
    if platform == "darwin":
        return Launchd()
    if platform == "win32":
        return TaskScheduler()
    raise ServiceError(f"Learnlearn knows no service supervisor on {platform}")
