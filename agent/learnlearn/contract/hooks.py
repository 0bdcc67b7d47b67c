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


class Hooks(Reply):
    """The newer hooks by site; a site without any is read by the extension's own copy."""

    sites: dict[SiteId, SiteHooks]
