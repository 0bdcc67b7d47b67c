"""The same person on several networks: proof is shown, my word makes them one, and it can be taken back."""

from __future__ import annotations

from learnlearn.acts import sameness
from learnlearn.api.call import Access, Call, Route
from learnlearn.contract.identity import AskSame, SaidSame, Same, SaySame, TakeBackSame


async def same(call: Call, message: AskSame) -> Same:
    """Nothing is kept by asking."""
    return await sameness.same(call.agent.store, message.snapshot)


async def say(call: Call, message: SaySame) -> SaidSame:
    """Both rows stay as they are."""
    link = await call.agent.store.link(message.first, message.second, message.says, message.proof)
    return SaidSame(link=link.id, says=link.says)


async def take_back(call: Call, message: TakeBackSame) -> SaidSame:
    """A row of its own: nothing is erased."""
    await call.agent.store.unlink(message.link)
    return SaidSame(link=None, says=None)


ROUTES = (
    Route("/v1/same", Access.PAGE, AskSame, Same, "Whom I keep that the person on this page may be, with the proof", same),
    Route("/v1/same/say", Access.PAGE, SaySame, SaidSame, "My word that two people are one, or two", say),
    Route("/v1/same/take-back", Access.PAGE, TakeBackSame, SaidSame, "Takes my word on two people back", take_back),
)
