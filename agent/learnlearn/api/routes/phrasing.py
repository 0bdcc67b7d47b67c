"""Prompts in other words: what would be sent, sending it, and what has come. Nothing leaves this machine without a yes."""

from __future__ import annotations

from learnlearn.api.call import Access, Call, Route
from learnlearn.api.models import phrasing_of
from learnlearn.contract.offer import LookAtOffer, OfferText, PollOffer, StartOffer
from learnlearn.contract.phrasing import PhrasingState


async def look(call: Call, message: LookAtOffer) -> OfferText:
    """Every byte."""
    return phrasing_of(call.agent.slower).look(message.id)


async def start(call: Call, message: StartOffer) -> PhrasingState:
    """Once an offer; asking again only tells how it stands."""
    return phrasing_of(call.agent.slower).start(message.id, consent=message.consent)


async def poll(call: Call, message: PollOffer) -> PhrasingState:
    """Answered at once, for a browser ends a fetch that waits."""
    return phrasing_of(call.agent.slower).poll(message.id)


ROUTES = (
    Route("/v1/phrasing/look", Access.PAGE, LookAtOffer, OfferText, "The exact text that a language model would be sent", look),
    Route("/v1/phrasing/start", Access.PAGE, StartOffer, PhrasingState, "Sends it, with the user's yes where it leaves the machine", start),
    Route("/v1/phrasing/poll", Access.PAGE, PollOffer, PhrasingState, "What has come so far", poll),
)
