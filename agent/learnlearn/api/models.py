"""What the settings name beside the engine: a language model, an encoder. Loaded only where one is switched on: the agent works without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnlearn.contract.second import SecondState
from learnlearn.errors import KeyUnavailableError
from learnlearn.settings import Settings
from learnlearn.vault import host_key

if TYPE_CHECKING:
    from learnlearn.acts.answers import Answered
    from learnlearn.contract.conversation import Conversation
    from learnlearn.contract.snapshot import ProfileSnapshot
    from learnlearn.language_model.model import Model
    from learnlearn.language_model.offers import Standing
    from learnlearn.phrasing.jobs import Jobs
    from learnlearn.second.jobs import Came, Pair, Reader, SecondJobs


@dataclass(frozen=True, slots=True)
class Slower:
    """What may come after the first answer; None for what is switched off."""

    phrasing: Jobs | None = None
    second: SecondJobs | None = None

    def offered(self, found: Answered, page: ProfileSnapshot) -> Conversation:
        """The answer with what is offered for it. Nothing is sent."""
        told = found.told
        offers: dict[str, object] = {}
        if self.phrasing is not None:
            offers["phrasing"] = self.phrasing.offer(told.prompts)
        if self.second is not None and found.question is not None:
            from learnlearn.second.jobs import Pair  # noqa: PLC0415

            offers["second"] = self.second.offer(Pair(page, labels(told), found.question))
        return told.model_copy(update=offers) if offers else told

    async def close(self) -> None:
        """Ends what is under way."""
        for jobs in (self.phrasing, self.second):
            if jobs is not None:
                await jobs.close()


def labels(told: Conversation) -> frozenset[str]:
    """What an answer names as shared."""
    return frozenset(one.label for one in told.common)


def under_way(standing: Standing[tuple[Came, Pair]]) -> SecondState | None:
    """How a second reading stands that has changed nothing, or not yet; None when it was read and the page is to be answered once more."""
    if standing.state != "done":
        return SecondState(state=standing.state, conversation=None, added=0, withdrawn=0)
    failed = any(came == "failed" for came, _ in standing.came)
    return SecondState(state="failed", conversation=None, added=0, withdrawn=0) if failed else None


def changed(before: frozenset[str], told: Conversation) -> SecondState:
    """What a second reading has changed."""
    now = labels(told)
    return SecondState(state="done", conversation=None if now == before else told, added=len(now - before), withdrawn=len(before - now))


def slower(settings: Settings) -> Slower:
    """Everything the settings switch on. Raises ModelSettingsError, EncoderError."""
    found = model(settings) if settings.phrasing or settings.second_reader == "model" else None
    return Slower(_phrasing(found) if settings.phrasing and found else None, _second(settings, found))


def model(settings: Settings) -> Model:
    """The language model. Raises ModelSettingsError when the settings do not make one."""
    from learnlearn.language_model.model import model as named  # noqa: PLC0415

    def secret() -> str:
        try:
            return host_key.read(found.url, settings.keyring_seconds)
        except KeyUnavailableError:
            if found.where == "remote":
                raise
            return ""  # a server on this machine seldom wants one, and says so when it does

    found = named(settings.model, settings.model_url, settings.model_name, settings.model_seconds, secret)
    return found


def _phrasing(found: Model) -> Jobs:
    from learnlearn.phrasing.jobs import Jobs  # noqa: PLC0415

    return Jobs(found)


def _second(settings: Settings, found: Model | None) -> SecondJobs | None:
    if settings.second_reader == "off":
        return None
    from learnlearn.second.jobs import SecondJobs  # noqa: PLC0415

    return SecondJobs(_reader(settings, found))


def _reader(settings: Settings, found: Model | None) -> Reader:
    if found is not None and settings.second_reader == "model":
        from learnlearn.second.model_reader import ModelReader  # noqa: PLC0415

        return ModelReader(found)
    from learnlearn.second.encoder import EncoderReader  # noqa: PLC0415

    return EncoderReader(settings.encoder)


def phrasing_of(found: Slower) -> Jobs:
    """For a route that is about prompts in other words. Raises UnknownOfferError while no model does that: then nothing was offered."""
    from learnlearn.language_model.errors import UnknownOfferError  # noqa: PLC0415

    if found.phrasing is None:
        raise UnknownOfferError("no language model puts prompts into other words")
    return found.phrasing


def second_of(found: Slower) -> SecondJobs:
    """For a route that is about a second reading. Raises UnknownOfferError while there is no second reader."""
    from learnlearn.language_model.errors import UnknownOfferError  # noqa: PLC0415

    if found.second is None:
        raise UnknownOfferError("no second reader is switched on")
    return found.second
