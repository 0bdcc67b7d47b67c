"""Pairing: a browser takes a code that `learnlearn pair` made, and gets a token bound to its Origin."""

from __future__ import annotations

import logging

from learnlearn.acts.clients import granted
from learnlearn.api.call import Access, Call, Page, Route
from learnlearn.contract.pairing import Paired, PairRequest
from learnlearn.errors import OriginError

_log = logging.getLogger(__name__)


async def pair(call: Call, message: PairRequest) -> Paired:
    """The Origin of the successful call is the extension's identity; a page cannot forge it."""
    if not call.caller.origin:
        raise OriginError("only a browser's extension pairs this way; for a program: learnlearn pair --client NAME")
    clients = await call.agent.clients()
    offer = call.agent.offers.take(message.code)
    with offer.being_taken():
        scopes = granted(message.scopes, offer.scopes)
        client, token, replaced = await clients.add(offer.name or message.name, call.caller.origin, scopes)
        offer.client = client.id
    _log.info("paired %s (%s)%s", client.id, ", ".join(scopes), ", replacing its earlier pairing" if replaced else "")
    return Paired(client=client.id, token=token, proof_key=client.proof_key, scopes=scopes, replaced=replaced)


# The code lies in the fragment, which is never sent; the extension's content script takes it from there. The page itself runs nothing.
_HTML = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Pair Learnlearn with this browser</title>
<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.5rem}h1{font-size:1.5rem;font-weight:600}</style></head>
<body><main id="learnlearn-pair"><h1>Pairing Learnlearn with this browser</h1>
<p>If the extension is installed, this page says within a second that it is paired.</p>
<p>If nothing happens: load the extension into <em>this</em> browser and run <code>learnlearn pair</code> again, or type the six digits from the
terminal into the extension's options.</p></main></body></html>
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

ROUTES = (Route("/v1/pair", Access.OPEN, PairRequest, Paired, "One use of a pairing code", pair),)
PAGES = (Page("/pair", _HTML, _POLICY),)
