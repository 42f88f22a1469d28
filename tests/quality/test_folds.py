"""Cross-validation: what is judged had no say in the weights that it is judged by."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from briefs.library import Library
from briefs.topic.weights import DEFAULT
from tests.quality.folds import TABLES, Judged, Shares, cross_validated, tables


def shares(score: float) -> Shares:
    return {"score": score, "redundancy": 0.0, "off_share": 0.0}


def topic(name: str, group: str) -> Judged:
    return Judged(name, group, cast(Library, Path()), name, lambda brief: shares(0.0))


def test_a_topic_is_judged_by_the_table_that_the_others_chose() -> None:
    topics = [topic("a", "one"), topic("b", "one"), topic("c", "two")]
    today = {"a": shares(0.5), "b": shares(0.5), "c": shares(0.5)}
    good_for_a = {"a": shares(1.0), "b": shares(0.4), "c": shares(0.4)}
    by_topic, _ = cross_validated(topics, [today, good_for_a])
    # Over all three the second table is the better one; without "a" it is not.
    assert by_topic[1]["score"] == pytest.approx(0.5)
    assert by_topic[2]["score"] == pytest.approx((0.5 + 0.4 + 0.4) / 3)


def test_a_set_is_left_out_whole() -> None:
    topics = [topic("a", "one"), topic("b", "one"), topic("c", "two")]
    today = {"a": shares(0.5), "b": shares(0.5), "c": shares(0.2)}
    other = {"a": shares(0.1), "b": shares(0.1), "c": shares(0.9)}
    _, by_set = cross_validated(topics, [today, other])
    assert by_set[2]["score"] == pytest.approx((0.1 + 0.1 + 0.2) / 3)


def test_the_tables_start_with_todays_weights_and_are_always_the_same() -> None:
    made = tables()
    assert made[0] == DEFAULT
    assert len(set(made)) == TABLES
    assert made == tables()
