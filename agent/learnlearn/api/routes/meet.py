"""People on a page of many: with whom I share most. Looking is not keeping."""

from __future__ import annotations

from learnlearn.api.call import Access, Call, Route
from learnlearn.contract.meet import Meet, PeopleToMeet


async def meet(call: Call, message: Meet) -> PeopleToMeet:
    """Compared and forgotten; of those who are kept it says so."""
    store = call.agent.store
    views = [await store.view(page.url) for page in message.people]
    known = {page.url: len(view.notes) for page, view in zip(message.people, views, strict=True) if view}
    return await call.agent.answers.meet(message.people, await store.me(), known)


ROUTES = (Route("/v1/meet", Access.PAGE, Meet, PeopleToMeet, "With whom of the people on a page of many I share most", meet),)
