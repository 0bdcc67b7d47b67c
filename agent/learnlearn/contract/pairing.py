"""How a browser or a program proves itself to the agent, and the agent to it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from learnlearn.contract.base import Line, Reply, Request

API_VERSION = 2
OLDEST_API_VERSION = 1
Scope = Literal["page", "me", "people"]
Scopes = Annotated[tuple[Scope, ...], Field(min_length=1, max_length=3)]
Hex256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class HealthCheck(Request):
    """Asks who answers on this port. Open to everybody; the answer holds nothing personal."""


class Health(Reply):
    """Who answers, which versions of the wire it speaks, and whether the store can be written."""

    name: Literal["learnlearn"]
    version: str
    api: int
    oldest_api: int
    store: Literal["ready", "locked", "opening"]


class ProofRequest(Request):
    """The extension's question before it sends anything: prove that you are the agent I paired with."""

    client: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    nonce: Hex256


class Proof(Reply):
    """HMAC-SHA-256 over `learnlearn-proof:` and the nonce, by the key both got at pairing."""

    proof: Hex256


class PairRequest(Request):
    """One use of a pairing code: 128 bits from the page the command opened, or six digits typed by hand."""

    code: Annotated[str, Field(pattern=r"^([0-9a-f]{32}|[0-9]{6})$")]
    name: Annotated[Line, Field(min_length=1, max_length=60)]
    scopes: Scopes


class Paired(Reply):
    """What the browser keeps: its token, the key of the agent's proof, and what it may do."""

    client: str
    token: str
    proof_key: Hex256
    scopes: tuple[Scope, ...]
    replaced: bool = Field(description="Whether an earlier pairing of the same Origin was replaced.")


class Client(Reply):
    """A paired browser or program, as the user sees it in the list."""

    client: str
    name: str
    origin: str
    scopes: tuple[Scope, ...]
    paired_at: AwareDatetime
    last_seen: AwareDatetime | None
