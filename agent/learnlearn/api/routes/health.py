"""Who answers here, and the proof that it is the agent this browser was paired with. Open: nothing in it is personal."""

from __future__ import annotations

from learnlearn import __version__
from learnlearn.acts.clients import proof
from learnlearn.api.call import Access, Call, Route
from learnlearn.contract.pairing import API_VERSION, OLDEST_API_VERSION, Health, HealthCheck, Proof, ProofRequest
from learnlearn.errors import UnknownClientError


async def health(call: Call, _message: HealthCheck) -> Health:
    """Also the moment to look whether a locked keyring was unlocked: the user just asked for something."""
    state = call.agent.door.state
    call.agent.door.try_again()
    return Health(name="learnlearn", version=__version__, api=API_VERSION, oldest_api=OLDEST_API_VERSION, store=state)


async def prove(call: Call, message: ProofRequest) -> Proof:
    """Only for the browser that asks in its own name: another Origin learns not even that the client exists."""
    client = (await call.agent.clients()).get(message.client)
    if client.origin != call.caller.origin:
        raise UnknownClientError
    return Proof(proof=proof(client.proof_key, message.nonce))


ROUTES = (
    Route("/v1/health", Access.OPEN, HealthCheck, Health, "Who answers, which versions it speaks, and whether the store is open", health),
    Route("/v1/proof", Access.OPEN, ProofRequest, Proof, "The agent's proof of itself by the key both got at pairing", prove),
)
