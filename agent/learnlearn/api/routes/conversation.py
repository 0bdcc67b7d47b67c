"""The main job: what the person on this page and I share, and what could be said. Looking is not keeping."""

from __future__ import annotations

from learnlearn.api.call import Access, Call, Route
from learnlearn.contract.conversation import Ask, Conversation, Keep, Kept


async def answer(call: Call, message: Ask) -> Conversation:
    """Computed and forgotten."""
    return await call.agent.answer(message.snapshot)


async def keep(call: Call, message: Keep) -> Kept:
    """The lines that the user left in, on their explicit wish."""
    person = await call.agent.store.keep(message.snapshot)
    return Kept(person_id=person.id, name=person.name, first_kept=person.kept_at.isoformat())


ROUTES = (
    Route("/v1/conversation", Access.PAGE, Ask, Conversation, "What the two share, with proof, and three things to say or ask", answer),
    Route("/v1/keep", Access.PAGE, Keep, Kept, "Keeps this person with what the user left in", keep),
)
