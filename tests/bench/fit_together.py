"""Fits how sure a concept is of which both speak (`agent/learnlearn/matching/together.py`): `python tests/bench/fit_together.py --cases FILE ...`.

Every concept for which words of both sides speak is a row; it is right when it names what the labels expect. What only shares a word with an
expected name, is its kin or optional, is left out, and so is what cues settle. Prints the weights,
fitted on all files, and for honesty how those fitted on every other file do on each.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(_ROOT), str(_ROOT / "agent")]

from tests.bench.bench_engine import TODAY, me_of, snapshot_of  # noqa: E402
from tests.bench.logistic import Row, chance, fit_unscaled  # noqa: E402
from tests.bench.scoring import Case, load, names, words  # noqa: E402

from learnlearn.interests.beliefs import beliefs_of  # noqa: E402
from learnlearn.interests.read import read_me, read_page  # noqa: E402
from learnlearn.lexicon.loaded import lexicon  # noqa: E402
from learnlearn.matching.rank import SURE  # noqa: E402
from learnlearn.matching.together import Pair, Signs  # noqa: E402

_RIDGE = 3.0  # on features of mean 0 and spread 1


def rows_of(case: Case) -> list[Row]:
    """The rows of one labelled pair."""
    pair = Pair(beliefs_of(read_me(me_of(case), TODAY)), beliefs_of(read_page(snapshot_of(case), TODAY)))
    expected, optional = case["expected"], case.get("optional", [])
    known = {word for one in expected for name in (one["label"], *one["accept"]) for word in words(name)}
    rows: list[Row] = []
    entries, found = lexicon().entries, pair.concepts()
    right = {concept for concept in found if any(names(entries[concept].label, one) for one in expected)}
    settled = {concept for concept in found if min(pair.cues(concept)) > SURE}  # by cues on both sides
    beside = set[int]().union(*(lexicon().kin(concept) for concept in right | settled))
    for concept in found:
        label = entries[concept].label
        unclear = concept in beside or words(label) & known or any(names(label, one) for one in optional)
        signs = pair.signs(concept)
        if signs and concept not in settled and (concept in right or not unclear):
            rows.append(([1.0, *signs], concept in right))
    return rows


def main() -> int:
    """Prints the weights and the check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, nargs="+", required=True)
    options = parser.parse_args()
    files = {path.stem: [row for case in load(path) for row in rows_of(case)] for path in options.cases}
    weights = fit_unscaled([row for rows in files.values() for row in rows], ridge=_RIDGE)
    print(f"_BASE = {weights[0]:.2f}")
    print("_WEIGHTS = Signs(" + ", ".join(f"{name}={weight:.3f}" for name, weight in zip(Signs._fields, weights[1:], strict=True)) + ")")
    for name, rows in files.items():
        others = fit_unscaled([row for other, more in files.items() if other != name for row in more], ridge=_RIDGE) if len(files) > 1 else weights
        for bar in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
            above = [right for features, right in rows if chance(others, features) >= bar]
            print(f"{name}: {len(above)} above {bar}, {sum(above) / max(1, len(above)):.2f} right, of {sum(right for _, right in rows)} to find")
    return 0


if __name__ == "__main__":
    sys.exit(main())
