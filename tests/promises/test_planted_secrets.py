"""Secrets that are known to the test are looked for wherever others can look: logs, answers, files, exports, arguments, environment."""

from __future__ import annotations

import json
import resource
import signal
from pathlib import Path

from tests.agent.running import Paired, Running, files, person, running, snapshot

PASSPHRASE = "seven wet herons under the weir"
HOLDERS = {"control token": {"learnlearn/state/control.json"}, "data key": {"learnlearn/config/data.key"}}
JSON = {"Content-Type": "application/json"}


def planted(agent: Running, browser: Paired) -> dict[str, str]:
    """Every secret there is, by its name."""
    control = json.loads((agent.home / "learnlearn/state/control.json").read_text())["token"]
    own = {"Authorization": f"Bearer {control}"}
    assert agent.post("/v1/control/keys/passphrase", {"passphrase": PASSPHRASE}, own).status == 200
    return {
        "token": browser.token,
        "proof key": browser.proof_key,
        "program's token": agent.cli("pair", "--client", "my script", "--scope", "page").stdout.strip(),
        "pairing code": agent.offer()["url"].partition("#")[2],
        "control token": control,
        "data key": (agent.home / "learnlearn/config/data.key").read_text().strip(),
        "passphrase": PASSPHRASE,
        "recovery code": agent.post("/v1/control/keys/recovery", {}, own).json["code"],
    }


def used(agent: Running, browser: Paired, secrets: dict[str, str]) -> list[str]:
    """Proper calls, then every secret in every place where none belongs. What was answered to the latter, and what the doctor and exports say."""
    agent.post("/v1/keep", {"snapshot": snapshot()}, browser.headers)
    agent.post("/v1/notes/add", {"person": person(), "text": "met at the book fair"}, browser.headers)
    heard = []
    for secret in secrets.values():
        wrong = {"person": {"site": "web", "url": secret}, "prompt_id": secret, "text": [secret]}
        heard.append(agent.post("/v1/notes/add", wrong, browser.headers))
        heard.append(agent.post("/v1/pair", {"code": secret, "name": secret, "scopes": [secret]}, {"Origin": browser.origin}))
        heard.append(agent.post("/v1/notes/list", {"person": person()}, {"Origin": browser.origin, "Authorization": f"Bearer {secret}x"}))
        heard.append(agent.request("POST", f"/v1/notes/list?{secret.replace(' ', '+')}", b"{}", JSON | browser.headers))
        heard.append(agent.request("POST", "/v1/me/save", f'{{"me": "{secret}"'.encode(), JSON | browser.headers))
    assert {reply.status for reply in heard} <= {400, 401, 403, 404, 422, 429}
    said = [reply.body.decode() + json.dumps(reply.headers) for reply in heard]
    said += [agent.cli(*command, check=False).stdout for command in (("doctor", "--json"), ("config",), ("clients",), ("show", "ilse"))]
    for form in ("json", "jsonl", "markdown", "csv", "vcard", "jscontact"):
        said.append(json.dumps(agent.post("/v1/export/file", {"confirmed": True, "format": form}, browser.headers).json))
    return said


def of_process(pid: int) -> list[str]:
    """What everybody on the machine may see of it, and what its user may."""
    place = Path(f"/proc/{pid}")
    return [(place / name).read_bytes().replace(b"\0", b" ").decode(errors="replace") for name in ("cmdline", "environ")]


def found(secrets: dict[str, str], texts: dict[str, str]) -> set[tuple[str, str]]:
    """Which secret stands where; a recovery code also without its hyphens."""
    return {
        (name, place)
        for name, secret in secrets.items()
        for place, text in texts.items()
        if secret in text or (secret.replace("-", "") in text and len(secret) > 20)
    }


def test_a_planted_secret_is_found_only_where_it_belongs(tmp_path: Path) -> None:
    """Eight secrets, used and misused; the log says everything and the agent is crashed at the end. The control: each is found in the one file that
    is meant to hold it, and in a text that does."""
    with running(tmp_path, "--log-level", "DEBUG") as agent:
        browser = agent.pair()
        secrets = planted(agent, browser)
        texts = {f"said {number}": text for number, text in enumerate(used(agent, browser, secrets))}
        texts |= {f"process {number}": text for number, text in enumerate(of_process(agent.process.pid))}
        agent.end(signal.SIGABRT)
    on_disk = {name: data.decode("latin-1") for name, data in files(tmp_path).items()}
    allowed = {(name, place) for name, places in HOLDERS.items() for place in places}
    assert found(secrets, texts | on_disk) == allowed
    assert found(secrets, {"control": " ".join(secrets.values())}) == {(name, "control") for name in secrets}
    assert "ready on port" in on_disk["stderr"]
    print(f"{len(secrets)} secrets, {len(texts)} answers and places, {len(on_disk)} files")


def test_a_crash_leaves_no_memory_on_disk(tmp_path: Path) -> None:
    """The keys are in memory: the agent forbids a core file to itself, also where its user's shell allows one (the control: this process may)."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    try:
        with running(tmp_path) as agent:
            limit = next(line for line in Path(f"/proc/{agent.process.pid}/limits").read_text().splitlines() if "core file" in line)
            own = next(line for line in Path("/proc/self/limits").read_text().splitlines() if "core file" in line)
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
    assert limit.split()[4:6] == ["0", "0"]
    assert own.split()[4] != "0"
