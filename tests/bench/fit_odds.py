"""Fits how likely a proposal is true (`agent/learnlearn/matching/odds.py`): `python tests/bench/fit_odds.py --cases FILE ...`.

Every proposal of any layer is a row; it is right when it names what the labels expect. What is fair to name and fair to leave out is left out. Files
of one set ("third-hard", "third-everyday") are held out together. Prints the weights, fitted on all files, and for honesty what is named on each kind
of pair when each set is judged by what was fitted on the others, for several bars.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

_ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(_ROOT), str(_ROOT / "agent")]

from tests.bench.bench_engine import TODAY, me_of, snapshot_of  # noqa: E402
from tests.bench.logistic import Row, chance, fit_unscaled  # noqa: E402
from tests.bench.scoring import Answer, Case, Item, load, totals, verdicts  # noqa: E402

from learnlearn.interests.beliefs import beliefs_of  # noqa: E402
from learnlearn.interests.read import read_me, read_page  # noqa: E402
from learnlearn.matching.avoid import Avoided, avoided  # noqa: E402
from learnlearn.matching.candidate import Candidate  # noqa: E402
from learnlearn.matching.compare import proposals  # noqa: E402
from learnlearn.matching.model import Match  # noqa: E402
from learnlearn.matching.odds import Signs, signs_of  # noqa: E402
from learnlearn.matching.rank import rank  # noqa: E402

_RIDGE = 8.0  # on features of mean 0 and spread 1
_BARS = (0.45, 0.5, 0.55, 0.6, 0.65, 0.7)


class Judged(NamedTuple):
    """One labelled pair with what is proposed for it."""

    case: Case
    avoid: Avoided
    proposed: list[tuple[Signs, Candidate]]

    def rows(self) -> list[Row]:
        """A row for each proposal that is right or wrong."""
        told = ((signs, verdicts(self.case, [_item(one)])[0][0]) for signs, one in self.proposed)
        return [([1.0, *signs], said == "hit") for signs, said in told if said != "fair"]

    def answer(self, weights: list[float], bar: float) -> Answer:
        """What is named under some weights."""
        weighed = [(chance(weights, [1.0, *signs]), one) for signs, one in self.proposed]
        return Answer([_item(match) for match in rank(weighed, self.avoid, bar=bar).named])


def _item(one: Candidate | Match) -> Item:
    mine, theirs = (one.my_evidence, one.their_evidence) if isinstance(one, Candidate) else (one.mine, one.theirs)
    return Item(one.label, [quote.quote for quote in mine], [quote.quote for quote in theirs])


def judged(case: Case) -> Judged:
    """What is proposed for one labelled pair."""
    me, them = read_me(me_of(case), TODAY), read_page(snapshot_of(case), TODAY)
    return Judged(case, avoided(me), signs_of(beliefs_of(me), beliefs_of(them), proposals(me, them)))


def main() -> int:
    """Prints the weights and the check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, nargs="+", required=True)
    options = parser.parse_args()
    files = {path.stem: [judged(case) for case in load(path)] for path in options.cases}
    rows = {name: [row for one in cases for row in one.rows()] for name, cases in files.items()}
    weights = fit_unscaled([row for some in rows.values() for row in some], ridge=_RIDGE)
    print(f"_BASE = {weights[0]:.2f}")
    print("_WEIGHTS = Signs(" + ", ".join(f"{name}={weight:.3f}" for name, weight in zip(Signs._fields, weights[1:], strict=True)) + ")")
    held = {
        part: fit_unscaled([row for name, some in rows.items() if not name.startswith(part) for row in some], ridge=_RIDGE)
        for part in sorted({name.partition("-")[0] for name in files})
    }
    for bar in _BARS:
        kinds: defaultdict[str, list[tuple[Judged, Answer]]] = defaultdict(list)
        for name, cases in files.items():
            part, _, kind = name.partition("-")
            kinds[f"{'dev ' if part == 'dev' else ''}{kind}"] += [(one, one.answer(held[part], bar)) for one in cases]
        for kind, told in sorted(kinds.items()):
            n = totals([one.case for one, _ in told], [answer for _, answer in told])
            empty = f"{n['empty_right']:.0f} of {n['empty']:.0f} empty"
            print(f"bar {bar}, {kind}: F1 {n['f1']:.3f}, P {n['precision']:.3f}, P@3 {n['p3']:.3f}, traps {n['traps']:.0f}, {empty}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
