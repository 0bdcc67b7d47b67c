"""Who is meant: a person by the address of their page."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from learnlearn.contract.base import Name, Request, SiteId, Url


class PersonRef(Request):
    """A person by their page: identity comes from the address, never from a name."""

    site: SiteId
    url: Annotated[Url, Field(min_length=8)]
    name: Name = ""
