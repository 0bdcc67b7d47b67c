"""The same person on several networks: recognised by proof, one only on my word."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from learnlearn.contract.base import Reply, Request, Ulid, Url
from learnlearn.contract.conversation import Person
from learnlearn.contract.person import PersonRef
from learnlearn.contract.snapshot import ProfileSnapshot

ProofKind = Literal["links_both_ways", "checked_link", "same_site"]
Says = Literal["one", "two"]


class AskSame(Request):
    """Asks whom I keep that the person on this page may be, and which of them I have called one with them."""

    snapshot: ProfileSnapshot


class IdentityProof(Reply):
    """Why two pages may be one person's: the address that the page in front of me holds, and the one that the kept page holds."""

    kind: ProofKind
    here: str
    there: str


class SamePerson(Reply):
    """Somebody I keep who may be the person on this page. `says` is my word on it, `link` its id to take it back; null when I gave none."""

    person: Person
    proof: tuple[IdentityProof, ...]
    says: Says | None
    link: Ulid | None


class Same(Reply):
    """First those who are one with this person on my word. Those I called somebody else are not shown again."""

    people: tuple[SamePerson, ...]


class SaySame(Request):
    """My word on two people: one, or two. Both stay kept as they are, so that it can be taken back; `proof` is what I was shown."""

    first: PersonRef
    second: PersonRef
    says: Says
    proof: Annotated[tuple[Url, ...], Field(max_length=20)] = ()


class TakeBackSame(Request):
    """Takes my word back: what I said before of the two counts again, if anything."""

    link: Ulid


class SaidSame(Reply):
    """My word as it is kept; after taking it back, without one."""

    link: Ulid | None
    says: Says | None
