"""JSON Schema 2020-12 of every public type, in one form whatever the version of pydantic; `learnlearn.publish` writes the files.

The text is normalised so that several pydantic versions give the same: titles that only repeat a name go, an `enum` beside a
`const` goes (older pydantic wrote it), whole floats become integers (older wrote 1.0), keys are sorted. 2.11, 2.12 and 2.14 were compared and agree;
older ones hand a default on from one use of an annotated alias to the next, so they are not supported.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BASE = "https://learnlearn.invalid/schemas/v1/"  # an identifier, not an address: `.invalid` resolves nowhere (RFC 2606)

JsonSchema = dict[str, Any]  # a document of another standard, not a value between modules


def normalised(node: Any, *, names: bool = False) -> Any:
    """The same schema in the one form that every supported pydantic version leads to. `names`: keys of `node` are property names."""
    if isinstance(node, dict):
        kept = {
            key: normalised(value, names=key in ("properties", "$defs") and not names)
            for key, value in node.items()
            if names or not _noise(key, node)
        }
        return dict(sorted(kept.items()))
    if isinstance(node, list):
        return [normalised(item) for item in node]
    return int(node) if isinstance(node, float) and node.is_integer() else node


def _noise(key: str, node: JsonSchema) -> bool:
    return key == "title" or (key == "enum" and "const" in node)


def one(model: type[BaseModel]) -> JsonSchema:
    """The schema of one public type, complete in itself."""
    schema = normalised(model.model_json_schema())
    return {"$schema": DIALECT, "$id": f"{BASE}{model.__name__}.json", "title": model.__name__, **schema}


def text(document: JsonSchema) -> str:
    """JSON as it is committed: two spaces, real characters, a line feed at the end."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
