"""Messages between this user's own commands and the running agent, and the few that only scripts use."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from learnlearn.contract.base import Line, Reply, Request
from learnlearn.contract.pairing import Client, Scopes
from learnlearn.contract.person import PersonRef

ALL_SCOPES: Scopes = ("page", "me", "people")


class GetMe(Request):
    """Asks for my profile."""


class ShowPerson(Request):
    """Asks for everything held on one person."""

    person: PersonRef


class Saved(Reply):
    """Something without an answer of its own was done."""

    done: bool


class MakeOffer(Request):
    """Asks for a pairing code. An empty name leaves it to the browser."""

    name: Annotated[Line, Field(max_length=60)] = ""
    scopes: Scopes = ALL_SCOPES


class Offered(Reply):
    """A code that works once and soon ends: `url` (without scheme and host) carries the long one, `digits` are for typing."""

    offer: str
    url: str
    digits: str
    seconds: int


class AskOffer(Request):
    """Asks what became of an offer."""

    offer: str


class OfferState(Reply):
    """`gone` when its time is over."""

    state: Literal["open", "taken", "gone"]
    client: Client | None


class ListClients(Request):
    """Asks for the paired browsers and programs."""


class Clients(Reply):
    """Oldest first."""

    clients: tuple[Client, ...]


class RenameClient(Request):
    """Gives a client another name."""

    client: str
    name: Annotated[Line, Field(min_length=1, max_length=60)]


class RevokeClient(Request):
    """Takes a client's token away at once. Nothing it saved is lost."""

    client: str


class MakeClient(Request):
    """Asks for a token for a program of one's own, bound to no Origin."""

    name: Annotated[Line, Field(min_length=1, max_length=60)]
    scopes: Scopes


class MadeClient(Reply):
    """The token, shown this once."""

    client: Client
    token: str


class Stop(Request):
    """Asks the agent to end."""


class ControlFile(Reply):
    """control.json: how this user's commands reach the agent, as long as it runs."""

    port: int
    pid: int
    token: str
    started_at: AwareDatetime
    version: str
