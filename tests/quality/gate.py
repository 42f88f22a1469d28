"""Score what the note shows: ``python -m tests.quality.gate``, as the desk runs, with day, asker and body known.

Of each paired question the note is made as of the day it was tabled, with nothing known of what came later, and it is
counted whether the right earlier question is shown, and how many are. Of the questions on which nothing is held any
that is shown is a false alarm. ``--folds`` learns the gate on the earlier stretches of time and judges it on the next;
``--learn`` prints the table that all questions together give.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp
from operator import mul
from pathlib import Path
from typing import Any

from briefs.index.index import BUILD_WAIT
from briefs.library import Library
from briefs.loading.load import load
from briefs.question.input import Given
from briefs.question.pipeline import make_note
from briefs.question.similar.gate import GatedQuestion, chosen, weighed
from briefs.question.similar.gate_weights import LEAST, LEAST_BY_WORDS
from briefs.question.similar.search import Asked, prepared
from briefs.records.model import Record
from tests.quality.gate_fit import fit
from tests.quality.previous import QUERIES, QUESTIONS, STRETCHES, read_queries
from tests.support import PROJECT

NONE_HELD = Path(__file__).parent / "judged" / "no_earlier_question.jsonl"
NEGATIVES = 3.0
"""How many times as much as all paired questions all of those count on which nothing is held."""
_PARTS = 4


@dataclass(frozen=True, slots=True, eq=False)
class GateQuery:
    """One question of the measure: ``relevant`` are source ids, none where nothing is held; ``own`` is its record."""

    kind: str
    text: str
    day: date
    asker: int | None
    body: int | None
    relevant: frozenset[Any]
    own: Record | None

    def asked(self, known: bool) -> Asked:
        """Return it as the desk takes it; ``known`` false leaves out who asks and who answers."""
        left_out = frozenset({self.own.record_id}) if self.own else frozenset[str]()
        return Asked(self.text, self.day, self.asker if known else None, self.body if known else None, left_out)


@dataclass(slots=True)
class GateTally:
    """What was shown of questions of one kind."""

    asked: int = 0
    right: int = 0
    shown: int = 0
    any_shown: int = 0

    def add(self, right: bool, shown: int) -> None:
        """Count one question."""
        self.asked += 1
        self.right += right
        self.shown += shown
        self.any_shown += shown > 0


def main(arguments: list[str]) -> int:
    """Print the tables; 0 where the questions are there."""
    parser = argparse.ArgumentParser(description="Score what the note shows.")
    parser.add_argument("--folds", action="store_true", help="learn on what came before, judge what came after")
    parser.add_argument("--learn", action="store_true", help="print the tables that all questions together give")
    given = parser.parse_args(arguments)
    shared = Path(os.environ.get("PQBRIEF_SHARED") or PROJECT.parent / "shared")
    if not (shared / QUERIES).is_file():
        _say("The paired questions are not here: set PQBRIEF_SHARED to the folder that holds bench/previous_answers.")
        return 1
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        load(library, [shared / QUESTIONS])
        library.questions.catch_up(BUILD_WAIT)
        queries = list(gate_queries(library, shared / QUERIES))
        if given.learn:
            for with_it in (False, True):
                rows = [(q, row) for known in (True, False) for q in queries for row in _rows(library, q, known)]
                _say(f"with it: {with_it}\n" + ", ".join(f"{weight:.4g}" for weight in _learn(rows, with_it)))
        elif given.folds:
            _print_folds(library, queries)
        else:
            _print(as_the_desk_runs(library, queries))
    return 0


def figures(library: Library, path: Path) -> dict[str, float]:
    """Return what ``make quality`` keeps: shares of right ones shown and of false alarms, how many are shown."""
    tallies = as_the_desk_runs(library, gate_queries(library, path))
    all_, none = tallies["all"], tallies["none"]
    return {
        "right shown": all_.right / all_.asked,
        "shown": all_.shown / all_.asked,
        "false alarms": none.any_shown / none.asked,
    }


def gate_queries(library: Library, path: Path) -> Iterator[GateQuery]:
    """Yield the paired questions, then those on which nothing is held."""
    by_id = {record.source_id: record for record in library.store.all_records()}
    for query in read_queries(path):
        own = by_id[query["not"][0]]
        day = own.dates.tabled or date.min
        relevant = frozenset(query["relevant"])
        yield GateQuery(query["kind"], query["text"], day, own.asking_member_id, own.answering_body_id, relevant, own)
    for line in NONE_HELD.read_text("utf-8").splitlines():
        q = json.loads(line)
        day = date.fromisoformat(q["before"])
        yield GateQuery("none", q["text"], day, q["asking_member_id"], q["answering_body_id"], frozenset(), None)


def as_the_desk_runs(library: Library, queries: Iterable[GateQuery]) -> dict[str, GateTally]:
    """Return what notes show, by kind."""
    tallies: dict[str, GateTally] = defaultdict(GateTally)
    for query in queries:
        given = Given(query.text, query.own, asking_member_id=query.asker, answering_body_id=query.body)
        note = make_note(library, given, today=query.day)
        ids = {source.number: source.record_id for source in note.sources}
        held = library.store.get_many(ids[previous.source] for previous in note.previous)
        shown = {record.source_id: record for record in held.values()}
        right = bool(query.relevant & shown.keys())
        tallies[query.kind].add(right, len(shown))
        if query.kind != "none":
            tallies["all"].add(right, len(shown))
    return tallies


def _rows(library: Library, query: GateQuery, known: bool) -> list[GatedQuestion]:
    asked = query.asked(known)
    return prepared(library, asked, lambda subject, found: weighed(subject, found, query.text, asked.leave_out))


def _learn(rows: Sequence[tuple[GateQuery, GatedQuestion]], with_it: bool) -> list[float]:
    none_held = {query for query, _ in rows if query.kind == "none"}
    negative = NEGATIVES * (len({query for query, _ in rows}) - len(none_held)) / max(1, len(none_held))
    kept = [(query, each) for query, each in rows if each.with_it is with_it]
    right = [each.card.source_id in query.relevant for query, each in kept]
    counts = [negative if query.kind == "none" else 1.0 for query, _ in kept]
    return fit([each.row for _, each in kept], right, counts)


def _print_folds(library: Library, queries: Sequence[GateQuery]) -> None:
    """Learn on what came before each stretch of time, with three in four of the negatives, and judge the rest."""
    rows = {known: [_rows(library, query, known) for query in queries] for known in (True, False)}
    negatives = [at for at, query in enumerate(queries) if query.kind == "none"]
    part = {at: number % _PARTS for number, at in enumerate(negatives)}
    tallies: dict[bool, dict[str, GateTally]] = {known: defaultdict(GateTally) for known in rows}
    ends = [*STRETCHES[1:], "9999"]
    for fold, (begin, end) in enumerate(zip(STRETCHES, ends, strict=True)):
        learned = {
            at for at, q in enumerate(queries) if (part[at] != fold if at in part else q.day.isoformat() < begin)
        }
        pool = [(queries[at], each) for at in sorted(learned) for known in rows for each in rows[known][at]]
        weights = {with_it: _learn(pool, with_it) for with_it in (False, True)}
        for at, query in enumerate(queries):
            judged = part[at] == fold if at in part else begin <= query.day.isoformat() < end
            for known, of_known in rows.items() if judged else ():
                shown = _shown(of_known[at], weights, LEAST if known else LEAST_BY_WORDS)
                right = any(each.card.source_id in query.relevant for each in shown)
                for kind in _kinds(query, of_known[at]):
                    tallies[known][kind].add(right, len(shown))
    for known, counted in tallies.items():
        _say("asker and body given" if known else "the words alone")
        _print(counted)


def _kinds(query: GateQuery, rows: Sequence[GatedQuestion]) -> Iterator[str]:
    yield query.kind
    if query.kind != "none":
        yield "all"
    if any(r.card.source_id in query.relevant and not r.with_it and r.card.asker != query.asker for r in rows):
        yield "older, another Member"


def _shown(rows: Sequence[GatedQuestion], weights: dict[bool, list[float]], least: float) -> list[GatedQuestion]:
    def chance(each: GatedQuestion) -> float:
        first, *others = weights[each.with_it]
        return 1 / (1 + exp(-max(-30.0, min(30.0, first + sum(map(mul, others, each.row))))))

    return chosen(rows, least, chance)


def _print(tallies: dict[str, GateTally]) -> None:
    for kind, tally in sorted(tallies.items()):
        _say(
            f"  {kind:22s} n={tally.asked:<5d} right shown {tally.right / tally.asked:.3f}"
            f"  shown {tally.shown / tally.asked:.2f}  any shown {tally.any_shown / tally.asked:.3f}"
        )


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
