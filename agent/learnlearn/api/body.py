"""A request's body as a message of the contract, or a clear problem. Nothing of the body is repeated in an error but names of fields."""

from __future__ import annotations

import asyncio
from typing import TypeVar

from aiohttp import hdrs, web
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from learnlearn.contract.problem import Fault
from learnlearn.errors import (
    BodyNotJsonError,
    BodyTimeoutError,
    BodyTooDeepError,
    BodyTooLargeError,
    InvalidBodyError,
    LearnlearnError,
    MalformedRequestError,
)

BODY_LIMIT = 4 * 1024 * 1024
OPEN_BODY_LIMIT = 4 * 1024  # what is read of a stranger
_SECONDS = 15
_LARGE = 128 * 1024  # validating more than this would hold the event loop for milliseconds
_MOST_FAULTS = 20
_LONGEST_NAME = 60

Q = TypeVar("Q", bound=BaseModel)


async def read_message(request: web.Request, model: type[Q], limit: int) -> Q:
    """The message. Raises BodyTooLargeError, BodyTimeoutError, BodyNotJsonError, BodyTooDeepError, InvalidBodyError."""
    if is_expected(request):
        await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        request.writer.output_size = 0  # what was written is no part of the answer
    data = bytearray()
    try:
        async with asyncio.timeout(_SECONDS):
            async for piece in request.content.iter_any():
                data += piece
                if len(data) > limit:
                    raise BodyTooLargeError
    except TimeoutError:
        raise BodyTimeoutError from None
    except web.RequestPayloadError:
        raise MalformedRequestError from None
    if len(data) > _LARGE:
        return await asyncio.to_thread(parse, bytes(data), model)
    return parse(bytes(data), model)


def is_expected(request: web.Request) -> bool:
    """Whether the sender waits for a word before it sends the body (RFC 9110, 10.1.1)."""
    return request.headers.get(hdrs.EXPECT, "").lower() == "100-continue"


async def write_message(message: BaseModel, is_large: bool) -> bytes:
    """The message as JSON; a large one is written beside the event loop."""
    text = await asyncio.to_thread(message.model_dump_json) if is_large else message.model_dump_json()
    return text.encode()


def parse(data: bytes, model: type[Q]) -> Q:
    """JSON text to a message, types taken strictly: a number is no text and 1 is not true."""
    try:
        return model.model_validate_json(data, strict=True)
    except ValidationError as error:
        raise _refusal(error.errors(include_url=False, include_context=False, include_input=False)) from None


def faults(details: list[ErrorDetails]) -> tuple[Fault, ...]:
    """Where and what, as far as somebody can take in at once; names of fields are cut, values are left out."""
    return tuple(
        Fault(path=".".join(str(part)[:_LONGEST_NAME] for part in detail["loc"]), message=detail["msg"]) for detail in details[:_MOST_FAULTS]
    )


def _refusal(details: list[ErrorDetails]) -> LearnlearnError:
    first = details[0]
    if first["type"] == "json_invalid":
        return BodyTooDeepError() if "recursion limit" in first["msg"] else BodyNotJsonError(first["msg"])
    more = len(details) - _MOST_FAULTS
    return InvalidBodyError(f"and {more} more" if more > 0 else "", faults=faults(details))
