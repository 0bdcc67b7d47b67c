"""A command at its desk: an agent that is slow, one of another version, and one that never comes to the end of everybody."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pydantic import BaseModel

from learnlearn.cli.desk import AgentSlowError, OtherVersionError, R, RemoteDesk
from learnlearn.cli.people import NotEverybodyError, found_by
from learnlearn.contract.commands.control import ControlFile
from learnlearn.contract.commands.upkeep import Checked, CheckStore
from learnlearn.contract.note import Found, Search
from learnlearn.errors import NotRunningError

SECONDS = 0.05
SEARCH = Search(text="ilse", limit=1)


@contextmanager
def answering(body: bytes, told: threading.Event) -> Iterator[RemoteDesk]:
    """A desk whose agent answers this, once `told`."""

    class Agent(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Waits until it may answer."""
            told.wait(30)
            try:
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                self.close_connection = True  # whoever asked has left

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Agent) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        control = ControlFile(port=server.server_port, pid=1, token="t", started_at=dt.datetime.now(dt.UTC), version="x")
        try:
            yield RemoteDesk(control, SECONDS)
        finally:
            told.set()
            server.shutdown()
            thread.join()


def test_a_slow_agent_is_told_as_slow_and_upkeep_is_waited_for() -> None:
    """After its time a question ends and says that the agent is at work, not that none runs; a look at every file has no limit."""
    told = threading.Event()
    whole = Checked(files=1, people=0, findings=())
    answers: list[Checked] = []
    with answering(whole.model_dump_json().encode(), told) as desk:
        upkeep = threading.Thread(target=lambda: answers.append(desk.call("/v1/control/store/check", CheckStore(repair=False), Checked)))
        upkeep.start()
        with pytest.raises(AgentSlowError) as slow:
            desk.call("/v1/people/search", SEARCH, Found)
        assert "learnlearn run" not in slow.value.hint
        assert upkeep.is_alive()
        told.set()
        upkeep.join(30)
    assert answers == [whole]


def test_an_agent_of_another_version_is_told_as_that() -> None:
    """An answer that this version does not know: start it again, not start one."""
    told = threading.Event()
    told.set()
    with answering(b'{"people": [], "surprise": 1}', told) as desk, pytest.raises(OtherVersionError) as other:
        desk.call("/v1/people/search", SEARCH, Found)
    assert "learnlearn service restart" in other.value.hint


def test_an_agent_that_is_gone_is_told_as_that() -> None:
    """The control: nobody listens any more."""
    with answering(b"", threading.Event()) as desk:
        pass
    with pytest.raises(NotRunningError):
        desk.call("/v1/people/search", SEARCH, Found)


class Unending:
    """A desk that has never looked at everybody; counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def call(self, path: str, message: BaseModel, reply: type[R]) -> R:
        """Not complete."""
        assert (path, message) == ("/v1/people/search", SEARCH)
        self.asked += 1
        return reply.model_validate({"people": (), "is_complete": False, "unopened": ()})

    def watched(self, path: str, message: BaseModel, reply: type[R], told: object) -> R:
        """Nothing here is watched."""
        raise AssertionError


def test_a_search_that_never_ends_says_so() -> None:
    """`search`, `note` and `show` by words give up with a next action instead of waiting for ever."""
    desk = Unending()
    with pytest.raises(NotEverybodyError) as given_up:
        found_by(desk, SEARCH.text, SEARCH.limit, most_seconds=SECONDS)
    assert "learnlearn store check" in given_up.value.hint
    assert desk.asked > 1
