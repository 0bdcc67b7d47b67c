"""Everything that can go wrong, as one tree of classes. Each says what happened (title), for programs (code) and what the person does next (hint).

`detail` may name a field, a folder or a port; it never repeats page text, a note or a secret. What one room alone raises stands beside it
(phrasing/errors.py, store/errors.py, service/supervisor.py …).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from learnlearn.contract.problem import Fault, Problem


class LearnlearnError(Exception):
    """The root: also what anything unforeseen is turned into, so that no failure has another shape."""

    code: ClassVar[str] = "unexpected"
    title: ClassVar[str] = "Something went wrong inside the agent"
    status: ClassVar[int] = 500
    hint: ClassVar[str] = "Try again. If it stays, look into the agent's log; it names the place, never your texts."

    def __init__(self, detail: str = "", *, faults: tuple[Fault, ...] = (), headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail or self.title)
        self.detail = detail
        self.faults = faults
        self.headers = dict(headers or {})

    def problem(self) -> Problem:
        """The error as it goes over the wire."""
        return Problem(
            type=f"urn:learnlearn:problem:{self.code}",
            title=self.title,
            status=self.status,
            detail=self.detail,
            code=self.code,
            hint=self.hint,
            faults=self.faults,
        )


class RequestError(LearnlearnError):
    """What reached the agent is not what it takes."""

    code, status, title = "bad_request", 400, "The agent does not take this request"
    hint = "Update the extension or the program that sent it."


class WrongHostError(RequestError):
    """The Host header names somebody else: DNS rebinding, or a proxy."""

    code, status, title = "wrong_host", 421, "The agent answers to its own address only"
    hint = "Use http://127.0.0.1 with the agent's port, not another name for it."


class UnknownRouteError(RequestError):
    """Nothing stands at this address, in exactly this spelling."""

    code, status, title = "unknown_route", 404, "The agent has nothing at this address"
    hint = "Compare the versions of agent and extension; one of them may be too old."


class WrongMethodError(RequestError):
    """The route exists and takes another method."""

    code, status, title = "wrong_method", 405, "This address takes another method"
    hint = "Every call is a POST with a JSON body; only /pair is opened by GET."


class ForeignPageError(RequestError):
    """A browser says that another page made this request."""

    code, status, title = "foreign_page", 403, "Web pages may not talk to the agent"
    hint = "Use the extension's button. If you did, reload the extension."


class OriginError(RequestError):
    """The Origin is not the one this token belongs to, or none is allowed."""

    code, status, title = "origin_refused", 403, "This token does not belong to where the request came from"
    hint = "Pair this browser again: learnlearn pair"


class ContentTypeError(RequestError):
    """The body is not declared as plain JSON."""

    code, status, title = "wrong_content_type", 415, "The agent takes JSON only"
    hint = "Send Content-Type: application/json, uncompressed."


class BodyTooLargeError(RequestError):
    """More bytes than any honest message has."""

    code, status, title = "body_too_large", 413, "This is more than the agent takes at once"
    hint = "Select the part of the page that matters and use the selection. Nothing was lost."


class BodyTimeoutError(RequestError):
    """The body did not arrive in time."""

    code, status, title = "body_too_slow", 408, "The request did not arrive in time"
    hint = "Try again."


class BodyNotJsonError(RequestError):
    """The body cannot be read as JSON text."""

    code, status, title = "not_json", 400, "This is not JSON"
    hint = "Update the extension or the program that sent it. Nothing was changed."


class BodyTooDeepError(RequestError):
    """Nested beyond what any message of the contract is."""

    code, status, title = "too_deep", 400, "This JSON is nested too deeply"
    hint = "Update the extension or the program that sent it. Nothing was changed."


class InvalidBodyError(RequestError):
    """JSON, but not what the contract says; `faults` names the places."""

    code, status, title = "invalid_body", 422, "The request does not fit what the agent takes"
    hint = "Look at the named fields; agent and extension may be of different versions. Nothing was changed."


class MalformedRequestError(RequestError):
    """Not HTTP as it should be: oversized headers, a broken request line."""

    code, status, title = "malformed_request", 400, "This is not a proper HTTP request"
    hint = "Check which program talks to the agent's port."


class NotPairedError(RequestError):
    """No token, or one that nobody holds."""

    code, status, title = "not_paired", 401, "This browser is not paired with the agent"
    hint = "Pair it: learnlearn pair"


class ScopeError(RequestError):
    """A valid token that was not given this right."""

    code, status, title = "scope_missing", 403, "This pairing does not allow that"
    hint = "Pair again and allow it, or use the learnlearn command."


class PairingError(LearnlearnError):
    """A pairing code that fits no offer."""

    code, status, title = "pairing_refused", 403, "This code does not fit"
    hint = "Run learnlearn pair again and use the new code."


class PairingExpiredError(PairingError):
    """The code's time is over, or it was used, or guessed at too often."""

    code, status, title = "pairing_expired", 403, "This code is no longer valid"
    hint = "Run learnlearn pair again; a code works once, for two minutes."


class UnknownClientError(LearnlearnError):
    """No paired browser or program has this id."""

    code, status, title = "unknown_client", 404, "No paired browser or program has this id"
    hint = "See the list: learnlearn clients. In a browser, pair again: learnlearn pair"


class BusyError(LearnlearnError):
    """More requests wait than can be answered soon."""

    code, status, title = "busy", 503, "The agent has too much to do at once"
    hint = "Try again in a second."


class KeyUnavailableError(LearnlearnError):
    """The data key cannot be had. `state`: none, unsafe, locked, waiting, lost, wrong or broken (see vault/states.py)."""

    status = 503
    title = "The key of your notes cannot be had"

    def __init__(self, state: str, detail: str, hint: str) -> None:
        super().__init__(detail)
        self.state = state
        self.code = f"key_{state}"  # type: ignore[misc]  # one class, seven states: each instance has its own code and hint
        self.hint = hint  # type: ignore[misc]


class StoreError(LearnlearnError):
    """The store could not do it; what was acknowledged before stands."""

    code, status, title = "store_failed", 500, "The store could not do this"
    hint = "Nothing that was saved before is lost. Look at the disk, then try again."


class DiskError(StoreError):
    """The disk refused a file, of the store or another one (settings, a key, an export). Below StoreError, for it is mostly the store that asks."""

    code, status, title = "disk_failed", 500, "The disk refused a file"
    hint = "Look whether the place is there and yours to write to, then try again. What was saved before stands."

    @classmethod
    def of(cls, error: OSError, path: object = None) -> DiskError:
        """What the system says of this path, or of the one that the error names."""
        named = error.filename if path is None else path
        return cls(f"{named}: {error.strerror or type(error).__name__}")


class StoreLockedError(StoreError):
    """The key is locked away: reading and writing are refused, nothing is taken into memory."""

    code, status, title = "store_locked", 503, "Your notes are locked"
    hint = "Unlock your keyring (log in to your desktop), then try again."


class StoreOpeningError(StoreError):
    """Still reading."""

    code, status, title = "store_opening", 503, "The agent is still opening your notes"
    hint = "Try again in a moment."


class StoreInUseError(StoreError):
    """Another process owns the store."""

    code, status, title = "store_in_use", 409, "Another Learnlearn uses this store"
    hint = "Stop it first (Ctrl+C where it runs), or let it work: commands speak through it."


class StoreTooNewError(StoreError):
    """Written by a newer version."""

    code, status, title = "store_too_new", 500, "This store was written by a newer Learnlearn"
    hint = "Update Learnlearn; nothing was changed."


class StoreFullError(StoreError):
    """No room on the disk."""

    code, status, title = "store_full", 507, "The disk is full: this was not saved"
    hint = "Make room, then save again. What was saved before stands."


class StoreDamagedError(StoreError):
    """A file cannot be opened. It is left as it is."""

    code, status, title = "store_damaged", 500, "A file of the store cannot be opened"
    hint = "It is never deleted; everything else works. See what can be done: learnlearn store check"


class StoreWaitingError(StoreError):
    """Sealed with a key that has not reached this device: a synchroniser is still at work, or this device was left out of a new epoch."""

    code, status, title = "store_waiting", 503, "This was sealed on another device, and its key has not arrived here yet"
    hint = "Let your synchroniser finish; if it stays, start Learnlearn on the other device once."


class UnknownNoteError(StoreError):
    """No note has this id."""

    code, status, title = "unknown_note", 404, "There is no such note"
    hint = "List the notes on this person again."


class UnknownLinkError(StoreError):
    """No link of two people has this id, or it was taken back already."""

    code, status, title = "unknown_link", 404, "There is no such link between two people"
    hint = "Look at the links of this person again."


class UnknownPersonError(StoreError):
    """Nobody at this address is kept."""

    code, status, title = "unknown_person", 404, "Nothing is kept on this person"
    hint = "Search by name: learnlearn search NAME"


class NoStepError(LearnlearnError):
    """A step was to be taken where none is proposed."""

    code, status, title = "no_step", 409, "No step is proposed with this person"
    hint = "Give them a circle, or note a promise; then there is a next step. Look again: learnlearn plan PERSON"


class SettingsError(LearnlearnError):
    """A setting that does not exist, or a value it does not take."""

    code, status, title = "wrong_setting", 500, "A setting is wrong"
    hint = "See all settings with their meaning: learnlearn config"


class TooManyPeopleError(LearnlearnError):
    """More people than one file handed to a browser should hold."""

    code, status, title = "too_many_people", 413, "These are more people than a browser takes at once"
    hint = "Choose fewer (a circle, a tag, since a day), or use the command, which takes any number: learnlearn export"


class PortTakenError(LearnlearnError):
    """Somebody else listens where the agent should."""

    code, status, title = "port_taken", 500, "The agent's port is another program's"
    hint = "Stop that program, or choose another port: learnlearn run --port NUMBER (and the same in the extension's options)."


class AlreadyRunningError(LearnlearnError):
    """A second instance over one home."""

    code, status, title = "already_running", 409, "Learnlearn is already running"
    hint = "Nothing to do. To stop it: learnlearn stop"


class NotRunningError(LearnlearnError):
    """A command needs the running agent."""

    code, status, title = "not_running", 503, "The agent is not running"
    hint = "Start it in another terminal: learnlearn run"


class FileError(LearnlearnError):
    """A file given to a command cannot be read as what it should be."""

    code, status, title = "wrong_file", 400, "This file cannot be used"
    hint = "Look at the named place in the file. Nothing was changed."
