"""A second reading of the pair: what would be sent, asking for it, and what it changed. Nothing leaves this machine without a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnlearn.api.call import Access, Call, Route
from learnlearn.api.models import changed, second_of, under_way
from learnlearn.contract.offer import LookAtOffer, OfferText, PollOffer, StartOffer
from learnlearn.contract.second import SecondState

if TYPE_CHECKING:
    from learnlearn.language_model.offers import Standing
    from learnlearn.second.jobs import Came, Pair


async def look(call: Call, message: LookAtOffer) -> OfferText:
    """Every byte; nothing for a reader that works on this machine without a server."""
    return second_of(call.agent.slower).look(message.id)


async def start(call: Call, message: StartOffer) -> SecondState:
    """Once an offer; asking again only tells how it stands."""
    return await _state(call, second_of(call.agent.slower).start(message.id, consent=message.consent))


async def poll(call: Call, message: PollOffer) -> SecondState:
    """Answered at once, for a browser ends a fetch that waits; when it has read both, with the whole answer as it is now."""
    return await _state(call, second_of(call.agent.slower).poll(message.id))


async def _state(call: Call, standing: Standing[tuple[Came, Pair]]) -> SecondState:
    waiting = under_way(standing)
    if waiting is not None:
        return waiting
    _, pair = standing.came[0]
    return changed(pair.labels, await call.agent.answer(pair.page))


ROUTES = (
    Route("/v1/second/look", Access.PAGE, LookAtOffer, OfferText, "The exact text that a second reader would be sent", look),
    Route("/v1/second/start", Access.PAGE, StartOffer, SecondState, "Asks it, with the user's yes where text leaves the machine", start),
    Route("/v1/second/poll", Access.PAGE, PollOffer, SecondState, "What it changed, once it has read both", poll),
)
