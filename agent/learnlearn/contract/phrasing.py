"""Prompts in other words by a language model: what came of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from learnlearn.contract.base import Reply

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
