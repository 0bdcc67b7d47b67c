"""`learnlearn match`: flat cases to contract values, and the answer in the short form that measurement reads.

Cases come from outside and from other versions: what the contract does not know inside `me` and `them` is passed over, an empty date is
no date, and a page that does not say when it was taken was taken now.
"""

from __future__ import annotations

import datetime as dt
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json, to_json

from learnlearn import pipeline
from learnlearn.contract.conversation import Conversation, Quote
from learnlearn.contract.me import Me
from learnlearn.contract.problem import Fault
from learnlearn.contract.snapshot import Education, Position, Post, ProfileSnapshot, Project
from learnlearn.conversation.history import History
from learnlearn.errors import FileError

Json = dict[str, Any]  # what stands in a file, before it is checked
_PARTS: dict[str, type[BaseModel]] = {"positions": Position, "education": Education, "projects": Project, "posts": Post}
_NOTHING_WHEN_EMPTY = {"date", "language", "page_language"}

M = TypeVar("M", bound=BaseModel)


class BadCaseError(ValueError):
    """A line that could not be answered; the text says why without repeating it."""


def one(me_file: Path, them_file: Path, now: dt.datetime) -> Conversation:
    """The whole conversation of two files in the contract's form. Raises FileError."""
    return _converse(_file(me_file, Me), _file(them_file, ProfileSnapshot), now)


def answer(line: bytes, now: dt.datetime) -> str:
    """One case to one line of JSON. Raises BadCaseError, whatever happens, so that the next case has its turn."""
    try:
        case = from_json(line)
    except ValueError as error:
        raise BadCaseError(f"not JSON: {error}") from None
    if not isinstance(case, dict) or not isinstance(case.get("me"), dict) or not isinstance(case.get("them"), dict):
        raise BadCaseError("it needs an object with the objects `me` and `them`")
    try:
        me = Me.model_validate(known(case["me"], Me))
        them = ProfileSnapshot.model_validate({"captured_at": now} | known(case["them"], ProfileSnapshot))
    except ValidationError as error:
        raise BadCaseError("; ".join(f"{fault.path}: {fault.message}" for fault in _faults(error))) from None
    try:
        return to_json({"id": case.get("id"), **short(_converse(me, them, now))}).decode()
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        raise BadCaseError(f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}") from error


def known(given: Json, model: type[BaseModel]) -> Json:
    """Only what the contract knows, in every part; null and an empty date say nothing."""
    kept: Json = {}
    for name, value in given.items():
        if name not in model.model_fields or value is None or (value == "" and name in _NOTHING_WHEN_EMPTY):
            continue
        part = _PARTS.get(name)
        if part and isinstance(value, list):
            kept[name] = [known(item, part) if isinstance(item, dict) else item for item in value]
        else:
            kept[name] = value
    return kept


def short(conversation: Conversation) -> Json:
    """What is measured: labels, scores and verbatim quotes."""
    return {
        "common": [
            {"label": item.label, "relation": item.relation, "score": item.score, "mine": _quotes(item.mine), "theirs": _quotes(item.theirs)}
            for item in conversation.common
        ],
        "learn": [{"label": topic.label, "theirs": _quotes(topic.theirs)} for topic in conversation.learn],
        "share": [{"label": topic.label, "theirs": _quotes(topic.theirs)} for topic in conversation.share],
        "prompts": [{"kind": prompt.kind, "text": prompt.text, "about": prompt.about} for prompt in conversation.prompts],
    }


def _converse(me: Me, them: ProfileSnapshot, now: dt.datetime) -> Conversation:
    return pipeline.answer(them, pipeline.read_me(me, now.date()), History(), now)


def _file(path: Path, model: type[M]) -> M:
    try:
        return model.model_validate_json(path.read_bytes(), strict=True)
    except ValidationError as error:
        raise FileError(str(path), faults=tuple(_faults(error))) from None


def _faults(error: ValidationError) -> Iterable[Fault]:
    for detail in error.errors(include_url=False, include_context=False, include_input=False):
        yield Fault(path=".".join(map(str, detail["loc"])), message=detail["msg"])


def _quotes(quotes: Iterable[Quote]) -> list[str]:
    return [quote.text for quote in quotes]
