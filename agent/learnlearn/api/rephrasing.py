"""The language model that the settings name, if they name one. Loaded only then: the agent works without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnlearn.errors import KeyUnavailableError
from learnlearn.settings import Settings
from learnlearn.vault import host_key

if TYPE_CHECKING:
    from learnlearn.phrasing.jobs import Jobs
    from learnlearn.phrasing.model import Model


def model(settings: Settings) -> Model:
    """The model. Raises PhrasingSettingsError when the settings do not make one."""
    from learnlearn.phrasing.model import model as named  # noqa: PLC0415  loaded only where a model is switched on

    def secret() -> str:
        try:
            return host_key.read(found.url, settings.keyring_seconds)
        except KeyUnavailableError:
            if found.where == "remote":
                raise
            return ""  # a server on this machine seldom wants one, and says so when it does

    found = named(settings.phrasing, settings.phrasing_url, settings.phrasing_model, settings.phrasing_seconds, secret)
    return found


def jobs(settings: Settings) -> Jobs | None:
    """Where prompts go to be put into other words; None while it is off. Raises PhrasingSettingsError."""
    if settings.phrasing == "off":
        return None
    from learnlearn.phrasing.jobs import Jobs  # noqa: PLC0415

    return Jobs(model(settings))


def required(found: Jobs | None) -> Jobs:
    """The jobs, for a route that is about one. Raises UnknownPhrasingError while no model is switched on: then nothing was offered."""
    from learnlearn.phrasing.errors import UnknownPhrasingError  # noqa: PLC0415

    if found is None:
        raise UnknownPhrasingError("no language model is switched on")
    return found
