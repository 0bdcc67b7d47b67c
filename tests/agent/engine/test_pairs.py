"""What the engine names on labelled pairs of invented people does not get worse (`tests/bench/BLIND.md` tells how they were written and scored)."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.bench.bench_engine import engine
from tests.bench.scoring import Answer, load, totals

PAIRS = Path(__file__).parents[2] / "bench/pairs"

# kind: F1, precision, empty pairs answered honestly (at least), traps (at most), how many pairs, over all sets
FLOORS = {"everyday": (0.725, 0.79, 38, 47, 248), "hard": (0.475, 0.705, 34, 37, 232)}


@pytest.mark.parametrize("kind", FLOORS)
def test_scores_do_not_fall(kind: str) -> None:
    """Over two hundred pairs of each kind. The control: who names nothing scores nothing, and every empty pair right."""
    cases = [case for path in sorted(PAIRS.glob(f"*-{kind}.jsonl")) for case in load(path)]
    told = totals(cases, [engine(case) for case in cases])
    print(f"{len(cases)} {kind} pairs:", {name: round(value, 2) for name, value in told.items()})
    f1, precision, empty, traps, count = FLOORS[kind]
    assert len(cases) == count
    assert told["f1"] >= f1
    assert told["precision"] >= precision
    assert told["empty_right"] >= empty
    assert told["traps"] <= traps
    assert told["ungrounded"] == 0
    silent = totals(cases, [Answer() for _ in cases])
    assert silent["f1"] == 0
    assert silent["empty_right"] == silent["empty"] > 10
