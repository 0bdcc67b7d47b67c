"""The protocol that OpenAI made and most servers speak: POST /chat/completions under a base address that ends in a version, such as `/v1`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learnlearn.language_model.model import Messages

URL = ""
PATH = "/chat/completions"


def body(model: str, messages: Messages, longest: int) -> bytes:
    """One choice, little chance in it."""
    return json.dumps({"model": model, "messages": messages, "temperature": 0.3, "max_tokens": longest, "stream": False}, ensure_ascii=False).encode()


def said(answer: bytes) -> str:
    """The content of the first choice."""
    return str(json.loads(answer)["choices"][0]["message"]["content"])
