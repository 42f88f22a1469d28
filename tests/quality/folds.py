"""How far the weights depend on the very topics they were set on: cross-validation over topics and over sets.

The weights are set anew without some of the topics, and those are then judged with them. Setting anew means taking the
best of a number of tables of weights, today's among them, in each of which a few weights are moved by up to a half at
random (a fixed seed). What is left out is each topic in turn, then each set of topics in turn: those over the graded
documents and the two judged halves. Where the left-out figures are near today's, the weights carry further.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from briefs.library import Library
from briefs.render.brief.as_json import brief_to_dict
from briefs.topic.pipeline import explain_brief
from briefs.topic.weights import DEFAULT, Tuning

TABLES = 40
MOVED = 0.5
WEIGHTS = 5
SHARES = ("score", "redundancy", "off_share")
Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """One topic: the set it belongs to, where it is asked, and how a brief (its JSON) on it is scored."""

    name: str
    group: str
    library: Library
    query: str
    score: Callable[[dict[str, Any]], Shares]


def tables(count: int = TABLES) -> list[Tuning]:
    """Return today's weights and ``count`` - 1 tables around them, always the same ones."""
    chance = random.Random(1872)
    made = [DEFAULT]
    while len(made) < count:
        names = chance.sample([each.name for each in fields(DEFAULT)], WEIGHTS)
        moved = {name: getattr(DEFAULT, name) * chance.uniform(1 - MOVED, 1 + MOVED) for name in names}
        made.append(replace(DEFAULT, **moved))
    return made


def measure(topics: Sequence[Judged], tuning: Tuning) -> dict[str, Shares]:
    """Return the shares of each topic's brief under a table of weights."""
    return {
        topic.name: topic.score(brief_to_dict(explain_brief(topic.library, topic.query, tuning=tuning).brief))
        for topic in topics
    }


def cross_validated(
    topics: Sequence[Judged], found: Sequence[Mapping[str, Shares]]
) -> list[tuple[str, Shares, Shares]]:
    """Return (what was left out, the mean shares under today's weights, and under weights set without it).

    ``found`` holds the shares of every topic under each table, today's first.
    """
    by_topic = [[topic.name] for topic in topics]
    groups = dict.fromkeys(topic.group for topic in topics)
    by_group = [[topic.name for topic in topics if topic.group == group] for group in groups]
    return [
        (left_out, _mean(found[0].values()), _mean(_held_out(found, folds)))
        for left_out, folds in (("each topic", by_topic), ("each set", by_group))
    ]


def _held_out(found: Sequence[Mapping[str, Shares]], folds: Iterable[Sequence[str]]) -> list[Shares]:
    judged: list[Shares] = []
    for fold in folds:
        best = max(found, key=lambda table: _worth(_mean(s for name, s in table.items() if name not in fold)))
        judged += [best[name] for name in fold]
    return judged


def _worth(shares: Shares) -> float:
    """Return by what tables are ranked: a repeat, or what is off, is worth more than half of what a fact is."""
    return shares["score"] - 0.6 * shares["redundancy"] - 0.3 * shares["off_share"]


def _mean(rows: Iterable[Shares]) -> Shares:
    held = list(rows)
    return {name: sum(row[name] for row in held) / len(held) for name in SHARES}
