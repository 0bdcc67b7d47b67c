"""Ollama's own protocol: POST /api/chat, not streamed (github.com/ollama/ollama, docs/api.md, "Generate a chat completion")."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learnlearn.language_model.model import Messages

URL = "http://127.0.0.1:11434"
PATH = "/api/chat"


def body(model: str, messages: Messages, longest: int) -> bytes:
    """A whole answer at once, little chance in it."""
    return json.dumps(
        {"model": model, "messages": messages, "stream": False, "options": {"temperature": 0.3, "num_predict": longest}}, ensure_ascii=False
    ).encode()


def said(answer: bytes) -> str:
    """The content of its message."""
    return str(json.loads(answer)["message"]["content"])
