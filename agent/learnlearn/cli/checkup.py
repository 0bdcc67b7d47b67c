"""Everything that can go wrong between a click and a prompt, looked at in order, each finding with its fix. Reads only; holds no secret."""

from __future__ import annotations

import datetime as dt
import os
import platform
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from learnlearn import __version__
from learnlearn.api.listen import whose
from learnlearn.cli.desk import RemoteDesk, running
from learnlearn.cli.package import folder as extension_folder
from learnlearn.contract.commands.control import Clients, ListClients
from learnlearn.contract.commands.custody import Keys, ListKeys
from learnlearn.contract.commands.upkeep import HEALTH, AskHealth, StoreHealth
from learnlearn.contract.pairing import Health, HealthCheck
from learnlearn.custody.unlocking import key_place, opens
from learnlearn.errors import DiskError, LearnlearnError
from learnlearn.paths import Paths
from learnlearn.service.choose import supervisor
from learnlearn.settings import Settings
from learnlearn.store.folder import header
from learnlearn.vault.key import Passphrase
from learnlearn.vault.states import KeyState, unavailable

Verdict = Literal["ok", "note", "wrong"]
_BUILT = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)  # no clock of a machine that runs this is earlier


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `fix` is the person's next action, empty when there is none."""

    name: str
    verdict: Verdict
    says: str
    fix: str = ""


def findings(settings: Settings, paths: Paths) -> Iterator[Finding]:
    """All of them. A check that breaks is itself a finding, and the others go on."""
    desk = cache(lambda: running(paths))
    checks: tuple[tuple[str, Callable[[], Finding]], ...] = (
        ("versions", _versions),
        ("agent", lambda: _agent(desk(), settings)),
        ("store", lambda: _store(desk(), settings, paths)),
        ("recovery", lambda: _recovery(desk())),
        ("folders", lambda: _folders(paths)),
        ("browsers", lambda: _browsers(desk())),
        ("extension", _extension),
        ("lexicon", _lexicon),
        ("models", lambda: _models(settings)),
        ("clock", _clock),
        ("service", _service),
    )
    for name, check in checks:
        try:
            yield check()
        except LearnlearnError as error:
            yield Finding(name, "wrong", error.detail or error.title, error.hint)
        except OSError as error:
            refused = DiskError.of(error)
            yield Finding(name, "wrong", f"{refused.title}: {refused.detail}", refused.hint)
        except Exception as error:  # by its class and place, as a log would say it: its text may hold what it failed on
            place = traceback.extract_tb(error.__traceback__)[-1]
            says = f"This check itself broke: {type(error).__name__} in {Path(place.filename).name}, line {place.lineno}."
            yield Finding(name, "wrong", says, "Try again; if it stays, tell whoever gave you Learnlearn this line.")


def _versions() -> Finding:
    return Finding("versions", "ok", f"Learnlearn {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}")


def _agent(desk: RemoteDesk | None, settings: Settings) -> Finding:
    if desk is not None:
        health = desk.call("/v1/health", HealthCheck(), Health)
        if health.version != __version__:
            return Finding(
                "agent",
                "wrong",
                f"Learnlearn {health.version} runs, but {__version__} is installed.",
                "Restart it: learnlearn service restart, or end and run it again.",
            )
        return Finding("agent", "ok", f"runs on port {desk.port}")
    owner = _owner(settings.port)
    if owner:
        return Finding(
            "agent",
            "wrong",
            f"It does not run, and port {settings.port} is taken: {owner}.",
            "End that program, or choose another port: learnlearn run --port N",
        )
    return Finding("agent", "wrong", "It does not run.", "Start it: learnlearn run, or learnlearn service install")


def _owner(port: int) -> str:
    """Who listens on the port; empty when nobody does."""
    import socket  # noqa: PLC0415  only here

    with socket.socket() as probe:
        probe.settimeout(1)
        return whose(port) if probe.connect_ex(("127.0.0.1", port)) == 0 else ""


def _store(desk: RemoteDesk | None, settings: Settings, paths: Paths) -> Finding:
    if desk is not None:
        state = desk.call("/v1/health", HealthCheck(), Health).store
        fix = {"ready": "", "opening": "Wait a moment.", "locked": "Unlock your keyring, then click again."}[state]
        return _opened(desk) if state == "ready" else Finding("store", "wrong", f"is {state}", fix)
    found = header.read(paths.data)
    if found is None:
        return Finding("store", "note", "There is none yet; the first run makes it.")
    place = key_place(settings, paths)
    if isinstance(place, Passphrase):
        return Finding("store", "ok", "opens by your passphrase, which is not asked for here")
    if not opens(paths.data, found, place, paths.state):
        wrong = unavailable(KeyState.WRONG, place.kind)
        return Finding("store", "wrong", wrong.detail, wrong.hint)
    return Finding("store", "ok", f"opens with the key in the {settings.key}")


def _opened(desk: RemoteDesk) -> Finding:
    """Whether everything in an open store opens; the names that damage goes by are the check's, for this is shown to others."""
    health = desk.call(HEALTH, AskHealth(), StoreHealth)
    if health.damaged:
        return Finding(
            "store",
            "wrong",
            f"is ready, but {len(health.damaged)} of its files do not open.",
            "See which, and what can be done: learnlearn store check",
        )
    if health.waiting:
        return Finding("store", "note", f"is ready; {health.waiting} files wait for a key of another device", "Let your synchroniser finish.")
    return Finding("store", "ok", "is ready")


def _recovery(desk: RemoteDesk | None) -> Finding:
    """Whether the notes can be opened when every device is lost."""
    if desk is None or desk.call("/v1/health", HealthCheck(), Health).store != "ready":
        return Finding("recovery", "note", "Asked only while the agent runs, with its store open.")
    kinds = {key.kind for key in desk.call("/v1/control/keys/list", ListKeys(), Keys).keys}
    if kinds & {"recovery", "passphrase"}:
        return Finding("recovery", "ok", f"a {'recovery code' if 'recovery' in kinds else 'passphrase'} opens your notes too")
    return Finding(
        "recovery",
        "note",
        "Nothing but the key on your devices opens your notes: with it they would be lost.",
        "Make a recovery code: learnlearn keys recovery",
    )


def _folders(paths: Paths) -> Finding:
    open_to_others = [
        str(folder) for folder in (paths.config, paths.data, paths.state) if folder.exists() and os.name == "posix" and folder.stat().st_mode & 0o077
    ]
    if open_to_others:
        return Finding(
            "folders",
            "wrong",
            f"Others on this machine can look into {', '.join(open_to_others)}.",
            f"Close them: chmod 700 {' '.join(open_to_others)}",
        )
    unwritable = [str(folder) for folder in (paths.config, paths.data, paths.state) if folder.exists() and not os.access(folder, os.W_OK)]
    if unwritable:
        return Finding("folders", "wrong", f"Learnlearn may not write into {', '.join(unwritable)}.", "Give yourself the right to write there.")
    return Finding("folders", "ok", f"{paths.data} and its neighbours are yours alone")


def _browsers(desk: RemoteDesk | None) -> Finding:
    if desk is None:
        return Finding("browsers", "note", "Asked only while the agent runs.")
    clients = desk.call("/v1/control/clients/list", ListClients(), Clients).clients
    if not clients:
        return Finding("browsers", "wrong", "No browser is paired.", "Pair one: learnlearn pair")
    return Finding(
        "browsers",
        "ok",
        ", ".join(f"{client.name} (last seen {client.last_seen:%Y-%m-%d %H:%M})" if client.last_seen else client.name for client in clients),
    )


def _extension() -> Finding:
    where: Path = extension_folder()
    if not (where / "manifest.json").is_file():
        return Finding("extension", "wrong", f"There is no extension in {where}.", "Install Learnlearn again.")
    return Finding("extension", "ok", f"lies in {where}")


def _lexicon() -> Finding:
    from learnlearn.lexicon.build.source import DOMAINS  # noqa: PLC0415  only here

    count = sum(1 for _ in DOMAINS.glob("*.toml"))
    return (
        Finding("lexicon", "ok", f"{count} domains") if count else Finding("lexicon", "wrong", "The lexicon is missing.", "Install Learnlearn again.")
    )


def _models(settings: Settings) -> Finding:
    """What reads beside the engine, where something is switched on. No server is asked: that would be a use."""
    from learnlearn.api.models import slower  # noqa: PLC0415  only here

    found = slower(settings)
    uses = [f"{settings.model_name} puts prompts into other words"] if found.phrasing else []
    uses += [f"{found.second.opinions.reader} reads both pages a second time"] if found.second else []
    return Finding("models", "ok", "; ".join(uses) or "none is switched on, and none is needed")


def _clock() -> Finding:
    now = dt.datetime.now(dt.UTC)
    if now < _BUILT:
        return Finding(
            "clock",
            "wrong",
            f"The clock says {now:%Y-%m-%d}, which is before this version was made.",
            "Set the clock; what is fresh and what is old depends on it.",
        )
    return Finding("clock", "ok", f"{now.astimezone():%Y-%m-%d %H:%M %Z}")


def _service() -> Finding:
    status = supervisor(sys.platform).status()
    if not status.installed:
        return Finding("service", "note", "The agent does not start by itself.", "If you want that: learnlearn service install")
    if not status.running:
        return Finding("service", "wrong", f"is installed and {status.says}", "Look why: learnlearn service logs, then learnlearn service restart")
    return Finding("service", "ok", "runs")
