"""Fits how likely a text of theirs answers a line of mine (`matching/fits.py`): `python tests/bench/fit_exchange.py --cases FILE ...`.

Every line of mine against every text of theirs that has anything of it is a row; it is right when the labels quote that text for that line.
Prints the weights, fitted on all files, and for honesty how those fitted on every other file do on each.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(_ROOT), str(_ROOT / "agent")]

from tests.bench.bench_engine import TODAY, me_of, snapshot_of  # noqa: E402
from tests.bench.logistic import Row, chance, fit_unscaled  # noqa: E402
from tests.bench.scoring import Case, load, words  # noqa: E402

from learnlearn.interests.beliefs import beliefs_of  # noqa: E402
from learnlearn.interests.read import read_me, read_page  # noqa: E402
from learnlearn.matching.fits import Page, Signs  # noqa: E402
from learnlearn.matching.wishes import WishField, wishes  # noqa: E402

_RIDGE = 10.0  # on features of mean 0 and spread 1
_SIDES: tuple[tuple[str, WishField], ...] = (("learn", "learning"), ("share", "offers"))


def rows_of(case: Case, side: str, field: WishField) -> Iterator[Row]:
    """The rows of one labelled pair."""
    mine, theirs = read_me(me_of(case), TODAY), read_page(snapshot_of(case), TODAY)
    page = Page(theirs, beliefs_of(theirs).sentences)
    for wish in wishes(mine, field):
        quotes = [quote for topic in case.get(side, []) if words(topic["topic"]) & words(wish.span.text) for quote in topic["theirs"]]
        for number, signs in page.answers(wish):
            if side == "learn" or signs.asks or signs.struggles:
                text = theirs.spans[number].text
                yield [1.0, *signs], any(quote in text or text in quote for quote in quotes)


def main() -> int:
    """Prints the weights and the check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, nargs="+", required=True)
    options = parser.parse_args()
    for side, field in _SIDES:
        files = {path.stem: [row for case in load(path) for row in rows_of(case, side, field)] for path in options.cases}
        weights = fit_unscaled([row for rows in files.values() for row in rows], ridge=_RIDGE)
        named = ", ".join(f"{name}={weight:.3f}" for name, weight in zip(Signs._fields, weights[1:], strict=True))
        print(f"{side.upper()} = Weights({weights[0]:.2f}, Signs({named}))")
        for name, rows in files.items():
            others = (
                fit_unscaled([row for other, more in files.items() if other != name for row in more], ridge=_RIDGE) if len(files) > 1 else weights
            )
            for bar in (0.2, 0.3, 0.4, 0.5):
                above = [right for features, right in rows if chance(others, features) >= bar]
                print(
                    f"  {name}: {len(above)} above {bar}, {sum(above) / max(1, len(above)):.2f} right, of {sum(right for _, right in rows)} to find"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
