"""Where readers look, as data: so that a release of the agent mends a reader without a new extension and without sending code."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from learnlearn.contract.base import Reply, Request, SiteId

# The whole vocabulary of a step (extension/content/hooks.js). The extension tries each selector and passes over what it does not know.
HookKey = Literal["css", "attr", "drop", "after", "before", "as", "grade"]
FieldName = Annotated[str, Field(pattern=r"^[a-z][A-Za-z_]{0,39}$")]
HookStep = Annotated[dict[HookKey, Annotated[str, Field(max_length=400)]], Field(min_length=1)]


class GetHooks(Request):
    """Asks for the hooks that are newer than those an extension may carry."""


class SiteHooks(Reply):
    """For each field of one site where to look, best place first. Used only when `version` is higher than that of the extension's own copy."""

    version: int = Field(ge=1)
    fields: dict[FieldName, Annotated[tuple[HookStep, ...], Field(max_length=20)]]


# An address of a site: its host or none, then a path of plain signs, {parts}, {one,of,these} and `*` (extension/content/routes.js).
Address = Annotated[str, Field(max_length=200, pattern=r"^(?:https://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+)?/[\w\-./~%@:?=&#+*{},]*$")]
Addresses = Annotated[tuple[Address, ...], Field(max_length=40)]
NoPerson = Literal["article", "company", "feed", "group", "job", "organization", "other", "repository", "school", "search"]


class SiteAddresses(Request):
    """What a page is by its address. Of `profile`, `hashtag`, `search`, `group` the first is the form the reader knows; the others stand for it."""

    profile: Addresses = ()
    hashtag: Addresses = ()
    search: Addresses = ()
    group: Addresses = ()
    sign_in_wall: Addresses = ()
    not_a_person: dict[NoPerson, Addresses] = Field(default_factory=dict)


class SiteFile(Request):
    """A newer `site.json`, used when `version` is higher than that of the extension's own.

    Hosts are not in it, for they are what the user allowed; nor is whether the site's terms ask for a word first, which the extension says itself.
    """

    version: int = Field(ge=1)
    name: Annotated[str, Field(max_length=60, pattern=r"^[^\s<>][^<>\n]*$")]
    urls: SiteAddresses


class Hooks(Reply):
    """The newer hooks and the newer `site.json`, by site; a site without any is read by the extension's own copy."""

    sites: dict[SiteId, SiteHooks]
    site_files: dict[SiteId, SiteFile]
