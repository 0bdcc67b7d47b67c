"""Counts what an encoder adds as the second reader, bar by bar (`agent/learnlearn/second/encoder.py`):
`python tests/bench/fit_second.py --cases FILE ... --encoder FOLDER`. Needs the extra `learnlearn[semantic]`.

Files whose names begin alike are one set. The bar that is best on the other sets is what a set is judged by.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(_ROOT), str(_ROOT / "agent")]

from tests.bench.bench_engine import TODAY, answer_of, me_of, snapshot_of  # noqa: E402
from tests.bench.scoring import Case, load, totals  # noqa: E402

from learnlearn.interests.read import Reading, read_me, read_page  # noqa: E402
from learnlearn.matching.compare import compare  # noqa: E402
from learnlearn.matching.model import CommonGround  # noqa: E402
from learnlearn.matching.second import SecondOpinion, question, with_second  # noqa: E402
from learnlearn.second.encoder import Encoder, Near, nearness  # noqa: E402
from learnlearn.second.onnx import opened  # noqa: E402

_NOTHING = 2.0  # no cosine is as great
_BARS = (*(step / 20 for step in range(5, 15)), _NOTHING)


@dataclass(frozen=True)
class Pair:
    """One labelled pair as the engine and the encoder see it."""

    case: Case
    mine: Reading
    theirs: Reading
    ground: CommonGround
    near: tuple[Near, ...]

    def after(self, bar: float) -> CommonGround:
        """The common ground with what is proposed from this bar on."""
        opinion = SecondOpinion(tuple(one.proposal for one in self.near if one.cosine >= bar))
        return with_second(self.ground, self.mine, self.theirs, opinion)


def pair_of(case: Case, encoder: Encoder) -> Pair:
    """Reads one labelled pair."""
    mine, theirs = read_me(me_of(case), TODAY), read_page(snapshot_of(case), TODAY)
    ground = compare(mine, theirs, TODAY)
    return Pair(case, mine, theirs, ground, tuple(nearness(question(mine, theirs, ground, ""), encoder)))


def scored(pairs: Sequence[Pair], bar: float) -> dict[str, float]:
    """The figures of these pairs, as the bench counts them."""
    return totals([one.case for one in pairs], [answer_of(one.after(bar)) for one in pairs])


def best(pairs: Sequence[Pair]) -> float:
    """The bar with the best F1; of equals the highest."""
    return max(_BARS, key=lambda bar: (scored(pairs, bar)["f1"], bar))


def main() -> int:
    """Prints each set without and with it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, nargs="+", required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    options = parser.parse_args()
    encoder = opened(options.encoder)
    files = {path: [pair_of(case, encoder) for case in load(path)] for path in options.cases}
    print(f"best over all: {best([one for pairs in files.values() for one in pairs])}")
    for path, pairs in files.items():
        name = path.stem.partition("-")[0]
        bar = best([one for other, more in files.items() if not other.stem.startswith(name) for one in more])
        before, after = scored(pairs, _NOTHING), scored(pairs, bar)
        changes = ", ".join(f"{what} {before[what]:.3g} to {after[what]:.3g}" for what in ("f1", "precision", "traps", "empty_right"))
        print(f"{path.stem}, bar {bar} (best on the others): {changes}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
