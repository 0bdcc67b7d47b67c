"""The wire is one: models, schemas, examples and the document of the API say the same."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError as SchemaError
from pydantic import ValidationError

from learnlearn.contract import PUBLIC
from learnlearn.contract.schemas import normalised
from learnlearn.publish import FOLDER, files

EXAMPLES = FOLDER / "examples"
MODELS = {model.__name__: model for model in PUBLIC}
GOOD = sorted(EXAMPLES.glob("*/valid/*.json"))
BAD = sorted(EXAMPLES.glob("*/invalid/*.json"))


def _name(path: Path) -> str:
    return f"{path.parts[-3]}-{path.stem}"


@cache
def _validator(name: str) -> Draft202012Validator:
    schema = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_committed_schemas_are_the_generated_ones() -> None:
    """Nobody edits `schemas/` by hand: generating anew changes nothing, and no file lies there that nothing generates."""
    generated = {str(path): text for path, text in files()}
    committed = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    assert committed == generated, "run `python -m learnlearn.publish`"


def test_every_public_type_has_both_sorts_of_example() -> None:
    """A type without an example is a type nobody has tried."""
    for name in MODELS:
        assert list((EXAMPLES / name / "valid").glob("*.json")), f"{name} has no valid example"
        assert list((EXAMPLES / name / "invalid").glob("*.json")), f"{name} has no invalid example"
    assert {path.name for path in EXAMPLES.iterdir()} == set(MODELS)


@pytest.mark.parametrize("path", GOOD, ids=_name)
def test_valid_examples_pass_model_and_schema(path: Path) -> None:
    """What one judge accepts the other accepts."""
    MODELS[path.parts[-3]].model_validate_json(path.read_bytes())
    _validator(path.parts[-3]).validate(json.loads(path.read_bytes()))


@pytest.mark.parametrize("path", BAD, ids=_name)
def test_invalid_examples_are_refused(path: Path) -> None:
    """The model refuses every one; the schema too, but for rules that JSON Schema cannot say."""
    with pytest.raises(ValidationError):
        MODELS[path.parts[-3]].model_validate_json(path.read_bytes())
    if path.stem in BEYOND_A_SCHEMA:
        _validator(path.parts[-3]).validate(json.loads(path.read_bytes()))
    else:
        with pytest.raises(SchemaError):
            _validator(path.parts[-3]).validate(json.loads(path.read_bytes()))


# rules over several fields: "a name or something said", "the longest gap is not shorter"; `format: date` is checked, but not by every validator
BEYOND_A_SCHEMA = {"of-nobody", "backwards", "forever"}


def test_the_same_text_comes_from_several_pydantic_versions() -> None:
    """What older pydantic wrote differently is evened out: `enum` beside `const`, whole floats, titles that only repeat."""
    old = {"title": "Version", "const": 1, "enum": [1], "maximum": 1.0, "properties": {"title": {"title": "Title", "type": "string"}}}
    new = {"properties": {"title": {"type": "string"}}, "maximum": 1, "const": 1}
    assert json.dumps(normalised(old)) == json.dumps(normalised(new))
    assert "title" in normalised(old)["properties"], "a field that happens to be called title stays"
