"""The OpenAPI 3.1 document, made from the contract and the table of routes; nothing in it is written twice."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from learnlearn import __version__
from learnlearn.api.body import BODY_LIMIT
from learnlearn.api.call import Access, AnyRoute, Page
from learnlearn.api.problems import CONTENT_TYPE
from learnlearn.api.routes import all_routes
from learnlearn.contract import PUBLIC
from learnlearn.contract.problem import Problem
from learnlearn.contract.schemas import normalised

Json = dict[str, Any]  # a document of another standard, not a value between modules

_DESCRIPTION = (
    "The agent listens on 127.0.0.1 only. Every call is a POST with a JSON body and, but for the open routes, a bearer token: a browser's is bound "
    f"to its Origin, a program's is refused with one. No CORS header is ever sent. A body holds at most {BODY_LIMIT} bytes."
)
_SECURITY = {
    Access.OPEN: [],
    Access.PAGE: [{"token": ["page"]}],
    Access.ME: [{"token": ["me"]}],
    Access.PEOPLE: [{"token": ["people"]}],
    Access.CONTROL: [{"control": []}],
}


def document() -> Json:
    """The whole document."""
    routes = all_routes()
    posts = [route for route in routes if not isinstance(route, Page)]
    models: dict[str, type[BaseModel]] = {model.__name__: model for model in (*PUBLIC, Problem)}
    for route in posts:
        models |= {route.request.__name__: route.request, route.reply.__name__: route.reply}
    _, found = models_json_schema([(model, "validation") for model in models.values()], ref_template="#/components/schemas/{model}")
    return {
        "openapi": "3.1.0",
        "info": {"title": "Learnlearn agent", "version": __version__, "description": _DESCRIPTION, "license": {"name": "Apache-2.0"}},
        "servers": [{"url": "http://127.0.0.1:17653"}],
        "paths": {route.path: _path(route) for route in sorted(routes, key=lambda route: route.path)},
        "components": {
            "schemas": normalised(found["$defs"], names=True),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "Given at pairing."},
                "control": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "From control.json of the running agent; never with an Origin.",
                },
            },
            "responses": {"Problem": {"description": "Any failure (RFC 9457)", "content": {CONTENT_TYPE: {"schema": _ref(Problem)}}}},
        },
    }


def _path(route: AnyRoute | Page) -> Json:
    if isinstance(route, Page):
        html = {"200": {"description": "A static page", "content": {"text/html": {"schema": {"type": "string"}}}}}
        return {"get": {"summary": "A page that a browser opens", "security": [], "responses": html}}
    return {
        "post": {
            "operationId": route.path.removeprefix("/v1/").replace("/", "_"),
            "summary": route.summary,
            "security": _SECURITY[route.access],
            "requestBody": {"required": True, "content": {"application/json": {"schema": _ref(route.request)}}},
            "responses": {
                "200": {"description": "Done", "content": {"application/json": {"schema": _ref(route.reply)}}},
                "default": {"$ref": "#/components/responses/Problem"},
            },
        }
    }


def _ref(model: type[BaseModel]) -> Json:
    return {"$ref": f"#/components/schemas/{model.__name__}"}
