"""What a reader slower than the engine may do for an answer: what is offered, what exactly would be sent, and the user's yes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from learnlearn.contract.base import Reply, Request

OfferId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Where = Literal["local", "remote"]


class ModelOffer(Reply):
    """Something a model may do. `remote` is asked only after the user has seen what leaves this machine."""

    id: OfferId
    where: Where
    model: str


class LookAtOffer(Request):
    """Asks for the exact text that a model would be sent."""

    id: OfferId


class OfferText(Reply):
    """Where the text would go, and every byte of it, one body a request; empty for what is sent nowhere."""

    url: str
    bodies: tuple[str, ...]


class StartOffer(Request):
    """Carries it out. `consent` is the user's yes to this one use, after seeing the text; a model on this machine needs none."""

    id: OfferId
    consent: bool = False


class PollOffer(Request):
    """Asks what has come so far."""

    id: OfferId
