"""How much time a page's text can cost at worst: every sort of `tests/agent/engine/hostile.py`, in every form, beside what people write.

    python -m tests.soak.hostile_text --characters 200000

Twice for each: half as long and whole. Printed are the seconds, how often the time of a page of the same length that people would write (ratio), and
by how much the time grew. 1 when a page held a worker longer than it may or grew faster than its length.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.agent.engine.hostile import FORMS, cost, me, page, sorts

LONGEST = 10.0  # seconds
GROWTH = 2.5  # for twice the length
NOTICED = 0.05  # seconds: what is shorter is not measured well enough to say how it grows


def main() -> int:
    """Runs it and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=200_000)
    parser.add_argument("--only", default="", help="part of a name")
    options = parser.parse_args()
    mine, began, faults = me(), time.monotonic(), list[str]()
    usual = sorts()["what people write"]
    cost(page(FORMS["posts"](usual(5_000))), mine)  # what is loaded once is loaded
    for form, put in FORMS.items():
        typical = cost(page(put(usual(options.characters))), mine)
        for name, text in sorts().items():
            if options.only not in f"{name}, {form}":
                continue
            half, whole = (cost(page(put(text(size))), mine) for size in (options.characters // 2, options.characters))
            if whole > GROWTH * max(half, NOTICED):  # another program may have had the processor's memory meanwhile
                whole = min(whole, cost(page(put(text(options.characters))), mine))
            growth = whole / max(half, NOTICED)
            line = f"{form}: {name}: {whole:.2f} s, {whole / typical:.1f} times what people write, {growth:.1f} times its half"
            print(line, flush=True)
            if whole > LONGEST or growth > GROWTH:
                faults.append(line)
    print(f"{len(sorts())} sorts of {options.characters} characters in {len(FORMS)} forms, {time.monotonic() - began:.0f} s")
    print("\n".join(["too slow:", *faults] if faults else ["none too slow"]))
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
