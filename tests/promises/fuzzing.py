"""Every route of openapi.json asked with whatever its schema allows and with what it forbids, by somebody who may ask: a valid token, its own Origin.

Schemathesis makes the bodies. A body made by chance alone names nobody that is kept, so `World` puts in, more often than not, what really is there:
people, notes, clients, links, codes. Everything follows from the seed but the ids the agent itself makes.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError
from schemathesis import GenerationMode
from tests.agent.model_server import MODEL, serving
from tests.agent.running import Json, Running, running, snapshot

from learnlearn.api.call import Access, AnyRoute, Page
from learnlearn.api.openapi import document
from learnlearn.api.routes import all_routes
from learnlearn.contract.problem import Problem

ROUTES = {route.path: route for route in all_routes() if not isinstance(route, Page)}
ENDS = "/v1/control/stop"  # its proper body ends the agent: sent once, when all else is done
NEVER_DONE = {ENDS, "/v1/control/devices/remove"}  # the other needs a second device of the same store: tests/agent/test_devices.py has one
ON_DISK = {"/v1/control/store/backup", "/v1/control/store/restore"}  # they name places on this disk: chance has no business there
SHARE_KNOWN = 0.7
# So many times fewer of them: their bodies are large, or a key is derived, which is slow on purpose.
_DERIVED = ("devices/add", "keys/passphrase", "keys/recovery", "keys/drop", "store/restore")
SLOW = {"/v1/import": 4, "/v1/meet": 4} | {f"/v1/control/{name}": 16 for name in _DERIVED}
_OTHER = "chrome-extension://fuzzfuzzfuzzfuzzfuzzfuzzfuzzfuzz"  # a pairing replaces an earlier one of its Origin
_ABOUT = "I keep bees on a roof and teach bookbinding on Saturdays."


@dataclass
class Tally:
    """What was answered, a route at a time."""

    statuses: dict[str, Counter[int]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, path: str, status: int) -> None:
        """One more answer."""
        self.statuses.setdefault(path, Counter())[status] += 1

    @property
    def examples(self) -> int:
        """All of them."""
        return sum(counter.total() for counter in self.statuses.values())

    def done_share(self, path: str) -> float:
        """The share of a route's answers that are 2xx."""
        counter = self.statuses[path]
        return sum(count for status, count in counter.items() if status < 300) / counter.total()

    def add(self, other: Tally) -> None:
        """Puts two together."""
        for path, counter in other.statuses.items():
            self.statuses.setdefault(path, Counter()).update(counter)
        self.wrong += other.wrong


class World:
    """An agent in which something is kept, and who asks it."""

    def __init__(self, agent: Running) -> None:
        self._agent = agent
        self._browser = agent.pair()
        token = json.loads((agent.home / "learnlearn/state/control.json").read_text())["token"]
        self._headers = {True: {"Authorization": f"Bearer {token}"}, False: self._browser.headers}
        self._pages = [snapshot(f"Known Person {number}", f"known-{number}", about=_ABOUT) for number in range(4)]
        self._seen = 0
        self._people = [{key: page[key] for key in ("site", "url", "name")} for page in self._pages]
        self.ask("/v1/me/save", {"me": {"about": "Beekeeper. I bind books in the winter.", "skills": ["Beekeeping", "Bookbinding"]}})

    def ask(self, path: str, body: Json) -> Json:
        """A call that has to succeed."""
        status, data = self.send(path, json.dumps(body).encode())
        assert status == 200, (path, status, data[:300])
        return json.loads(data)

    def send(self, path: str, data: bytes) -> tuple[int, bytes]:
        """Any body at all, with everything else as it must be."""
        access = ROUTES[path].access
        caller = {"Origin": _OTHER} if path == "/v1/pair" else self._headers[access is Access.CONTROL]
        reply = self._agent.request("POST", path, data, {"Content-Type": "application/json"} | caller)
        return reply.status, reply.body

    def known(self, path: str, body: Json, dice: random.Random) -> Json:
        """The body with something real in the places where chance finds nothing, more often than not."""
        if not isinstance(body, dict):
            return body
        body = _agreeing(_whole(body))
        if dice.random() > SHARE_KNOWN and path not in ON_DISK:
            return body
        real: dict[str, Callable[[], Json]] = {
            "person": lambda: dice.choice(self._people),
            "first": lambda: self._people[0],
            "second": lambda: dice.choice(self._people[1:]),
            "client": lambda: self._client(path),
            "offer": lambda: self.ask("/v1/control/offer", {})["offer"],
            "code": lambda: self.ask("/v1/control/offer", {})["url"].partition("#")[2],
            "link": lambda: self.ask("/v1/same/say", {"first": self._people[0], "second": self._people[1], "says": "one"})["link"],
            "id": lambda: self._offered(path, dice) if path.startswith(("/v1/phrasing", "/v1/second")) else self._note(dice),
            "key": self._key,
            "folder": lambda: str(self._agent.home),
            "file": lambda: self.ask("/v1/control/store/backup", {"folder": str(self._agent.home)})["file"],
            "which": dict,
            "settles": lambda: None,
            "format": lambda: dice.choice(["json", "jsonl", "markdown", "csv", "vcard", "jscontact"]),
        }
        made = body | {name: real[name]() for name in body if name in real}
        if path in ("/v1/plan/step", "/v1/people/show"):
            self.ask("/v1/notes/add", {"person": made["person"], "text": "the slides", "kind": "promised"})
        return made

    def _client(self, path: str) -> str:
        if path == "/v1/proof":
            return self._browser.client
        return str(self.ask("/v1/control/clients/make", {"name": "mine", "scopes": ["page"]})["client"]["client"])

    def _key(self) -> str:
        self.ask("/v1/control/keys/recovery", {})
        found = self.ask("/v1/control/keys/list", {})["keys"]
        return str(next(one["id"] for one in found if one["kind"] == "recovery"))

    def _note(self, dice: random.Random) -> str:
        who = dice.choice(self._people)
        self.ask("/v1/notes/add", {"person": who, "text": "met"})
        return str(self.ask("/v1/notes/list", {"person": who})["notes"][0]["id"])

    def _offered(self, path: str, dice: random.Random) -> str:
        """An offer for a page that no second reader has read: of one it has read there is no other."""
        self._seen += 1
        page = dice.choice(self._pages) | {"status": f"Day {self._seen} among the hives"}
        offer = self.ask("/v1/conversation", {"snapshot": page}).get(path.split("/")[2])
        return str(offer["id"]) if offer else "0" * 32


def _whole(value: Json) -> Json:
    """53.0 as 53: the same number to JSON Schema, and not to a strict reader."""
    if isinstance(value, dict):
        return {name: _whole(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_whole(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _agreeing(body: Json) -> Json:
    """With the rules that no schema can say: a page is of somebody, the longest gap is no shorter than the ideal one, a day belongs to `snooze`."""
    for page in [body.get("snapshot"), *body.get("people", [])]:
        if isinstance(page, dict):
            page["name"] = "Somebody " + page.get("name", "")[:200]
    for circle in [*body.get("circles", []), *body.get("export", {}).get("circles", [])]:
        circle |= {"longest_days": max(circle["longest_days"], circle["ideal_days"]), "name": "Circle " + circle["name"][:40]}
    if "act" in body:
        body["until"] = "2027-01-01" if body["act"] == "snooze" else None
    return body


@contextmanager
def world(home: Path) -> Iterator[World]:
    """A fresh one, with a language model of the tests' own behind it."""
    with serving() as server:
        uses = {"LEARNLEARN_PHRASING": "on", "LEARNLEARN_SECOND_READER": "model"}
        settings_of_it = {"LEARNLEARN_MODEL": "ollama", "LEARNLEARN_MODEL_URL": server.url, "LEARNLEARN_MODEL_NAME": MODEL, **uses}
        with running(home, **settings_of_it) as agent:
            yield World(agent)


@cache
def operations() -> tuple[Any, ...]:
    """Every POST of the document as schemathesis sees it; made once, for it remembers there what it has worked out of the schemas."""
    found = (one.ok() for one in schemathesis.openapi.from_dict(document()).get_all_operations())
    return tuple(operation for operation in found if operation.method == "post")


def fuzzed(where: World, examples: int, number: int) -> Tally:
    """So many bodies for every route, by this seed: three of four as the schema allows, one of four broken on purpose."""
    tally = Tally()
    for operation in operations():
        whole = max(4, examples // SLOW.get(operation.path, 1))
        broken = whole if operation.path == ENDS else whole // 4
        for mode, count in ((GenerationMode.POSITIVE, whole - broken), (GenerationMode.NEGATIVE, broken)):
            if count:
                _fuzz(where, operation, mode, count, number, tally)
    return tally


def _fuzz(where: World, operation: Any, mode: GenerationMode, count: int, number: int, tally: Tally) -> None:
    route = ROUTES[operation.path]
    is_known = mode is GenerationMode.POSITIVE

    @seed(number)
    @settings(max_examples=count, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy(generation_mode=mode), st.randoms(use_true_random=False))
    def one(case: Any, dice: random.Random) -> None:
        body = where.known(route.path, case.body, dice) if is_known else case.body
        if route.path == ENDS and body == {}:
            return
        data = body if isinstance(body, bytes) else b"" if type(body).__name__ == "NotSet" else json.dumps(body).encode()
        status, answer = where.send(route.path, data)
        tally.count(route.path, status)
        if wrong := fault(route, status, answer):
            tally.wrong.append(f"{route.path} {status} {wrong}: {data[:2_000]!r} was answered {answer[:500]!r}")

    one()


def fault(route: AnyRoute, status: int, answer: bytes) -> str:
    """What is wrong with an answer: an error of ours, or not of the shape that the document promises."""
    if status >= 500:
        return "an error of ours"
    shape: type[BaseModel] = route.reply if status == 200 else Problem
    try:
        shape.model_validate_json(answer)
    except ValidationError as error:
        return f"not a {shape.__name__} ({error.errors()[0]['type']})"
    return ""
