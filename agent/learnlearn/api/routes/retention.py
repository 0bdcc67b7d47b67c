"""How long people are kept."""

from __future__ import annotations

from learnlearn.acts import retention
from learnlearn.api.call import Access, Call, Route
from learnlearn.contract.retention import GetRetention, Retention, SaveRetention


async def get(call: Call, _message: GetRetention) -> Retention:
    """The rule and who would leave soon."""
    return await retention.state(call.agent.store, call.agent.now().date())


async def save(call: Call, message: SaveRetention) -> Retention:
    """Sets it and follows it at once."""
    store, today = call.agent.store, call.agent.now().date()
    await store.save_retention(message.days)
    await retention.sweep(store, today)
    return await retention.state(store, today)


ROUTES = (
    Route("/v1/retention/get", Access.PEOPLE, GetRetention, Retention, "How long people are kept, and who would leave soon", get),
    Route("/v1/retention/save", Access.PEOPLE, SaveRetention, Retention, "Sets how long people are kept", save),
)
