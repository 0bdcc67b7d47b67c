"""Fits how sure a topic is (`agent/learnlearn/interests/gist.py`): `python tests/bench/fit_gist.py`.

The lexicon's own example sentences are the sample: each is by its author's word about one concept. They are judged by bags compiled without
them. A topic is right when it is that concept or its kin. Prints the weights and how often topics of each probability are right.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

_ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(_ROOT), str(_ROOT / "agent")]

from tests.bench.logistic import Row, chance, fit  # noqa: E402

from learnlearn.lexicon.build import bags  # noqa: E402
from learnlearn.lexicon.build.compile import compile_lexicon  # noqa: E402
from learnlearn.lexicon.build.source import load_all  # noqa: E402
from learnlearn.lexicon.spotter import Lexicon  # noqa: E402
from learnlearn.text.language import detect  # noqa: E402
from learnlearn.text.tokens import tokens  # noqa: E402

_NAMES = ("base", "point", "second", "third", "short", "best", "lead")
_TOPICS, _HIGHEST = 8, 12.0


def rows_of(lexicon: Lexicon, text: str, concept: int) -> list[Row]:
    """The features of the topics of one sentence, and whether each is right."""
    language = (detect(text) or "en").partition("-")[0]
    scores: dict[int, float] = {}
    counts: dict[int, int] = {}
    for stem in dict.fromkeys(tokens(text).stems):
        for one, weight in lexicon.share(stem, language).concepts.items():
            scores[one] = scores.get(one, 0.0) + weight
            counts[one] = counts.get(one, 0) + 1
    told = sorted(scores, key=lambda one: -scores[one])[:_TOPICS]
    right = lexicon.kin(concept) | {concept}
    lead = 1 - scores[told[1]] / scores[told[0]] if len(told) > 1 else 1.0
    return [
        (
            [
                1.0,
                min(scores[one], _HIGHEST),
                float(counts[one] > 1),
                float(counts[one] > 2),
                1 - scores[one] / scores[told[0]],
                float(rank == 0),
                lead * (rank == 0),
            ],
            one in right,
        )
        for rank, one in enumerate(told)
    ]


def main() -> int:
    """Prints the weights and the calibration."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=2500)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    bags.EXAMPLE = 0.0
    with tempfile.TemporaryDirectory() as folder:
        lexicon = Lexicon(compile_lexicon(Path(folder) / "without-examples.bin"))
    labels = {entry.label: at for at, entry in enumerate(lexicon.entries) if not entry.entity}
    concepts = [concept for domain in load_all().values() for concept in domain.concept]
    drawn = random.Random(options.seed).sample(concepts, min(options.sentences, len(concepts)))
    rows = [row for concept in drawn for row in rows_of(lexicon, concept.yes[0], labels[concept.label])]
    weights = fit(rows, ridge=1e-3)
    print(f"{len(drawn)} sentences, {len(rows)} topics:", ", ".join(f"{name} {weight:.2f}" for name, weight in zip(_NAMES, weights, strict=True)))
    for low in range(10):
        inside = [right for features, right in rows if low <= 10 * chance(weights, features) < low + 1]
        print(f"sure {low / 10:.1f} to {low / 10 + 0.1:.1f}: {len(inside)} topics, {sum(inside) / max(1, len(inside)):.2f} right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
