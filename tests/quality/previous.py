"""Score the ranking of previous answers against questions that Members and ministers paired themselves.

``python -m tests.quality.previous`` prints recall within ten and the mean reciprocal rank by kind, with asker and body
given and without. ``--folds`` learns the weights anew five times, each time without one stretch of time, and scores
that stretch: what the shipped table can be expected to do on another period. ``--learn`` prints a table learned on all.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from operator import mul
from pathlib import Path
from typing import Any

from briefs.index.index import BUILD_WAIT
from briefs.library import Library
from briefs.loading.load import load
from briefs.question.similar.features import rows_of
from briefs.question.similar.search import Asked, prepared, ranked
from briefs.question.similar.similar_tuning import WEIGHTS, LikenessWeights
from tests.quality.previous_fit import Example, fit
from tests.support import PROJECT

QUERIES = Path("bench", "previous_answers", "queries.jsonl")
QUESTIONS = Path("data", "written-questions", "questions-2023-09-to-2025-09.jsonl.gz")
# The first days of the stretches after the first; a same-answer query has no day, so the question's own counts.
STRETCHES = ("2024-06", "2024-09", "2024-12", "2025-05")
TOP = 10

Query = dict[str, Any]
Result = dict[str, dict[str, float]]


def main(arguments: list[str]) -> int:
    """Print the tables; 0 where the questions are there."""
    parser = argparse.ArgumentParser(description="Score the ranking of previous answers.")
    parser.add_argument("--folds", action="store_true", help="learn on four stretches of time, score the fifth")
    parser.add_argument("--learn", action="store_true", help="print the weights that all queries together give")
    given = parser.parse_args(arguments)
    shared = Path(os.environ.get("PQBRIEF_SHARED") or PROJECT.parent / "shared")
    if not (shared / QUERIES).is_file():
        _say("The paired questions are not here: set PQBRIEF_SHARED to the folder that holds bench/previous_answers.")
        return 1
    queries = read_queries(shared / QUERIES)
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        load(library, [shared / QUESTIONS])
        library.questions.catch_up(BUILD_WAIT)
        if given.folds or given.learn:
            examples = {known: list(_examples(library, queries, known)) for known in (True, False)}
            if given.folds:
                _print_folds(library, queries, examples)
            if given.learn:
                _print_weights(fit(_pool(queries, examples, lambda _: True)))
        else:
            for known, result in shipped(library, queries).items():
                _print(result, f"shipped weights, {known}")
    return 0


def figures(library: Library, queries: Sequence[Query]) -> dict[str, dict[str, float]]:
    """Return the averages over all kinds, as ``make quality`` keeps them."""
    return {
        f"previous answers, {known}": {name: result["all"][name] for name in ("recall@10", "mrr")}
        for known, result in shipped(library, queries).items()
    }


def read_queries(path: Path) -> list[Query]:
    """Return the labelled queries of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def shipped(library: Library, queries: Sequence[Query]) -> dict[str, Result]:
    """Return the scores of the ranking as it ships, with asker and body given and without."""
    return {
        ("asker and body given" if known else "the words alone"): score(
            (query, [each.card.source_id for each in ranked(library, asked(query, known))]) for query in queries
        )
        for known in (True, False)
    }


def asked(query: Query, known: bool) -> Asked:
    """Return a query as the desk takes it; ``known`` false leaves out who asks and who answers."""
    return Asked(
        query["text"],
        date.fromisoformat(query["before"]) if query["before"] else None,
        query["asking_member_id"] if known else None,
        query["answering_body_id"] if known else None,
    )


def score(answers: Iterable[tuple[Query, Sequence[Any]]]) -> Result:
    """Return recall@1, recall@10 and the mean reciprocal rank for each kind and for all, as the bench counts them."""
    totals: dict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    for query, found in answers:
        kept = [each for each in found if each not in query["not"]][:TOP]
        rank = next((place for place, each in enumerate(kept, 1) if each in query["relevant"]), None)
        for kind in (query["kind"], "all"):
            for place, value in enumerate((1.0, float(rank == 1), float(rank is not None), 1 / rank if rank else 0.0)):
                totals[kind][place] += value
    return {
        kind: {"n": t[0]} | dict(zip(("recall@1", "recall@10", "mrr"), (v / t[0] for v in t[1:]), strict=True))
        for kind, t in totals.items()
    }


def _examples(library: Library, queries: Sequence[Query], known: bool) -> Iterator[tuple[Example, list[Any]]]:
    """Yield the candidates of each query, the question itself left out, and their source ids."""
    for query in queries:
        rows = [
            (card.source_id, row)
            for card, row in prepared(library, asked(query, known), rows_of)
            if card.source_id not in query["not"]
        ]
        ids = [source_id for source_id, _ in rows]
        yield Example([row for _, row in rows], [each in query["relevant"] for each in ids]), ids


def _pool(
    queries: Sequence[Query],
    examples: dict[bool, list[tuple[Example, list[Any]]]],
    wanted: Callable[[Query], bool],
) -> list[Example]:
    """Return what is learned from: each query with what is known, and again without where that is not the same."""
    return [
        example
        for known, of_known in examples.items()
        for query, (example, _) in zip(queries, of_known, strict=True)
        if wanted(query) and (known or query["asking_member_id"] is not None)
    ]


def _print_folds(
    library: Library, queries: Sequence[Query], examples: dict[bool, list[tuple[Example, list[Any]]]]
) -> None:
    stretch_of = _stretches(library, queries)
    answers: dict[bool, list[tuple[Query, list[Any]]]] = {True: [], False: []}
    for stretch in range(len(STRETCHES) + 1):
        weights = fit(_pool(queries, examples, lambda query, left=stretch: stretch_of(query) != left))  # type: ignore[misc]
        for known, of_known in examples.items():
            held_out = [
                (query, _order(weights, *example))
                for query, example in zip(queries, of_known, strict=True)
                if stretch_of(query) == stretch
            ]
            answers[known] += held_out
            what = "given" if known else "words alone"
            _print({"all": score(held_out)["all"]}, f"without stretch {stretch}, {what}")
    for known, found in answers.items():
        _print(score(found), f"five stretches, each left out, {'given' if known else 'words alone'}")


def _order(weights: Sequence[float], example: Example, ids: Sequence[Any]) -> list[Any]:
    scores = [sum(map(mul, weights, row)) for row in example.rows]
    return [ids[place] for place in sorted(range(len(ids)), key=lambda place: -scores[place])]


def _stretches(library: Library, queries: Sequence[Query]) -> Callable[[Query], int]:
    """Return what gives the stretch of time of a query: by the day on which its own question was tabled."""
    own = {each for query in queries for each in query["not"]}
    days = {
        record.source_id: record.dates.tabled.isoformat()
        for record in library.store.all_records()
        if record.source_id in own and record.dates.tabled
    }
    return lambda query: sum(days[query["not"][0]] >= begin for begin in STRETCHES)


def _print(result: Result, what: str) -> None:
    _say(what)
    for kind, row in sorted(result.items()):
        _say(
            f"  {kind:12s} n={row['n']:<5.0f} recall@1 {row['recall@1']:.3f}"
            f"  recall@10 {row['recall@10']:.3f}  MRR {row['mrr']:.3f}"
        )


def _print_weights(weights: Sequence[float]) -> None:
    for field, weight, old in zip(fields(LikenessWeights), weights, WEIGHTS, strict=True):
        _say(f"    {field.name}: float = {weight:.2f}  # was {old:.2f}")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
