"""Prompts in other words: what would be sent, sending it, and what has come. Nothing leaves this machine without a yes."""

from __future__ import annotations

from learnlearn.api.call import Access, Call, Route
from learnlearn.api.rephrasing import required
from learnlearn.contract.phrasing import LookAtPhrasing, PhrasingState, PhrasingText, PollPhrasing, StartPhrasing


async def look(call: Call, message: LookAtPhrasing) -> PhrasingText:
    """Every byte."""
    return required(call.agent.phrasing).look(message.id)


async def start(call: Call, message: StartPhrasing) -> PhrasingState:
    """Once an offer; asking again only tells how it stands."""
    return required(call.agent.phrasing).start(message.id, consent=message.consent)


async def poll(call: Call, message: PollPhrasing) -> PhrasingState:
    """Answered at once, for a browser ends a fetch that waits."""
    return required(call.agent.phrasing).poll(message.id)


ROUTES = (
    Route("/v1/phrasing/look", Access.PAGE, LookAtPhrasing, PhrasingText, "The exact text that a language model would be sent", look),
    Route("/v1/phrasing/start", Access.PAGE, StartPhrasing, PhrasingState, "Sends it, with the user's yes where it leaves the machine", start),
    Route("/v1/phrasing/poll", Access.PAGE, PollPhrasing, PhrasingState, "What has come so far", poll),
)
