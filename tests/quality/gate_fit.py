"""Learn the weights of the gate: logistic regression by Newton's steps, in plain Python so that they can be made again.

Figures are scaled by their mean and spread while learning; what is returned fits the figures as they are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import mul

_SHRINK = 10.0  # on scaled weights: the inverse of the usual C = 0.1
_ROUNDS = 25
_SETTLED = 1e-6

Row = Sequence[float]


def fit(rows: Sequence[Row], right: Sequence[bool], counts: Sequence[float]) -> list[float]:
    """Return the constant and then a weight for each figure; ``counts`` says for how many rows each counts."""
    means, spreads = _scales(rows)
    scaled = [[1.0, *((v - m) / s for v, m, s in zip(row, means, spreads, strict=True))] for row in rows]
    weights = [0.0] * len(scaled[0])
    for _ in range(_ROUNDS):
        slopes, curves = _sums(scaled, right, counts, weights)
        for place in range(1, len(weights)):
            slopes[place] += _SHRINK * weights[place]
            curves[place][place] += _SHRINK
        curves[0][0] += 1e-9
        steps = _solved(curves, slopes)
        weights = [weight - step for weight, step in zip(weights, steps, strict=True)]
        if max(map(abs, steps)) < _SETTLED:
            break
    plain = [weight / spread for weight, spread in zip(weights[1:], spreads, strict=True)]
    return [weights[0] - sum(map(mul, plain, means)), *plain]


def _scales(rows: Sequence[Row]) -> tuple[list[float], list[float]]:
    columns = list(zip(*rows, strict=True))
    means = [math.fsum(column) / len(column) for column in columns]
    spreads = [
        math.sqrt(math.fsum((value - mean) ** 2 for value in column) / len(column)) or 1.0
        for column, mean in zip(columns, means, strict=True)
    ]
    return means, spreads


def _sums(
    rows: Sequence[Row], right: Sequence[bool], counts: Sequence[float], weights: Row
) -> tuple[list[float], list[list[float]]]:
    """Return the slopes and the curves of the loss."""
    width = len(weights)
    slopes = [0.0] * width
    curves = [[0.0] * width for _ in range(width)]
    for row, yes, count in zip(rows, right, counts, strict=True):
        chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(map(mul, weights, row))))))
        pull, curve = count * (chance - yes), count * chance * (1 - chance)
        for place, value in enumerate(row):
            slopes[place] += pull * value
        if curve < 1e-7:
            continue
        for place, value in enumerate(row):
            pulled = curve * value
            if pulled:
                line = curves[place]
                for other in range(place + 1):
                    line[other] += pulled * row[other]
    for place in range(width):
        for other in range(place):
            curves[other][place] = curves[place][other]
    return slopes, curves


def _solved(curves: list[list[float]], slopes: Row) -> list[float]:
    """Return x of curves · x = slopes, by elimination with the largest pivot."""
    size = len(slopes)
    held = [[*line, slope] for line, slope in zip(curves, slopes, strict=True)]
    for place in range(size):
        best = max(range(place, size), key=lambda at: abs(held[at][place]))
        held[place], held[best] = held[best], held[place]
        pivot = held[place][place] or 1e-12
        for other in range(place + 1, size):
            share = held[other][place] / pivot
            if share:
                held[other] = [a - share * b for a, b in zip(held[other], held[place], strict=True)]
    solved = [0.0] * size
    for place in reversed(range(size)):
        rest = sum(map(mul, held[place][place + 1 : size], solved[place + 1 :]))
        solved[place] = (held[place][size] - rest) / (held[place][place] or 1e-12)
    return solved
