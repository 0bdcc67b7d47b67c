"""Prompts in other words by a language model: what is offered, what exactly would be sent, and what came of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from learnlearn.contract.base import Reply, Request

PhrasingId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Where = Literal["local", "remote"]
Flaw = Literal[
    "",
    "empty",
    "too_long",
    "several_lines",
    "quotes",
    "questions",
    "numbers",
    "words",
    "denial",
    "language",
    "links",
    "delicate",
    "no_answer",
]


class PhrasingOffer(Reply):
    """Prompts that a model may put into other words. `remote` is asked only after the user has seen what leaves this machine."""

    id: PhrasingId
    where: Where
    model: str


class LookAtPhrasing(Request):
    """Asks for the exact text that a model would be sent."""

    id: PhrasingId


class PhrasingText(Reply):
    """Where the text would go, and every byte of it: one body a prompt."""

    url: str
    bodies: tuple[str, ...]


class StartPhrasing(Request):
    """Sends it. `consent` is the user's yes to this one use, after seeing the text; a model on this machine needs none."""

    id: PhrasingId
    consent: bool = False


class PollPhrasing(Request):
    """Asks what has come so far."""

    id: PhrasingId


class Phrased(Reply):
    """One prompt: the model's words when they passed every check, else the ones that were there, and what was wrong."""

    prompt_id: str
    text: Annotated[str, Field(max_length=280)]
    is_rephrased: bool
    flaw: Flaw


class PhrasingState(Reply):
    """`waiting` until every prompt has its words."""

    state: Literal["offered", "waiting", "done"]
    prompts: tuple[Phrased, ...]
