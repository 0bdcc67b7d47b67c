"""What only this user's own commands may do. Their token lies in a file that nobody else can read, and they come from no browser."""

from __future__ import annotations

from learnlearn.acts.clients import OFFER_SECONDS, shown
from learnlearn.api.call import Access, Call, Route
from learnlearn.contract.commands.control import (
    AskOffer,
    Clients,
    ListClients,
    MadeClient,
    MakeClient,
    MakeOffer,
    Offered,
    OfferState,
    RenameClient,
    RevokeClient,
    Saved,
    Stop,
)
from learnlearn.contract.pairing import Client
from learnlearn.errors import UnknownClientError


async def offer(call: Call, message: MakeOffer) -> Offered:
    """The long code stands behind `#`, so it is never sent when the page is opened."""
    await call.agent.clients()  # no code that could not be taken
    made = call.agent.offers.make(message.name, message.scopes)
    return Offered(offer=made.id, url=f"/pair#{made.code}", digits=made.digits, seconds=OFFER_SECONDS)


async def offer_state(call: Call, message: AskOffer) -> OfferState:
    """For the command that waits for its browser."""
    made = call.agent.offers.get(message.offer)
    if made and made.client:
        return OfferState(state="taken", client=shown((await call.agent.clients()).get(made.client)))
    return OfferState(state="open" if made and call.agent.offers.is_waiting(made) else "gone", client=None)


async def clients(call: Call, _message: ListClients) -> Clients:
    """Everybody who holds a token."""
    return Clients(clients=tuple(map(shown, (await call.agent.clients()).all())))


async def rename(call: Call, message: RenameClient) -> Client:
    """Another name in the list."""
    return shown(await (await call.agent.clients()).rename(message.client, message.name))


async def revoke(call: Call, message: RevokeClient) -> Saved:
    """At once. `done` is false when nobody had that id."""
    try:
        await (await call.agent.clients()).revoke(message.client)
    except UnknownClientError:
        return Saved(done=False)
    return Saved(done=True)


async def make(call: Call, message: MakeClient) -> MadeClient:
    """A token for a program; it is refused wherever an Origin is sent along."""
    client, token, _ = await (await call.agent.clients()).add(message.name, "", message.scopes)
    return MadeClient(client=shown(client), token=token)


async def stop(call: Call, _message: Stop) -> Saved:
    """After this answer."""
    call.agent.stop.set()
    return Saved(done=True)


ROUTES = (
    Route("/v1/control/offer", Access.CONTROL, MakeOffer, Offered, "Makes a pairing code", offer),
    Route("/v1/control/offer/state", Access.CONTROL, AskOffer, OfferState, "What became of a pairing code", offer_state),
    Route("/v1/control/clients/list", Access.CONTROL, ListClients, Clients, "Paired browsers and programs", clients),
    Route("/v1/control/clients/rename", Access.CONTROL, RenameClient, Client, "Names a client", rename),
    Route("/v1/control/clients/revoke", Access.CONTROL, RevokeClient, Saved, "Takes a token away", revoke),
    Route("/v1/control/clients/make", Access.CONTROL, MakeClient, MadeClient, "A token for a program of one's own", make),
    Route("/v1/control/stop", Access.CONTROL, Stop, Saved, "Ends the agent", stop),
)
