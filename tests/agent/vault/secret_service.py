"""A real Secret Service for tests: a private session bus and a private gnome-keyring in a temporary home, ended by process number.

Debian's packages gnome-keyring and dbus; no display, no systemd; works as root and as a user.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PASSWORD = b"test password"


class SecretService:
    """Started unlocked; `lock` locks it as a desktop does."""

    def __init__(self, home: Path) -> None:
        for tool in ("dbus-daemon", "dbus-monitor", "gnome-keyring-daemon"):
            if not shutil.which(tool):
                pytest.fail(f"{tool} is missing; on Debian: apt-get install gnome-keyring dbus")
        hidden = {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL"}
        self.environment = {name: value for name, value in os.environ.items() if name not in hidden}
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"):
            folder = home / name.lower()
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.environment[name] = str(folder)
        self._processes: list[subprocess.Popen[bytes]] = []
        self.address = ""

    def start(self) -> None:
        """A bus, a watcher for the service's name, the service. Returns when the name is on the bus."""
        bus = self._run("dbus-daemon", "--session", "--nofork", "--nosyslog", "--print-address=1")
        self.address = bus.stdout.readline().decode().strip()  # type: ignore[union-attr]
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.address
        watch = self._run("dbus-monitor", "--session", "type='signal',member='NameOwnerChanged',arg0='org.freedesktop.secrets'")
        while b"NameAcquired" not in watch.stdout.readline():  # type: ignore[union-attr]
            pass
        control = f"--control-directory={self.environment['XDG_RUNTIME_DIR']}/keyring"
        daemon = self._run("gnome-keyring-daemon", "--foreground", "--components=secrets", control, "--unlock")
        daemon.stdin.write(PASSWORD)  # type: ignore[union-attr]
        daemon.stdin.close()  # type: ignore[union-attr]
        while b"org.freedesktop.secrets" not in (line := watch.stdout.readline()):  # type: ignore[union-attr]
            assert line, "the bus ended before the Secret Service came"

    def stop(self) -> None:
        """Ends all three."""
        for process in reversed(self._processes):
            process.terminate()
            process.wait(10)
            for stream in (process.stdin, process.stdout):
                if stream:
                    stream.close()
        self._processes.clear()

    def lock(self) -> None:
        """Locks the default collection."""
        import secretstorage  # noqa: PLC0415  keyring brings it on Linux

        connection = secretstorage.dbus_init()
        secretstorage.get_default_collection(connection).lock()
        connection.close()

    def unlock(self) -> None:
        """Unlocks it again by its password, as logging in does: gnome-keyring's own interface for that, over a plain session."""
        from jeepney import DBusAddress, new_method_call  # noqa: PLC0415  secretstorage brings it
        from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415

        def secrets(interface: str) -> DBusAddress:
            return DBusAddress("/org/freedesktop/secrets", "org.freedesktop.secrets", interface)

        with open_dbus_connection(self.address) as connection:
            asked = new_method_call(secrets("org.freedesktop.Secret.Service"), "OpenSession", "sv", ("plain", ("s", "")))
            _, session = connection.send_and_get_reply(asked).body
            body = ("/org/freedesktop/secrets/aliases/default", (session, b"", PASSWORD, "text/plain"))
            internal = secrets("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface")
            answer = connection.send_and_get_reply(new_method_call(internal, "UnlockWithMasterPassword", "o(oayays)", body))
            assert answer.body == (), answer.body

    def _run(self, *command: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.environment)
        self._processes.append(process)
        return process
