"""The learning and the counting behind the weights of ranking previous answers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.quality.previous import score
from tests.quality.previous_fit import Example, fit

QUERY: dict[str, Any] = {"kind": "refers", "not": [9], "relevant": [4]}


def test_a_figure_that_tells_right_from_wrong_gets_the_weight() -> None:
    examples = [Example([[1.0, n % 2], [0.0, 1 - n % 2], [0.0, 1.0]], [True, False, False]) for n in range(40)]
    telling, noise = fit(examples, rounds=8)
    assert telling > 1.0
    assert telling > 4 * abs(noise)


def test_the_same_examples_give_the_same_weights() -> None:
    examples = [Example([[float(n % 3)], [1.0]], [n % 3 == 2, n % 3 != 2]) for n in range(12)]
    assert fit(examples, rounds=3) == fit(examples, rounds=3)


@pytest.mark.parametrize(
    ("found", "recall_at_1", "recall_at_10", "reciprocal"),
    [
        pytest.param([4, 5], 1.0, 1.0, 1.0, id="first"),
        pytest.param([9, 4], 1.0, 1.0, 1.0, id="the-question-itself-does-not-count"),
        pytest.param([5, 4], 0.0, 1.0, 0.5, id="second"),
        pytest.param([*range(10, 20), 4], 0.0, 0.0, 0.0, id="eleventh"),
        pytest.param([], 0.0, 0.0, 0.0, id="nothing"),
    ],
)
def test_how_a_ranking_is_counted(found: list[int], recall_at_1: float, recall_at_10: float, reciprocal: float) -> None:
    expected = {"n": 1.0, "recall@1": recall_at_1, "recall@10": recall_at_10, "mrr": reciprocal}
    assert score([(QUERY, found)]) == {"refers": expected, "all": expected}
