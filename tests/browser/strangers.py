"""Other programs on the agent's port: they write down what they are given."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

from learnlearn.api.call import Page
from learnlearn.api.routes import all_routes

_EXAMPLES = Path(__file__).parents[2] / "schemas" / "examples"
_REPLIES = {route.path: route.reply for route in all_routes() if not isinstance(route, Page)}


@dataclass
class Stranger:
    """What reached it."""

    requests: list[tuple[str, str, dict[str, str], str]] = field(default_factory=list)
    port: int = 0
    answers: dict[str, list[bytes]] = field(default_factory=dict)

    def turns(self, route: str, reply: dict[str, Any]) -> None:
        """From now on a pretender gives this answer."""
        self.answers[f"/v1/{route}"] = [json.dumps(reply).encode()]

    def got(self, secret: str) -> bool:
        """Whether a text was in anything it was given."""
        return any(secret in json.dumps([path, headers]) or secret in body for _, path, headers, body in self.requests)

    @property
    def paths(self) -> list[str]:
        """What it was asked for."""
        return [path for _, path, _, _ in self.requests]


@contextlib.asynccontextmanager
async def stranger(port: int, answers: dict[str, Any] | None = None) -> AsyncIterator[Stranger]:
    """`answers` by path; to everything else it says that all is well, which a greedy squatter would."""
    log = Stranger()

    async def answer(request: web.Request) -> web.Response:
        log.requests.append((request.method, request.path, dict(request.headers), await request.text()))
        told = (answers or {}).get(request.path)
        return web.json_response(told if told is not None else {"ok": True})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, reuse_address=True).start()
    log.port = runner.addresses[0][1]
    try:
        yield log
    finally:
        await runner.cleanup()


def health(*, api: int = 1, oldest: int = 1, store: str = "ready") -> dict[str, Any]:
    """What an agent of some version says of itself; anybody could."""
    return {"name": "learnlearn", "version": "9.9.9", "api": api, "oldest_api": oldest, "store": store}


@contextlib.asynccontextmanager
async def pretender(
    answers: dict[str, Any], refusing: dict[str, int] | None = None, wrong: frozenset[str] = frozenset(), **versions: Any
) -> AsyncIterator[tuple[int, Stranger]]:
    """Pairs, proves itself and answers with fixed bytes: for states the real agent cannot be brought into, and for measuring against. Gives its port.

    A list is answered one after the other, its last for ever. `refusing` gives the status of the routes that answer with a problem. Every other answer
    is as the contract has it, but for the routes that are `wrong` on purpose: a field that comes to the contract is missed here and not on a screen.
    """
    key, log = secrets.token_hex(32), Stranger()
    token = secrets.token_hex(32)
    in_turn = {f"/v1/{route}": answer if isinstance(answer, list) else [answer] for route, answer in answers.items()}
    for path, replies in in_turn.items():
        if path.removeprefix("/v1/") not in {*wrong, *(refusing or {})}:
            for reply in replies:
                _REPLIES[path].model_validate_json(json.dumps(reply))
    log.answers = {path: [json.dumps(reply).encode() for reply in replies] for path, replies in in_turn.items()}

    async def answer(request: web.Request) -> web.Response:
        body = await request.read()
        log.requests.append((request.method, request.path, dict(request.headers), body.decode()))
        if request.path == "/v1/health":
            return web.json_response(health(**versions))
        if request.path == "/v1/proof":
            nonce = json.loads(body)["nonce"]
            return web.json_response({"proof": hmac.digest(bytes.fromhex(key), f"learnlearn-proof:{nonce}".encode(), "sha256").hex()})
        if request.path == "/v1/pair":
            scopes = json.loads(body)["scopes"]
            return web.json_response({"client": "0123456789abcdef", "token": token, "proof_key": key, "scopes": scopes, "replaced": False})
        if request.path == "/pair":
            return web.Response(text="<!doctype html><title>Pair</title><body></body>", content_type="text/html")
        left = log.answers.get(request.path, [b"{}"])
        told = left.pop(0) if len(left) > 1 else left[0]
        status = (refusing or {}).get(request.path.removeprefix("/v1/"), 200)
        return web.Response(body=told, content_type="application/json", status=status)

    app = web.Application(client_max_size=8 << 20)
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield runner.addresses[0][1], log
    finally:
        await runner.cleanup()


def conversation(state: str = "ready", **more: Any) -> dict[str, Any]:
    """An answer with one of everything, of an invented person; what is not said here is as in the example of the contract."""
    example = json.loads((_EXAMPLES / "Conversation" / "valid" / "ready.json").read_text())
    theirs = {"text": "Four hives on the school roof", "field": "about", "date": None, "url": ""}
    mine = {"text": "I keep bees behind the boathouse", "field": "about", "date": "2026-09-20", "url": ""}
    proved = {"reason": "few people anywhere share this", "mine": [mine], "theirs": [theirs]}
    prompt = {"id": "p1", "kind": "connect", "text": "What do your bees do in a storm?", "about": "beekeeping", "language": "en", "direction": "ltr",
              "reason": "You both keep bees", "evidence": [theirs, mine], "follow_ups": [{"if_they": "name a place", "ask": "What grows there?"}]}  # fmt: skip
    aside = {"label": "Java", "why": "other_sense", "explanation": "they mean the island", "whose": "theirs", "quote": theirs}
    return example | {
        "state": state,
        "person": {"name": "Adaeze Lindqvist", "site": "linkedin", "url": "https://www.linkedin.com/in/adaeze-lindqvist/", "kept": False, "note_count": 0},
        "common": [{"label": "beekeeping", "kind": "craft", "relation": "same", "score": 0.8, "telling": "high", "sensitive": False, **proved}],
        "learn": [{"label": "patience", **proved}], "share": [{"label": "reading flood maps", **proved}],
        "prompts": [prompt, {**prompt, "id": "p2", "kind": "learn"}, {**prompt, "id": "p3", "kind": "share"}],
        "set_aside": [aside], "their_language": "en", "language_note": "", "remembered": None, "phrasing": None, "second": None, "step": None, "engine": "test",
    } | more  # fmt: skip


def note(kind: str, text: str, *, at: str = "2026-10-01T10:00:00Z", **more: Any) -> dict[str, Any]:
    """A note as an agent answers it. Its id is made of its words."""
    made = hashlib.sha256(f"{kind}{text}".encode()).hexdigest()[:24].upper()
    return {"id": f"01{made}", "kind": kind, "text": text, "at": at, "prompt_id": "", "prompt_text": "", "settles": None, "edited_at": None,
            "earlier": [], **more}  # fmt: skip


def what_is_kept() -> dict[str, Any]:
    """Answers of an agent that keeps one invented person, with one of everything; by route."""
    promise, question = note("promised", "The list of bee plants"), note("asked", "What do your bees do in a storm?")
    answer, gift = note("answered", "They sing", settles=question["id"]), note("shared", "How to read a flood map")
    learned = note("learned", "Four hives", earlier=[{"text": "Three hives", "at": "2026-09-30T10:00:00Z"}], prompt_text="How many hives?")
    met = note("met", "At the regatta")
    step = {
        "kind": "promise",
        "text": "You promised: …",
        "why": "…",
        "due": "2026-10-08",
        "overdue": True,
        "promise": promise["id"],
        "about": promise["text"],
    }
    url = "https://www.linkedin.com/in/adaeze-lindqvist/"
    who = {"person_id": promise["id"], "name": "Adaeze Lindqvist", "site": "linkedin", "url": url}
    plan = {"circle": "friends", "tags": ["rowing"], "sphere": "work", "airport": "both"}
    circles = {"circles": [{"name": name, "ideal_days": 30, "longest_days": 75} for name in ("friends", "Ghent")]}
    page = {"site": "linkedin", "url": url, "captured_at": "2026-09-30T10:00:00Z", "name": who["name"], "headline": "Teacher", "interests": ["rowing"],
            "posts": [{"text": "The bees are out.", "date": "2026-09-29"}]}  # fmt: skip
    notes = [met, gift, learned, answer, question, promise]
    person = {"id": promise["id"], "name": who["name"], "site": "linkedin", "url": url, "kept_at": "2026-09-30T10:00:00Z"}
    return {
        "notes/list": {"notes": notes},
        "ledger": {"learned": [learned], "shared": [gift], "promised": [promise], "given": [], "asked": [],
                   "answered": [{"first": question, "then": answer}], "met": [met], "last_contact": "2026-10-01"},
        "plan/get": {"plan": plan, "step": step, "last_contact": "2026-10-01", "unanswered": 0},
        "circles/get": circles,
        "due": {"people": [{**who, "step": step}, {**who, "name": "يوسف القرطبي", "step": {**step, "kind": "let_go", "promise": None, "about": ""}}],
                "airport": [{**who, "airport": "both"}]},
        "people/search": {"people": [{**who, "headline": "Teacher", "notes": 6}], "is_complete": True, "unopened": []},
        "people/show": {**person, "snapshots": [page], "notes": notes, "plan": plan},
        "people/forget": {"erased": True, "beyond_reach": ["Exports and backups you made earlier."]},
    }  # fmt: skip
