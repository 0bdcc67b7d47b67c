"""Logistic regression by Newton's steps, as in any textbook: for the few weights of the engine, not worth a dependency."""

from __future__ import annotations

import math
import statistics

_STEPS = 25
Row = tuple[list[float], bool]  # features and whether it is so


def chance(weights: list[float], features: list[float]) -> float:
    """The logistic function of a weighted sum."""
    return 1 / (1 + math.exp(-sum(map(float.__mul__, weights, features))))


def fit(rows: list[Row], *, ridge: float) -> list[float]:
    """The weights under which what was seen is likeliest; the first feature is 1 in every row. `ridge` keeps weights small, but not the first."""
    size = len(rows[0][0])
    weights = [0.0] * size
    for _ in range(_STEPS):
        slope = [-ridge * (at > 0) * weight for at, weight in enumerate(weights)]
        bend = [[ridge * (0 < a == b) for b in range(size)] for a in range(size)]
        for features, right in rows:
            sure = chance(weights, features)
            for a, one in enumerate(features):
                slope[a] += one * (right - sure)
                for b, other in enumerate(features):
                    bend[a][b] += one * other * sure * (1 - sure)
        weights = [weight + step for weight, step in zip(weights, _solved(bend, slope), strict=True)]
    return weights


def fit_unscaled(rows: list[Row], *, ridge: float) -> list[float]:
    """The weights for features as they are, by way of features of mean 0 and spread 1, to which `ridge` belongs."""
    columns = list(zip(*(features for features, _ in rows), strict=True))
    means = [0.0] + [sum(column) / len(column) for column in columns[1:]]
    spreads = [1.0] + [statistics.pstdev(column) or 1.0 for column in columns[1:]]
    even = [([(x - m) / s for x, m, s in zip(features, means, spreads, strict=True)], right) for features, right in rows]
    weights = [weight / spread for weight, spread in zip(fit(even, ridge=ridge), spreads, strict=True)]
    weights[0] -= sum(weight * mean for weight, mean in zip(weights[1:], means[1:], strict=True))
    return weights


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss and Jordan's elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(len(rows)):
        pivot = max(range(at, len(rows)), key=lambda one: abs(rows[one][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(len(rows)):
            if other != at:
                rows[other] = [value - rows[other][at] * own for value, own in zip(rows[other], rows[at], strict=True)]
    return [row[-1] for row in rows]
