"""The user's own profile."""

from __future__ import annotations

from learnlearn.acts.proposal import propose
from learnlearn.api.call import Access, Call, Route
from learnlearn.contract.commands.control import GetMe
from learnlearn.contract.me import MeProposal, MeProposed, MeState, SaveMe


async def get(call: Call, _message: GetMe) -> MeState:
    """The profile, and whether it holds anything to compare."""
    me = await call.agent.store.me()
    return MeState(me=me, is_blank=me.is_blank())


async def proposed(call: Call, message: MeProposal) -> MeProposed:
    """Nothing is kept: the user corrects it first."""
    return propose(await call.agent.store.me(), message.snapshot)


async def save(call: Call, message: SaveMe) -> MeState:
    """As the user corrected it."""
    await call.agent.store.save_me(message.me)
    return MeState(me=message.me, is_blank=message.me.is_blank())


ROUTES = (
    Route("/v1/me/get", Access.ME, GetMe, MeState, "My profile as it is kept", get),
    Route("/v1/me/propose", Access.ME, MeProposal, MeProposed, "What my profile would become with this page of mine", proposed),
    Route("/v1/me/save", Access.ME, SaveMe, MeState, "Keeps my profile", save),
)
