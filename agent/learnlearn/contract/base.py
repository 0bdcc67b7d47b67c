"""What every message on the wire has in common: strict requests, tolerant replies, text that cannot trick a reader.

Requests refuse a field they do not know, so that a typo dies at the door; replies pass over one, so that a newer agent
can say more. Replies have no defaults: the extension never has to guess what was left out. Values are immutable.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Annotated, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

# Controls (line feed and tab aside) and bidirectional overrides: they can make shown text lie about what it says (CVE-2021-42574).
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def plain(text: str) -> str:
    """Text without control and bidi-override characters; line ends become one form."""
    if text.isprintable():
        return text  # most lines: Unicode calls none of those characters printable, nor any line end
    return _UNSEEN.sub("", text.replace("\r\n", "\n"))


def composed(text: str) -> str:
    """A name in its composed Unicode form (NFC), on one line."""
    return " ".join(unicodedata.normalize("NFC", plain(text)).split())


class Request(BaseModel):
    """A message into the agent: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Reply(BaseModel):
    """A message out of the agent: a reader passes over fields it does not know."""

    model_config = ConfigDict(extra="ignore", frozen=True)


def reachable(address: str) -> str:
    """An address without such characters. Raises ValueError when nothing else stood behind its scheme: what is kept must be readable again."""
    cleaned = plain(address)
    if cleaned.endswith("://"):
        raise ValueError("nothing that can be seen stands behind the address's scheme")
    return cleaned


_D = TypeVar("_D", bound=dt.date)
_YEARS = r"^[1-8][0-9]{3}-"


def countable(day: _D) -> _D:
    """A day with room on both sides: it can be counted from, and looked at in another zone. Raises ValueError near the ends of the calendar."""
    if not 1000 <= day.year < 9000:
        raise ValueError("the year is from 1000 to 8999")
    return day


Day = Annotated[dt.date, AfterValidator(countable), Field(json_schema_extra={"pattern": _YEARS})]
Moment = Annotated[AwareDatetime, AfterValidator(countable), Field(json_schema_extra={"pattern": _YEARS})]
Name = Annotated[str, AfterValidator(composed), Field(max_length=300)]
Line = Annotated[str, AfterValidator(plain), Field(max_length=2_000)]
Text = Annotated[str, AfterValidator(plain), Field(max_length=40_000)]
Url = Annotated[
    str, Field(max_length=2_048, pattern=r"^(https?://[^\s]+)?$"), AfterValidator(reachable)
]  # in this order the schema has the pattern too
SiteId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$", description="A site folder's name; an open set, so a new site changes no contract.")]
LanguageTag = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", description="BCP 47, such as `en` or `pt-BR`.")]
Ulid = Annotated[str, Field(pattern=r"^[0-7][0-9A-HJKMNP-TV-Z]{25}$", description="Sorts by the time it was made.")]
