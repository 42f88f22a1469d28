"""How long ranking previous answers takes: ``python -m tests.benchmarks.bench_pq [--millions 1.5]``.

First over the real questions, one at a time and as a batch through the program; then, where asked for, over that many
made by multiplying the real ones, every fifth word of a copy given another ending, so that words and lists grow as they
would. The copies go into an index of their own, without a database: only ranking is measured there.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import tantivy

from bot.pq_batch import answer_lines
from bot.settings import Settings
from briefs import index_files
from briefs.desk.question_index import QUESTIONS as LAYOUT
from briefs.desk.similar import Asked, ranked
from briefs.desk.similar_features import Subject, weigh
from briefs.desk.similar_search import gather, rarity_of
from briefs.index_schema import day_number
from briefs.library import Library
from briefs.records import Part, Record
from tests.quality.previous import QUERIES, QUESTIONS, asked, read_queries
from tests.support import PROJECT

CHANGED_EVERY = 5
ENDINGS = 40
ASKED = 300


def main(arguments: list[str]) -> int:
    """Print the figures; 0 where the real questions are there."""
    parser = argparse.ArgumentParser(description="Time the ranking of previous answers.")
    parser.add_argument("--millions", type=float, default=0.0, help="also over this many made questions")
    given = parser.parse_args(arguments)
    shared = Path(os.environ.get("PQBRIEF_SHARED") or PROJECT.parent / "shared")
    if not (shared / QUERIES).is_file():
        _say("The real questions are not here: set PQBRIEF_SHARED.")
        return 1
    queries = read_queries(shared / QUERIES)
    with tempfile.TemporaryDirectory() as name, Library.open(Path(name)) as library:
        library.load([shared / QUESTIONS])
        _say(f"load on this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        began = time.perf_counter()
        ranked(library, Asked("To ask how long the index takes."))
        _say(f"index of the real questions made in {time.perf_counter() - began:.1f} s")
        wanted = [asked(query, known=True) for query in queries][:ASKED]
        _one_by_one("29,240 questions", lambda each: ranked(library, each), wanted)
        _batch(library, queries, Path(name))
        if given.millions:
            _many(library, wanted, round(given.millions * 1e6), Path(name) / "made")
    return 0


def _one_by_one(what: str, rank: Callable[[Asked], object], wanted: Sequence[Asked]) -> None:
    """Print the times by the clock, and by the processor, which others that keep it busy do not lengthen."""
    clock, processor = [], []
    for each in wanted:
        began = time.perf_counter(), time.process_time()
        rank(each)
        clock.append((time.perf_counter() - began[0]) * 1000)
        processor.append((time.process_time() - began[1]) * 1000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _say(f"{what}: {_spread(clock)} by the clock, {_spread(processor)} of processor, peak memory {peak:.0f} MB")


def _spread(times: Sequence[float]) -> str:
    return f"median {statistics.median(times):.1f} ms, p95 {statistics.quantiles(times, n=20)[18]:.1f} ms"


def _batch(library: Library, queries: Sequence[dict[str, object]], folder: Path) -> None:
    keys = ("text", "before", "asking_member_id", "answering_body_id")
    lines = [json.dumps({"id": each["query_id"]} | {key: each[key] for key in keys}).encode() for each in queries]
    began = time.perf_counter()
    failed = answer_lines(library, lines, io.StringIO(), Settings(folder))
    took = time.perf_counter() - began
    _say(f"batch of {len(lines):,}: {len(lines) / took:.0f} questions a second, {failed} failed")


def _many(library: Library, wanted: Sequence[Asked], count: int, folder: Path) -> None:
    folder.mkdir()
    began = time.perf_counter()
    _, index = index_files.new_folder(folder, LAYOUT)
    index_files.put(index, _copies(library, count), count, replacing=False, layout=LAYOUT)
    index.reload()
    searcher = index.searcher()
    _say(f"{count:,} made questions indexed in {time.perf_counter() - began:.0f} s")
    known: dict[str, float] = {}
    for what, cases in (
        ("as tabled then", wanted),
        ("as of today", [replace(each, before=None) for each in wanted]),
    ):
        _one_by_one(f"{count:,} questions, {what}", lambda each: _rank(searcher, each, known), cases)


def _rank(searcher: tantivy.Searcher, each: Asked, known: dict[str, float]) -> None:
    day = day_number(each.before) if each.before else None
    subject = Subject(each.text, day, each.asking_member_id, rarity_of(searcher, known))
    weigh(subject, gather(searcher, subject, each.answering_body_id))


def _copies(library: Library, count: int) -> Iterator[Record]:
    """Yield the real questions, then copies of them in which every fifth word has another ending."""

    def endless() -> Iterator[Record]:
        copy = 0
        while True:
            for record in library.store.all_records():
                yield _varied(record, copy) if copy else record
            copy += 1

    return islice(endless(), count)


def _varied(record: Record, copy: int) -> Record:
    pick = random.Random(f"{record.record_id} {copy}")
    passages = tuple(replace(passage, text=_changed(passage.text, pick, passage.part)) for passage in record.passages)
    return replace(record, record_id=f"{record.record_id}-{copy}", passages=passages)


def _changed(text: str, pick: random.Random, part: Part) -> str:
    words = text.split(" ")
    start = pick.randrange(CHANGED_EVERY) + (12 if part is Part.QUESTION else 0)  # who is asked stays as it is
    for place in range(start, len(words), CHANGED_EVERY):
        words[place] = f"{words[place].strip('.,;()')}{pick.randrange(ENDINGS)}"
    return " ".join(words)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
