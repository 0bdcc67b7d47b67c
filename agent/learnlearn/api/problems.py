"""Every failure leaves the agent in one shape: an RFC 9457 problem. The one place that turns exceptions into replies."""

from __future__ import annotations

import logging

from aiohttp import web
from aiohttp.typedefs import Handler

from learnlearn.api.call import TABLE
from learnlearn.errors import LearnlearnError, NotPairedError, RequestError

CONTENT_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)


def reply(error: LearnlearnError) -> web.Response:
    """The error as a response."""
    headers = dict(error.headers)
    if isinstance(error, NotPairedError):
        headers["WWW-Authenticate"] = "Bearer"
    return web.Response(body=error.problem().model_dump_json().encode(), status=error.status, content_type=CONTENT_TYPE, headers=headers)


@web.middleware
async def shaped(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Outermost: nothing gets past it in another shape."""
    try:
        return await handler(request)
    except LearnlearnError as error:
        if error.status >= 500:
            _log.warning("%s answered %s", _place(request), error.code)
        return reply(error)
    except web.HTTPException as error:
        return reply(_from_aiohttp(error))
    except Exception:
        _log.exception("%s failed", _place(request))
        return reply(LearnlearnError())


def _place(request: web.Request) -> str:
    """The route as we wrote it; of anything else nothing is repeated."""
    return request.raw_path if request.raw_path in request.app.get(TABLE, {}) else "an unknown address"


def _from_aiohttp(error: web.HTTPException) -> LearnlearnError:
    return RequestError() if error.status < 500 else LearnlearnError()
