"""Other programs on the agent's port: they write down what they are given."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass
class Stranger:
    """What reached it."""

    requests: list[tuple[str, str, dict[str, str], str]] = field(default_factory=list)

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
    try:
        yield log
    finally:
        await runner.cleanup()


def health(*, api: int = 1, oldest: int = 1, store: str = "ready") -> dict[str, Any]:
    """What an agent of some version says of itself; anybody could."""
    return {"name": "learnlearn", "version": "9.9.9", "api": api, "oldest_api": oldest, "store": store}


def guessed_proof(nonce: str) -> dict[str, str]:
    """A proof without the key."""
    return {"proof": hashlib.sha256(nonce.encode()).hexdigest()}
