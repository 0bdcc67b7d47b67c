"""What a route is, and what its handler is given. Handlers know neither HTTP nor who may call them: the guard has decided that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from aiohttp import web
from pydantic import BaseModel

from learnlearn.contract.pairing import Scope
from learnlearn.store.base import ClientRow

if TYPE_CHECKING:
    from learnlearn.api.agent import Agent

Q = TypeVar("Q", bound=BaseModel)
R = TypeVar("R", bound=BaseModel)


class Access(StrEnum):
    """Who may call a route. OPEN holds nothing personal; CONTROL is this user's own command line."""

    OPEN = "open"
    PAGE = "page"
    ME = "me"
    PEOPLE = "people"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: a paired client, the command line (`is_control`), or nobody known (open routes)."""

    client: ClientRow | None = None
    is_control: bool = False
    origin: str = ""

    def may(self, access: Access) -> bool:
        """Whether this caller has the right."""
        if self.is_control or access is Access.OPEN:
            return True
        scopes: tuple[Scope, ...] = self.client.scopes if self.client else ()
        return access.value in scopes


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the agent to do it and who asks."""

    agent: Agent
    caller: Caller


@dataclass(frozen=True)
class Route(Generic[Q, R]):
    """One POST route: its message in, its message out, who may use it, and what it does."""

    path: str
    access: Access
    request: type[Q]
    reply: type[R]
    summary: str
    handle: Callable[[Call, Q], Awaitable[R]]
    large_reply: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A static page that a browser opens by GET."""

    path: str
    html: str
    policy: str


AnyRoute: TypeAlias = Route[Any, Any]
TABLE: web.AppKey[dict[str, AnyRoute | Page]] = web.AppKey("table")  # every route and page by its path
