"""Where a command's question is answered: at the running agent, or, when none runs, right here by the same route over the same store."""

from __future__ import annotations

import contextlib
import http.client
from collections.abc import Iterator
from typing import Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from learnlearn import __version__
from learnlearn.api.listen import HOST
from learnlearn.cli.waiting import Told, waited
from learnlearn.contract.commands.control import ControlFile
from learnlearn.contract.commands.upkeep import PROGRESS, AskProgress, ProgressMade
from learnlearn.contract.problem import Problem
from learnlearn.errors import LearnlearnError, NotRunningError
from learnlearn.paths import Paths
from learnlearn.settings import Settings
from learnlearn.store.lock import holder

_SECONDS = 120
_UPKEEP = "/v1/control/store/"  # a look at every file, a backup, a restore: as long as the disk takes

R = TypeVar("R", bound=BaseModel)


class RemoteError(LearnlearnError):
    """A problem that the agent answered, with its own words."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail, faults=problem.faults)
        self.title = problem.title  # type: ignore[misc]  # the agent's, not this class's
        self.code = problem.code  # type: ignore[misc]
        self.status = problem.status  # type: ignore[misc]
        self.hint = problem.hint  # type: ignore[misc]


class AgentSlowError(LearnlearnError):
    """The agent runs and has not answered in time."""

    code, status, title = "agent_slow", 504, "The agent has not answered yet"
    hint = "It may still be at work: wait a moment and look before you do it again. If it stays so: learnlearn service logs"


class OtherVersionError(LearnlearnError):
    """The agent runs and answers something that this version does not know."""

    code, status, title = "other_version", 502, "The running agent is of another version than this command"
    hint = "Start it again: learnlearn service restart, or learnlearn stop and then learnlearn run"


class Desk(Protocol):
    """Answers messages of the contract."""

    def call(self, path: str, message: BaseModel, reply: type[R]) -> R:
        """The route's answer. Raises LearnlearnError."""

    def watched(self, path: str, message: BaseModel, reply: type[R], told: Told) -> R:
        """The same for a backup or a restore; meanwhile `told` is told how far it is, from 0 to 1."""


class RemoteDesk:
    """The running agent, over HTTP with the control token."""

    def __init__(self, control: ControlFile, seconds: float = _SECONDS) -> None:
        self.port = control.port
        self._seconds = seconds
        self._token = control.token

    def call(self, path: str, message: BaseModel, reply: type[R]) -> R:
        """See `Desk`."""
        is_patient = path.startswith(_UPKEEP) and path != PROGRESS
        connection = http.client.HTTPConnection(HOST, self.port, timeout=None if is_patient else self._seconds)
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        with contextlib.closing(connection):
            try:
                connection.request("POST", path, message.model_dump_json().encode(), headers)
                response = connection.getresponse()
                body = response.read()
            except TimeoutError:
                raise AgentSlowError(f"no answer on port {self.port} after {self._seconds:g} seconds") from None
            except (OSError, http.client.HTTPException) as error:
                raise NotRunningError(f"no answer on port {self.port}: {type(error).__name__}") from error
        try:
            if response.status != http.client.OK:
                raise RemoteError(Problem.model_validate_json(body))
            return reply.model_validate_json(body)
        except ValidationError:
            raise OtherVersionError(f"what answers on port {self.port} is not Learnlearn {__version__}") from None

    def watched(self, path: str, message: BaseModel, reply: type[R], told: Told) -> R:
        """See `Desk`."""
        return waited(lambda: self.call(path, message, reply), self._share, told)

    def _share(self) -> float:
        return self.call(PROGRESS, AskProgress(), ProgressMade).share


def running(paths: Paths) -> RemoteDesk | None:
    """The running agent's desk. Its control file counts only while that very process holds the store's lock: nobody else gets the token."""
    try:
        control = ControlFile.model_validate_json(paths.control_file.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
    return RemoteDesk(control) if holder(paths.lock_file) == control.pid else None


def require_running(paths: Paths) -> RemoteDesk:
    """Raises NotRunningError."""
    desk = running(paths)
    if desk is None:
        raise NotRunningError
    return desk


@contextlib.contextmanager
def desk(settings: Settings, paths: Paths) -> Iterator[Desk]:
    """The running agent, or this process. Raises StoreInUseError, KeyUnavailableError, StoreError."""
    if remote := running(paths):
        yield remote
        return
    from learnlearn.cli.local import local_desk  # noqa: PLC0415  the whole agent is loaded only where none runs

    with local_desk(settings, paths) as local:
        yield local
