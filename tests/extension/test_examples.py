"""The examples in schemas/ by the extension's own two judges: the types of its code, and the shapes by which the worker judges replies."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]
EXTENSION, EXAMPLES = ROOT / "extension", ROOT / "schemas" / "examples"
GOOD, BAD = (sorted(EXAMPLES.glob(f"*/{sort}/*.json")) for sort in ("valid", "invalid"))
# What a type cannot say, and what the shape of a reply leaves open, for a newer agent may say more than this version of the extension knows.
LIMITS = {"format", "maxItems", "maxLength", "maximum", "minItems", "minLength", "minimum", "pattern"}
OPEN = LIMITS | {"additionalProperties", "const", "enum"}


def _name(path: Path) -> str:
    return f"{path.parts[-3]}/{path.stem}"


def _without(keywords: set[str], node: Any, *, names: bool = False) -> Any:
    """A schema without some keywords. `names`: the keys of `node` are names of fields."""
    if isinstance(node, dict):
        kept = {key: _without(keywords, one, names=key in ("properties", "$defs") and not names) for key, one in node.items()}
        return {key: one for key, one in kept.items() if names or key not in keywords}
    return [_without(keywords, one) for one in node] if isinstance(node, list) else node


def _refused_by_schema(examples: list[Path], without: set[str]) -> set[str]:
    """What the committed schema still refuses when it says nothing of some things."""
    refused = set()
    for path in examples:
        schema = _without(without, json.loads((ROOT / "schemas" / f"{path.parts[-3]}.json").read_bytes()))
        if not Draft202012Validator(schema).is_valid(json.loads(path.read_bytes())):
            refused.add(_name(path))
    return refused


def _refused_by_types(examples: list[Path], folder: Path) -> set[str]:
    """One example a line, so that the compiler's line says which it refuses."""
    lines = [f"export const e{at}: Api.{path.parts[-3]} = {json.dumps(json.loads(path.read_bytes()))};" for at, path in enumerate(examples)]
    file = folder / "examples.ts"
    file.write_text(f"import type * as Api from {json.dumps(str(EXTENSION / 'types/api'))};\n" + "\n".join(lines))
    compiler = ROOT / "tests/node_modules/.bin/tsc"
    options = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--pretty", "false", "--types", "", "--module", "esnext"]
    options += ["--moduleResolution", "bundler"]
    told = subprocess.run([compiler, *options, file], capture_output=True, text=True, check=False, cwd=folder).stdout
    numbers = {int(line) for line in re.findall(r"^examples\.ts\((\d+),", told, re.MULTILINE)}
    assert bool(told.strip()) == bool(numbers), told
    return {_name(examples[number - 2]) for number in numbers}


def _refused_by_shapes(examples: list[Path], folder: Path) -> dict[str, str]:
    """What the worker's own judge says of each, by the route on which it would come."""
    for name in ("reply.js", "shapes.js"):
        shutil.copy(EXTENSION / "background" / name, folder)
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "judge.js").write_text(
        'import { fault } from "./reply.js"; import { REPLIES } from "./shapes.js"; import { readFileSync } from "node:fs";\n'
        "const route = (type) => Object.keys(REPLIES).find((one) => REPLIES[one] === type);\n"
        'const replies = JSON.parse(readFileSync(0, "utf8")).filter(([type]) => route(type));\n'
        "const told = replies.map(([type, name, body]) => [name, fault(route(type), body)]);\n"
        "console.log(JSON.stringify(Object.fromEntries(told)));"
    )
    asked = [[path.parts[-3], _name(path), json.loads(path.read_bytes())] for path in examples]
    told = subprocess.run(["node", "judge.js"], input=json.dumps(asked), capture_output=True, text=True, check=True, cwd=folder).stdout
    judged: dict[str, str | None] = json.loads(told)
    print(f"{len(judged)} examples of replies judged")
    assert len(judged) > 15
    return {name: fault or "" for name, fault in judged.items()}


def test_valid_examples_are_of_the_types_the_code_is_written_against(tmp_path: Path) -> None:
    """The generated types refuse none of them."""
    print(f"{len(GOOD)} examples")
    assert _refused_by_types(GOOD, tmp_path) == set()


def test_invalid_examples_are_refused_by_the_types(tmp_path: Path) -> None:
    """Just those that the schema refuses for another reason than how long, how many or which form of text, which are beyond a type."""
    refused = _refused_by_types(BAD, tmp_path)
    print(f"{len(refused)} of {len(BAD)} examples")
    assert len(refused) > len(BAD) / 2
    assert refused == _refused_by_schema(BAD, LIMITS)


def test_the_worker_takes_valid_replies(tmp_path: Path) -> None:
    """None of them has a fault."""
    assert {name: fault for name, fault in _refused_by_shapes(GOOD, tmp_path).items() if fault} == {}


def test_the_worker_refuses_replies_of_another_shape(tmp_path: Path) -> None:
    """Just those that the schema refuses for what is missing or of another kind; and it says where, without a word of theirs."""
    judged = _refused_by_shapes(BAD, tmp_path)
    refused = {name: fault for name, fault in judged.items() if fault}
    print(refused)
    assert len(refused) > len(judged) / 3
    assert set(refused) == _refused_by_schema(BAD, OPEN) & set(judged)
    assert refused["Due/no-airport"] == "reply.airport"
