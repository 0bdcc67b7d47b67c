"""Paired browsers and programs: who holds a token, and the codes by which one is given out.

A token is 256 random bits; only its SHA-256 is kept. Every comparison takes the same time whatever it compares. A browser's token is
bound to the Origin that took the code: pages cannot forge it, and the extension's id need not be known beforehand.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import hashlib
import hmac
import logging
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from learnlearn.contract.commands.control import ALL_SCOPES
from learnlearn.contract.pairing import Client, Scope, Scopes
from learnlearn.errors import PairingError, PairingExpiredError, StoreError, UnknownClientError
from learnlearn.store.base import ClientRow, Store

OFFER_SECONDS = 120
DIGIT_TRIES = 5
_PROOF_PREFIX = "learnlearn-proof:"
_SEEN_EVERY = dt.timedelta(hours=1)
_log = logging.getLogger(__name__)


def token_hash(token: str) -> str:
    """What is kept of a token. A token has 256 bits of chance, so a plain hash cannot be searched."""
    return hashlib.sha256(token.encode()).hexdigest()


def proof(proof_key: str, nonce: str) -> str:
    """HMAC-SHA-256 over the prefix and the nonce as they are written in hex; 64 hex digits."""
    return hmac.digest(bytes.fromhex(proof_key), (_PROOF_PREFIX + nonce).encode(), "sha256").hex()


def shown(row: ClientRow) -> Client:
    """The client as the user sees it."""
    return Client(client=row.id, name=row.name, origin=row.origin, scopes=row.scopes, paired_at=row.paired_at, last_seen=row.last_seen)


class ClientBook:
    """All clients, in memory as they stand in the store."""

    def __init__(self, store: Store, rows: tuple[ClientRow, ...], clock: Callable[[], dt.datetime]) -> None:
        self._store = store
        self._rows = {row.id: row for row in rows}
        self._now = clock
        self._written = {row.id: row.last_seen or row.paired_at for row in rows}
        self._notes: set[asyncio.Task[None]] = set()
        self._changing = asyncio.Lock()  # a name or a token that is just being saved must not bring back who is revoked meanwhile

    def all(self) -> tuple[ClientRow, ...]:
        """Oldest first."""
        return tuple(self._rows.values())

    def get(self, client_id: str) -> ClientRow:
        """Raises UnknownClientError."""
        try:
            return self._rows[client_id]
        except KeyError:
            raise UnknownClientError from None

    def holder(self, token: str) -> ClientRow | None:
        """Whose token this is; every client's hash is compared, whichever fits."""
        hashed = token_hash(token)
        found = None
        for row in self._rows.values():
            if hmac.compare_digest(row.token_hash, hashed):
                found = row
        return found

    async def add(self, name: str, origin: str, scopes: Scopes) -> tuple[ClientRow, str, bool]:
        """A new client, its token, and whether it took the place of an earlier one of the same Origin."""
        async with self._changing:
            earlier = [row for row in self._rows.values() if origin and row.origin == origin]
            token = secrets.token_hex(32)
            row = ClientRow(
                id=earlier[0].id if earlier else secrets.token_hex(8),
                name=name,
                origin=origin,
                scopes=scopes,
                token_hash=token_hash(token),
                proof_key=secrets.token_hex(32),
                paired_at=self._now(),
            )
            await self._save(row)
        return row, token, bool(earlier)

    async def rename(self, client_id: str, name: str) -> ClientRow:
        """Raises UnknownClientError."""
        async with self._changing:
            await self._store.save_client(self.get(client_id).model_copy(update={"name": name}))
            row = self._rows[client_id] = self.get(client_id).model_copy(update={"name": name})
        return row

    async def revoke(self, client_id: str) -> None:
        """Refused from now on, whatever the disk says; then removed for good. Raises UnknownClientError."""
        self.get(client_id)
        del self._rows[client_id]
        async with self._changing:
            self._rows.pop(client_id, None)  # a browser that was just pairing anew in its place
            await self._store.remove_client(client_id)

    def saw(self, row: ClientRow) -> None:
        """Notes that the client was here, on disk at most once an hour."""
        now = self._now()
        self._rows[row.id] = row.model_copy(update={"last_seen": now})
        if now - self._written[row.id] >= _SEEN_EVERY:
            self._written[row.id] = now
            task = asyncio.create_task(self._note(row.id))
            self._notes.add(task)
            task.add_done_callback(self._notes.discard)

    async def settle(self) -> None:
        """Waits for what `saw` still writes."""
        await asyncio.gather(*self._notes)

    async def _note(self, client_id: str) -> None:
        try:
            if row := self._rows.get(client_id):
                await self._store.save_client(row)
        except StoreError as error:
            _log.warning("when a client was last seen could not be saved: %s", error.code)

    async def _save(self, row: ClientRow) -> None:
        await self._store.save_client(row)
        self._rows[row.id] = row
        self._written[row.id] = self._now()


@dataclass
class Offer:
    """A pairing that waits to be taken."""

    id: str
    code: str
    digits: str
    name: str
    scopes: Scopes
    ends: float
    tries: int = DIGIT_TRIES
    used: bool = False
    failed: bool = False
    client: str = ""

    @contextlib.contextmanager
    def being_taken(self) -> Iterator[None]:
        """What fails in here ends it."""
        try:
            yield
        except BaseException:
            self.failed = True
            raise


class Offers:
    """Pairing codes: single use, 120 s. Five wrong guesses of six digits end the digits of every open offer, never a long code."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._offers: dict[str, Offer] = {}

    def make(self, name: str, scopes: Scopes) -> Offer:
        """A new offer; those long over are dropped."""
        now = self._clock()
        self._offers = {key: offer for key, offer in self._offers.items() if offer.ends + OFFER_SECONDS > now}
        digits = f"{secrets.randbelow(10**6):06}"
        offer = Offer(secrets.token_hex(8), secrets.token_hex(16), digits, name, scopes, now + OFFER_SECONDS)
        self._offers[offer.id] = offer
        return offer

    def get(self, offer_id: str) -> Offer | None:
        """The offer, if it is remembered."""
        return self._offers.get(offer_id)

    def is_open(self, offer: Offer) -> bool:
        """Whether its long code still works."""
        return not offer.used and self._clock() < offer.ends

    def is_waiting(self, offer: Offer) -> bool:
        """Whether a client may still come of it: it is open, or just being taken."""
        return not offer.failed and (offer.used or self.is_open(offer))

    def take(self, code: str) -> Offer:
        """Uses an offer up. Raises PairingError or PairingExpiredError."""
        is_digits = len(code) == 6
        found = None
        for offer in self._offers.values():
            if hmac.compare_digest(offer.digits if is_digits else offer.code, code):
                found = offer
        if found and self.is_open(found) and (found.tries > 0 or not is_digits):
            found.used = True
            return found
        if is_digits:
            for offer in self._offers.values():
                offer.tries -= self.is_open(offer)
        raise PairingExpiredError if found else PairingError


def granted(asked: Scopes, offered: Scopes) -> tuple[Scope, ...]:
    """What is both asked for and offered, in one order. Raises PairingError when that is nothing."""
    both = tuple(scope for scope in ALL_SCOPES if scope in asked and scope in offered)
    if not both:
        raise PairingError("none of what the browser asks for was offered")
    return both
