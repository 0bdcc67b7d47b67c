"""The OpenAPI document says what the agent does: every route, its messages, its scope."""

from __future__ import annotations

import json

from learnlearn.api.call import Access, Page
from learnlearn.api.openapi import document
from learnlearn.api.routes import all_routes


def test_every_route_stands_in_the_document_and_nothing_else() -> None:
    """Paths, methods, and the security of each."""
    paths = document()["paths"]
    routes = {route.path: route for route in all_routes()}
    assert set(paths) == set(routes)
    assert len(routes) == len(all_routes())
    for path, route in routes.items():
        (method,) = paths[path]
        assert method == ("get" if isinstance(route, Page) else "post")
        is_open = isinstance(route, Page) or route.access is Access.OPEN
        assert (paths[path][method]["security"] == []) is is_open


def test_every_reference_leads_somewhere() -> None:
    """Schemas and responses alike."""
    found = document()
    for reference in _references(found):
        place = found
        for part in reference.removeprefix("#/").split("/"):
            place = place[part]
    assert len(_references(found)) > 60
    assert json.dumps(found) == json.dumps(document())


def test_requests_forbid_what_they_do_not_know_and_replies_do_not() -> None:
    """As the contract says."""
    schemas = document()["components"]["schemas"]
    for route in all_routes():
        if not isinstance(route, Page):
            assert schemas[route.request.__name__]["additionalProperties"] is False
    assert "additionalProperties" not in schemas["Conversation"]


def _references(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [found for value in node.values() for found in _references(value)]
    return [found for value in node for found in _references(value)] if isinstance(node, list) else []
