"""Newer places for the site readers to look, from the file that a release of the agent brings. Data only, and nothing of a person in it."""

from __future__ import annotations

from functools import cache
from importlib import resources

from learnlearn.api.call import Access, Call, Route
from learnlearn.contract.hooks import GetHooks, Hooks


@cache
def released() -> Hooks:
    """`hooks.json` of this release, judged by the contract."""
    return Hooks.model_validate_json((resources.files("learnlearn") / "hooks.json").read_bytes())


async def hooks(_call: Call, _message: GetHooks) -> Hooks:
    """The same for everybody."""
    return released()


ROUTES = (Route("/v1/hooks", Access.PAGE, GetHooks, Hooks, "Newer places for the site readers to look", hooks),)
