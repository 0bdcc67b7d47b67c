"""Whatever a body holds, the agent answers with what the document promises. The full count is `python -m tests.soak.fuzz_routes`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.promises.fuzzing import ENDS, NEVER_DONE, ROUTES, fault, fuzzed, world

EXAMPLES = 4
SEED = 5


def test_no_body_makes_an_error_of_ours(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Bodies as each schema allows and as it forbids, with a token and its Origin: no 5xx, every answer of its shape, nearly every route reached. The
    control: an answer that is not of its shape, and one of ours, are noticed."""
    with world(tmp_path) as where:
        tally = fuzzed(where, request.config.getoption("--rounds") or EXAMPLES, SEED)
        assert tally.wrong == []
        unreached = {path for path in ROUTES if path not in NEVER_DONE and not tally.done_share(path)}
        print(f"{tally.examples} bodies, {len(ROUTES)} routes, not one 2xx: {unreached or 'none'}")
        assert len(unreached) < len(ROUTES) / 10
        health = ROUTES["/v1/health"]
        status, answer = where.send(health.path, b"{}")
        assert not fault(health, status, answer)
        assert fault(health, status, answer.replace(b"api", b"ipa"))
        assert fault(health, 500, answer)
        where.ask(ENDS, {})
