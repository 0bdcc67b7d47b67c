"""The service under a real systemd user manager: installed twice, running, killed and started again, stopped, taken out.

    python -m tests.soak.user_manager

Needs root, for the manager is started in a mount namespace of its own: it wants a system that says it was booted with systemd, and leaves nothing
behind on the real one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import throwaway_environment

MANAGER = "/lib/systemd/systemd"
PATIENCE = 60
# In the namespace: a /run of its own, then the rest of this program.
INSIDE = 'mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system && mkdir -m 700 -p /run/user/0 && exec "$0" -m tests.soak.user_manager --inside'


def told(*command: str) -> str:
    """What a command says; ends everything when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout.strip()


def shown(name: str) -> str:
    """A property of the unit, as the manager has it."""
    return told("systemctl", "--user", "show", "learnlearn", f"--property={name}", "--value")


def status(service: tuple[str, ...]) -> str:
    """The first word of the command's answer, which is a failure when the service does not run."""
    return subprocess.run([*service, "status"], capture_output=True, text=True, check=False).stdout.split("(")[0].strip()


def until(name: str, is_so: str) -> None:
    """Waits for a property."""
    end = time.monotonic() + PATIENCE
    while shown(name) != is_so:
        if time.monotonic() > end:
            raise SystemExit(f"{name} is {shown(name)}, not {is_so}")
        time.sleep(0.2)


def life(service: tuple[str, ...]) -> None:
    """Every step, and a line for each."""
    for _ in range(2):
        told(*service, "install")
    until("ActiveState", "active")
    print(f"installed twice: {status(service)}, process {shown('MainPID')}", flush=True)
    exposure = told("systemd-analyze", "--user", "--no-pager", "security", "learnlearn").splitlines()[-1]
    print(exposure.removeprefix("→ "), flush=True)
    os.kill(int(shown("MainPID")), 9)
    until("NRestarts", "1")
    until("ActiveState", "active")
    print(f"killed: started again as process {shown('MainPID')}", flush=True)
    told(*service, "stop")
    print(f"stopped: {status(service)}, result {shown('Result')}", flush=True)
    told(*service, "uninstall")
    print(f"taken out: {status(service)}; left over: {[path.name for path in Path.home().rglob('*.service')] or 'nothing'}", flush=True)


def inside() -> int:
    """In the namespace: the manager, and the service's life under it."""
    with subprocess.Popen([MANAGER, "--user"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as manager:
        try:
            while not Path("/run/user/0/systemd/private").is_socket():
                if manager.poll() is not None:
                    raise SystemExit("the user manager does not start here")
                time.sleep(0.1)
            told("systemctl", "--user", "import-environment", "LEARNLEARN_HOME", "LEARNLEARN_KEY", "LEARNLEARN_PORT")
            life((str(Path(sys.executable).with_name("learnlearn")), "service"))
        finally:
            manager.terminate()
    return 0


def main() -> int:
    """Starts itself again in the namespace, with a home of its own."""
    if "--inside" in sys.argv:
        return inside()
    with tempfile.TemporaryDirectory() as home:
        environment = throwaway_environment(Path(home)) | {"XDG_RUNTIME_DIR": "/run/user/0", "PYTHONPATH": str(Path(__file__).parents[2])}
        return subprocess.run(["unshare", "--mount", "sh", "-c", INSIDE, sys.executable], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
