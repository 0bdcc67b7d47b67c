"""Bodies without end for every route of openapi.json: no 5xx, every answer of the promised shape, at least 30 % of each route's answers 2xx.

    python -m tests.soak.fuzz_routes --rounds 100000

In portions, each with a fresh agent and a seed of its own; a wrong answer is printed with the seed and the body that drew it.
"""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.promises.fuzzing import ENDS, NEVER_DONE, ROUTES, Tally, fuzzed, world

PORTION = 96  # examples for each route and agent
LEAST_DONE = 0.3


def portion(number: int) -> tuple[Tally, str]:
    """One fresh agent, asked with the bodies of one seed; and what its log says of errors."""
    with tempfile.TemporaryDirectory() as home, world(Path(home)) as where:
        tally = fuzzed(where, PORTION, number)
        where.ask(ENDS, {})
        log = (Path(home) / "stderr").read_text()
    return tally, "\n".join(line for line in log.splitlines() if " ERROR " in line or " CRITICAL " in line)


def main() -> int:
    """Runs it and prints the figures; 1 when an answer was wrong or a route was hardly ever reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    total, number, began = Tally(), options.seed, time.monotonic()
    with contextlib.suppress(KeyboardInterrupt):  # ended early, by Ctrl+C or SIGTERM: the figures of what was done
        while total.examples < options.rounds:
            tally, errors = portion(number)
            total.add(tally)
            for wrong in [*tally.wrong, *errors.splitlines()]:
                print(f"seed {number}: {wrong}", flush=True)
            print(f"{total.examples} examples in {time.monotonic() - began:.0f} s, {len(total.wrong)} wrong", flush=True)
            number += 1
    for path in sorted(ROUTES):
        print(f"{path:32}{total.statuses[path].total():7}{total.done_share(path):7.0%}  {dict(sorted(total.statuses[path].items()))}")
    seldom = [path for path in ROUTES if path not in NEVER_DONE and total.done_share(path) < LEAST_DONE]
    print(f"{total.examples} examples, {len(ROUTES)} routes, {len(total.wrong)} wrong answers, seldom reached: {seldom or 'none'}")
    return int(bool(total.wrong or seldom))


if __name__ == "__main__":
    sys.exit(main())
