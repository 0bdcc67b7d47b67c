"""One request to a model, with every limit that a stranger's server needs: time, size, no redirect, no proxy, no cookie."""

from __future__ import annotations

import asyncio

import aiohttp

from learnlearn.errors import KeyUnavailableError
from learnlearn.language_model.errors import ModelError
from learnlearn.language_model.model import Model

_LARGEST = 64 * 1024  # bytes of an answer: many times what is asked for


async def ask(model: Model, body: bytes) -> str:
    """What the model said, white space around it taken off. Raises ModelError, whatever went wrong.

    One request at a time: most models of one's own can do no more, and waiting for the turn is not waiting for the model.
    """
    async with model.turn:
        return await _ask(model, body)


async def _ask(model: Model, body: bytes) -> str:
    headers = {"Content-Type": "application/json"}
    if key := await asyncio.to_thread(_key, model):  # a keyring may ask the user for a password
        headers["Authorization"] = f"Bearer {key}"
    timeout = aiohttp.ClientTimeout(total=model.seconds, sock_connect=min(5.0, model.seconds))
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, trust_env=False, cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.post(model.url, data=body, headers=headers, allow_redirects=False) as response,
        ):
            if response.status != 200:
                raise ModelError(f"the server of the model answered {response.status}")
            answer = await response.content.read(_LARGEST + 1)
            while len(answer) <= _LARGEST and (more := await response.content.read(_LARGEST + 1 - len(answer))):
                answer += more
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise ModelError(f"the server of the model did not answer: {type(error).__name__}") from error
    if len(answer) > _LARGEST:
        raise ModelError("the server of the model answered more than was asked for")
    try:
        return model.provider.said(answer).strip()
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise ModelError(f"the server of the model does not speak the protocol that the settings name: {type(error).__name__}") from error


def _key(model: Model) -> str:
    try:
        return model.key()
    except KeyUnavailableError as error:
        raise ModelError(f"the key of the model's server could not be read: {error.title}") from error
