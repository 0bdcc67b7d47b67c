"""A paired client as the extension is one: the agent proves itself first, then every call is a POST with an Origin and a token."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import secrets
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from learnlearn.contract.pairing import Paired, PairRequest, Proof, ProofRequest, Scopes
from learnlearn.contract.problem import Problem
from learnlearn.demo.throwaway import DemoError, Throwaway

_PATIENCE = 120  # seconds: the first answer from an edited checkout compiles the lexicon
_ORIGIN = "chrome-extension://learnlearndemolearnlearndemolearn"  # the Origin of no real extension: ids use only a to p
R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Guest:
    """Talks to one agent with one pairing."""

    port: int
    paired: Paired

    def ask(self, path: str, message: BaseModel, reply: type[R]) -> R:
        """One call. Raises DemoError with the agent's hint."""
        return _post(self.port, path, message, reply, self.paired.token)

    def check_the_agent(self) -> None:
        """Raises DemoError when what answers is not the agent this guest paired with."""
        nonce = secrets.token_hex(32)
        answer = _post(self.port, "/v1/proof", ProofRequest(client=self.paired.client, nonce=nonce), Proof)
        expected = hmac.new(bytes.fromhex(self.paired.proof_key), f"learnlearn-proof:{nonce}".encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(answer.proof, expected):
            raise DemoError("another program answers on the agent's port")


def pair(agent: Throwaway, scopes: Scopes = ("page", "me")) -> Guest:
    """Pairs by the code of one offer."""
    request = PairRequest(code=agent.offer().code, name="the demo", scopes=scopes)
    guest = Guest(agent.port, _post(agent.port, "/v1/pair", request, Paired))
    guest.check_the_agent()
    return guest


def _post(port: int, path: str, message: BaseModel, reply: type[R], token: str = "") -> R:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    headers = {"Content-Type": "application/json", "Origin": _ORIGIN} | ({"Authorization": f"Bearer {token}"} if token else {})
    try:
        connection.request("POST", path, message.model_dump_json().encode(), headers)
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status != http.client.OK:
        problem = Problem.model_validate_json(body)
        raise DemoError(f"{problem.title}: {problem.hint}")
    return reply.model_validate_json(body)
