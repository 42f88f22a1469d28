"""Learn the weights of ranking from labelled questions: multinomial logistic regression over each one's candidates.

Plain Python, so that the weights that ship can be made again anywhere. The loss of a question is the negative
logarithm of what the right candidates get of a softmax over all of them; Adam, one question a step, figures scaled by
their spread.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

ROUNDS = 14
_RATE, _LAST_RATE = 0.05, 0.002
_SHRINK = 0.0008
_SEED = 7

Row = Sequence[float]


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of one question: their figures, and which of them are right."""

    rows: Sequence[Row]
    right: Sequence[bool]


def fit(examples: Sequence[Example], rounds: int = ROUNDS) -> list[float]:
    """Return the weights that rank the right candidates best; the same examples give the same weights."""
    examples = [example for example in examples if any(example.right)]
    width = len(examples[0].rows[0])
    spread = _spread([row for example in examples for row in example.rows], width)
    weights, mean, square = [0.0] * width, [0.0] * width, [0.0] * width
    order = random.Random(_SEED)
    kept = [0.0] * width
    steps, total = 0, rounds * len(examples)
    for turn in range(rounds):
        for example in order.sample(examples, len(examples)):
            steps += 1
            rate = _RATE * (_LAST_RATE / _RATE) ** (steps / total)
            for place, slope in enumerate(_slopes(example, weights, spread)):
                slope = slope + _SHRINK * weights[place]  # noqa: PLW2901
                mean[place] += 0.1 * (slope - mean[place])
                square[place] += 0.001 * (slope * slope - square[place])
                first, second = 1 - 0.9**steps, 1 - 0.999**steps
                weights[place] -= rate * (mean[place] / first) / (math.sqrt(square[place] / second) + 1e-8)
        if turn >= rounds - 2:  # the mean of the last rounds wavers less than where the last step happened to end
            kept = [old + new / 2 for old, new in zip(kept, weights, strict=True)]
    return [weight / each for weight, each in zip(kept, spread, strict=True)]


def _slopes(example: Example, weights: Sequence[float], spread: Sequence[float]) -> list[float]:
    scaled = [weight / each for weight, each in zip(weights, spread, strict=True)]
    scores = [sum(map(mul, scaled, row)) for row in example.rows]
    best = max(scores)
    shares = [math.exp(score - best) for score in scores]
    total = sum(shares)
    right = sum(share for share, yes in zip(shares, example.right, strict=True) if yes) or 1e-300
    pulls = [share / total - (share / right if yes else 0.0) for share, yes in zip(shares, example.right, strict=True)]
    strong = [(pull, row) for pull, row in zip(pulls, example.rows, strict=True) if abs(pull) > 1e-4]
    return [sum(pull * row[place] for pull, row in strong) / each for place, each in enumerate(spread)]


def _spread(rows: Sequence[Row], width: int) -> list[float]:
    means = [sum(row[place] for row in rows) / len(rows) for place in range(width)]
    squares = [sum((row[place] - means[place]) ** 2 for row in rows) / len(rows) for place in range(width)]
    return [math.sqrt(value) or 1.0 for value in squares]
