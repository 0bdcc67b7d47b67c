"""A second reader's opinion of the pair: what it changed, once it has come and been proved."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from learnlearn.contract.base import Reply
from learnlearn.contract.conversation import Conversation


class SecondState(Reply):
    """`waiting` until it has read both; `failed` when it could not: the first answer stands."""

    state: Literal["offered", "waiting", "done", "failed"]
    conversation: Conversation | None = Field(description="The whole answer after it; null while waiting, and when it changed nothing.")
    added: int = Field(ge=0, description="How many things it proposed and proved.")
    withdrawn: int = Field(ge=0, description="How many things it did not believe; they are set aside.")
