"""The one shape of every failure: an RFC 9457 problem with a stable code and the person's next action."""

from __future__ import annotations

from learnlearn.contract.base import Reply


class Fault(Reply):
    """One place in a request that is wrong."""

    path: str
    message: str


class Problem(Reply):
    """`code` is for programs and never changes; `hint` is for the person and says what to do next."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    hint: str
    faults: tuple[Fault, ...]
