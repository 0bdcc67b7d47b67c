"""Servers of the tests' own that speak the two protocols as their makers describe them, with whatever a model behind them might say or fail to say.

Ollama: github.com/ollama/ollama, docs/api.md, "Generate a chat completion". The other: the chat completions that OpenAI made and llama.cpp, vLLM and
others serve. A request that their documentation would refuse is refused here.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Pages = dict[str, Any]  # `mine`, `theirs` and `named`, as the instruction of the second reader says
MODEL = "tiny"
KEY = "sk-of-the-tests"


def reordered(prompt: str) -> str:
    """Honest other words: the same sentences, mine and theirs changing places when there are three."""
    quoted = re.findall("“.*?”", prompt)
    for at, words in enumerate(quoted):
        prompt = prompt.replace(words, f"“{at}”", 1)
    parts = re.split(r"(?<=[.?!])\s+|(?<=”)\s+(?=[A-Z])", prompt)
    turned = " ".join([*parts[1:-1], parts[0], parts[-1]]) if len(parts) > 2 else " ".join(reversed(parts))
    for at, words in enumerate(quoted):
        turned = turned.replace(f"“{at}”", words, 1)
    return turned


@dataclass
class Said:
    """What a server answers with: other words for a prompt, an opinion of two pages, or status, body and headers as they come."""

    words: Callable[[str], str] = reordered
    opinion: Callable[[Pages], str] = lambda _: json.dumps({"proposals": [], "vetoed": []})
    raw: Callable[[bytes], tuple[int, bytes, dict[str, str]]] | None = None


@dataclass
class Server:
    """A server that runs, and everything it was asked."""

    port: int
    said: Said
    asked: list[dict[str, Any]] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Http

    def do_POST(self) -> None:
        held = self.server.held
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        held.heads.append({name.lower(): value for name, value in self.headers.items()})
        held.asked.append(json.loads(body))
        held.gate.wait(20)
        if held.said.raw:
            self._send(*held.said.raw(body))
            return
        makers = {"/api/chat": _ollama, "/v1/chat/completions": _openai}
        maker = makers.get(self.path)
        if maker is None:
            self._send(404, b'{"error":"not found"}', {})
            return
        status, answer = maker(held.asked[-1], dict(self.headers), held.said)
        self._send(status, json.dumps(answer).encode(), {})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": "application/json", "Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: what was asked is kept in `Server.asked`."""


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    held: Server


def _answer(asked: dict[str, Any], said: Said) -> str:
    told = json.loads(asked["messages"][-1]["content"])
    return said.words(str(told["prompt"])) if "prompt" in told else said.opinion(told)


def _ollama(asked: dict[str, Any], _: dict[str, str], said: Said) -> tuple[int, dict[str, Any]]:
    if asked.get("model") != MODEL:
        return 404, {"error": f"model '{asked.get('model')}' not found"}
    assert asked["stream"] is False, "a streamed answer is another protocol"
    assert [message["role"] for message in asked["messages"]] == ["system", "user"]
    message = {"role": "assistant", "content": _answer(asked, said)}
    return 200, {"model": MODEL, "created_at": "2026-11-01T09:00:00Z", "message": message, "done_reason": "stop", "done": True, "eval_count": 40}


def _openai(asked: dict[str, Any], headers: dict[str, str], said: Said) -> tuple[int, dict[str, Any]]:
    if headers.get("Authorization") != f"Bearer {KEY}":
        return 401, {"error": {"message": "Incorrect API key provided", "type": "invalid_request_error", "code": "invalid_api_key"}}
    assert {"model", "messages"} <= set(asked)
    choice = {"index": 0, "message": {"role": "assistant", "content": _answer(asked, said)}, "finish_reason": "stop"}
    usage = {"prompt_tokens": 90, "completion_tokens": 40, "total_tokens": 130}
    return 200, {"id": "chatcmpl-1", "object": "chat.completion", "created": 1793523600, "model": asked["model"], "choices": [choice], "usage": usage}


@contextmanager
def serving(said: Said | None = None, *, held: bool = False) -> Iterator[Server]:
    """A server on a free port; with `held` it answers only once its gate is opened."""
    http = _Http(("127.0.0.1", 0), _Handler)
    http.held = Server(http.server_address[1], said or Said())
    if not held:
        http.held.gate.set()
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield http.held
    finally:
        http.held.gate.set()
        http.shutdown()
        http.server_close()
        thread.join(10)
